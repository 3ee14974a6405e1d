"""Parts, manifests and vintages: what a load changes, and what it never changes."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterpoise.errors import LakeError
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.lake.store import loading
from counterpoise.model.events import Kind


def ids(root: Path, **chosen) -> list[str]:
    engine = open_engine("duckdb")
    table = Lake(root).table(engine, Kind.EVENTS, **chosen)
    return sorted(row["event_id"] for row in engine.rows(table.select("event_id")))


def test_a_file_loaded_again_replaces_its_rows_and_no_others(tmp_path, store, event):
    store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB"), event(2, "2022-02-05", "AAA", "BBB")])
    store(tmp_path, [event(3, "2022-02-07", "AAA", "BBB")], name="b.csv", digest="1" * 64)
    store(tmp_path, [event(4, "2022-01-06", "AAA", "BBB")], digest="2" * 64)
    assert ids(tmp_path) == ["e00003", "e00004"]


def test_a_part_with_rows_of_two_files_is_rewritten_without_the_replaced_one(
    tmp_path, store, event
):
    import duckdb
    import pyarrow as pa

    from counterpoise.lake.engines import arrow_schema
    from counterpoise.lake.manifest import LoadedFile

    rows = [
        {**event(1, "2022-01-05", "AAA", "BBB"), "origin": "a.csv", "feed": "made"},
        {**event(2, "2022-01-05", "AAA", "BBB"), "origin": "b.csv", "feed": "made"},
    ]
    schema = arrow_schema(Kind.EVENTS)
    table = pa.Table.from_pylist([{c: r.get(c) for c in schema.names} for r in rows], schema)
    with duckdb.connect() as connection, loading(tmp_path, "made", Kind.EVENTS) as session:
        session.add(connection.from_arrow(table), ["a.csv", "b.csv"])
        files = [
            LoadedFile(name=n, sha256=n, read=1, stored=1, rejected=0) for n in ("a.csv", "b.csv")
        ]
        session.commit("1", files)
    store(tmp_path, [event(9, "2022-01-09", "AAA", "BBB")], name="b.csv", digest="9")
    assert ids(tmp_path) == ["e00001", "e00009"]
    first, second = Lake(tmp_path).states("made")
    assert ids(tmp_path, vintages={"made": first.vintage}) == ["e00001", "e00002"]
    assert second.rows == 2


def test_an_older_vintage_stays_readable_and_as_of_chooses_it(tmp_path, store, event):
    old = store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")], retrieved=dt.date(2022, 2, 1))
    new = store(
        tmp_path, [event(2, "2022-01-05", "AAA", "BBB")], digest="1", retrieved=dt.date(2022, 6, 1)
    )
    assert new.parent == old.vintage
    assert ids(tmp_path) == ["e00002"]
    assert ids(tmp_path, vintages={"made": old.vintage[:6]}) == ["e00001"]
    assert ids(tmp_path, as_of=dt.date(2022, 3, 1)) == ["e00001"]
    assert ids(tmp_path, as_of=dt.date(2022, 7, 1)) == ["e00002"]


def test_as_of_cuts_rows_by_known_date_and_leaves_out_those_without(tmp_path, store, event):
    rows = [
        event(1, "2022-01-05", "AAA", "BBB"),
        event(2, "2022-01-05", "AAA", "BBB", known_date=dt.date(2022, 3, 1)),
        event(3, "2022-01-05", "AAA", "BBB", known_date=None),
    ]
    store(tmp_path, rows)
    assert ids(tmp_path, as_of=dt.date(2022, 1, 5)) == []
    assert ids(tmp_path, as_of=dt.date(2022, 1, 6)) == ["e00001"]
    assert ids(tmp_path, as_of=dt.date(2022, 3, 1)) == ["e00001", "e00002"]


def test_the_same_files_again_make_no_new_state_and_leave_no_part(tmp_path, store, event):
    first = store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    again = store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    assert again == first
    assert len(list(tmp_path.glob("parts/*/*/*.parquet"))) == 1


def test_the_same_input_gives_the_same_bytes_and_vintage(tmp_path, store, event):
    rows = [event(i, f"2022-01-{i:02d}", "AAA", "BBB") for i in range(1, 20)]
    states = [store(tmp_path / name, rows[::step]) for name, step in (("a", 1), ("b", -1))]
    assert states[0] == states[1]
    parts = [next((tmp_path / name).glob("parts/*/*/*.parquet")).read_bytes() for name in "ab"]
    assert parts[0] == parts[1]


def test_a_load_that_fails_changes_nothing(tmp_path, store, event):
    store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    with pytest.raises(RuntimeError, match="midway"), loading(tmp_path, "made", Kind.EVENTS):
        raise RuntimeError("midway")
    assert ids(tmp_path) == ["e00001"]


def test_two_loads_of_a_feed_at_once_are_refused(tmp_path):
    with (
        loading(tmp_path, "made", Kind.EVENTS),
        pytest.raises(LakeError, match="another load of feed made is running; wait"),
        loading(tmp_path, "made", Kind.EVENTS),
    ):
        pass


def test_a_damaged_manifest_is_named_with_the_way_back(tmp_path, store, event):
    store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    (tmp_path / "manifests" / "made" / "000002.json").write_text('{"feed": ')
    with pytest.raises(
        LakeError, match=r"(?s)000002\.json: the manifest is damaged .* move it away"
    ):
        Lake(tmp_path).state("made")


def test_an_unknown_vintage_lists_the_known_ones(tmp_path, store, event):
    state = store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    with pytest.raises(LakeError, match=f"no vintage 'zzz'; choose one of {state.vintage}"):
        Lake(tmp_path).state("made", vintage="zzz")


LOADER = """
import sys
from pathlib import Path
import duckdb
from counterpoise.lake.manifest import LoadedFile
from counterpoise.lake.store import loading
from counterpoise.model.events import Kind, columns
types = {"text": "VARCHAR", "date": "DATE", "integer": "INTEGER", "real": "DOUBLE"}
given = {"event_id": "'n' || i", "feed": "'made'", "feed_version": "'1'", "origin": "'a.csv'",
    "event_date": "DATE '2022-01-01' + CAST(i % 300 AS INTEGER)", "acts": "1",
    "url": "md5(CAST(i AS VARCHAR))"}
