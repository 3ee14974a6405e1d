"""The sample read by hand: drawn whatever the order of the rows, and right where it resolves."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.util
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parents[2]
DATA = os.environ.get("COUNTERPOISE_DATA")
KINDS = {"right", "wrong", "missed", "unsure", "none"}


@pytest.fixture(scope="module")
def precision() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location(
        "actor_precision", ROOT / "benchmarks" / "actor_precision.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["actor_precision"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["actor_precision"]


def test_the_order_of_rows_does_not_change_the_sample(
    precision: ModuleType, tmp_path: Path
) -> None:
    first = dt.date(2021, 1, 1)
    names = ["Military (Mali)", "France", "Joe Biden", "somebody unheard of"]
    rows = [
        {
            "event_date": first + dt.timedelta(days=i),
            "source_name": names[i % 4],
            "event_text": "Make a visit",
            "target_name": names[i % 3],
        }
        for i in range(400)
    ]
    mixed = random.Random(1).sample(rows, len(rows))
    drawn = []
    for file, order in (("a.parquet", rows), ("b.parquet", [*mixed, *mixed[:50]])):
        pq.write_table(pa.Table.from_pylist(order), tmp_path / file)
        drawn.append(precision.sample(tmp_path / file))
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 300


def test_a_changed_resolution_is_unread_again(precision: ModuleType) -> None:
    one = precision.Read("k", "A B", dt.date(2021, 1, 1), "AAA", "GOV")
    verdict = {"seen": one.seen, "where": "right", "sector": "wrong"}
    assert precision.score([one], {"k": verdict}, "where") == (1, 1)
    assert precision.score([one], {"k": verdict}, "sector") == (0, 1)
    changed = precision.Read("k", "A B", dt.date(2021, 1, 1), "BBB", "GOV")
    assert precision.score([changed], {"k": verdict}, "where") == (0, 0)


def test_the_verdicts_hold_hashes_and_words_alone(precision: ModuleType) -> None:
    with precision.VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["key"] for row in rows}) == len(rows) >= 299
    for row in rows:
        assert int(row["key"], 16) >= 0
        assert int(row["seen"], 16) >= 0
        assert {row[c] for c in ("where", "sector", "where_first", "sector_first")} <= KINDS


@pytest.mark.skipif(DATA is None, reason="needs COUNTERPOISE_DATA")
def test_what_resolves_in_the_sample_is_right(precision: ModuleType) -> None:
    assert DATA is not None
    everything = precision.sample(Path(DATA, "icews/icews_2021_2022.parquet"))
    read = precision.verdicts()
    assert [one.name for one in everything if not precision.fresh(one, read)] == []
    for part, asked, least in (("where", 0.98, 280), ("sector", 0.95, 190)):
        right, judged = precision.score(everything, read, part)
        assert judged >= least
        assert right / judged >= asked
