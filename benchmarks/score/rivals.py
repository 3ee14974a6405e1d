"""What the forecast has to beat: each gives the next fortnight's mix from earlier ones.

Every rival takes counts of shape (T, n, K) and returns shares of the same shape, the share of
period t from periods before t. What it learns across dyads it learns from the first `fitted`
periods.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from counterpoise.relations.reported_events.components import drawn

Floats = NDArray[np.float64]
FORTNIGHT_WEEKS = 2.0


def before(counts: Floats, half_life_weeks: float) -> Floats:
    """Return the decayed sums of all earlier periods, same shape."""
    left = 0.5 ** (FORTNIGHT_WEEKS / half_life_weeks)
    sums, now = np.zeros_like(counts), np.zeros_like(counts[0])
    for period in range(counts.shape[0]):
        sums[period] = now
        now = (now + counts[period]) * left
    return sums


def global_mix(world: Floats) -> Floats:
    """Return the world's mix so far, shape (T, 1, K), from the world's counts (T, K)."""
    past = before(world[:, np.newaxis], np.inf)
    return drawn(past, np.full(world.shape[1], 1.0 / world.shape[1]), 20.0)


def running_mean(counts: Floats, world: Floats, acts: float) -> Floats:
    """Return the dyad's mix so far, with so many acts of the world's mix added."""
    return drawn(before(counts, np.inf), global_mix(world), acts)


def two_timescales(counts: Floats, world: Floats, acts: float, own_acts: float) -> Floats:
    """Return counts with a half-life of 4 weeks, around the dyad's own long-run mix."""
    return drawn(before(counts, 4.0), running_mean(counts, world, acts), own_acts)


def goldstein_average(counts: Floats, world: Floats, weights: Floats, fitted: int) -> Floats:
    """Return the mix implied by a mean Goldstein value with a half-life of 12 weeks."""
    past = before(counts, 12.0)
    mean = drawn(past, global_mix(world), 10.0) @ weights
    covariates = np.stack([np.ones_like(mean), mean], axis=-1)
    return _logit_on(covariates, counts, fitted)


def latent_space(counts: Floats, world: Floats, dimensions: int, fitted: int) -> Floats:
    """Return a mix of low rank: log-odds about the world's move in a few learned directions.

    The directions are the main axes of the dyads' log-odds at the end of the fitted periods; where
    a dyad stands on them comes from its counts with a half-life of 12 weeks around its past.
    """
    centre = np.log(global_mix(world)[fitted])
    whole = counts[:fitted].sum(axis=0)
    log_odds = np.log(drawn(whole, np.exp(centre), 20.0)) - centre
    log_odds -= log_odds.mean(axis=1, keepdims=True)
    strength = np.sqrt(whole.sum(axis=1, keepdims=True))
    axes = np.linalg.svd(log_odds * strength, full_matrices=False)[2][:dimensions]
    now = np.log(two_timescales(counts, world, 40.0, 120.0)) - np.log(global_mix(world))
    place = now @ axes.T
    covariates = np.concatenate([np.ones_like(place[..., :1]), place], axis=-1)
    return _logit_on(covariates, counts, fitted)


def _logit_on(covariates: Floats, counts: Floats, fitted: int) -> Floats:
    """Multinomial logit of the mix on covariates (T, n, J), fitted on periods before `fitted`."""
    kinds, size = counts.shape[2], covariates.shape[2]
    came = counts[4:fitted].reshape(-1, kinds)
    some = came.sum(axis=1) > 0
    came, known = came[some], covariates[4:fitted].reshape(-1, size)[some]
    total = came.sum(axis=1, keepdims=True)

    def loss(packed: Floats) -> tuple[float, Floats]:
        table = packed.reshape(size, kinds)
        share = softmax(known @ table)
        value = -float(np.sum(came * np.log(share))) + 0.5 * float(packed @ packed)
        return value, packed - (known.T @ (came - total * share)).ravel()

    best = minimize(loss, np.zeros(size * kinds), jac=True, method="L-BFGS-B")
    return softmax(covariates @ best.x.reshape(size, kinds))


def softmax(odds: Floats) -> Floats:
    """Return shares along the last axis."""
    weights = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return np.asarray(np.maximum(weights / weights.sum(axis=-1, keepdims=True), 1e-12))
