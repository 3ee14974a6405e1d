"""Detectors to compare with, on the same daily signed sums."""

from __future__ import annotations

import numpy as np
import ruptures
from numpy.typing import NDArray

from counterpoise.relations.turning_points import DyadCounts, DyadFlow

Floats = NDArray[np.float64]


def trailing_mean(values: Floats, width: int, lag: int = 0) -> Floats:
    """Return the mean of `width` values that end `lag` before each one; nan at the start."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    result = np.full(values.size, np.nan)
    ends = np.arange(width + lag, values.size + 1)
    result[ends - 1] = (sums[ends - lag] - sums[ends - lag - width]) / width
    return result


def trailing_spread(values: Floats, width: int, lag: int) -> Floats:
    """Return the standard deviation of `width` values that end `lag` before each one."""
    mean = trailing_mean(values, width, lag)
    return np.sqrt(np.maximum(trailing_mean(values**2, width, lag) - mean**2, 0.0)) + 0.5


def four_against_eight_weeks(dyad: DyadCounts | DyadFlow) -> Floats:
    """Mean of the last 28 days less that of the 56 before, over the latter's daily spread."""
    flow = dyad.flow
    change = trailing_mean(flow, 28) - trailing_mean(flow, 56, 28)
    return change / trailing_spread(flow, 56, 28)


def trailing_z(dyad: DyadCounts | DyadFlow) -> Floats:
    """Mean of the last 7 days less that of the 91 before, over the spread of such means."""
    week = np.nan_to_num(trailing_mean(dyad.flow, 7))
    change = week - trailing_mean(week, 91, 7)
    return change / trailing_spread(week, 91, 7)


def weekly(dyad: DyadCounts | DyadFlow) -> tuple[Floats, NDArray[np.int64]]:
    """Return standardised sums of every seven covered days, and the first day of each."""
    weeks = dyad.flow.size // 7
    sums = dyad.flow[: weeks * 7].reshape(weeks, 7).sum(axis=1)
    spread = float(sums.std())
    return (sums - sums.mean()) / (spread if spread > 0 else 1.0), dyad.days[: weeks * 7 : 7]


class KernelCuts:
    """ruptures' KernelCPD with a linear kernel (exact least squares) on weekly sums."""

    def __init__(self, dyad: DyadCounts | DyadFlow) -> None:
        self.values, self.days = weekly(dyad)
        self._search = ruptures.KernelCPD(kernel="linear", min_size=2).fit(self.values[:, None])

    def turns(self, penalty: float) -> list[tuple[int, int]]:
        """Return day and sign of each change at a penalty."""
        cuts = [0, *self._search.predict(pen=penalty)]
        found = []
        for before, start, end in zip(cuts, cuts[1:], cuts[2:], strict=False):
            step = self.values[start:end].mean() - self.values[before:start].mean()
            found.append((int(self.days[start]), -1 if step < 0 else 1))
        return found
