"""Intercepts and slopes of the types, given where the scores are thought to be.

The expected log-likelihood Σ_cells w E[n·(a + b x) − N log Z(x)] depends on the scores only through
the acts of each type placed at each value of x. These G × K masses are gathered by the posterior
mean and spread of the cells, and fitted by Newton's method as a nominal regression on x.
"""

from __future__ import annotations

import numpy as np

from counterpoise.relations.reported_events.arrays import FeedCounts, Floats, Singles
from counterpoise.relations.reported_events.model import Dispersion

_GRID = np.linspace(-6.0, 6.0, 121)
_SPREADS = np.geomspace(0.05, 3.0, 14)
SLOPE_SD = 1.0
_PRIOR_ACTS = 0.5


def masses(
    counts: FeedCounts, totals: Singles, mean: Singles, sd: Singles, dispersion: Dispersion
) -> Floats:
    """Return the deflated acts of each type placed at each value of the grid, shape (G, K).

    Parameters
    ----------
    totals, mean, sd
        Acts, posterior mean and standard deviation of the score in each cell, shape (T, D).
    """
    kinds = len(counts.types)
    cell = counts.period.astype(np.int64) * mean.shape[1] + counts.dyad
    step = _GRID[1] - _GRID[0]
    place = np.clip(np.rint((mean - _GRID[0]) / step), 0, _GRID.size - 1)
    ratio = np.log(_SPREADS[1] / _SPREADS[0])
    width = np.clip(np.rint(np.log(sd / _SPREADS[0]) / ratio), 0, _SPREADS.size - 1)
    row = (width * _GRID.size + place).astype(np.int32).ravel()
    weight = (1.0 / dispersion.inflation(totals.astype(np.float64))).astype(np.float32).ravel()
    at = row[cell].astype(np.int64) * kinds + counts.type
    size = _SPREADS.size * _GRID.size * kinds
    gathered = np.bincount(at, weights=counts.acts * weight[cell], minlength=size)
    gathered = gathered.reshape(_SPREADS.size, _GRID.size, kinds)
    placed = np.zeros((_GRID.size, kinds))
    for spread, own in zip(_SPREADS, gathered, strict=True):
        placed += _kernel(float(spread)) @ own
    return placed


def _kernel(spread: float) -> Floats:
    """Return normal weights of each grid value about each, shape (G, G)."""
    away = (_GRID[:, np.newaxis] - _GRID) / spread
    weights = np.exp(-0.5 * away**2)
    return np.asarray(weights / weights.sum(axis=0))


def nominal_fit(
    placed: Floats, intercept: Floats, slope: Floats, *, slopes_given: bool = False
) -> tuple[Floats, Floats]:
    """Fit intercepts and slopes to placed acts by Newton's method.

    Parameters
    ----------
    placed
        As from `masses`, shape (G, K).
    intercept, slope
        Where to start, shape (K,).
    slopes_given
        Whether the slopes stay as they are.

    Notes
    -----
    Slopes have a normal prior of standard deviation 1 and each type half an act, so that a type
    never or once reported keeps finite values.
    """
    placed = placed + _PRIOR_ACTS * np.exp(-0.5 * _GRID[:, np.newaxis] ** 2) / (
        np.exp(-0.5 * _GRID**2).sum() * placed.shape[1]
    )
    totals = placed.sum(axis=1)
    for _ in range(8):
        share = _softmax(intercept + _GRID[:, np.newaxis] * slope)
        short = placed - totals[:, np.newaxis] * share
        pull = np.concatenate([short.sum(axis=0), _GRID @ short - slope / SLOPE_SD**2])
        bend = _curvature(totals, share)
        if slopes_given:
            pull[slope.size :] = 0.0
            bend[slope.size :, : slope.size] = bend[: slope.size, slope.size :] = 0.0
        move = np.linalg.solve(bend, pull)
        move *= min(1.0, 2.0 / float(np.abs(move).max(initial=1e-12)))
        intercept, slope = intercept + move[: slope.size], slope + move[slope.size :]
        if float(np.abs(move).max()) < 1e-7:
            break
    return normalised(intercept, slope)


def _curvature(totals: Floats, share: Floats) -> Floats:
    """Return minus the Hessian with the prior, shape (2K, 2K)."""
    kinds = share.shape[1]
    bend = np.empty((2 * kinds, 2 * kinds))
    for row, column, power in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        weight = totals * _GRID**power
        block = np.diag(weight @ share) - (share * weight[:, np.newaxis]).T @ share
        bend[row * kinds : (row + 1) * kinds, column * kinds : (column + 1) * kinds] = block
    ridge = np.full(2 * kinds, 1e-6 * float(totals.sum()) / kinds)
    ridge[kinds:] += 1.0 / SLOPE_SD**2
    return np.asarray(bend + np.diag(ridge))


def normalised(intercept: Floats, slope: Floats) -> tuple[Floats, Floats]:
    """Return the same odds with Σ exp a = 1 and slopes of mean 0 under the mix at score 0."""
    intercept = intercept - intercept.max()
    intercept = intercept - np.log(np.exp(intercept).sum())
    return intercept, slope - np.exp(intercept) @ slope


def _softmax(odds: Floats) -> Floats:
    weights = np.exp(odds - odds.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
