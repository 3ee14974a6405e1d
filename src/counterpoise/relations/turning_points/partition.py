"""Optimal partitioning: the cut of a sequence that minimises a penalised sum of costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.arrays import Floats, Ints


class SegmentCost(Protocol):
    """The cost of each stretch of a sequence; less is better.

    `convex` says that cutting a stretch never raises the sum of its parts' costs, which allows
    pruning.
    """

    @property
    def length(self) -> int:
        """Number of periods."""

    @property
    def convex(self) -> bool:
        """Whether a cut never raises the sum of costs."""

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return the costs of the stretches [start, end), one for each of `starts`."""


@dataclass(frozen=True)
class Partition:
    """The best cut.

    Attributes
    ----------
    changes
        First index of every stretch but the first, increasing.
    objective
        Sum of the stretches' costs plus one penalty a change.
    """

    changes: tuple[int, ...]
    objective: float


def optimal_partition(cost: SegmentCost, *, penalty: float, min_size: int = 1) -> Partition:
    """Find the cut with the least cost plus `penalty` for each change, exactly.

    Parameters
    ----------
    cost
        Costs of stretches.
    penalty
        What a change costs, in the unit of `cost`; at least 0.
    min_size
        The shortest stretch allowed, in periods.

    Returns
    -------
    Partition
        A cut at the global minimum; where a sequence is shorter than two stretches, no change.

    Raises
    ------
    MeasureError
        On a negative or non-finite penalty.

    Notes
    -----
    Dynamic programming of Jackson et al. (2005); where the cost is `convex`, candidates that can
    never win again are dropped as in PELT (Killick, Fearnhead and Eckley 2012), the drop taking
    effect `min_size` periods later so that short stretches cannot void it. Time is quadratic in
    the length at worst.
    """
    if not (np.isfinite(penalty) and penalty >= 0):
        raise MeasureError(f"the penalty is {penalty}", remedy="choose a finite number from 0 up")
    n = cost.length
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    previous = np.zeros(n + 1, dtype=np.int64)
    expiry = np.full(n + 1, n + 1, dtype=np.int64)
    candidates = np.zeros(1, dtype=np.int64)
    for end in range(min_size, n + 1):
        if end >= 2 * min_size:
            candidates = np.append(candidates, end - min_size)
        candidates = candidates[expiry[candidates] > end]
        totals = best[candidates] + cost.costs(candidates, end)
        winner = int(np.argmin(totals))
        best[end] = totals[winner] + penalty
        previous[end] = candidates[winner]
        if cost.convex:
            beaten = candidates[totals > best[end]]
            expiry[beaten] = np.minimum(expiry[beaten], end + min_size)
    return Partition(_backtrack(previous, n, min_size), float(best[n]))


def _backtrack(previous: Ints, n: int, min_size: int) -> tuple[int, ...]:
    changes: list[int] = []
    end = n if n >= min_size else 0
    while end > 0:
        end = int(previous[end])
        changes.append(end)
    return tuple(reversed(changes[:-1]))
