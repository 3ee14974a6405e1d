"""Series and dyads whose turning points are known, to test detectors on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.signal import lfilter

from counterpoise.relations.turning_points.arrays import Floats
from counterpoise.relations.turning_points.dyads import DyadCounts, count_acts


def line_with_noise(
    length: int,
    *,
    seed: int,
    slope: float = 0.0,
    autocorrelation: float = 0.0,
    steps: Sequence[tuple[int, float]] = (),
) -> Floats:
    """Return a line with steps and noise.

    Parameters
    ----------
    length
        Number of values.
    seed
        Seed of the noise.
    slope
        Change a period, in standard deviations of the noise's shocks.
    autocorrelation
        Lag-1 autocorrelation of the noise; 1 gives a random walk from 0.
    steps
        Pairs of first index and height, in the same unit.

    Returns
    -------
    ndarray
        Shape (length,).
    """
    rng = np.random.default_rng(seed)
    settle = 0 if autocorrelation == 1.0 else 200
    shocks = rng.standard_normal(length + settle)
    noise = np.asarray(lfilter([1.0], [1.0, -autocorrelation], shocks))[settle:]
    series = slope * np.arange(length) + noise
    for start, height in steps:
        series[start:] += height
    return np.asarray(series, dtype=np.float64)


def turning_dyad(
    mixes: Sequence[Sequence[float]],
    volumes: Sequence[float],
    lengths: Sequence[int],
    weights: Sequence[float],
    *,
    seed: int,
    correlation: float = 0.08,
    dispersion: float = 2.0,
    gaps: Sequence[tuple[int, int]] = (),
) -> DyadCounts:
    """Return daily acts of a dyad that passes through known states.

    Parameters
    ----------
    mixes
        Shares of the event types in each state, shape (S, K), each row summing to 1.
    volumes
        Mean acts a day in each state, shape (S,).
    lengths
        Days of each state, shape (S,).
    weights
        Weight of each type, shape (K,).
    seed
        Seed of the draw.
    correlation
        Dirichlet-multinomial correlation of acts of one day, above 0 and below 1.
    dispersion
        Variance of a day's total over its mean, above 1.
    gaps
        Pairs of first and last day without coverage.

    Returns
    -------
    DyadCounts
        With its acts, days from 0.
    """
    rng = np.random.default_rng(seed)
    uncovered = {day for first, last in gaps for day in range(first, last + 1)}
    states = np.repeat(np.arange(len(lengths)), lengths)
    act_days: list[int] = []
    act_types: list[int] = []
    for day, state in enumerate(states.tolist()):
        total = int(rng.poisson(rng.gamma(volumes[state] / (dispersion - 1), dispersion - 1)))
        shares = rng.dirichlet(np.asarray(mixes[state]) * (1 / correlation - 1))
        kinds = rng.choice(len(weights), size=total, p=shares)
        if day not in uncovered:
            act_days += [day] * total
            act_types += kinds.tolist()
    covered = [day for day in range(states.size) if day not in uncovered]
    return count_acts(act_days, act_types, covered, weights)
