"""The score on two more scales, each with its unit: expected Goldstein value, share of cooperation.

Both are functions of the score under one feed's mix. An interval holds every value the function
takes while the score runs through its own interval, so it covers at least as often.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import Flags, Floats
from counterpoise.relations.reported_events.model import (
    QUANTILE,
    FeedModel,
    Interval,
    ScoreModel,
)

_POINTS = np.linspace(-1.0, 1.0, 9)


def expected_goldstein(
    model: ScoreModel, value: ArrayLike, sd: ArrayLike, *, feed: int = 0
) -> Interval:
    """Return the expected weight of the next act on the feed's own scale, −10 to 10.

    Parameters
    ----------
    value, sd
        Scores and their standard deviations, one shape.
    feed
        Which feed's mix and weights.
    """
    own = model.feeds[feed]
    return _through(own, own.types.goldstein, np.ones(len(own.types)), value, sd)


def cooperative_share(
    model: ScoreModel, value: ArrayLike, sd: ArrayLike, *, feed: int = 0
) -> Interval:
    """Return the share of cooperative among cooperative and hostile acts expected next, 0 to 1.

    A type is cooperative where its weight on the feed's scale is above 0, hostile where below.

    Parameters
    ----------
    value, sd, feed
        As in `expected_goldstein`.

    Raises
    ------
    MeasureError
        Where no type has a weight other than 0.
    """
    own = model.feeds[feed]
    positive = (own.types.goldstein > 0).astype(np.float64)
    signed = (own.types.goldstein != 0).astype(np.float64)
    if not (signed[np.isfinite(own.intercept)] > 0).any():
        raise MeasureError(
            f"no event type of feed {own.name!r} weighs more or less than 0",
            remedy="give cooperative types a weight above 0 and hostile ones below",
        )
    return _through(own, positive, signed, value, sd)


def words_and_deeds(model: ScoreModel) -> tuple[ScoreModel, ScoreModel]:
    """Return the models of words alone and of deeds alone, on the same scale as the whole.

    Raises
    ------
    MeasureError
        Where a feed has fewer than two types of words, or of deeds.
    """
    deeds: tuple[Flags, ...] = tuple(feed.types.material for feed in model.feeds)
    return model.restricted(tuple(~kept for kept in deeds)), model.restricted(deeds)


def slope_table(feed: FeedModel) -> tuple[tuple[str, float, float], ...]:
    """Return name, learned slope and weight of each type, the most hostile context first.

    Where the signs of slope and weight differ, the scale and the company the type is reported in
    disagree: a retreat or a release weighs as cooperation and is reported amid conflict.
    """
    order = np.argsort(feed.slope, kind="stable")
    return tuple(
        (feed.types.names[k], float(feed.slope[k]), float(feed.types.goldstein[k])) for k in order
    )


def _through(
    feed: FeedModel, above: Floats, below: Floats, value: ArrayLike, sd: ArrayLike
) -> Interval:
    middle = np.asarray(value, dtype=np.float64)
    reach = QUANTILE * np.asarray(sd, dtype=np.float64)
    points = middle[..., np.newaxis] + reach[..., np.newaxis] * _POINTS
    share = feed.mix(points)
    found = (share @ above) / np.maximum(share @ below, 1e-300)
    centre = found[..., _POINTS.size // 2]
    return Interval(centre, found.min(axis=-1), found.max(axis=-1))
