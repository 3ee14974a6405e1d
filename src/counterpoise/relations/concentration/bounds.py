"""Bounds on concentration where part of the amounts is missing or uncertain.

Nothing is imputed: each index is given the least and the greatest value that any allocation of
what is missing could give it (the worst-case bounds of Manski, *Partial Identification of
Probability Distributions*, 2003, for these indices).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration.indices import amounts

MOST_CORNERS = 14
"""With more uncertain partners than this the upper bound is no longer sharp, only valid."""

Pair = tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """Least and greatest values of the indices over all allocations.

    Attributes
    ----------
    herfindahl
        Infimum and maximum. The infimum is approached where the unallocated amount spreads over
        ever more partners that are not in the table.
    effective_partners
        The inverse; the upper end is infinite where the infimum is 0.
    top_share
        Infimum and maximum share of the greatest partner.
    shares
        Shape (partners, 2): least and greatest share of each partner.
    """

    herfindahl: Pair
    effective_partners: Pair
    top_share: Pair
    shares: NDArray[np.float64]


def missingness_bounds(low: ArrayLike, high: ArrayLike, unallocated: Pair | float = 0.0) -> Bounds:
    """Bound the indices over every allocation.

    Parameters
    ----------
    low, high
        Shape (partners,): least and greatest amount of each partner, ``0 <= low <= high``.
    unallocated
        Amount that belongs to partners unknown, or its least and greatest value. It may go to any
        partners of the table, and to any number that are not in it.

    Raises
    ------
    MeasureError
        An amount is negative or not finite, a lower end exceeds its upper end, or everything is 0.
    """
    least, most = amounts(low, "lower amounts"), amounts(high, "upper amounts")
    extra = amounts(
        unallocated if isinstance(unallocated, tuple) else (unallocated, unallocated),
        "unallocated amounts",
    )
    if least.shape != most.shape or (least > most).any() or extra[0] > extra[1]:
        raise MeasureError(
            "a lower amount exceeds its upper amount", remedy="give two lists, low before high"
        )
    scale = float(most.sum() + extra[1])
    if scale == 0:
        raise MeasureError(
            "every amount is 0, so that there are no shares", remedy="choose a window with flows"
        )
    least, most = least / scale, most / scale
    free = (float(extra[0] / scale), float(extra[1] / scale))
    index = (_least_index(least, most, free[1]), _greatest_index(least, most, free))
    return Bounds(
        herfindahl=index,
        effective_partners=(1 / index[1], 1 / index[0] if index[0] > 0 else float("inf")),
        top_share=_top_share(least, most, free),
        shares=_shares(least, most, free[1]),
    )


def _least_index(low: NDArray[np.float64], high: NDArray[np.float64], free: float) -> float:
    """Minimise ``sum v**2 / (sum v + free)**2`` over the box.

    The function is quasi-convex, so that its stationary point is the minimum: every partner at one
    level t (the mean amount weighted by itself) or at the end of its range nearest to it.
    """
    if not low.any():
        if free > 0:
            return 0.0
        return 1 / int(np.count_nonzero(high))

    def slope(level: float) -> float:
        values = np.clip(level, low, high)
        return float(np.square(values).sum() - level * (values.sum() + free))

    top = float(high.max())
    level = top if slope(top) >= 0 else _root(slope, top)
    values = np.clip(level, low, high)
    return float(np.square(values).sum() / (values.sum() + free) ** 2)


def _root(falling: Callable[[float], float], top: float) -> float:
    """Return where a function falls from above 0 (at 0) to below 0 (at `top`), by bisection."""
    low, high = 0.0, top
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return low


def _greatest_index(low: NDArray[np.float64], high: NDArray[np.float64], free: Pair) -> float:
    """Maximise the index: it is quasi-convex, so that a corner of the box is enough.

    The unallocated amount goes whole to one partner; each is tried, and a newcomer too.
    """
    if not low.any() and free[0] == 0:
        return 1.0
    if free[1] == 0:
        return _corner(low, high)
    low, high = np.append(low, 0.0), np.append(high, 0.0)
    found = []
    for taker in range(low.size):
        bottom, top = low.copy(), high.copy()
        bottom[taker] += free[0]
        top[taker] += free[1]
        found.append(_corner(bottom, top))
    return max(found)


def _corner(low: NDArray[np.float64], high: NDArray[np.float64]) -> float:
    """Return the greatest index over the corners of a box.

    At the best corner a partner stands at its upper end only if that end is at least H times the
    sum, which leaves few partners to try.
    """
    order = np.argsort(-high)
    prefixes = np.where(np.tri(low.size + 1, low.size, -1, dtype=bool), high[order], low[order])
    best = float(_index(prefixes).max())
    open_ = np.flatnonzero((high > low) & (high >= best * low.sum()))
    if open_.size > MOST_CORNERS:
        return min(1.0, float(np.square(high).sum() / max(low.sum(), 1e-300) ** 2))
    picks = (np.arange(2**open_.size)[:, None] >> np.arange(open_.size)) & 1
    corners = np.tile(low, (picks.shape[0], 1))
    corners[:, open_] = np.where(picks == 1, high[open_], low[open_])
    return max(best, float(_index(corners).max()))


def _index(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    totals = rows.sum(axis=1)
    squares = np.square(rows).sum(axis=1)
    out: NDArray[np.float64] = np.divide(
        squares, np.square(totals), out=np.zeros_like(totals), where=totals > 0
    )
    return out


def _top_share(low: NDArray[np.float64], high: NDArray[np.float64], free: Pair) -> Pair:
    level = float(low.max())
    least = level / float(np.minimum(high, level).sum() + free[1]) if level > 0 else 0.0
    if level == 0 and free[1] == 0:
        least = 1 / int(np.count_nonzero(high))
    takers = np.append(high, 0.0) + free[1]
    others = low.sum() - np.append(low, 0.0)
    whole = takers + others
    greatest = float(np.divide(takers, whole, out=np.zeros_like(whole), where=whole > 0).max())
    return least, greatest


def _shares(
    low: NDArray[np.float64], high: NDArray[np.float64], free: float
) -> NDArray[np.float64]:
    others_most = high.sum() - high + free
    others_least = low.sum() - low
    bottom, top = low + others_most, high + free + others_least
    least = np.divide(low, bottom, out=np.zeros_like(low), where=bottom > 0)
    most = np.divide(high + free, top, out=np.zeros_like(low), where=top > 0)
    return np.column_stack([least, most])
