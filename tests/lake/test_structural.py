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
VOTES = (
    ("1-M", "1", "MLI", "2018-12-01", "yes"),
    ("1-F", "1", "FRA", "2018-12-01", "yes"),
    ("2-M", "2", "MLI", "2019-01-15", "no"),
    ("2-F", "2", "FRA", "2019-01-15", "abstain"),
    ("3-M", "3", "MLI", "2019-09-20", "yes"),
    ("3-F", "3", "FRA", "2019-09-20", "yes"),
    ("3-N", "3", "NER", "2019-09-20", "yes"),
    ("4-F", "4", "FRA", "2019-09-21", "yes"),
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

    def votes():
        rows = [
            {
                "record_id": number,
                "feed_version": "1",
                "indicator": call,
                "start_date": dt.date.fromisoformat(day),
                "precision": "day",
                "subject_iso3": state,
                "text": choice,
            }
            for number, call, state, day, choice in VOTES
        ]
        store(tmp_path, rows, feed="votes", kind=Kind.STRUCTURE)
        return Lake(tmp_path).table(engine, Kind.STRUCTURE, feeds=("votes",))

    return {"flows": flows, "votes": votes}.__getitem__


def test_records_of_a_state_and_of_what_it_continues(records: Callable, engine: Engine) -> None:
    table = records("flows")()
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
    table = records("flows")()
    subjects = engine.rows(structural.uncoded_names(table, "subject"))
    assert [row["name"] for row in subjects] == ["Africa, Total", "Soviet Union"]
    objects = engine.rows(structural.uncoded_names(table, "object"))
    assert [row["name"] for row in objects] == ["Soviet Union", "unknown supplier(s)"]


def test_what_each_gives_in_all(records: Callable, engine: Engine) -> None:
    table = records("flows")()
    to_states = engine.rows(structural.given_in_all(table, to_states_only=True))
    assert {row["object_raw"]: row["given"] for row in to_states} == {
        "Russia": 15.0,
        "unknown supplier(s)": 3.0,
    }
    to_all = engine.rows(structural.given_in_all(table, to_states_only=False))
    assert {row["object_raw"]: row["given"] for row in to_all}["Russia"] == 30.0


def test_who_gives_each_kind(records: Callable, engine: Engine) -> None:
    found = engine.rows(structural.givers_by_kind(records("flows")()))
    assert {(row["indicator"], row["object_raw"]) for row in found} == {
        ("radar", "Russia"),
        ("radar", "unknown supplier(s)"),
        ("tank", "Russia"),
        ("tank", "Soviet Union"),
    }


def test_agreement_by_the_session_that_opened_in_autumn(records: Callable, engine: Engine) -> None:
    table = records("votes")()
    found = engine.rows(structural.agreement_by_session(table, "MLI", ("FRA", "NER", "RUS")))
    assert [tuple(row.values()) for row in found] == [
        ("FRA", 2018, 2, 1, "1-M", "2-M"),
        ("FRA", 2019, 1, 1, "3-M", "3-M"),
        ("NER", 2019, 1, 1, "3-M", "3-M"),
    ]
