"""Variances, persistence and overdispersion, from how well each period is foretold.

The mean slope S/N of a cell is foretold from the periods before: its expected value and variance
follow from the filtered score, the mix's own spread and the overdispersion. The parameters maximise
the normal quasi-likelihood of these forecasts (Wedderburn 1974, Biometrika 61:439–447), which needs
mean and variance to be right and nothing else. Weak priors keep each within reason where the data
are silent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from counterpoise.relations.reported_events.arrays import Floats, Places
from counterpoise.relations.reported_events.cells import FeedCells
from counterpoise.relations.reported_events.kalman import foretold
from counterpoise.relations.reported_events.model import Dispersion, ScoreModel

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_LEAST_VAR = 1e-4


@dataclass(frozen=True, eq=False)
class Surprise:
    """One feed's cells of one period against their forecast, arrays of shape (n,).

    Attributes
    ----------
    dyads
        Which dyads.
    acts
        N.
    found, expected, variance
        S/N, and its mean and variance as foretold.
    """

    dyads: Places
    acts: Floats
    found: Floats
    expected: Floats
    variance: Floats


def surprises(
    model: ScoreModel, cells: tuple[FeedCells, ...], *, skip: int = 0
) -> list[list[Surprise]]:
    """Foretell each feed's mean slopes period by period, from earlier periods alone."""
    found = []
    for period, before, _ in foretold(model, cells):
        if period >= skip:
            mean, sd = before.score, np.sqrt(before.score_var)
            found.append([_surprise(feed, period, mean, sd) for feed in cells])
    return found


def _surprise(feed: FeedCells, period: int, mean: Floats, sd: Floats) -> Surprise:
    seen = np.flatnonzero(feed.acts[period])
    acts = feed.acts[period, seen].astype(np.float64)
    nodes = mean[seen] + sd[seen] * _NODES[:, np.newaxis]
    slope, spread = feed.curve.moments(nodes)
    expected = _WEIGHTS @ slope
    between = _WEIGHTS @ (slope - expected) ** 2
    within = (_WEIGHTS @ spread) * feed.dispersion.inflation(acts) / acts
    return Surprise(seen, acts, feed.slopes[period, seen] / acts, expected, between + within)


def quasi_likelihood(model: ScoreModel, cells: tuple[FeedCells, ...]) -> float:
    """Return the normal quasi-log-likelihood of every cell's forecast, up to a constant."""
    total = 0.0
    for period in surprises(model, cells):
        for one in period:
            away = one.found - one.expected
            total -= 0.5 * float(np.sum(np.log(one.variance) + away**2 / one.variance))
    return total


def fit_variances(
    model: ScoreModel, cells: tuple[FeedCells, ...], *, random_walk: bool, evaluations: int
) -> ScoreModel:
    """Return the model with the variances, persistence and overdispersion that foretell best."""
    first = _packed(model, random_walk=random_walk)
    size = float(sum(np.count_nonzero(feed.acts) for feed in cells))

    def loss(packed: Floats) -> float:
        trial, trial_cells = _unpacked(model, cells, packed, random_walk=random_walk)
        prior = 0.5 * float(
            np.sum(((packed - _CENTRE[: packed.size]) / _WIDTH[: packed.size]) ** 2)
        )
        return (prior - quasi_likelihood(trial, trial_cells)) / size

    bounds = [(low, high) for low, high in _BOUNDS[: first.size]]
    best = minimize(
        loss,
        np.clip(first, [b[0] for b in bounds], [b[1] for b in bounds]),
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxfun": evaluations, "eps": 1e-3, "ftol": 1e-7, "gtol": 1e-6},
    )
    return _unpacked(model, cells, best.x, random_walk=random_walk)[0]


# Level variance (log), state or step variance (log), persistence (logit), steadiness; then of each
# feed ρ at two acts (logit), its floor as a share of that (logit), the acts that halve it (log).
# Centre and width of a weak normal prior, and bounds.
_HEAD = (
    (0.5, 2.0, (-6.0, 3.0)),
    (-1.0, 2.0, (-9.0, 3.0)),
    (2.0, 1.5, (-3.0, 6.0)),
    (0.2, 0.3, (0.0, 1.5)),
)
_FEED = ((-2.0, 2.0, (-7.0, 1.0)), (-2.5, 1.5, (-7.0, 4.0)), (2.3, 1.0, (0.0, 6.0)))
_PRIORS = _HEAD + _FEED * 20
_CENTRE = np.array([one[0] for one in _PRIORS])
_WIDTH = np.array([one[1] for one in _PRIORS])
_BOUNDS = tuple(one[2] for one in _PRIORS)


def _packed(model: ScoreModel, *, random_walk: bool) -> Floats:
    state = model.step_var if random_walk else model.state_var
    phi = 2.0 if random_walk else float(logit(model.persistence))
    head = [np.log(model.level_var), np.log(state), phi, model.steadiness]
    for feed in model.feeds:
        own = feed.dispersion
        top = max(own.top, 1e-3)
        share = np.clip(own.floor / top, 1e-3, 1 - 1e-3)
        head += [logit(top), logit(share), np.log(own.half)]
    return np.array(head)


def _unpacked(
    model: ScoreModel, cells: tuple[FeedCells, ...], packed: Floats, *, random_walk: bool
) -> tuple[ScoreModel, tuple[FeedCells, ...]]:
    phi = 1.0 if random_walk else float(expit(packed[2]))
    state = float(np.exp(packed[1]))
    feeds, own_cells = [], []
    for at, (feed, own) in enumerate(zip(model.feeds, cells, strict=True)):
        top, share, half = packed[4 + 3 * at : 7 + 3 * at]
        ceiling = float(expit(top))
        dispersion = Dispersion(ceiling, ceiling * float(expit(share)), float(np.exp(half)))
        feeds.append(replace(feed, dispersion=dispersion))
        own_cells.append(replace(own, dispersion=dispersion))
    step_var = max(state if random_walk else (1.0 - phi**2) * state, _LEAST_VAR)
    fitted = replace(
        model,
        feeds=tuple(feeds),
        level_var=max(float(np.exp(packed[0])), _LEAST_VAR),
        persistence=phi,
        step_var=step_var,
        steadiness=float(packed[3]),
    )
    return fitted, tuple(own_cells)
