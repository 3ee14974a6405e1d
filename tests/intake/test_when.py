"""Dates in English and French, absolute and relative."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.intake.when.find import find_dates, only_date
from counterpoise.model.dates import parse_date

PUBLISHED = parse_date("2023-02-09")
CASES = [
    ("on 24 May 2021 and ten days later", ["2021-05-24", "2021-06-03"]),
    ("On 23 December 2022. A week later", ["2022-12-23", "2022-12-30"]),
    ("in June 2021, under way since the preceding February", ["2021-06", "2021-02"]),
    ("in July 2022 the sanctions imposed that January", ["2022-07", "2022-01"]),
    ("fin janvier 2022, puis mi-mars", ["2022-01-21/2022-01", "2022-03-11/2022-03-20"]),
    ("le 3 juillet 2022 ; le lendemain", ["2022-07-03", "2022-07-04"]),
    ("début mai 2020", ["2020-05/2020-05-10"]),
    ("early May 2020", ["2020-05/2020-05-10"]),
    ("May 2021", ["2021-05"]),
    ("May 20, 2022", ["2022-05-20"]),
    ("June-September 2022", ["2022-06/2022-09"]),
    ("1er janvier – 31 mars 2022", ["2022-01/2022-03"]),
    ("in the first months of 2022", ["2022-01/2022-04"]),
    ("at the end of 2021", ["2021-10/2021-12"]),
    ("au premier semestre 2022", ["2022-01/2022-06"]),
    ("in 2017. Two years later, in 2019", ["2017", "2019", "2019"]),
    ("published on 30 May", ["2022-05-30"]),
    ("en mars dernier", ["2022-03"]),
    ("last March", ["2022-03"]),
    ("il y a deux ans", ["2021-02-09"]),
    ("S/2023/36 of 16 January 2023", ["2023-01-16"]),
    ("on 31 February 2022", []),
    ("ten days later", []),
    ("the battle may be lost in march order", []),
    ("1,960 soldiers and N° 2019", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_resolves(text: str, expected: list[str]) -> None:
    assert [m.interval.edtf for m in find_dates(text, published=PUBLISHED)] == expected


def test_basis_and_relation_are_kept() -> None:
    first, second = find_dates("until 3 May 2021; a month later")
    assert (first.relation, first.interval.basis) == ("until", "body")
    assert (second.relative, second.interval.basis) == (True, "derived")


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
MONTHS += ["September", "October", "November", "December"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_reads_back_in_both_languages(day: date) -> None:
    english = f"{day:%d} {MONTHS[day.month - 1]} {day:%Y}"
    assert only_date(english).edtf == str(day)
    assert only_date(str(day)).edtf == str(day)


@given(st.text(max_size=200))
def test_never_crashes_and_keeps_its_spans(text: str) -> None:
    for mention in find_dates(text, published=PUBLISHED):
        assert text[mention.start : mention.end].strip() == mention.interval.wording
