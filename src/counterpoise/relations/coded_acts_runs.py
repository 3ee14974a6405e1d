"""Episodes in a sequence of weighted acts: all maximal scoring runs.

Ruzzo and Tompa (1999), "A linear time algorithm for finding all maximal scoring subsequences",
ISMB 7:234–241. Acts that push one way score their weight, contrary acts score against it, and quiet
time costs a little a day, so that a run ends when the other side prevails or nothing happens. Runs
do not overlap, and none can be lengthened or shortened to a higher score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.relations.coded_acts import Days, Floats


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal run of the acts `start` to `stop` (half open) with its score."""

    start: int
    stop: int
    score: float


def runs_of_acts(days: Days, pushes: Floats, quiet_cost_per_day: float) -> tuple[Run, ...]:
    """Find the maximal runs of acts that push one way.

    Parameters
    ----------
    days
        Day of each act as an ordinal, ascending, shape (n,).
    pushes
        How much each act pushes that way; negative where it pushes the other, shape (n,).
    quiet_cost_per_day
        What each day between two acts takes off.
    """
    if len(days) == 0:
        return ()
    gaps = np.diff(days).astype(np.float64) * -quiet_cost_per_day
    steps = np.empty(2 * len(days) - 1)
    steps[0::2] = pushes
    steps[1::2] = gaps
    found = []
    for run in maximal_runs(steps.tolist()):
        start, stop = (run.start + 1) // 2, run.stop // 2 + 1
        found.append(Run(start, stop, run.score))
    return tuple(found)


def maximal_runs(steps: Sequence[float]) -> tuple[Run, ...]:
    """All maximal scoring runs of a sequence of numbers, in order; linear in its length."""
    starts: list[int] = []
    stops: list[int] = []
    before: list[float] = []
    through: list[float] = []
    lower: list[int] = []
    total = 0.0
    for place, step in enumerate(steps):
        if step <= 0:
            total += step
            continue
        start, left = place, total
        total += step
        while True:
            other = len(starts) - 1
            while other >= 0 and before[other] >= left:
                other = lower[other]
            if other < 0 or through[other] >= total:
                break
            start, left = starts[other], before[other]
            del starts[other:], stops[other:], before[other:], through[other:], lower[other:]
        starts.append(start)
        stops.append(place + 1)
        before.append(left)
        through.append(total)
        lower.append(other)
    return tuple(
        Run(start, stop, high - low)
        for start, stop, low, high in zip(starts, stops, before, through, strict=True)
    )
