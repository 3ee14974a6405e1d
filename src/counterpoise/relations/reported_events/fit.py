"""Fitting what all dyads have in common.

Two things alternate. Intercepts and slopes: expectation–maximisation with the smoother's moments.
Variances, persistence and overdispersion: the quasi-likelihood of one-step forecasts, which also
sets the scale, so that slopes cannot run away. After each round the scores are put back on their
scale: levels of mean 0, total variance 1, sign by the anchors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import (
    FeedCounts,
    Floats,
    Places,
    ReportedEvents,
)
from counterpoise.relations.reported_events.cells import cells_of
from counterpoise.relations.reported_events.kalman import smoothed
from counterpoise.relations.reported_events.model import Dispersion, FeedModel, ScoreModel
from counterpoise.relations.reported_events.slopes import masses, nominal_fit, normalised
from counterpoise.relations.reported_events.variances import fit_variances


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """How the model is fitted.

    Attributes
    ----------
    state
        Whether departures from a dyad's level die out or accumulate.
    slopes
        Slopes of each feed's types where they are not to be learned, each of shape (K,).
    rounds, steps
        Rounds of both parts, and steps of expectation–maximisation in each.
    fit_dyads
        The model is fitted on at most so many dyads, taken evenly over the order of activity;
        scores are computed for all.
    variance_dyads
        As `fit_dyads`, for the variances.
    """

    state: Literal["mean-reverting", "random-walk"] = "mean-reverting"
    slopes: tuple[Floats, ...] | None = None
    rounds: int = 3
    steps: int = 4
    fit_dyads: int = 3000
    variance_dyads: int = 500


def fit_scores(events: ReportedEvents, options: ScoreOptions | None = None) -> ScoreModel:
    """Fit the model to the counts; the same counts give the same model.

    Raises
    ------
    MeasureError
        Where given slopes do not fit the types, or fewer than two dyads have acts.
    """
    chosen = ScoreOptions() if options is None else options
    active = _by_activity(events)
    if active.size < 2:
        raise MeasureError(
            f"{active.size} dyads have acts",
            remedy="pass all dyads of the feed, since the scale is the spread among them",
        )
    sample = _only(events, _evenly(active, chosen.fit_dyads))
    small = _only(events, _evenly(active, chosen.variance_dyads))
    model = _first(sample, chosen)
    random_walk = chosen.state == "random-walk"
    for number in range(chosen.rounds):
        model = fit_variances(
            model,
            cells_of(model, small),
            random_walk=random_walk,
            evaluations=70 if number == 0 else 28,
        )
        model = _rescaled(model, small)
        for _ in range(chosen.steps):
            model = _slope_step(model, sample, fixed=chosen.slopes is not None)
    model = fit_variances(model, cells_of(model, small), random_walk=random_walk, evaluations=28)
    model = _rescaled(model, sample)
    total = float(sum(feed.acts.sum(dtype=np.float64) for feed in events.feeds))
    return replace(_signed(model), dyads=int(active.size), acts=total)


def _slope_step(model: ScoreModel, sample: ReportedEvents, *, fixed: bool) -> ScoreModel:
    """One step of expectation–maximisation for intercepts and slopes, and of the location."""
    cells = cells_of(model, sample)
    mean, sd = (np.empty(cells[0].acts.shape, np.float32) for _ in range(2))
    middle = float(smoothed(model, cells, mean, sd).level.mean())
    feeds = []
    for feed, counts, own in zip(model.feeds, sample.feeds, cells, strict=True):
        placed = masses(counts, own.acts, mean, sd, feed.dispersion)
        intercept, slope = nominal_fit(placed, feed.intercept, feed.slope, slopes_given=fixed)
        intercept, slope = normalised(intercept + middle * slope, slope)
        feeds.append(replace(feed, intercept=intercept, slope=slope))
    return replace(model, feeds=tuple(feeds))


def _first(events: ReportedEvents, options: ScoreOptions) -> ScoreModel:
    """Start from the feed's overall mix and slopes along its own scale."""
    feeds = []
    for at, counts in enumerate(events.feeds):
        share = np.asarray(np.bincount(counts.type, counts.acts, len(counts.types)) + 0.5)
        share /= share.sum()
        if options.slopes is None:
            slope = _along_scale(counts, share)
        else:
            slope = np.asarray(options.slopes[at], dtype=np.float64)
            if slope.shape != share.shape:
                raise MeasureError(
                    f"feed {counts.name!r} has {slope.size} slopes for {share.size} event types",
                    remedy="pass one slope a type",
                )
        intercept, slope = normalised(np.log(share), slope)
        dispersion = Dispersion(0.15, 0.01, 10.0)
        feeds.append(FeedModel(counts.name, counts.types, intercept, slope, dispersion))
    random_walk = options.state == "random-walk"
    phi, step_var = (1.0, 0.02) if random_walk else (0.9, 0.19 * 0.4)
    acts = sum(float(feed.acts.sum(dtype=np.float64)) for feed in events.feeds)
    activity = acts / (events.dyads * events.periods.size)
    return ScoreModel(tuple(feeds), 0.6, phi, step_var, 0.2, activity, 0, 0.0)


