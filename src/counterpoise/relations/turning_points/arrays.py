"""What an array has to be before a detector works on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterpoise.errors import MeasureError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def finite_series(values: Sequence[float] | Floats, *, least: int, name: str = "series") -> Floats:
    """Return `values` as a one-dimensional float array, refused where it cannot be one.

    Parameters
    ----------
    values
        Numbers of shape (n,), any unit.
    least
        The fewest values that can be worked on.
    name
        What the values are called in a message.

    Raises
    ------
    MeasureError
        On another shape, on too few values, on a value that is not finite.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise MeasureError(
            f"the {name} has {array.ndim} dimensions", remedy="pass one value a period"
        )
    if array.size < least:
        raise MeasureError(
            f"the {name} has {array.size} values", remedy=f"pass at least {least} of them"
        )
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size > 0:
        raise MeasureError(
            f"value {array[bad[0]]} is not a finite number",
            where=f"{name}, position {bad[0]}",
            remedy="leave a period without a value out instead of passing it",
        )
    return array


def increasing_days(days: Sequence[int] | Ints) -> Ints:
    """Return `days` as an integer array, refused where it is unsorted or repeats a day.

    Parameters
    ----------
    days
        First day of each period as a day number, shape (n,). Any epoch.

    Raises
    ------
    MeasureError
        On another shape, on a day before its predecessor, on a day twice.
    """
    array = np.asarray(days)
    if array.ndim != 1 or (array.size > 0 and not np.issubdtype(array.dtype, np.integer)):
        raise MeasureError(
            f"the periods have shape {array.shape} and type {array.dtype}",
            remedy="pass one whole day number a period",
        )
    array = array.astype(np.int64)
    steps = np.diff(array)
    bad = np.flatnonzero(steps <= 0)
    if bad.size > 0:
        at = int(bad[0]) + 1
        fault = "appears twice" if steps[at - 1] == 0 else f"comes after {array[at - 1]}"
        raise MeasureError(
            f"period {array[at]} {fault}",
            where=f"periods, position {at}",
            remedy="sort the periods and give each of them once",
        )
    return array


def rate_between(rate: float, *, low: float = 0.0, high: float = 1.0, name: str = "rate") -> float:
    """Return `rate` where it lies strictly between `low` and `high`.

    Raises
    ------
    MeasureError
        Where it does not.
    """
    if not low < rate < high:
        raise MeasureError(
            f"the {name} is {rate}", remedy=f"choose a number between {low:g} and {high:g}"
        )
    return float(rate)
