"""One cell against what was expected of it: moments of prior times likelihood.

The prior of the score is normal; the likelihood of N acts with slopes summing to S is
exp(w (S x − N log Z(x))), log-concave. Its product with the prior is integrated by Gauss–Hermite
nodes laid around its mode and scaled by its curvature there (Liu and Pierce 1994, Biometrika
81:624–629). The mode itself is never used as an estimate: on sparse counts it makes slopes run
away when the model is fitted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.relations.reported_events.arrays import Floats
from counterpoise.relations.reported_events.curve import Curve

SCORE_CLIP = 11.0
_NEWTON_STEPS = 2
_MANY = 1e3
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_LOG_WEIGHTS = np.log(_WEIGHTS / _WEIGHTS.sum()) + 0.5 * _NODES**2


@dataclass(frozen=True, eq=False)
class Evidence:
    """One feed's cells at some dyads in one period, each array of shape (n,).

    Attributes
    ----------
    acts, slopes
        w N and w S: number of acts and sum of their slopes, deflated by the overdispersion.
    curve
        The feed's normaliser.
    """

    acts: Floats
    slopes: Floats
    curve: Curve


def matched(mean: Floats, var: Floats, evidence: tuple[Evidence, ...]) -> tuple[Floats, Floats]:
    """Return mean and variance of the score after the evidence, each of shape (n,).

    Parameters
    ----------
    mean, var
        Of the score before it, shape (n,).
    evidence
        What each feed says.
    """
    mode, spread = _mode(mean, var, evidence)
    nodes = mode + spread * _NODES[:, np.newaxis]
    log = _LOG_WEIGHTS[:, np.newaxis] - 0.5 * (nodes - mean) ** 2 / var
    for feed in evidence:
        log += nodes * feed.slopes - feed.acts * feed.curve.heights(nodes)
    log -= log.max(axis=0)
    weights = np.exp(log)
    weights /= weights.sum(axis=0)
    after = np.einsum("in,in->n", weights, nodes)
    away = nodes - after
    return after, np.maximum(np.einsum("in,in,in->n", weights, away, away), 1e-12)


def _mode(mean: Floats, var: Floats, evidence: tuple[Evidence, ...]) -> tuple[Floats, Floats]:
    """Return the mode of prior times likelihood, and the spread its curvature implies."""
    acts = sum((feed.acts for feed in evidence), np.zeros_like(mean))
    start, weight = mean / var, 1.0 / var
    for feed in evidence:
        own = feed.curve.score_of(feed.slopes / np.maximum(feed.acts, 1e-9))
        precision = feed.acts * feed.curve.moments(own)[1]
        start += precision * own
        weight += precision
    mode = np.clip(start / weight, -SCORE_CLIP, SCORE_CLIP)
    low, high = np.full_like(mean, -np.inf), np.full_like(mean, np.inf)
    for _ in range(_NEWTON_STEPS if float(acts.max(initial=0.0)) < _MANY else 3 * _NEWTON_STEPS):
        pull, curvature = (mean - mode) / var, 1.0 / var
        for feed in evidence:
            expected, spread = feed.curve.moments(mode)
            pull += feed.slopes - feed.acts * expected
            curvature = curvature + feed.acts * spread
        low = np.where(pull > 0, mode, low)
        high = np.where(pull > 0, high, mode)
        step = np.clip(mode + pull / curvature, -SCORE_CLIP, SCORE_CLIP)
        closed = np.isfinite(low) & np.isfinite(high)
        middle = np.where(
            closed, 0.5 * (np.where(closed, low, 0.0) + np.where(closed, high, 0.0)), step
        )
        mode = np.where((step > low) & (step < high), step, middle)
    return mode, 1.0 / np.sqrt(curvature)
