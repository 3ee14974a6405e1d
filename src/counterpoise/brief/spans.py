"""How fine a date is told: the shape that people would give it, in any language.

A date that only its context bounds is told by its month, never by the day on which the document
happened to appear. An interval that begins or ends with its month becomes a part of the month.
Days stay days where the evidence gives them; the exact interval is in the findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from counterpoise.model.dates import DateInterval

Shape = Literal[
    "unknown",
    "day",
    "month",
    "year",
    "early",
    "late",
    "days",
    "months",
    "years",
    "by_day",
    "by_month",
    "from_day",
    "from_month",
    "from_year",
]
_LONG_DAYS = 60
"""An interval longer than this is told by its months."""


@dataclass(frozen=True)
class Span:
    """A date in the shape in which it is told.

    Attributes
    ----------
    bounded
        False where only the context bounds an open date: running text then gives no date.
    """

    shape: Shape
    first: date = date.min
    last: date = date.max
    bounded: bool = True


def span(when: DateInterval) -> Span:
    """Return the shape of a date."""
    first, last = when.first, when.last
    match when.precision:
        case "day" | "month" | "year" as shape if first is not None and last is not None:
            return Span(shape, first, last)
        case "open" if last is not None:
            rough = when.basis == "context" or _is_month_end(last)
            return Span("by_month" if rough else "by_day", last=last, bounded=not rough)
        case "open" if first is not None:
            return Span(_from(first), first=first)
    if first is None or last is None:
        return Span("unknown")
    return Span(_interval(first, last), first, last)


def ranges(numbers: Sequence[int]) -> str:
    """Write sorted numbers with runs shortened: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _interval(first: date, last: date) -> Shape:
    whole = first.day == 1 and _is_month_end(last)
    if whole and (first.month, last.month) == (1, 12):
        return "years"
    if (first.year, first.month) == (last.year, last.month):
        return _within_month(first, last)
    return "months" if whole or (last - first).days > _LONG_DAYS else "days"


def _within_month(first: date, last: date) -> Shape:
    """Name a part of the month where the interval leans on its first or last day."""
    if first.day == 1:
        return "early" if last.day <= 10 else "month"
    if _is_month_end(last):
        return "late" if first.day > 20 else "month"
    return "days"


def _from(first: date) -> Shape:
    if first.day != 1:
        return "from_day"
    return "from_year" if first.month == 1 else "from_month"


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
