"""What moved between two windows, with an interval that says what it is an interval of.

Two kinds of data, two kinds of scatter. Yearly values scatter from year to year: the change of
their means is judged by Welch's interval. Orders are few and of very different size: which partner
won them is taken as drawn anew, with a posterior over the shares behind the orders.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration.indices import amounts, herfindahl

COVERAGE = 0.9
DRAWS = 4000
SEED = 0
ALIKE = 1e-12
"""Values that differ by less than this part of the greatest are one value, rounded."""

Interval = tuple[float, float]


SINGLE_YEAR = "one year in a window has no scatter"
NO_SCATTER = "the years of each window are all alike: there is no scatter to judge by"


@dataclass(frozen=True)
class LevelChange:
    """Change of a mean of yearly values.

    Attributes
    ----------
    interval
        None where nothing tells how far the means may be off: it is unknown then, not 0 wide.
    no_interval
        Why there is none; empty where there is one.
    """

    before: float
    after: float
    value: float
    interval: Interval | None
    no_interval: str


@dataclass(frozen=True)
class OrderChange:
    """Change of concentration and of shares behind orders.

    Attributes
    ----------
    before, after
        The index as counted in each window.
    value, interval
        Median and equal-tailed interval of the change of the index.
    shares
        Shape (partners, 3): median, lower and upper end of the change of each partner's share.
    orders
        How many equal orders the windows are worth: ``(sum v)**2 / sum v**2`` (Kish 1965).
    """

    before: float
    after: float
    value: float
    interval: Interval
    shares: NDArray[np.float64]
    orders: tuple[float, float]


def change_of_levels(
    before: ArrayLike,
    after: ArrayLike,
    *,
    persistence: float = 0.0,
    coverage: float = COVERAGE,
) -> LevelChange:
    """Compare the means of two sets of yearly values by Welch's interval (Biometrika 34, 1947).

    Parameters
    ----------
    before, after
        Shape (years,): one value a year, finite, in order and without a gap.
    persistence
        Correlation of a year with the next around the window's level, from 0 to below 1. It makes
        the mean less certain and the scatter look smaller than it is; both are corrected, with
        the degrees of freedom that are left (Satterthwaite 1946).

    Raises
    ------
    MeasureError
        A window is empty, a value is not finite, or the persistence is out of range.
    """
    from scipy.special import stdtrit

    if not 0 <= persistence < 1:
        raise MeasureError(
            f"a persistence of {persistence:g} is out of range", remedy="give 0 to below 1"
        )
    sides = [np.asarray(side, dtype=np.float64) for side in (before, after)]
    for side in sides:
        if side.ndim != 1 or side.size == 0 or not np.isfinite(side).all():
            raise MeasureError(
                f"yearly values of shape {side.shape} are not a list of finite numbers",
                remedy="give one number a year, and leave out years that are missing",
            )
    first, second = sides
    moved = float(second.mean() - first.mean())
    interval, reason = None, ""
    if min(first.size, second.size) == 1:
        reason = SINGLE_YEAR
    elif all(np.ptp(side) <= ALIKE * np.abs(side).max() for side in sides):
        reason = NO_SCATTER
    else:
        parts = [_variance_of_mean(side, persistence) for side in sides]
        error = sum(variance for variance, _ in parts)
        freedom = error**2 / sum(variance**2 / left for variance, left in parts)
        reach = float(stdtrit(freedom, (1 + coverage) / 2)) * error**0.5
        interval = (moved - reach, moved + reach)
    return LevelChange(float(first.mean()), float(second.mean()), moved, interval, reason)


def _variance_of_mean(values: NDArray[np.float64], persistence: float) -> tuple[float, float]:
    """Return the variance of a mean of correlated years, and its degrees of freedom."""
    count = values.size
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    correlation = np.where(steps == 0, 1.0, persistence**steps)
    spread = correlation - correlation.mean(axis=0)
    trace = float(np.trace(spread))
    single = float(values.var()) * count / trace
    return single * float(correlation.mean()), trace**2 / float(np.trace(spread @ spread))


def change_by_orders(
    before: tuple[ArrayLike, ArrayLike],
    after: tuple[ArrayLike, ArrayLike],
    partners: int,
    *,
    coverage: float = COVERAGE,
    draws: int = DRAWS,
    seed: int = SEED,
) -> OrderChange:
    """Compare two windows of orders.

    The shares behind a window's orders have a Dirichlet posterior: the counted shares weigh as many
    orders as the window is worth, and a prior worth one order is spread evenly over the partners
    and one newcomer (Perks, *Journal of the Institute of Actuaries* 73, 1947).

    Parameters
    ----------
    before, after
        Pairs of arrays of shape (orders,): amount of each order, from 0, and position of its
        partner from 0. Orders placed together belong into one.
    partners
        Number of partners, in either window.
    draws, seed
        Number of draws and seed of the generator; the same seed gives the same interval.

    Raises
    ------
    MeasureError
        A window has no amount, or a position is out of range.
    """
    random = np.random.default_rng(seed)
    counted, drawn, worth = [], [], []
    for values, positions in (before, after):
        given = amounts(values, "orders")
        places = np.asarray(positions, dtype=np.int64)
        if places.shape != given.shape or (places < 0).any() or (places >= partners).any():
            raise MeasureError(
                f"{places.size} positions do not fit {given.size} orders of {partners} partners",
                remedy="give each order the position of its partner",
            )
        sums = np.bincount(places, weights=given, minlength=partners)
        counted.append(herfindahl(sums))
        number = float((given / given.max()).sum() ** 2 / np.square(given / given.max()).sum())
        shares = np.append(sums / sums.sum(), 0.0)
        drawn.append(random.dirichlet(number * shares + 1 / (partners + 1), size=draws))
        worth.append(number)
    tails = [(1 - coverage) / 2, (1 + coverage) / 2]
    moved = np.square(drawn[1]).sum(axis=1) - np.square(drawn[0]).sum(axis=1)
    by_partner = (drawn[1] - drawn[0])[:, :partners]
    ends = np.quantile(moved, tails)
    return OrderChange(
        before=counted[0],
        after=counted[1],
        value=float(np.median(moved)),
        interval=(float(ends[0]), float(ends[1])),
        shares=np.column_stack(
            [np.median(by_partner, axis=0), *np.quantile(by_partner, tails, axis=0)]
        ),
        orders=(worth[0], worth[1]),
    )
