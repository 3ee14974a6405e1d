"""The peak of an episode: the month with the greatest summed weight, and how firm it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterpoise.relations.coded_acts import Days, Floats


@dataclass(frozen=True, slots=True)
class MonthMasses:
    """How much of each act may fall into each month.

    Attributes
    ----------
    months
        First days of the months, ascending.
    shares
        Share of each act's possible days in each month, shape (months, n).
    """

    months: tuple[date, ...]
    shares: Floats


def month_masses(first: Days, last: Days) -> MonthMasses:
    """Spread acts of uncertain date over the months of their possible days.

    Parameters
    ----------
    first, last
        First and last possible day of each act as ordinals, shape (n,); not empty.
    """
    months = list(_months(date.fromordinal(int(first.min())), date.fromordinal(int(last.max()))))
    begins = np.array([month.toordinal() for month in months], dtype=np.int64)
    ends = np.append(begins[1:], _following(months[-1]).toordinal()) - 1
    overlap = np.minimum(last, ends[:, None]) - np.maximum(first, begins[:, None]) + 1
    return MonthMasses(tuple(months), np.maximum(overlap, 0) / (last - first + 1))


def random_factors(classes: int, draws: int, spread: float, seed: int) -> Floats:
    """Log-normal factors around one for each class of weights, shape (draws, classes).

    The generator is NumPy's frozen Mersenne Twister stream, the same bytes in every version.
    """
    stream = np.random.RandomState(seed)
    return np.exp(spread * stream.standard_normal((draws, classes)))


def agreement(
    masses: MonthMasses, weight: Floats, classes: NDArray[np.intp], factors: Floats
) -> float:
    """Share of the random weightings that put the peak in the same month as the stated weights.

    Parameters
    ----------
    weight
        Absolute weight of each act, shape (n,).
    classes
        Class of each act's weight, an index into the columns of `factors`, shape (n,).
    factors
        As `random_factors` returns them.
    """
    stated = int(np.argmax(masses.shares @ weight))
    used = np.unique(classes)
    by_class = np.stack(
        [masses.shares[:, classes == kind] @ weight[classes == kind] for kind in used], axis=1
    )
    tops = np.argmax(factors[:, used] @ by_class.T, axis=1)
    return float(np.mean(tops == stated))


def _months(first: date, last: date) -> list[date]:
    month = first.replace(day=1)
    found = []
    while month <= last:
        found.append(month)
        month = _following(month)
    return found


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