sql = ", ".join(f"CAST({given.get(c, 'NULL')} AS {types[t]}) AS {c}" for c, t in columns(Kind.EVENTS).items())
with duckdb.connect() as c, loading(Path(sys.argv[1]), "made", Kind.EVENTS) as session:
    print("go", flush=True)
    n = session.add(c.sql(f"SELECT {sql} FROM range(120000) AS t(i)"), ["a.csv"])
    session.commit("1", [LoadedFile(name="a.csv", sha256="new", read=n, stored=n, rejected=0)])
    print("done", flush=True)
"""


def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new_one(tmp_path, store, event):
    """SIGKILL at moments spread over a load; then the lake is the old state or the new, whole."""
    store(tmp_path, [event(1, "2022-01-05", "AAA", "BBB")])
    seen = set()
    for delay in (0.0, 0.03, 0.08, 0.15, 0.3, 5.0):
        process = subprocess.Popen(
            [sys.executable, "-c", LOADER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "go\n"
        if delay < 1:
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
        process.stdout.read()
        process.wait()
        process.stdout.close()
        rows = ids(tmp_path)
        assert rows == ["e00001"] or len(rows) == 120_000
        seen.add(len(rows))
    assert seen >= {120_000}
    state = Lake(tmp_path).state("made")
    assert state is not None
    held = {str(tmp_path / p.path) for s in Lake(tmp_path).states("made") for p in s.parts}
    assert {str(p) for p in tmp_path.glob("parts/*/*/*.parquet")} == held
