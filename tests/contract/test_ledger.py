"""One suite for every engine that a ledger can be kept in."""

import dataclasses
import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from benchmarks.generated_case import generated_case
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from counterpoise.errors import LedgerError
from counterpoise.ledger import Ledger, LoadReport, open_ledger
from counterpoise.ledger.tables import loads, records, schema
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Proposition, Quantity

MONDAY = datetime(2023, 2, 6, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def rows_of(ledger: Ledger, name: str) -> list[tuple[object, ...]]:
    with ledger._engine.connect() as connection:
        wanted = select(records).where(records.c.case_name == name)
        ordered = wanted.order_by(records.c.load, records.c.kind, records.c.position)
        return [tuple(row) for row in connection.execute(ordered)]


def size_of(case: Case) -> int:
    return 1 + sum(len(getattr(case, kind)) for kind in Case.collections())


def test_a_source_published_later_than_thought_revises_what_rests_on_it(ledger: Ledger) -> None:
    case = generated_case(30)
    ledger.load(case, recorded_at=MONDAY)
    day = date(2013, 1, 1)
    late = dataclasses.replace(case.sources[1], issued=DateInterval(day, day))
    edited = dataclasses.replace(case, sources=(case.sources[0], late, *case.sources[2:]))
    ledger.load(edited, recorded_at=TUESDAY)
    first, second = ledger.history("generated", "stances", "t-000003")
    assert first.record == second.record
    assert first.known is not None
    assert second.known == day


def test_a_record_at_the_front_moves_no_other(ledger: Ledger) -> None:
    case = generated_case(200)
    ledger.load(case, recorded_at=MONDAY)
    front = dataclasses.replace(case.propositions[0], id="p-new")
    longer = dataclasses.replace(case, propositions=(front, *case.propositions))
    report = ledger.load(longer, recorded_at=TUESDAY)
    assert report == LoadReport(1, 0, 0, 0, size_of(case))
    assert ledger.case("generated") == longer


def test_any_number_of_insertions_at_one_place(ledger: Ledger) -> None:
    case = Case(Heading("narrow", "", "XAA", (), DateInterval()))
    for number in range(40):
        items = list(case.propositions)
        items.insert(number // 2, Proposition(f"p{number}", "act", "XAA met XAB"))
        case = dataclasses.replace(case, propositions=tuple(items))
        ledger.load(case, recorded_at=MONDAY)
        assert ledger.case("narrow") == case


def test_history_tells_additions_revisions_withdrawals_and_returns(ledger: Ledger) -> None:
    case = generated_case(3)
    first = (case.quantities and case.propositions[0]) or case.propositions[0]
    edited = dataclasses.replace(first, place="elsewhere")
    rest = case.propositions[1:]
    without = dataclasses.replace(case, propositions=rest, stances=case.stances[1:])
    ledger.load(case, recorded_at=MONDAY)
    ledger.load(dataclasses.replace(case, propositions=(edited, *rest)), recorded_at=TUESDAY)
    ledger.load(without, recorded_at=WEDNESDAY)
    assert ledger.case("generated") == without
    report = ledger.load(case, recorded_at=WEDNESDAY)
    assert (report.added, report.withdrawn) == (2, 0)
    told = ledger.history("generated", "propositions", first.id)
    assert [revision.record for revision in told] == [first, edited, None, first]
    assert [revision.number for revision in told] == [1, 2, 3, 4]
    assert [revision.load for revision in told] == [1, 2, 3, 4]
    assert [revision.recorded_at for revision in told] == [MONDAY, TUESDAY, WEDNESDAY, WEDNESDAY]
    assert told[0].valid_first == first.when.first
    assert told[0].date_wording == first.when.wording
    assert ledger.history("generated", "propositions", "nowhere") == ()


def test_columns_keep_wording_source_and_days(ledger: Ledger) -> None:
    case = generated_case(20)
    ledger.load(case, recorded_at=MONDAY)
    (figure,) = ledger.history("generated", "quantities", case.quantities[0].proposition)
    assert figure.value_wording == case.quantities[0].wording
    assert figure.date_wording == case.quantities[0].period.wording
    (about,) = ledger.history("generated", "propositions", case.quantities[0].proposition)
    assert figure.known is not None
    assert figure.known == about.known
    (stance,) = ledger.history("generated", "stances", case.stances[0].id)
    assert (stance.source, stance.value_wording) == ("s-000000", "in its own words")
    assert (stance.valid_first, stance.valid_last) == (case.stances[0].when.first,) * 2
    assert stance.known == case.sources[1].issued.last


def test_what_no_dated_document_supports_has_no_known_day(ledger: Ledger) -> None:
    case = generated_case(3)
    undated = dataclasses.replace(case, sources=())
    ledger.load(undated, recorded_at=MONDAY)
    (private,) = ledger.history("generated", "propositions", "p-000001")
    (public,) = ledger.history("generated", "propositions", "p-000000")
    assert private.known is None
    assert public.known == case.propositions[0].when.last
    assert ledger.case("generated") == undated


def test_a_case_that_cannot_be_stored_leaves_no_trace(ledger: Ledger) -> None:
    case = generated_case(5000)
    ledger.load(generated_case(10), recorded_at=MONDAY)
    before = rows_of(ledger, "generated")
    faulty = Quantity(case.propositions[0].id, float("nan"), "soldiers")
    with pytest.raises(LedgerError, match=r"quantities “p-000000”: the figure nan is not finite"):
        ledger.load(dataclasses.replace(case, quantities=(faulty,)), recorded_at=TUESDAY)
    assert rows_of(ledger, "generated") == before


def test_nul_is_refused(ledger: Ledger) -> None:
    faulty = (Proposition("p", "act", "a\0b"),)
    case = Case(Heading("nul", "", "XAA", (), DateInterval()), propositions=faulty)
    with pytest.raises(LedgerError, match="propositions “p”: the record holds the character NUL"):
        ledger.load(case, recorded_at=MONDAY)
    assert ledger.names() == ()


def test_an_identifier_that_stands_twice_is_refused(ledger: Ledger) -> None:
    case = generated_case(2)
    doubled = dataclasses.replace(case, locators=(case.locators[0],) * 2)
    with pytest.raises(LedgerError, match="locators: the identifier “l-000000” stands twice; give"):
        ledger.load(doubled, recorded_at=MONDAY)
    assert ledger.names() == ()


def test_cases_lie_side_by_side(ledger: Ledger) -> None:
    one = generated_case(20, seed=1)
    other = dataclasses.replace(
        generated_case(20, seed=2), heading=dataclasses.replace(one.heading, id="another")
    )
    ledger.load(one, recorded_at=MONDAY)
    ledger.load(other, recorded_at=MONDAY)
    assert ledger.names() == ("another", "generated")
    assert (ledger.case("generated"), ledger.case("another")) == (one, other)


def test_an_unknown_case_is_told_with_those_held(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no case “nowhere”; load a case first"):
        ledger.case("nowhere")
    ledger.load(generated_case(1), recorded_at=MONDAY)
    with pytest.raises(LedgerError, match="“nowhere”; name one of those it holds: generated"):
        ledger.case_at("nowhere", MONDAY)


def test_nothing_recorded_yet_is_told_with_the_first_moment(ledger: Ledger) -> None:
    ledger.load(generated_case(1), recorded_at=TUESDAY)
    with pytest.raises(LedgerError, match=r"by 2023-02-06T09.*; ask for 2023-02-07T09:00:00\+00"):
        ledger.case_at("generated", MONDAY)


def test_recorded_time_does_not_run_backwards(ledger: Ledger) -> None:
    later = generated_case(2, seed=1)
    ledger.load(generated_case(1), recorded_at=WEDNESDAY)
    ledger.load(later, recorded_at=MONDAY)
    assert ledger.case("generated") == later
    assert ledger.case_at("generated", WEDNESDAY) == later
    with pytest.raises(LedgerError, match="nothing of the case"):
        ledger.case_at("generated", TUESDAY)


def test_moments_have_a_zone_and_compare_across_zones(ledger: Ledger) -> None:
    abroad = timezone(timedelta(hours=-5))
    ledger.load(generated_case(1), recorded_at=MONDAY.astimezone(abroad))
    (revision,) = ledger.history("generated", "heading", "generated")
    assert revision.recorded_at == MONDAY
    assert ledger.case_at("generated", MONDAY.astimezone(abroad)) == generated_case(1)
    with pytest.raises(ValueError, match="no time zone"):
        ledger.load(generated_case(1), recorded_at=datetime(2023, 2, 6))  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time zone"):
        ledger.case_at("generated", datetime(2023, 2, 6))  # noqa: DTZ001


@pytest.mark.parametrize("table", [records, loads, schema])
def test_the_engine_itself_refuses_updates_and_deletions(ledger: Ledger, table: object) -> None:
    ledger.load(generated_case(1), recorded_at=MONDAY)
    column = next(iter(table.c))
    for statement in (delete(table), update(table).values({column: column})):
        with (
            pytest.raises(DBAPIError, match="the ledger is append-only"),
            ledger._engine.begin() as connection,
        ):
            connection.execute(statement)
    assert ledger.case("generated") == generated_case(1)


def test_a_ledger_outlives_its_opening(shared_url: str) -> None:
    with open_ledger(shared_url) as ledger:
        ledger.load(generated_case(50), recorded_at=MONDAY)
    with open_ledger(shared_url) as ledger:
        assert ledger.case("generated") == generated_case(50)
        with open_ledger(shared_url) as other:
            other.load(generated_case(60, seed=3), recorded_at=TUESDAY)
        assert ledger.case("generated") == generated_case(60, seed=3)


def test_a_ledger_of_a_newer_version_is_not_opened(shared_url: str) -> None:
    with open_ledger(shared_url) as ledger, ledger._engine.begin() as connection:
        connection.execute(schema.insert().values(version=99))
    with pytest.raises(LedgerError, match=r"version 99 of the tables.*; install a newer"):
        open_ledger(shared_url)


def test_the_order_of_a_large_shuffle(ledger: Ledger) -> None:
    case = generated_case(300)
    ledger.load(case, recorded_at=MONDAY)
    shuffled = list(case.locators)
    random.Random(5).shuffle(shuffled)
    edited = dataclasses.replace(case, locators=tuple(shuffled))
    report = ledger.load(edited, recorded_at=TUESDAY)
    assert report.moved == report.written
    assert 0 < report.moved < 300
    assert ledger.case("generated") == edited
    assert ledger.case_at("generated", MONDAY) == case
