"""Scores of every dyad and period under a fitted model."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.reported_events.arrays import ReportedEvents, Singles
from counterpoise.relations.reported_events.cells import FeedCells, cells_of
from counterpoise.relations.reported_events.kalman import (
    StateTable,
    filtered,
    smoothed_scores,
    start,
    step,
    update,
)
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
    now = start(model, dyads)
    for period in range(periods):
        now = update(now if period == 0 else step(model, now), cells, period)
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
    table = StateTable(*cells[0].acts.shape)
    filtered(model, cells, table)
    mean, sd = smoothed_scores(model, table, cells[0].acts.shape)
    return Scores(events.periods, mean, sd, _acts(cells), smoothed=True)


def _acts(cells: tuple[FeedCells, ...]) -> Singles:
    return np.add.reduce([feed.acts for feed in cells])
