from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest
from benchmarks.generated_case import generated_case

from counterpoise.errors import LedgerError
from counterpoise.ledger.records import Record, adapter, kinds, record_from, records_of, row_of
from counterpoise.model.case import Case
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Quantity


def test_every_collection_of_a_case_is_a_kind_of_record() -> None:
    hints = get_type_hints(Case)
    assert set(kinds()) == set(hints)
    stored = {hints["heading"], *(get_args(hints[kind])[0] for kind in Case.collections())}
    assert set(get_args(Record)) == stored
    for kind in kinds():
        assert adapter(kind) is adapter(kind)


def test_the_digest_covers_body_and_known_day() -> None:
    record = generated_case(1).propositions[0]
    day = date(2020, 1, 1)
    digests = {
        str(row_of("propositions", record, known)["digest"]) for known in (None, day, day.max)
    }
    assert len(digests) == 3
    assert row_of("propositions", record, day) == row_of("propositions", record, day)


def test_columns_of_a_kind_without_date_or_source_are_empty() -> None:
    measure = generated_case(5000).measures[0]
    row = row_of("measures", measure, None)
    assert [row[name] for name in ("source", "date_wording", "valid_first", "known")] == [None] * 4


@pytest.mark.parametrize("field", ["value", "low", "high"])
def test_a_figure_that_is_not_finite_is_refused(field: str) -> None:
    figures = {"value": 1.0} | {field: float("inf")}
    with pytest.raises(LedgerError, match="quantities “p”: the figure inf is not finite; leave"):
        row_of("quantities", Quantity("p", unit="soldiers", **figures), None)


def test_a_body_that_does_not_fit_is_told() -> None:
    with pytest.raises(LedgerError, match=r"desk\.db: a stored record of kind “gaps” cannot be"):
        record_from("gaps", '{"id": 3}', where="desk.db")


def test_records_come_in_the_order_of_their_file() -> None:
    case = generated_case(3)
    assert records_of(case, "heading") == (case.heading,)
    assert records_of(case, "propositions") == case.propositions


def test_dates_at_the_ends_of_the_calendar_survive() -> None:
    ends = DateInterval(date.min, date.max, "always", "context")
    case = generated_case(1)
    record = replace(case.propositions[0], when=ends)
    row = row_of("propositions", record, None)
    assert (row["valid_first"], row["valid_last"]) == (date.min, date.max)
    assert record_from("propositions", str(row["body"]), where="") == record
