"""Filter and smoother of all dyads at once, period by period.

A dyad's state is its level l and its departure s from it; the score is x = l + s. A cell's counts
bear on x alone, so the moments of x after them (`quadrature.matched`) carry over to (l, s) by
regression on x: assumed-density filtering (Minka 2001, ch. 3), exact but for x's posterior being
taken as normal. Backwards the state is smoothed as in Rauch, Tung and Striebel (1965, AIAA Journal
3:1445–1450).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from counterpoise.relations.reported_events.arrays import Floats, Places, Singles
from counterpoise.relations.reported_events.cells import FeedCells
from counterpoise.relations.reported_events.model import ScoreModel
from counterpoise.relations.reported_events.quadrature import Evidence, matched


@dataclass(frozen=True, eq=False)
class States:
    """Moments of level and departure, arrays of one shape, (D,) or (T, D).

    Attributes
    ----------
    level, departure
        Means of l and s.
    level_var, cross, departure_var
        Their variances and covariance.
    """

    level: Floats
    departure: Floats
    level_var: Floats
    cross: Floats
    departure_var: Floats

    @property
    def score(self) -> Floats:
        """Mean of x."""
        return np.asarray(self.level + self.departure)

    @property
    def score_var(self) -> Floats:
        """Variance of x, at least 10⁻¹²."""
        return np.asarray(np.maximum(self.level_var + 2.0 * self.cross + self.departure_var, 1e-12))

    def of(self, at: Places) -> States:
        """Return the part with these rows."""
        return States(*(getattr(self, name)[at] for name in self.__dataclass_fields__))


def start(model: ScoreModel, volatility: Floats) -> States:
    """Return what is known before the first period of dyads of some volatility, shape (D,)."""
    nothing = np.zeros(volatility.size)
    return States(
        nothing,
        nothing.copy(),
        np.full(volatility.size, model.level_var),
        nothing.copy(),
        model.state_var * volatility,
    )


def step(model: ScoreModel, now: States, volatility: Floats) -> States:
    """Return what is expected one period later."""
    phi = model.persistence
    return States(
        now.level,
        phi * now.departure,
        now.level_var,
        phi * now.cross,
        phi**2 * now.departure_var + model.step_var * volatility,
    )


def update(before: States, cells: tuple[FeedCells, ...], period: int) -> States:
    """Return the states after one period's cells; dyads without acts keep theirs."""
    seen = np.flatnonzero(np.add.reduce([feed.acts[period] for feed in cells]))
    if seen.size == 0:
        return before
    mean, var = before.score[seen], before.score_var[seen]
    evidence = tuple(evidence_of(feed, period, seen) for feed in cells)
    after, after_var = matched(mean, var, evidence)
    on_level = (before.level_var[seen] + before.cross[seen]) / var
    on_departure = (before.cross[seen] + before.departure_var[seen]) / var
    moved, gained = after - mean, var - after_var
    found = States(*(getattr(before, name).copy() for name in States.__dataclass_fields__))
    found.level[seen] += on_level * moved
    found.departure[seen] += on_departure * moved
    found.level_var[seen] -= on_level**2 * gained
    found.cross[seen] -= on_level * on_departure * gained
    found.departure_var[seen] -= on_departure**2 * gained
    return found


def evidence_of(feed: FeedCells, period: int, dyads: Places) -> Evidence:
    """Return a feed's cells of some dyads, deflated by their overdispersion."""
    acts = feed.acts[period, dyads].astype(np.float64)
    inflation = feed.dispersion.inflation(acts)
    return Evidence(acts / inflation, feed.slopes[period, dyads] / inflation, feed.curve)


def foretold(
    model: ScoreModel, cells: tuple[FeedCells, ...]
) -> Iterator[tuple[int, States, States]]:
    """Yield each period, what earlier periods foretell of it, and the states after its acts."""
    periods, dyads = cells[0].acts.shape
    seen = np.zeros(dyads)
    now: States | None = None
    for period in range(periods):
        volatility = model.volatility(seen, period)
        before = start(model, volatility) if now is None else step(model, now, volatility)
        now = update(before, cells, period)
        yield period, before, now
        for feed in cells:
            seen += feed.acts[period]


class StateTable:
    """States of every period and dyad, in single precision: 20 bytes a cell."""

    def __init__(self, periods: int, dyads: int) -> None:
        self._table = np.empty((periods, 5, dyads), dtype=np.float32)

    def put(self, period: int, states: States) -> None:
        """Keep one period's states."""
        for row, name in enumerate(States.__dataclass_fields__):
            self._table[period, row] = getattr(states, name)

    def get(self, period: int) -> States:
        """Return one period's states in double precision."""
        return States(*self._table[period].astype(np.float64))


def smoothed(model: ScoreModel, cells: tuple[FeedCells, ...], mean: Singles, sd: Singles) -> States:
    """Fill in mean and standard deviation of x given all periods, each of shape (T, D).

    Returns the states of the last period, which hold the level given all periods.
    """
    periods, dyads = cells[0].acts.shape
    acts = np.add.reduce([feed.acts.sum(axis=0, dtype=np.float64) for feed in cells])
    volatility = model.volatility(acts, periods)
    table = StateTable(periods, dyads)
    now = start(model, volatility)
    for period in range(periods):
        now = update(now if period == 0 else step(model, now, volatility), cells, period)
        table.put(period, now)
    later = now
    for period in range(periods - 1, -1, -1):
        if period < periods - 1:
            later = _smooth(model, table.get(period), later, volatility)
        mean[period], sd[period] = later.score, np.sqrt(later.score_var)
    return now


def _smooth(model: ScoreModel, now: States, later: States, volatility: Floats) -> States:
    """Return one period's states given the smoothed states of the next."""
    phi = model.persistence
    ahead = step(model, now, volatility)
    det = np.maximum(ahead.level_var * ahead.departure_var - ahead.cross**2, 1e-30)
    # Gain J = P F' P_ahead⁻¹, with F = diag(1, φ).
    ll = (now.level_var * ahead.departure_var - phi * now.cross * ahead.cross) / det
    ls = (phi * now.cross * ahead.level_var - now.level_var * ahead.cross) / det
    sl = (now.cross * ahead.departure_var - phi * now.departure_var * ahead.cross) / det
    ss = (phi * now.departure_var * ahead.level_var - now.cross * ahead.cross) / det
    d_level, d_departure = later.level - ahead.level, later.departure - ahead.departure
    v_ll = later.level_var - ahead.level_var
    v_ls = later.cross - ahead.cross
    v_ss = later.departure_var - ahead.departure_var
    return States(
        now.level + ll * d_level + ls * d_departure,
        now.departure + sl * d_level + ss * d_departure,
        np.maximum(now.level_var + ll**2 * v_ll + 2 * ll * ls * v_ls + ls**2 * v_ss, 1e-12),
        now.cross + ll * sl * v_ll + (ll * ss + ls * sl) * v_ls + ls * ss * v_ss,
        np.maximum(now.departure_var + sl**2 * v_ll + 2 * sl * ss * v_ls + ss**2 * v_ss, 1e-12),
    )
