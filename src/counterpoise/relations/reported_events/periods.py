"""Weeks, fortnights and months as day numbers counted from 1 January 1970."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import Ints

PeriodLength = Literal["week", "fortnight", "month"]
_MONDAY = -3  # 29 December 1969
_DAYS = {"week": 7, "fortnight": 14}


def period_starts(first_day: int, last_day: int, length: PeriodLength) -> Ints:
    """Return the first day of every period that holds a day from `first_day` to `last_day`.

    Parameters
    ----------
    first_day, last_day
        Day numbers counted from 1 January 1970, both included.
    length
        A week or fortnight begins on a Monday; fortnights are counted from 29 December 1969.

    Raises
    ------
    MeasureError
        Where the last day comes before the first.
    """
    if last_day < first_day:
        raise MeasureError(
            f"day {last_day} comes before day {first_day}", remedy="give the first day first"
        )
    if length == "month":
        ends = np.array([first_day, last_day], dtype="datetime64[D]").astype("datetime64[M]")
        months = np.arange(ends[0], ends[1] + 1)
        return np.asarray(months.astype("datetime64[D]").astype(np.int64))
    days = _DAYS[length]
    start = (first_day - _MONDAY) // days * days + _MONDAY
    return np.arange(start, last_day + 1, days, dtype=np.int64)


def period_of(days: ArrayLike, starts: Ints) -> Ints:
    """Return the row of the period each day falls in, any shape.

    The last period is taken to hold every later day; cut the days before if it should not.

    Raises
    ------
    MeasureError
        On a day before the first period.
    """
    given = np.asarray(days, dtype=np.int64)
    rows = np.searchsorted(starts, given, side="right") - 1
    if rows.size > 0 and rows.min() < 0:
        raise MeasureError(
            f"day {given[rows < 0].min()} comes before the first period, {starts[0]}",
            remedy="begin the periods earlier, or leave the act out",
        )
    return np.asarray(rows, dtype=np.int64)
