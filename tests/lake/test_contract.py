"""Every query on DuckDB and on real PySpark, against sums done by hand and against each other."""

from __future__ import annotations

import datetime as dt
import math
import random

import pytest

from counterpoise.errors import LakeError
from counterpoise.lake import queries
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.lake.sql import select
from counterpoise.model.events import Kind


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Some 3,000 events of four states and an organisation, with every kind of gap."""
    return Lake(tmp_path_factory.mktemp("lake"))


@pytest.fixture
def filled(lake, store, event):
    if lake.feeds():
        return lake
    chance = random.Random(7)
    rows = []
    for number in range(3000):
        day = dt.date(2021, 1, 1) + dt.timedelta(days=chance.randrange(400))
        source, target = (
            chance.choice(["AAA", "BBB", "CCC", None]),
            chance.choice(["AAA", "BBB", None]),
        )
        rows.append(
            event(
                number,
                day.isoformat(),
                source,
                target,
                target_org=None if target is not None else chance.choice(["ORG", None]),
                plover_type=chance.choice(["CONSULT", "ACCUSE", None]),
                scale_value=chance.choice([None, 0.1, -7.3, 1 / 3]),
                reports=chance.choice([None, 1, 12]),
                acts=chance.choice([0, 1]),
                known_date=chance.choice([None, day]),
            )
        )
    store(lake.root, rows)
    record = {
        "feed_version": "1", "precision": "year", "start_date": dt.date(2019, 1, 1),
        "subject_iso3": "AAA", "unit": "m",
    }  # fmt: skip
    store(
        lake.root,
        [
            {**record, "record_id": "1", "indicator": "aid", "object_iso3": "BBB", "value": 0.1},
            {**record, "record_id": "2", "indicator": "aid", "object_iso3": "BBB", "value": 0.2},
            {**record, "record_id": "3", "indicator": "aid", "object_raw": "A fund", "value": None},
            {**record, "record_id": "4", "indicator": "votes", "object_org": "ORG", "text": "yes"},
            {**record, "record_id": "5", "indicator": "aid", "object_members": ",BBB,ORG,"},
        ],
        feed="values",
        kind=Kind.STRUCTURE,
    )
    return lake


QUESTIONS = {
    "partners_monthly": lambda t, _: queries.partners_monthly(t, "AAA"),
    "dyad_daily": lambda t, _: queries.dyad_daily(t, "AAA", "BBB"),
    "coverage": lambda t, _: queries.coverage(t, "event_date"),
    "between": lambda t, _: queries.between(t, "AAA", None).limit(200),
    "between_partner": lambda t, _: queries.between(t, "AAA", "ORG").limit(200),
    "latest_months": lambda t, _: queries.latest_months(queries.partners_monthly(t, "AAA"), "BBB"),
    "yearly_values": lambda _, s: queries.yearly_values(s, "AAA"),
    "involving": lambda _, s: queries.involving(s, "ORG", "object").order_by("record_id"),
}


def answer(engine, lake, question, **cut):
    tables = [lake.table(engine, kind, **cut) for kind in Kind]
    return engine.rows(QUESTIONS[question](*tables))


@pytest.mark.parametrize(
    ("question", "as_of"),
    [*((question, None) for question in QUESTIONS), ("partners_monthly", dt.date(2021, 6, 15))],
)
def test_both_engines_give_the_same_findings(filled, spark, question, as_of):
    here = answer(open_engine("duckdb"), filled, question, as_of=as_of)
    there = answer(spark, filled, question, as_of=as_of)
    assert len(here) == len(there)
    assert here
    for mine, theirs in zip(here, there, strict=True):
        assert mine.keys() == theirs.keys()
        for key, value in mine.items():
            if isinstance(value, float):
                assert math.isclose(value, theirs[key], rel_tol=1e-9, abs_tol=1e-9)
            else:
                assert value == theirs[key], key


def test_partners_are_summed_as_by_hand(engine, filled):
    rows = answer(engine, filled, "partners_monthly")
    duck = open_engine("duckdb")
    raw = duck.rows(filled.table(duck, Kind.EVENTS))
    for row in rows:
        own, other = ("source", "target") if row["direction"] == "out" else ("target", "source")
        mine = [
            r for r in raw
            if r[f"{own}_iso3"] == "AAA"
            and (r[f"{other}_iso3"] or r[f"{other}_org"]) == row["partner"]
            and r["event_date"].replace(day=1) == row["month"]
            and r["plover_type"] == row["plover_type"]
        ]  # fmt: skip
        assert row["acts"] == sum(r["acts"] for r in mine)
        reports = [r["reports"] for r in mine if r["reports"] is not None]
        assert row["reports"] == (sum(reports) if reports else None)
        scaled = [r["scale_value"] for r in mine if r["scale_value"] is not None]
        assert row["scaled"] == len(scaled)
        assert row["scale_sum"] == pytest.approx(sum(scaled) if scaled else None, abs=1e-9)
    assert {row["partner"] for row in rows} == {"BBB", "CCC", "ORG"}


def test_a_party_is_found_alone_and_in_a_list(engine, filled):
    records = filled.table(engine, Kind.STRUCTURE)
    for actor, expected in (("BBB", ["1", "2", "5"]), ("ORG", ["4", "5"]), ("RG", [])):
        found = engine.rows(queries.involving(records, actor, "object").order_by("record_id"))
        assert [row["record_id"] for row in found] == expected


def test_a_sum_over_nothing_is_missing_and_not_zero(engine, filled):
    values = {r["object"]: r for r in answer(engine, filled, "yearly_values")}
    assert values["BBB"]["value_sum"] == pytest.approx(0.3)
    assert values["A fund"]["value_sum"] is None
    assert values["ORG"]["valued"] == 0


def test_an_empty_lake_answers_every_question_with_no_rows(engine, tmp_path):
    for question in QUESTIONS:
        assert answer(engine, Lake(tmp_path), question) == []


def test_a_period_leaves_out_parts_and_rows(engine, filled):
    since, until = dt.date(2021, 3, 10), dt.date(2021, 4, 2)
    paths = filled.paths(Kind.EVENTS, since=since, until=until)
    assert {p.parent.name for p in paths} == {"2021-03", "2021-04"}
    table = filled.table(engine, Kind.EVENTS, since=since, until=until)
    days = [row["event_date"] for row in engine.rows(table)]
    assert min(days) >= since
    assert max(days) <= until


def test_sql_answers_a_select(engine, filled):
    rows = select(filled, engine, "SELECT count(*) AS n FROM events WHERE source_iso3 = 'AAA'", 10)
    duck = open_engine("duckdb")
    table = filled.table(duck, Kind.EVENTS)
    assert rows == [{"n": duck.value(table.filter(table.source_iso3 == "AAA").count())}]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DELETE FROM events", "only one SELECT is answered"),
        ("SELECT 1; SELECT 2", "only one SELECT is answered"),
        ("CREATE TABLE x AS SELECT 1", "only one SELECT is answered"),
        ("SELECT * FROM 'secret.csv'", "the query names"),
        ("SELECT * FROM read_csv('secret.csv')", "the query names|the query calls"),
        ("SELECT getenv('HOME') FROM events", "the query calls"),
        ("SELECT * FROM information_schema.tables", "the query names"),
        ("SELECT nothing FROM events", "the engine refuses the query"),
        ("SELEC", "cannot be parsed|only one SELECT"),
    ],
)
def test_sql_refuses_everything_else(filled, query, message):
    with pytest.raises(LakeError, match=message):
        select(filled, open_engine("duckdb"), query, 10)


@pytest.mark.parametrize("url", ["sqlite", "duckdb://x", "pyspark://", "mongo://h"])
def test_an_unknown_engine_is_refused(url):
    with pytest.raises(LakeError, match=r"names no engine; give duckdb or pyspark://MASTER"):
        open_engine(url)
