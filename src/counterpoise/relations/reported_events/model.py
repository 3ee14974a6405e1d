"""The fitted model, and the scores it gives.

Counts by type in a cell (one dyad, one period, one feed), given their total N, are multinomial
with overdispersion; type k of feed f has the log-odds

    η_fk(x) = a_fk + b_fk x,   x_dt = l_d + s_dt,
    l_d ~ N(0, τ²),   s_d,t+1 = φ s_dt + N(0, q (1 + ā_dt)^−γ)

(a dynamic nominal-response model: Bock 1972, Psychometrika 37:29–51; Martin and Quinn 2002,
Political Analysis 10:134–153 for the state). With φ = 1 the state is a random walk that starts at
0. Busy dyads are steadier than quiet ones: a step's variance falls with ā, the dyad's mean acts a
period, from earlier periods alone where a score must not look ahead.

Identification. Location: the dyads' levels have mean 0, every dyad counting once. Scale: x has
standard deviation 1 over the dyads (τ² plus the mean of their state's variances is 1), so a score
of 1 is one standard deviation of the world's dyads; for a random walk τ² alone is 1, the spread at
the first period. Σ_k π_k b_k = 0 and Σ_k exp a_k = 1
with π the feed's shares of types. Sign: the mean slope of the types named cooperative exceeds that
of the types named hostile.

Overdispersion. Acts of one cell hang together: a Dirichlet-multinomial of correlation ρ has
1 + (N − 1) ρ times the multinomial's variance, so its log-likelihood is divided by that; ρ falls
with N.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events.arrays import EventTypes, Flags, Floats, Ints, Singles

COVERAGE = 0.90
_PRIOR_PERIODS = 4.0
QUANTILE = 1.6448536269514722  # of the standard normal at (1 + COVERAGE) / 2


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Correlation of acts within one cell, ρ(N) = floor + (top − floor) / (1 + (N − 2) / half).

    Attributes
    ----------
    top, floor
        ρ at two acts and in the limit of many, 0 ≤ floor ≤ top < 1.
    half
        How many acts beyond two halve what lies above the floor.
    """

    top: float
    floor: float
    half: float

    def correlation(self, acts: Floats) -> Floats:
        """Return ρ for cells of so many acts, any shape."""
        beyond = np.maximum(acts - 2.0, 0.0)
        return np.asarray(self.floor + (self.top - self.floor) / (1.0 + beyond / self.half))

    def inflation(self, acts: Floats) -> Floats:
        """Return how many times the multinomial's variance a cell has, at least 1."""
        return np.asarray(1.0 + np.maximum(acts - 1.0, 0.0) * self.correlation(acts))


@dataclass(frozen=True, eq=False)
class FeedModel:
    """How one feed reports a relation.

    Attributes
    ----------
    name, types
        As in `FeedCounts`.
    intercept, slope
        a and b of each type, shape (K,). The slope says in what company acts of the type are
        reported, not what the act does: types of easing and release carry the sign of the hostile
        context they happen in.
    dispersion
        How acts of one cell hang together.
    """

    name: str
    types: EventTypes
    intercept: Floats
    slope: Floats
    dispersion: Dispersion

    def mix(self, score: Floats) -> Floats:
        """Return the expected share of each type at scores of any shape (…), shape (…, K)."""
        odds = self.intercept + np.asarray(score)[..., np.newaxis] * self.slope
        odds -= odds.max(axis=-1, keepdims=True)
        weights = np.exp(odds)
        return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


@dataclass(frozen=True, eq=False)
class ScoreModel:
    """What is common to all dyads; see the module's text for the formulas.

    Attributes
    ----------
    feeds
        One model a feed.
    level_var
        τ², variance of the dyads' levels.
    persistence
        φ, from one period to the next; 1 for a random walk.
    step_var
        q, variance of a step of the state of a dyad without acts.
    steadiness
        γ, from 0 up: how fast a step's variance falls with the dyad's activity.
    activity
        Mean acts a period of the dyads with any: what ā starts from.
    dyads, acts
        What the model was fitted on: number of dyads and of acts.
    """

    feeds: tuple[FeedModel, ...]
    level_var: float
    persistence: float
    step_var: float
    steadiness: float
    activity: float
    dyads: int
    acts: float

    @property
    def state_var(self) -> float:
        """Variance of the state of a dyad without acts in the long run; 0 for a random walk."""
        if self.persistence >= 1.0:
            return 0.0
        return self.step_var / (1.0 - self.persistence**2)

    def volatility(self, acts: Floats, periods: int) -> Floats:
        """Return the share (1 + ā)^−γ of `step_var` at dyads with so many acts in so many periods.

        ā counts as if four periods of the world's mean activity had gone before.
        """
        mean = (_PRIOR_PERIODS * self.activity + acts) / (_PRIOR_PERIODS + periods)
        return np.asarray((1.0 + mean) ** -self.steadiness)

    def restricted(self, keep: tuple[Flags, ...]) -> ScoreModel:
        """Return the model of some types alone, on the same scale.

        Given that an act is of one of some types, the odds among these are unchanged; so scores
        from words alone and from deeds alone are comparable with each other and with the whole.

        Parameters
        ----------
        keep
            For each feed the types to keep, shape (K,).

        Raises
        ------
        MeasureError
            Where fewer than two types of a feed are kept.
        """
        feeds = []
        for feed, flags in zip(self.feeds, keep, strict=True):
            if int(flags.sum()) < 2:
                raise MeasureError(
                    f"{int(flags.sum())} event types of feed {feed.name!r} are kept",
                    remedy="keep at least two, since a score is read from their odds",
                )
            intercept = np.where(flags, feed.intercept, -np.inf)
            feeds.append(replace(feed, intercept=intercept))
        return replace(self, feeds=tuple(feeds))


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of every dyad in every period, in standard deviations of the world's dyads.

    Attributes
    ----------
    periods
        As in `ReportedEvents`, shape (T,).
    value, sd
        Posterior mean and standard deviation, shape (T, D); above 0 is more cooperative than the
        mean dyad.
    acts
        Acts in each cell over all feeds, shape (T, D); 0 where the state was carried.
    smoothed
        Whether a period's score uses later periods too; a filtered score uses none.
    """

    periods: Ints
    value: Singles
    sd: Singles
    acts: Singles
    smoothed: bool

    @property
    def low(self) -> Singles:
        """Lower end of the 90 % interval, shape (T, D)."""
        return np.asarray(self.value - np.float32(QUANTILE) * self.sd)

    @property
    def high(self) -> Singles:
        """Upper end of the 90 % interval, shape (T, D)."""
        return np.asarray(self.value + np.float32(QUANTILE) * self.sd)


@dataclass(frozen=True, eq=False)
class Interval:
    """Values with their 90 % intervals, three arrays of one shape."""

    value: Floats
    low: Floats
    high: Floats
