"""Figures with unit, bound and whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.intake.numbers import find_numbers, parse_figure

CASES = [
    ("over 1,000 personnel", (1000, "personnel", "more_than", None)),
    ("nearly a dozen European countries", (12, "European countries", "about", None)),
    ("nine of ten respondents", (9, "respondents", "exactly", 10)),
    ("$148.5 million", (148_500_000, "USD", "exactly", None)),
    ("101 billion CFA francs", (101e9, "XOF", "exactly", None)),
    ("148,5 millions de dollars", (148_500_000, "USD", "exactly", None)),
    ("over eight million signatures", (8e6, "signatures", "more_than", None)),
    ("au moins 1 200 passagers", (1200, "passagers", "at_least", None)),
    ("15km from the capital", (15, "km", "exactly", None)),
    ("367.5 per cent", (367.5, "%", "exactly", None)),
    ("fell to 111th place", (111, "rank", "exactly", None)),
    ("forty-nine soldiers", (49, "soldiers", "exactly", None)),
    ("two hundred thousand people", (200_000, "people", "exactly", None)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: tuple[float, str, str, float | None]) -> None:
    (mention,) = find_numbers(text)
    assert (mention.value, mention.unit, mention.bound, mention.out_of) == expected


def test_neuf_sur_dix_keeps_its_whole() -> None:
    (mention,) = find_numbers("neuf Syldaves sur dix")
    assert (mention.value, mention.out_of) == (9, 10)


@pytest.mark.parametrize("text", ["on 3 May", "in 2022", "N° 28", "[3]", "S/RES/2640 (2022)"])
def test_dates_numbers_and_calls_are_no_figures(text: str) -> None:
    assert find_numbers(text) == ()


@given(st.integers(min_value=1000, max_value=10**9))
def test_grouped_digits_read_back(value: int) -> None:
    assert parse_figure(f"{value:,}") == value
    assert parse_figure(f"{value:,}".replace(",", "\u202f")) == value


@given(st.text(max_size=200))
def test_never_crashes(text: str) -> None:
    for mention in find_numbers(text):
        assert mention.wording in text
