"""Turning points of one plain real-valued series, with one default for all series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from scipy.signal import lfilter

from counterpoise.relations.turning_points.arrays import Floats, finite_series, rate_between
from counterpoise.relations.turning_points.lines import (
    LineCost,
    best_gains,
    line_residuals,
)
from counterpoise.relations.turning_points.partition import optimal_partition

Noise = Literal["independent", "autocorrelated"]

PENALTY_PER_LOG_LENGTH = 3.0
"""A change costs this times log n: the smallest half step from 3 to 5 that keeps false alarms at
or below 5 % on independent and on trend-plus-independent simulated series of 15 to 500 values
(`benchmarks/turning_series.py` prints the rates). Not fitted to any real series."""

MIN_SIZE = 3
"""The shortest straight piece: one value more than a line needs."""

NULL_SERIES = 1999
"""Series without a change; their number leaves the stated rate uncertain by half a percent."""

NULL_SEED = 7


@dataclass(frozen=True)
class SeriesTurns:
    """Where a series breaks.

    Attributes
    ----------
    changes
        First index of every new piece, increasing, 0-based.
    penalty
        What a change cost, in units of the noise's variance.
    autocorrelation
        Lag-1 autocorrelation removed first; 0 in the independent mode.
    """

    changes: tuple[int, ...]
    penalty: float
    autocorrelation: float


def find_changes(
    values: Sequence[float] | Floats,
    *,
    noise: Noise = "independent",
    penalty_per_log_length: float = PENALTY_PER_LOG_LENGTH,
    false_alarm_rate: float = 0.05,
) -> SeriesTurns:
    """Cut a series into straight pieces that need not meet.

    Parameters
    ----------
    values
        Finite series of shape (n,), any unit; a series shorter than 7 has no change.
    noise
        ``independent`` takes the scatter around one line as white. ``autocorrelated`` removes a
        lag-1 autocorrelation first and sets the penalty from simulated series that have no change
        and the same autocorrelation; it sees fewer changes.
    penalty_per_log_length
        In the independent mode, a change costs this times log n.
    false_alarm_rate
        In the autocorrelated mode, the share of series without a change that may raise an alarm.

    Returns
    -------
    SeriesTurns
        Changes with the penalty used.

    Raises
    ------
    MeasureError
        On a value that is not finite, another shape, a rate outside 0–1.

    Notes
    -----
    Optimal partitioning (Jackson et al. 2005) over discontinuous linear pieces. The noise is
    measured around one line through the whole series, so that a series with large breaks is
    charged for them. The autocorrelation is the least-squares estimate from the residual around
    that line with Kendall's (1954) correction for its bias. The series without change are drawn
    from a fixed seed, at the autocorrelation to two decimals: the same values give the same answer.
    A series is cut only where its best one or two changes gain more than theirs, the same
    statistic on both sides.
    """
    series = finite_series(values, least=0)
    if series.size <= 2 * MIN_SIZE:
        return SeriesTurns((), 0.0, 0.0)
    if noise == "independent":
        penalty = penalty_per_log_length * float(np.log(series.size))
        cut = optimal_partition(LineCost(series), penalty=penalty, min_size=MIN_SIZE)
        return SeriesTurns(cut.changes, penalty, 0.0)
    rate = rate_between(false_alarm_rate, name="false-alarm rate")
    rho = float(autocorrelations(series[np.newaxis, :])[0])
    penalty = _penalty_without_change(series.size, round(rho, 2), rate)
    whitened = series[1:] - rho * series[:-1]
    if best_gains(whitened[np.newaxis, :], min_size=MIN_SIZE)[0] <= penalty:
        return SeriesTurns((), penalty, rho)
    cut = optimal_partition(LineCost(whitened), penalty=penalty, min_size=MIN_SIZE)
    return SeriesTurns(tuple(change + 1 for change in cut.changes), penalty, rho)


def autocorrelations(rows: Floats) -> Floats:
    """Return the lag-1 autocorrelation of each row around its line, corrected for bias.

    Parameters
    ----------
    rows
        Series of shape (m, n).

    Returns
    -------
    ndarray
        Values of shape (m,) between 0 and 1; a row on one line gives 0.
    """
    rest = line_residuals(rows)
    power = (rest[:, :-1] ** 2).sum(axis=1)
    raw = (rest[:, 1:] * rest[:, :-1]).sum(axis=1) / np.where(power > 0, power, 1.0)
    return np.asarray(np.clip(raw + (1 + 4 * raw) / rows.shape[1], 0.0, 1.0) * (power > 0))


@lru_cache(maxsize=256)
def _penalty_without_change(n: int, rho: float, rate: float) -> float:
    """Return the penalty that `rate` of series without a change exceed."""
    rng = np.random.default_rng(NULL_SEED)
    settle = 100
    shocks = rng.standard_normal((NULL_SERIES, n + settle))
    rows = np.asarray(lfilter([1.0], [1.0, -rho], shocks, axis=1))[:, settle:]
    own = autocorrelations(rows)[:, np.newaxis]
    gains = best_gains(rows[:, 1:] - own * rows[:, :-1], min_size=MIN_SIZE)
    return float(np.quantile(gains, 1 - rate, method="higher"))
