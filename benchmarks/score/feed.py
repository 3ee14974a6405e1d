"""ICEWS acts between states as counts by pair, fortnight and CAMEO root, through the reader."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from counterpoise.feeds.batches import Batch
from counterpoise.feeds.registry import reader_of
from counterpoise.feeds.source import load_source
from counterpoise.feeds.vocabulary_tables import actor_tables
from counterpoise.relations.reported_events import (
    EventTypes,
    ReportedEvents,
    event_types,
    feed_counts,
    reported_events,
)

EPOCH = dt.date(1970, 1, 1)
TEST_FROM = (dt.date(2022, 10, 11) - EPOCH).days
ROOTS = (
    "01 statement",
    "02 appeal",
    "03 intent to cooperate",
    "04 consult",
    "05 diplomatic cooperation",
    "06 material cooperation",
    "07 aid",
    "08 yield",
    "09 investigate",
    "10 demand",
    "11 disapprove",
    "12 reject",
    "13 threaten",
    "14 protest",
    "15 force posture",
    "16 reduce relations",
    "17 coerce",
    "18 assault",
    "19 fight",
    "20 mass violence",
)
_MATERIAL = (5, 6, 7, 13, 14, 15, 16, 17, 18, 19)


@dataclass(frozen=True)
class Icews:
    """Counts of acts between states, and who the two sides of each dyad are, shape (D, 2)."""

    events: ReportedEvents
    sides: NDArray[np.int64]


def icews(*, step_days: int = 14, told_twice: bool = False) -> Icews:
    """Read the quads: acts counted once, leaders under the states they lead on the day.

    Periods are laid so that one begins on 11 October 2022, the first day of the test. With
    `told_twice` every row of the file is there twice before it is read.
    """
    folder = Path(os.environ["COUNTERPOISE_DATA"]) / "icews"
    quads, codes = folder / "icews_2021_2022.parquet", folder / "cameo_codes_icews.csv"
    if not told_twice:
        return _read([quads, codes], step_days)
    with tempfile.TemporaryDirectory() as scratch:
        doubled = Path(scratch) / quads.name
        rows = duckdb.read_parquet(str(quads))
        rows.union(rows).write_parquet(str(doubled))
        return _read([doubled, codes], step_days)


def _read(files: list[Path], step_days: int) -> Icews:
    for outcome in reader_of("icews")(files, load_source("icews"), actor_tables()):
        if isinstance(outcome, Batch):
            stored = outcome.stored
            table = stored.query(  # type: ignore[no-untyped-call]
                "stored",
                """select datediff('day', date '1970-01-01', event_date) as day,
                   least(source_iso3, target_iso3) as one,
                   greatest(source_iso3, target_iso3) as other,
                   left(cameo, 2)::int - 1 as root, sum(acts)::double as acts,
                   sum(acts * scale_value) as weight from stored
                   where acts > 0 and source_iso3 <> target_iso3 group by all order by all""",
            ).fetchnumpy()
    period = (table["day"] - TEST_FROM) // step_days
    states = np.unique(np.concatenate([table["one"], table["other"]]).astype(str))
    pair = np.stack([np.searchsorted(states, table[k].astype(str)) for k in ("one", "other")], 1)
    sides, dyad = np.unique(pair, axis=0, return_inverse=True)
    starts = TEST_FROM + step_days * np.arange(period.min(), period.max() + 1)
    counts = feed_counts(
        "icews", _types(table), dyad.ravel(), period - period.min(), table["root"], table["acts"]
    )
    return Icews(reported_events(len(sides), starts, [counts]), sides)


def _types(table: dict[str, NDArray[np.float64]]) -> EventTypes:
    """Return the 20 roots with the mean weight of their acts before the test."""
    past = table["day"] < TEST_FROM
    acts = np.bincount(table["root"][past], table["acts"][past], 20)
    weight = np.bincount(table["root"][past], table["weight"][past], 20)
    return event_types(
        ROOTS,
        weight / np.maximum(acts, 1),
        cooperative=ROOTS[4:6],
        hostile=ROOTS[16:19],
        material=[ROOTS[k] for k in _MATERIAL],
    )
