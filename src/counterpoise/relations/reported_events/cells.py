"""What the likelihood needs of each cell: how many acts, and the sum of their slopes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import FeedCounts, ReportedEvents, Singles
from counterpoise.relations.reported_events.curve import Curve, curve_of
from counterpoise.relations.reported_events.model import Dispersion, FeedModel, ScoreModel


@dataclass(frozen=True, eq=False)
class FeedCells:
    """One feed's cells.

    Attributes
    ----------
    acts, slopes
        N and S = Σ_k n_k b_k of each cell, shape (T, D).
    curve, dispersion
        The feed's normaliser and how its acts hang together.
    """

    acts: Singles
    slopes: Singles
    curve: Curve
    dispersion: Dispersion


def cells_of(model: ScoreModel, events: ReportedEvents) -> tuple[FeedCells, ...]:
    """Sum up every feed's cells under a model.

    Raises
    ------
    MeasureError
        Where the feeds or their types are not the model's.
    """
    if [feed.name for feed in events.feeds] != [feed.name for feed in model.feeds]:
        raise MeasureError(
            f"the counts are of feeds {', '.join(feed.name for feed in events.feeds)}",
            remedy=f"pass those the model was fitted on: "
            f"{', '.join(feed.name for feed in model.feeds)}",
        )
    found = []
    for counts, feed in zip(events.feeds, model.feeds, strict=True):
        if counts.types.names != feed.types.names:
            raise MeasureError(
                f"feed {feed.name!r} has other event types than the model",
                remedy="fit the model anew",
            )
        acts = totals(counts, events, feed)
        found.append(
            FeedCells(acts, slope_sums(counts, events, feed), curve_of(feed), feed.dispersion)
        )
    return tuple(found)


def totals(counts: FeedCounts, events: ReportedEvents, feed: FeedModel | None = None) -> Singles:
    """Acts in each cell, shape (T, D); with a model, of the types it keeps."""
    weights = counts.acts
    if feed is not None and np.isneginf(feed.intercept).any():
        weights = weights * np.isfinite(feed.intercept)[counts.type]
    return _by_cell(counts, events, weights)


def slope_sums(counts: FeedCounts, events: ReportedEvents, feed: FeedModel) -> Singles:
    """Sum of the acts' slopes in each cell, shape (T, D)."""
    kept = np.where(np.isfinite(feed.intercept), feed.slope, 0.0).astype(np.float32)
    return _by_cell(counts, events, counts.acts * kept[counts.type])


def _by_cell(counts: FeedCounts, events: ReportedEvents, weights: NDArray[np.float32]) -> Singles:
    shape = (events.periods.size, events.dyads)
    cell = counts.period.astype(np.int64) * events.dyads + counts.dyad
    flat = np.bincount(cell, weights=weights, minlength=shape[0] * shape[1])
    return flat.astype(np.float32).reshape(shape)
