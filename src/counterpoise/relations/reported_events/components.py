"""Seven views of what a dyad's next period will consist of, each from earlier periods alone.

1. its whole history, drawn towards the mix its latent score implies;
2. and 3. its recent history, with half-lives of 4 and 12 weeks, drawn towards the first;
4. the mix its latent score implies;
5. what both sides did of late with everyone, half-life 8 weeks, and 6. in all;
7. what the world did of late, half-life 8 weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import Floats, Ints, Places, ReportedEvents
from counterpoise.relations.reported_events.cells import cells_of
from counterpoise.relations.reported_events.kalman import States, foretold, start, step
from counterpoise.relations.reported_events.model import ScoreModel

VIEWS = (
    "whole history",
    "half-life 4 weeks",
    "half-life 12 weeks",
    "latent score",
    "sides of late",
    "sides in all",
    "world of late",
)
# Acts' worth of the mix that a history is drawn towards; chosen on coded events of
# May–August 2022.
_HISTORY_ACTS = 80.0
_RECENT_ACTS = 60.0
_SIDE_ACTS = 20.0
_SIDE_RECENT_ACTS = 40.0
_WORLD_ACTS = 200.0
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


class Histories:
    """Sums of acts by type, some of them decaying, for dyads, sides and the world."""

    def __init__(self, events: ReportedEvents, sides: Ints, kinds: int) -> None:
        days = float(np.median(np.diff(events.periods))) if events.periods.size > 1 else 7.0
        self._left = {weeks: 0.5 ** (days / (7.0 * weeks)) for weeks in (4, 8, 12)}
        self._sides = sides
        self._dyad = {weeks: np.zeros((events.dyads, kinds)) for weeks in (0, 4, 12)}
        actors = int(sides.max()) + 1
        self._side = {weeks: np.zeros((actors, kinds)) for weeks in (0, 8)}
        self._world = {weeks: np.zeros(kinds) for weeks in (0, 8)}

    def add(self, counts: Floats) -> None:
        """Take in one period's acts, shape (D, K)."""
        by_side = np.zeros_like(self._side[0])
        for column in range(2):
            np.add.at(by_side, self._sides[:, column], counts)
        for sums, new in (
            (self._dyad, counts),
            (self._side, by_side),
            (self._world, counts.sum(axis=0)),
        ):
            for weeks in sums:
                sums[weeks] += new
                if weeks > 0:
                    sums[weeks] *= self._left[weeks]

    def views(self, latent: Floats, dyads: Places) -> Floats:
        """Return the logarithm of each view's shares, shape (7, n, K), given the fourth."""
        world = drawn(self._world[0], np.full_like(self._world[0], 1.0 / latent.shape[1]), 20.0)
        late = drawn(self._world[8], world, _WORLD_ACTS)
        whole = drawn(self._dyad[0][dyads], latent, _HISTORY_ACTS)
        both = self._sides[dyads]
        in_all = drawn(self._side[0], world, _SIDE_ACTS)
        of_late = drawn(self._side[8], in_all, _SIDE_RECENT_ACTS)
        return np.stack(
            [
                np.log(whole),
                np.log(drawn(self._dyad[4][dyads], whole, _RECENT_ACTS)),
                np.log(drawn(self._dyad[12][dyads], whole, _RECENT_ACTS)),
                np.log(latent),
                0.5 * (np.log(of_late[both[:, 0]]) + np.log(of_late[both[:, 1]])),
                0.5 * (np.log(in_all[both[:, 0]]) + np.log(in_all[both[:, 1]])),
                np.broadcast_to(np.log(late), latent.shape),
            ]
        )


def drawn(counts: Floats, mix: Floats, acts: float) -> Floats:
    """Return the shares of counts to which so many acts of a mix are added, shape (…, K)."""
    total = counts.sum(axis=-1, keepdims=True)
    return np.asarray((counts + acts * mix) / (total + acts))


def views_by_period(
    model: ScoreModel, events: ReportedEvents, sides: Ints, dyads: Places, *, feed: int
) -> Iterator[tuple[Floats, Floats]]:
    """Yield for each period, and one after the last, views of some dyads and what came.

    Yields
    ------
    tuple
        Logarithms of shape (7, n, K), and acts by type of shape (n, K): zeros after the last.

    Raises
    ------
    MeasureError
        Where `sides` does not hold two actors for each dyad.
    """
    if sides.shape != (events.dyads, 2) or (sides.size > 0 and sides.min() < 0):
        raise MeasureError(
            f"the sides have shape {sides.shape} for {events.dyads} dyads",
            remedy="pass the numbers of both actors, from 0 up, for each dyad",
        )
    kinds = len(model.feeds[feed].types)
    histories = Histories(events, sides, kinds)
    for period, before in _ahead(model, events):
        latent = expected_mix(model, before.of(dyads), feed)
        came = counts_in(events, period, feed)
        yield histories.views(latent, dyads), came[dyads]
        histories.add(came)


def _ahead(model: ScoreModel, events: ReportedEvents) -> Iterator[tuple[int, States]]:
    cells = cells_of(model, events)
    periods = events.periods.size
    seen = np.add.reduce([feed.acts.sum(axis=0, dtype=np.float64) for feed in cells])
    after = start(model, model.volatility(seen, periods))
    for period, before, now in foretold(model, cells):
        yield period, before
        after = step(model, now, model.volatility(seen, periods))
    yield periods, after


def expected_mix(model: ScoreModel, states: States, feed: int) -> Floats:
    """Return the mix implied by uncertain scores, shape (n, K), each share above 0."""
    sd = np.sqrt(states.score_var)
    mix = sum(
        weight * model.feeds[feed].mix(states.score + sd * node)
        for node, weight in zip(_NODES, _WEIGHTS, strict=True)
    )
    return np.asarray(np.maximum(mix, 1e-9))


def counts_in(events: ReportedEvents, period: int, feed: int) -> Floats:
    """Return a period's acts by dyad and type, shape (D, K); zeros for a period not yet there."""
    counts = events.feeds[feed]
    kinds = len(counts.types)
    at = counts.period == period
    cell = counts.dyad[at].astype(np.int64) * kinds + counts.type[at]
    flat = np.bincount(cell, counts.acts[at], events.dyads * kinds)
    return np.asarray(flat.reshape(events.dyads, kinds))
