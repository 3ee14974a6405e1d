"""The next period's mix of types, given how many acts there will be.

The seven views of `components` are pooled with weights λ (a logarithmic opinion pool: Genest and
Zidek 1986, Statistical Science 1:114–135),

    log p_k ∝ Σ_j λ_j log view_jk + c_k + g_k (log N − 1.5),

and λ, c and g are those that would have foretold past periods best. g says that a period of one
act is another kind of period than one of a hundred. Shares among N acts vary more than a
multinomial's; how much more is read off the same past forecasts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.stats import beta

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import Floats, Ints, Places, ReportedEvents
from counterpoise.relations.reported_events.components import VIEWS, views_by_period
from counterpoise.relations.reported_events.model import COVERAGE, Dispersion, Interval, ScoreModel

_RIDGE = 100.0
_LOG_ACTS = 1.5
_WARM_UP = 4


@dataclass(frozen=True, eq=False)
class MixForecaster:
    """How the views are pooled.

    Attributes
    ----------
    model
        The model of the latent score.
    feed
        Which of its feeds is foretold.
    weights
        λ of each view, shape (7,).
    constant, per_log_acts
        c and g of each type, shape (K,).
    dispersion
        How acts of one period hang together about the forecast.
    cells, acts
        What the weights were fitted on.
    """

    model: ScoreModel
    feed: int
    weights: Floats
    constant: Floats
    per_log_acts: Floats
    dispersion: Dispersion
    cells: int
    acts: float

    def pooled(self, views: Floats, acts: Floats) -> Floats:
        """Return shares of shape (n, K) from views of shape (7, n, K) for so many acts, (n,)."""
        logs = _log_acts(acts)[:, np.newaxis]
        odds = np.tensordot(self.weights, views, 1) + self.constant + logs * self.per_log_acts
        return _softmax(odds)


@dataclass(frozen=True, eq=False)
class MixForecast:
    """The mix of one period to come.

    Attributes
    ----------
    dyads
        Which dyads, shape (n,).
    acts
        How many acts the shares are of, shape (n,).
    share
        Share of each type among them with its 90 % interval, arrays of shape (n, K).
    """

    dyads: Places
    acts: Floats
    share: Interval


def fit_forecast(
    model: ScoreModel,
    events: ReportedEvents,
    sides: ArrayLike,
    *,
    feed: int = 0,
    least_acts: float = 50.0,
    total_known: bool = True,
) -> MixForecaster:
    """Fit the weights on how past periods followed from those before them.

    Parameters
    ----------
    sides
        Numbers of both actors of each dyad, from 0 up, shape (D, 2).
    feed
        Which feed is foretold.
    least_acts
        Dyads with fewer acts in all are left out of the fit.
    total_known
        Whether the mix may depend on the number of acts.

    Raises
    ------
    MeasureError
        Where no dyad has enough acts, periods are too few, or `sides` does not fit.
    """
    both = np.asarray(sides, dtype=np.int64)
    counts = events.feeds[feed]
    dyads = np.flatnonzero(np.bincount(counts.dyad, counts.acts, events.dyads) >= least_acts)
    views, came = _past(model, events, both, dyads, feed)
    if came.shape[0] == 0:
        raise MeasureError(
            f"no dyad of feed {counts.name!r} has {least_acts:g} acts and a past of "
            f"{_WARM_UP} periods",
            remedy="pass more periods or lower the least number of acts",
        )
    packed = _fitted(views, came, total_known=total_known)
    weights, constant, per_log = np.split(packed, [len(VIEWS), len(VIEWS) + came.shape[1]])
    flat = Dispersion(0.0, 0.0, 1.0)
    acts = came.sum(axis=1)
    first = MixForecaster(
        model, feed, weights, constant, per_log, flat, acts.size, float(acts.sum())
    )
    dispersion = _dispersion(came, first.pooled(views, acts))
    return MixForecaster(
        model, feed, weights, constant, per_log, dispersion, acts.size, float(acts.sum())
    )


def forecast_mix(
    forecaster: MixForecaster,
    events: ReportedEvents,
    sides: ArrayLike,
    *,
    dyads: ArrayLike | None = None,
    acts: ArrayLike | None = None,
) -> MixForecast:
    """Foretell the period after the last one of `events`.

    Parameters
    ----------
    sides
        As in `fit_forecast`.
    dyads
        Which dyads, shape (n,); all where not given.
    acts
        How many acts the mix is of, shape (n,); where not given the dyad's mean a period, at
        least 1.

    Raises
    ------
    MeasureError
        Where feeds, types or sides do not fit.
    """
    wanted = np.arange(events.dyads) if dyads is None else np.asarray(dyads, dtype=np.intp)
    both = np.asarray(sides, dtype=np.int64)
    counts = events.feeds[forecaster.feed]
    if acts is None:
        mean = np.bincount(counts.dyad, counts.acts, events.dyads) / events.periods.size
        total = np.maximum(mean[wanted], 1.0)
    else:
        total = np.asarray(acts, dtype=np.float64)
    stream = views_by_period(forecaster.model, events, both, wanted, feed=forecaster.feed)
    *_, (views, _) = stream
    share = forecaster.pooled(views, total)
    low, high = share_interval(share, total[:, np.newaxis], forecaster.dispersion)
    return MixForecast(wanted, total, Interval(share, low, high))


def share_interval(share: Floats, acts: Floats, dispersion: Dispersion) -> tuple[Floats, Floats]:
    """Return the 90 % interval of a share among so many acts.

    A beta distribution of the same mean and variance, rounded to shares that so many acts can
    have: a type of share .02 among ten acts comes not at all or once.
    """
    inside = np.clip(share, 1e-9, 1.0 - 1e-9)
    strength = np.maximum(acts / dispersion.inflation(acts) - 1.0, 1e-3)
    tail = (1.0 - COVERAGE) / 2.0
    first, second = inside * strength, (1.0 - inside) * strength
    low, high = (beta.ppf(at, first, second) for at in (tail, 1.0 - tail))
    whole = np.maximum(np.rint(acts), 1.0)
    return (
        np.minimum(np.rint(np.asarray(low) * whole) / whole, share),
        np.maximum(np.rint(np.asarray(high) * whole) / whole, share),
    )


def _past(
    model: ScoreModel, events: ReportedEvents, sides: Ints, dyads: Places, feed: int
) -> tuple[Floats, Floats]:
    """Return views (7, n, K) and acts (n, K) of every past cell with acts."""
    kept, came = [], []
    stream = views_by_period(model, events, sides, dyads, feed=feed)
    for period, (views, counts) in enumerate(stream):
        some = counts.sum(axis=1) > 0
        if period >= _WARM_UP and some.any():
            kept.append(views[:, some])
            came.append(counts[some])
    if not kept:
        kinds = len(model.feeds[feed].types)
        return np.zeros((len(VIEWS), 0, kinds)), np.zeros((0, kinds))
    return np.concatenate(kept, axis=1), np.concatenate(came)


def _fitted(views: Floats, came: Floats, *, total_known: bool) -> Floats:
    """Return λ, c and g of greatest penalised likelihood, shape (7 + 2K,)."""
    count, kinds = len(VIEWS), came.shape[1]
    acts = came.sum(axis=1)
    logs = _log_acts(acts)[:, np.newaxis] if total_known else np.zeros((acts.size, 1))
    ridge = np.concatenate([np.zeros(count), np.full(2 * kinds, _RIDGE)])

    def loss(packed: Floats) -> tuple[float, Floats]:
        odds = np.tensordot(packed[:count], views, 1)
        odds += packed[count : count + kinds] + logs * packed[count + kinds :]
        share = _softmax(odds)
        short = came - acts[:, np.newaxis] * share
        pull = np.concatenate(
            [np.tensordot(views, short, 2), short.sum(axis=0), (logs * short).sum(axis=0)]
        )
        likelihood = float(np.sum(came * np.log(np.maximum(share, 1e-300))))
        penalty = 0.5 * float(ridge @ packed**2)
        return penalty - likelihood, ridge * packed - pull

    first = np.concatenate([np.full(count, 1.0 / count), np.zeros(2 * kinds)])
    best = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(best.x)


def _dispersion(came: Floats, share: Floats) -> Dispersion:
    """Fit ρ(N) to the squared misses of past forecasts, a share p (1 − p) of one by one."""
    acts = came.sum(axis=1)
    several = acts >= 2
    came, share, acts = came[several], share[several], acts[several]
    if acts.size == 0:
        return Dispersion(0.1, 0.1, 1.0)
    miss = ((came / acts[:, np.newaxis] - share) ** 2).sum(axis=1)
    alone = (share * (1.0 - share)).sum(axis=1) / acts

    def loss(packed: Floats) -> float:
        top, floor, log_half = packed
        expected = alone * Dispersion(top, min(floor, top), float(np.exp(log_half))).inflation(acts)
        return float(np.mean(np.log(expected) + miss / expected))

    bounds = [(1e-4, 0.9), (1e-5, 0.5), (0.0, 6.0)]
    best = minimize(loss, np.array([0.1, 0.02, 2.0]), method="L-BFGS-B", bounds=bounds)
    top, floor, log_half = (float(one) for one in best.x)
    return Dispersion(top, min(floor, top), float(np.exp(log_half)))


def _log_acts(acts: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(acts, 1.0)) - _LOG_ACTS)


def _softmax(odds: Floats) -> Floats:
    weights = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))
