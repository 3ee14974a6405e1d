from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.model.dates import UNDATED, DateInterval, parse_date

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
ENDS = st.tuples(st.none() | DAYS, st.none() | DAYS)
INTERVALS = ENDS.filter(lambda ends: None in ends or ends[0] <= ends[1]).map(
    lambda ends: DateInterval(*ends)
)


@given(INTERVALS)
def test_the_written_form_reads_back_as_the_same_interval(interval: DateInterval) -> None:
    assert parse_date(interval.edtf) == interval


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022-07-03", date(2022, 7, 3), date(2022, 7, 3), "day"),
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2021-05-24/2021-06-03", date(2021, 5, 24), date(2021, 6, 3), "interval"),
        ("2022-01/2022-03", date(2022, 1, 1), date(2022, 3, 31), "interval"),
        ("2021/2022", date(2021, 1, 1), date(2022, 12, 31), "interval"),
        ("2021-12/2022-01-15", date(2021, 12, 1), date(2022, 1, 15), "interval"),
        ("/2022-08-18", None, date(2022, 8, 18), "open"),
        ("2020-03/", date(2020, 3, 1), None, "open"),
        ("", None, None, "unknown"),
    ],
)
def test_written_forms(text: str, first: date | None, last: date | None, precision: str) -> None:
    read = parse_date(text)
    assert (read.first, read.last, read.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2022-02-30", "is not a day of the calendar"),
        ("2022-13", "is not a day of the calendar"),
        ("0000", "is not a day of the calendar"),
        ("2022-07-04/2022-07-03", "ends before it starts"),
        ("2022-7-3", "is not a date"),
        ("July 2022", "is not a date"),
        ("2022/2023/2024", "more than one"),
        ("/", "names no date"),
        ("2022-07-03T10:00", "is not a date"),
        ("٢٠٢٢", "is not a date"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_text_itself(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as refusal:
        parse_date(text)
    assert text in str(refusal.value) or text == "/"


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="is after"):
        DateInterval(date(2022, 1, 2), date(2022, 1, 1))


@given(st.lists(INTERVALS, max_size=8))
def test_ordering_is_total_and_puts_the_unknown_last(intervals: list[DateInterval]) -> None:
    ordered = sorted(intervals, key=lambda interval: interval.sort_key)
    known = [interval.is_known for interval in ordered]
    assert known == sorted(known, reverse=True)


@given(INTERVALS, st.integers(1, 400))
def test_what_certainly_comes_before_sorts_before(earlier: DateInterval, gap: int) -> None:
    if earlier.last is None or earlier.last > date(9990, 1, 1):
        return
    later = DateInterval(earlier.last + timedelta(days=gap), None)
    assert earlier.sort_key < later.sort_key


@given(INTERVALS, INTERVALS)
def test_the_finer_of_two_is_one_of_them_and_never_the_wider(
    one: DateInterval, other: DateInterval
) -> None:
    finer = one.narrower(other)
    assert finer in (one, other)
    if one.is_known or other.is_known:
        assert finer.is_known
    assert finer.width_days <= max(one.width_days, other.width_days)
    if one.is_known and other.is_known:
        assert finer.width_days == min(one.width_days, other.width_days)


@given(INTERVALS)
def test_as_fine_as_itself_keeps_the_first_with_its_words(interval: DateInterval) -> None:
    worded = DateInterval(interval.first, interval.last, "in those days", "body")
    if interval.is_known:
        assert worded.narrower(interval) is worded
    assert UNDATED.narrower(interval) == interval
    assert interval.narrower(UNDATED) == interval


def test_words_and_basis_are_kept_even_without_a_date() -> None:
    read = parse_date("", wording="some time ago", basis="body")
    assert (read.wording, read.basis, read.is_known) == ("some time ago", "body", False)
