"""Questions on structural records, alike on every engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from counterpoise.lake import structural
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind

FLOWS = (
    ("a", "MLI", None, "Mali", "RUS", None, "Russia", "radar", 10.0),
    ("b", "MLI", None, "Mali", None, None, "unknown supplier(s)", "radar", 3.0),
    ("c", "NER", None, "Niger", "RUS", None, "Russia", "tank", 5.0),
    ("d", None, None, "Africa, Total", "RUS", None, "Russia", "tank", 15.0),
    ("e", None, None, "Soviet Union", None, None, "Soviet Union", "tank", 2.0),
    ("f", "MLI", None, "Mali", None, "EU", "European Union", "van", None),
)


@pytest.fixture
def records(tmp_path: Path, store: Callable, engine: Engine) -> Callable:
    def flows():
        rows = [
            {
                "record_id": number,
                "feed_version": "1",
                "indicator": kind,
                "start_date": dt.date(2020, 1, 1),
                "precision": "year",
                "subject_iso3": subject,
                "subject_org": org,
                "subject_raw": subject_raw,
                "object_iso3": giver,
                "object_org": giver_org,
                "object_raw": giver_raw,
                "value": value,
            }
            for number, subject, org, subject_raw, giver, giver_org, giver_raw, kind, value in FLOWS
        ]
        store(tmp_path, rows, feed="flows", kind=Kind.STRUCTURE)
        return Lake(tmp_path).table(engine, Kind.STRUCTURE, feeds=("flows",))

    return flows


def test_records_of_a_state_and_of_what_it_continues(records: Callable, engine: Engine) -> None:
    table = records()
    own = engine.rows(structural.of_subject(table, "MLI"))
    assert [row["record_id"] for row in own] == ["a", "b", "f"]
    more = engine.rows(structural.of_subject(table, "MLI", ("Soviet Union",)))
    assert [row["record_id"] for row in more] == ["a", "b", "e", "f"]
    assert tuple(more[0]) == structural.ROW


def test_a_state_in_a_list_of_several_and_a_vintage_stored_before_there_were_lists(
    tmp_path: Path, store: Callable, engine: Engine
) -> None:
    row = {
        "record_id": "a",
        "feed_version": "1",
        "indicator": "sanction",
        "start_date": dt.date(2020, 1, 1),
        "precision": "year",
        "subject_raw": "Mali, Niger",
        "subject_members": ",MLI,NER,",
    }
    alone = {**row, "record_id": "b", "subject_raw": "Mali", "subject_iso3": "MLI"}
    alone["subject_members"] = None
    store(tmp_path, [row, alone], feed="lists", kind=Kind.STRUCTURE)
    found = {}
    for state in ("MLI", "NER", "LI,NE"):
        table = Lake(tmp_path).table(engine, Kind.STRUCTURE, feeds=("lists",))
        rows = engine.rows(structural.of_subject(table, state))
        found[state] = [one["record_id"] for one in rows]
    assert found == {"MLI": ["a", "b"], "NER": ["a"], "LI,NE": []}
    for path in Lake(tmp_path).paths(Kind.STRUCTURE, feeds=("lists",)):
        stored = pq.ParquetFile(path).read().drop_columns(["subject_members", "object_members"])
        pq.write_table(stored, path)
        path.with_name(f".{path.name}.crc").unlink(missing_ok=True)
    table = Lake(tmp_path).table(engine, Kind.STRUCTURE, feeds=("lists",))
    rows = engine.rows(structural.of_subject(table, "MLI"))
    assert [one["record_id"] for one in rows] == ["b"]


def test_names_without_a_code(records: Callable, engine: Engine) -> None:
    table = records()
    subjects = engine.rows(structural.uncoded_names(table, "subject"))
    assert [row["name"] for row in subjects] == ["Africa, Total", "Soviet Union"]
    objects = engine.rows(structural.uncoded_names(table, "object"))
    assert [row["name"] for row in objects] == ["Soviet Union", "unknown supplier(s)"]


def test_what_each_gives_in_all(records: Callable, engine: Engine) -> None:
    table = records()
    to_states = engine.rows(structural.given_in_all(table, to_states_only=True))
    assert {row["object_raw"]: row["given"] for row in to_states} == {
        "Russia": 15.0,
        "unknown supplier(s)": 3.0,
    }
    to_all = engine.rows(structural.given_in_all(table, to_states_only=False))
    assert {row["object_raw"]: row["given"] for row in to_all}["Russia"] == 30.0


def test_who_gives_each_kind(records: Callable, engine: Engine) -> None:
    found = engine.rows(structural.givers_by_kind(records()))
    assert {(row["indicator"], row["object_raw"]) for row in found} == {
        ("radar", "Russia"),
        ("radar", "unknown supplier(s)"),
        ("tank", "Russia"),
        ("tank", "Soviet Union"),
    }
