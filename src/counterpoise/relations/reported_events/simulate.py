"""Invented worlds whose scores are known, to measure the estimator against.

The counts come from the model's own form, with Dirichlet-multinomial cells in place of the deflated
likelihood the estimator uses, and with a reporting rate of each dyad and period that has
nothing to do with its score; where the model says that busy dyads are steadier, they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.relations.reported_events.arrays import (
    Floats,
    Ints,
    Places,
    ReportedEvents,
    event_types,
    feed_counts,
    reported_events,
)
from counterpoise.relations.reported_events.model import Dispersion, FeedModel, ScoreModel


@dataclass(frozen=True, eq=False)
class World:
    """Counts, the model behind them, and the true score of each cell, shape (T, D)."""

    events: ReportedEvents
    model: ScoreModel
    score: Floats


def true_model(
    types: int = 20,
    *,
    persistence: float = 0.9,
    level_var: float = 0.5,
    dispersion: Dispersion | None = None,
    steepness: float = 1.0,
    feed: str = "invented",
    seed: int = 0,
) -> ScoreModel:
    """Return a model with falling shares of types and slopes from hostile to cooperative."""
    draw = np.random.default_rng(seed)
    slope = steepness * np.linspace(-1.2, 0.9, types) + 0.15 * draw.standard_normal(types)
    intercept = np.log(draw.dirichlet(np.full(types, 3.0)))
    share = np.exp(intercept)
    slope -= share @ slope
    names = tuple(f"type {k:02d}" for k in range(types))
    side = max(types // 4, 1)
    labels = event_types(
        names,
        np.linspace(-10.0, 8.0, types),
        cooperative=names[-side:],
        hostile=names[:side],
        material=names[::2],
    )
    own = FeedModel(feed, labels, intercept, slope, dispersion or Dispersion(0.15, 0.01, 10.0))
    step_var = (1.0 - persistence**2) * (1.0 - level_var)
    return ScoreModel((own,), level_var, persistence, step_var, 0.0, 1.0, 0, 0.0)


def world(
    model: ScoreModel,
    *,
    dyads: int,
    periods: int,
    acts_per_cell: float,
    spread: float,
    seed: int,
    bursts: float = 0.0,
) -> World:
    """Draw the scores and counts of a world.

    Parameters
    ----------
    acts_per_cell
        Mean number of acts in a cell of each feed.
    spread
        Standard deviation of the logarithm of the dyads' reporting rates.
    bursts
        Squared coefficient of variation of a dyad's rate from period to period (gamma): a cell
        of mean μ has variance μ + bursts μ². At 0 the rate is the same in all periods.
    """
    draw = np.random.default_rng(seed)
    counted = []
    for _ in model.feeds:
        rate = np.exp(spread * draw.standard_normal(dyads))
        mean = acts_per_cell * rate / rate.mean()
        if bursts > 0:
            mean = mean * draw.gamma(1.0 / bursts, bursts, (periods, dyads))
        counted.append(draw.poisson(mean, (periods, dyads)).astype(np.int64))
    seen = np.add.reduce(counted).sum(axis=0).astype(np.float64)
    score = _scores(draw, model, model.volatility(seen, periods), periods)
    feeds = []
    for feed, acts in zip(model.feeds, counted, strict=True):
        period, dyad = np.nonzero(acts)
        cell, kind, number = _types(draw, feed, score[period, dyad], acts[period, dyad])
        feeds.append(feed_counts(feed.name, feed.types, dyad[cell], period[cell], kind, number))
    return World(reported_events(dyads, 7 * np.arange(periods), feeds), model, score)


def _scores(
    draw: np.random.Generator, model: ScoreModel, volatility: Floats, periods: int
) -> Floats:
    """Draw scores, shape (T, D), of dyads whose steps have this share of the model's variance."""
    dyads = volatility.size
    level = np.sqrt(model.level_var) * draw.standard_normal(dyads)
    departure = np.sqrt(model.state_var * volatility) * draw.standard_normal(dyads)
    score = np.empty((periods, dyads))
    for period in range(periods):
        if period > 0:
            pushed = np.sqrt(model.step_var * volatility) * draw.standard_normal(dyads)
            departure = model.persistence * departure + pushed
        score[period] = level + departure
    return score


def _types(
    draw: np.random.Generator, feed: FeedModel, score: Floats, acts: Ints
) -> tuple[Places, Places, Places]:
    """Return cell, type and number of acts for every type seen in a cell."""
    blocks = []
    for first in range(0, score.size, 200_000):
        part = slice(first, first + 200_000)
        share = feed.mix(score[part])
        rho = feed.dispersion.correlation(acts[part].astype(np.float64))
        if feed.dispersion.top > 0:
            strength = np.maximum(1.0 / np.maximum(rho, 1e-9) - 1.0, 1e-3)
            share = draw.standard_gamma(strength[:, np.newaxis] * share) + 1e-30
            share /= share.sum(axis=1, keepdims=True)
        drawn = draw.multinomial(acts[part], share / (share.sum(axis=1, keepdims=True) + 1e-12))
        cell, kind = np.nonzero(drawn)
        blocks.append((cell + first, kind, drawn[cell, kind]))
    cell, kind, number = (np.concatenate(column) for column in zip(*blocks, strict=True))
    return cell, kind, number
