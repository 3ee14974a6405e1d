"""Questions about pairs of states, on DuckDB and on real PySpark, against sums done by hand."""

from __future__ import annotations

import datetime as dt
import math
import random

import pytest

from counterpoise.lake import dyad_queries
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Events and daily sums of four states and an organisation, with every kind of gap."""
    return Lake(tmp_path_factory.mktemp("lake"))


@pytest.fixture
def filled(lake, store, event):
    if lake.feeds():
        return lake
    chance = random.Random(11)
    rows = []
    for number in range(1500):
        day = dt.date(2021, 1, 1) + dt.timedelta(days=chance.randrange(90))
        target = chance.choice(["AAA", "BBB", None])
        rows.append(
            event(
                number,
                day.isoformat(),
                chance.choice(["AAA", "BBB", "CCC", None]),
                target,
                target_org=None if target is not None else chance.choice(["ORG", None]),
                plover_type=chance.choice(["CONSULT", "ACCUSE", None]),
                cameo=chance.choice(["040", "111", "0874", None]),
                scale_value=chance.choice([None, 0.1, -7.3, 1 / 3]),
                reports=chance.choice([None, 1, 12]),
                acts=chance.choice([0, 1]),
            )
        )
    store(lake.root, rows)
    record = {"feed_version": "1", "precision": "day", "indicator": "goldstein_sum"}
    store(
        lake.root,
        [
            {
                **record,
                "record_id": str(number),
                "start_date": dt.date(2021, 1, 1) + dt.timedelta(days=number % 40),
                "subject_iso3": chance.choice(["AAA", "BBB", None]),
                "object_iso3": chance.choice(["AAA", "CCC", None]),
                "value": chance.choice([None, 0.1, -3.0, 1 / 3]),
            }
            for number in range(300)
        ],
        feed="sums",
        kind=Kind.STRUCTURE,
    )
    return lake


QUESTIONS = {
    "focal_monthly": lambda t, _: dyad_queries.focal_monthly(t, "AAA"),
    "focal_acts": lambda t, _: dyad_queries.focal_acts(t, "AAA", ["BBB", "ORG"]),
    "days_covered": lambda t, _: dyad_queries.days_covered(t, "event_date"),
    "days_covered_sums": lambda _, s: dyad_queries.days_covered(s, "start_date"),
    "type_scale": lambda t, _: dyad_queries.type_scale(t),
    "focal_daily_sums": lambda _, s: dyad_queries.focal_daily_sums(s, "AAA", "goldstein_sum"),
    "world_monthly": lambda t, _: dyad_queries.world_monthly(t),
}


def answer(engine, lake, question, **cut):
    tables = [lake.table(engine, kind, **cut) for kind in Kind]
    return engine.rows(QUESTIONS[question](*tables))


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_give_the_same_findings(filled, spark, question):
    here = answer(open_engine("duckdb"), filled, question)
    there = answer(spark, filled, question)
    assert here
    assert len(here) == len(there)
    for mine, theirs in zip(here, there, strict=True):
        assert mine.keys() == theirs.keys()
        for key, value in mine.items():
            if isinstance(value, float):
                assert math.isclose(value, theirs[key], rel_tol=1e-9, abs_tol=1e-9), key
            else:
                assert value == theirs[key], key


def test_scale_values_are_summed_over_acts_and_not_over_reports(filled):
    duck = open_engine("duckdb")
    raw = duck.rows(filled.table(duck, Kind.EVENTS))
    rows = answer(duck, filled, "focal_monthly")
    assert {row["partner"] for row in rows} == {"BBB", "CCC", "ORG"}
    for row in rows:
        own, other = ("source", "target") if row["direction"] == "out" else ("target", "source")
        mine = [
            r for r in raw
            if r[f"{own}_iso3"] == "AAA"
            and (r[f"{other}_iso3"] or r[f"{other}_org"]) == row["partner"]
            and r["event_date"].replace(day=1) == row["month"]
        ]  # fmt: skip
        scaled = [r["scale_value"] for r in mine if r["scale_value"] is not None and r["acts"] == 1]
        assert row["acts"] == sum(r["acts"] for r in mine)
        assert row["scaled"] == len(scaled)
        assert row["scale_sum"] == pytest.approx(sum(scaled) if scaled else None, abs=1e-9)


def test_single_acts_leave_further_reports_out(filled):
    duck = open_engine("duckdb")
    raw = duck.rows(filled.table(duck, Kind.EVENTS))
    found = answer(duck, filled, "focal_acts")
    ends = {"BBB", "ORG"}
    wanted = [
        r["event_id"] for r in raw
        if r["acts"] == 1 and (
            (r["source_iso3"] == "AAA" and (r["target_iso3"] or r["target_org"]) in ends)
            or (r["target_iso3"] == "AAA" and (r["source_iso3"] or r["source_org"]) in ends)
        )
    ]  # fmt: skip
    assert sorted(row["event_id"] for row in found) == sorted(wanted)


def test_pairs_of_the_world_are_counted_once_each_way_together(filled):
    duck = open_engine("duckdb")
    rows = answer(duck, filled, "world_monthly")
    assert all(row["first"] < row["second"] for row in rows)
    raw = duck.rows(filled.table(duck, Kind.EVENTS))
    named = [
        (r["source_iso3"] or r["source_org"], r["target_iso3"] or r["target_org"])
        for r in raw
        if r["acts"] == 1
    ]
    assert sum(row["acts"] for row in rows) == sum(
        a is not None and b is not None and a != b for a, b in named
    )


def test_daily_sums_take_both_orders_and_leave_missing_sides_out(filled):
    duck = open_engine("duckdb")
    raw = duck.rows(filled.table(duck, Kind.STRUCTURE))
    rows = answer(duck, filled, "focal_daily_sums")
    for row in rows:
        values = [
            r["value"] for r in raw
            if {r["subject_iso3"], r["object_iso3"]} == {"AAA", row["partner"]}
            and r["start_date"] == row["day"]
        ]  # fmt: skip
        held = [value for value in values if value is not None]
        assert values
        assert row["total"] == pytest.approx(sum(held) if held else None, abs=1e-9)


def test_an_empty_lake_answers_with_no_rows(engine, tmp_path):
    for question in QUESTIONS:
        assert answer(engine, Lake(tmp_path), question) == []
