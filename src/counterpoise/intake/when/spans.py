"""Days, months, years and their parts as intervals.

What the vague words stand for is fixed here, once: the early, middle and late part of a month are
its days 1–10, 11–20 and 21–end; of a year, its months 1–4, 5–8 and 9–12; the beginning and the end
of a year are its first and last quarter; "the first months" are January to April.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

from counterpoise.model.dates import DateInterval

Part = Literal["", "early", "mid", "late", "beginning", "end", "first_months"]
_YEAR_PARTS: dict[Part, tuple[int, int]] = {
    "": (1, 12),
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "beginning": (1, 3),
    "end": (10, 12),
    "first_months": (1, 4),
}
_MONTH_PARTS: dict[Part, tuple[int, int]] = {
    "early": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "first_months": (1, 31),
    "": (1, 31),
}
MINIMUM_YEAR, MAXIMUM_YEAR = 1500, 2200


def day(year: int, month: int, number: int) -> DateInterval | None:
    """One day, None when the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return DateInterval(found, found)


def month(year: int, number: int, part: Part = "") -> DateInterval:
    """Return a month or a part of it."""
    length = calendar.monthrange(year, number)[1]
    first, last = _MONTH_PARTS[part]
    return DateInterval(date(year, number, first), date(year, number, min(last, length)))


def months(year: int, first: int, last_year: int, last: int) -> DateInterval | None:
    """From the first day of one month to the last of another; None when they are reversed."""
    if (year, first) > (last_year, last):
        return None
    end = date(last_year, last, calendar.monthrange(last_year, last)[1])
    return DateInterval(date(year, first, 1), end)


def year(number: int, part: Part = "") -> DateInterval:
    """Return a year or a part of it."""
    first, last = _YEAR_PARTS[part]
    span = months(number, first, number, last)
    assert span is not None
    return span


def shift(moment: date, amount: int, unit: str) -> date | None:
    """Move a day by a signed number of units; None outside the calendar.

    Months and years keep the day of the month, or take the month's last day.
    """
    try:
        if unit in {"day", "week", "fortnight"}:
            return moment + timedelta(days=amount * {"day": 1, "week": 7, "fortnight": 14}[unit])
        step = amount * {"month": 1, "year": 12, "decade": 120}[unit]
        index = moment.year * 12 + moment.month - 1 + step
        length = calendar.monthrange(index // 12, index % 12 + 1)[1]
        return date(index // 12, index % 12 + 1, min(moment.day, length))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def moved(interval: DateInterval, amount: int, unit: str) -> DateInterval | None:
    """Move both ends of a closed interval; None where an end is open."""
    if interval.first is None or interval.last is None:
        return None
    first, last = shift(interval.first, amount, unit), shift(interval.last, amount, unit)
    return None if first is None or last is None else DateInterval(first, last)