def _along_scale(counts: FeedCounts, share: Floats) -> Floats:
    anchors = counts.types.cooperative.astype(np.float64) - counts.types.hostile
    weights = counts.types.goldstein
    weights = weights - share @ weights
    spread = float(np.sqrt(share @ weights**2))
    scaled = weights / spread if spread > 0 else anchors
    # Anchors tip the start their way: a type weighed against its anchor follows the anchor.
    agrees = scaled * anchors
    return np.asarray(0.8 * np.where(agrees < 0, -scaled, scaled))


def _rescaled(model: ScoreModel, events: ReportedEvents) -> ScoreModel:
    """Return the same model in standard deviations of the world's dyads."""
    acts = np.add.reduce([np.bincount(feed.dyad, feed.acts, events.dyads) for feed in events.feeds])
    volatility = model.volatility(acts, events.periods.size)
    var = model.level_var + model.state_var * float(volatility.mean())
    feeds = tuple(replace(feed, slope=feed.slope * np.sqrt(var)) for feed in model.feeds)
    return replace(
        model, feeds=feeds, level_var=model.level_var / var, step_var=model.step_var / var
    )


def _signed(model: ScoreModel) -> ScoreModel:
    """Return the model with the sign its anchors ask for."""
    lean = 0.0
    for feed in model.feeds:
        lean += float(feed.slope[feed.types.cooperative].mean())
        lean -= float(feed.slope[feed.types.hostile].mean())
    if lean >= 0:
        return model
    return replace(model, feeds=tuple(replace(feed, slope=-feed.slope) for feed in model.feeds))


def _by_activity(events: ReportedEvents) -> Places:
    """Dyads with acts, the busiest first."""
    acts = np.zeros(events.dyads)
    for feed in events.feeds:
        acts += np.bincount(feed.dyad, feed.acts, events.dyads)
    order = np.argsort(-acts, kind="stable")
    return order[acts[order] > 0]


def _evenly(order: Places, most: int) -> Places:
    if order.size <= most:
        return order
    return order[np.linspace(0, order.size - 1, most).astype(np.int64)]


def _only(events: ReportedEvents, dyads: Places) -> ReportedEvents:
    """Return the counts of some dyads, renumbered in that order."""
    number = np.full(events.dyads, -1, dtype=np.int32)
    number[dyads] = np.arange(dyads.size, dtype=np.int32)
    feeds = []
    for feed in events.feeds:
        own = number[feed.dyad]
        at = own >= 0
        feeds.append(
            FeedCounts(
                feed.name, feed.types, own[at], feed.period[at], feed.type[at], feed.acts[at]
            )
        )
    return ReportedEvents(int(dyads.size), events.periods, tuple(feeds))
