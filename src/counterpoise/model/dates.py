"""Dates as people give them: an interval of days, with the words used and where they stood.

The written form is the day, month, year and interval part of EDTF (ISO 8601-2:2019, level 0, and
the open ends of level 1): ``2022-07-03``, ``2022-07``, ``2022``, ``2021-05-24/2021-06-03``,
``2022-01/2022-03``, ``/2022-08-18`` (by that day), ``2020-03/`` (from that month on). An empty
text is a date that is not in evidence.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["body", "note", "source_date", "derived", "context", ""]
Precision = Literal["day", "month", "year", "interval", "open", "unknown"]

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A closed interval of days in which something happened or held.

    Attributes
    ----------
    first, last
        First and last possible day; ``None`` is an open end. Both ``None``: not in evidence.
    wording
        The original words ("end of 2021", "ten days later"), empty when the document gives none.
    basis
        Where the date comes from: the body, a note, the date of a source, a derivation from
        another date, or the context.
    """

    first: date | None = None
    last: date | None = None
    wording: str = ""
    basis: Basis = ""

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            message = f"{self.first} is after {self.last}"
            raise ValueError(message)

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of the date."""
        return self.first is not None or self.last is not None

    @property
    def precision(self) -> Precision:
        """How fine the date is: day, month, year, another interval, half open or unknown."""
        if self.first is None and self.last is None:
            return "unknown"
        if self.first is None or self.last is None:
            return "open"
        if self.first == self.last:
            return "day"
        if (self.first.day, self.first.year) == (1, self.last.year):
            if (self.first.month, self.last.month, self.last.day) == (1, 12, 31):
                return "year"
            if self.first.month == self.last.month and self.last == _month_end(self.first):
                return "month"
        return "interval"

    @property
    def width_days(self) -> int:
        """Number of days that the interval spans; a very large number when an end is open."""
        if self.first is None or self.last is None:
            return 10**6
        return (self.last - self.first).days + 1

    @property
    def edtf(self) -> str:
        """The written form, empty when the date is not in evidence."""
        match self.precision:
            case "unknown":
                return ""
            case "day":
                return str(self.first)
            case "month":
                return f"{self.first:%Y-%m}"
            case "year":
                return f"{self.first:%Y}"
        return f"{_shorten(self.first, end=False)}/{_shorten(self.last, end=True)}"

    @property
    def sort_key(self) -> tuple[date, date]:
        """Orders dates safely: by first possible day, then last; unknown dates come last."""
        if not self.is_known:
            return (date.max, date.max)
        last = self.last if self.last is not None else date.max
        return (self.first if self.first is not None else last, last)

    def narrower(self, other: DateInterval) -> DateInterval:
        """Return the finer of two datings of the same thing; this one when they are as fine."""
        if not other.is_known or (self.is_known and self.width_days <= other.width_days):
            return self
        return other


UNDATED = DateInterval()
"""A date that is not in evidence."""


def parse_date(text: str, *, wording: str = "", basis: Basis = "") -> DateInterval:
    """Read the written form of a date.

    Raises
    ------
    ValueError
        The text is not in the written form, names a day that does not exist, or ends before it
        starts; the message says which.
    """
    text = text.strip()
    if not text:
        return DateInterval(wording=wording, basis=basis)
    if text.count("/") > 1:
        message = f"“{text}” has more than one “/”"
        raise ValueError(message)
    head, slash, tail = text.partition("/")
    first = _point(head, end=False) if head else None
    last = _point(tail if slash else head, end=True) if (tail or not slash) else None
    if first is None and last is None:
        message = f"“{text}” names no date"
        raise ValueError(message)
    if first is not None and last is not None and first > last:
        message = f"“{text}” ends before it starts"
        raise ValueError(message)
    return DateInterval(first, last, wording, basis)


def _point(text: str, *, end: bool) -> date:
    match = _POINT.fullmatch(text.strip())
    if match is None:
        message = f"“{text}” is not a date"
        raise ValueError(message)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day is not None:
            return date(year or 0, month or 0, day)
        if month is not None:
            start = date(year or 0, month, 1)
            return _month_end(start) if end else start
        return date(year or 0, 12, 31) if end else date(year or 0, 1, 1)
    except ValueError:
        message = f"“{text}” is not a day of the calendar"
        raise ValueError(message) from None


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _shorten(day: date | None, *, end: bool) -> str:
    """Write an end of an interval as a month where it is the month's first or last day."""
    if day is None:
        return ""
    whole = day == _month_end(day) if end else day.day == 1
    return f"{day:%Y-%m}" if whole else str(day)
