"""Scores of every dyad and period under a fitted model."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.reported_events.arrays import ReportedEvents, Singles
from counterpoise.relations.reported_events.cells import FeedCells, cells_of
from counterpoise.relations.reported_events.kalman import foretold, smoothed
from counterpoise.relations.reported_events.model import ScoreModel, Scores


def filter_scores(model: ScoreModel, events: ReportedEvents) -> Scores:
    """Score every cell from its own and earlier periods alone.

    Raises
    ------
    MeasureError
        Where feeds or types are not those the model was fitted on.
    """
    cells = cells_of(model, events)
    periods, dyads = cells[0].acts.shape
    mean, sd = np.empty((periods, dyads), np.float32), np.empty((periods, dyads), np.float32)
    for period, _, now in foretold(model, cells):
        mean[period], sd[period] = now.score, np.sqrt(now.score_var)
    return Scores(events.periods, mean, sd, _acts(cells), smoothed=False)


def smooth_scores(model: ScoreModel, events: ReportedEvents) -> Scores:
    """Score every cell from all periods, later ones included.

    Raises
    ------
    MeasureError
        Where feeds or types are not those the model was fitted on.
    """
    cells = cells_of(model, events)
    mean, sd = (np.empty(cells[0].acts.shape, np.float32) for _ in range(2))
    smoothed(model, cells, mean, sd)
    return Scores(events.periods, mean, sd, _acts(cells), smoothed=True)


def _acts(cells: tuple[FeedCells, ...]) -> Singles:
    return np.asarray(np.add.reduce([feed.acts for feed in cells]))
