"""What a feed reports of a relation: findings beside the coded acts, never blended with them.

An evidence identifier of a feed reads ``feed@vintage`` for its whole selection and
``feed@vintage#event`` for one event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoise.model.findings import Finding

FeedKind = Literal["acts", "sums"]
"""A feed of single acts, or one that gives a daily sum of weights and no counts."""
Sign = Literal["worse", "better", "neither", "unknown"]
Reading = Literal["negative", "positive", "mixed", "insufficient"]
Verdict = Literal["agree", "differ", "open"]


@dataclass(frozen=True)
class FeedState:
    """A loaded feed as it stood on the as-of day.

    Attributes
    ----------
    label
        Short name in running text.
    since, until
        First and last day with any row, of whatever states.
    missing
        Months between them without any row: missing, not quiet.
    missing_days
        Days between them without any row.
    """

    feed: str
    label: str
    kind: FeedKind
    vintage: str
    title: str
    publisher: str
    licence: str
    citation: str
    home: str
    since: date
    until: date
    missing: tuple[date, ...]
    missing_days: int

    @property
    def evidence(self) -> str:
        """Identifier of the feed in this vintage."""
        return f"{self.feed}@{self.vintage}"


@dataclass(frozen=True)
class ReportedMonth:
    """One month of what a feed reports of two actors.

    Attributes
    ----------
    month
        Its first day.
    covered_days
        Days of the month on which the feed has any row, of whatever states.
    acts, reports
        Counted apart; ``None`` where no day is covered or the feed gives none.
    mean_scale
        Mean scale value of the acts: a description, not the reported-events score.
    total
        For a feed of sums: the sum of the month.
    """

    month: date
    covered_days: int
    acts: int | None
    reports: int | None
    mean_scale: float | None
    total: float | None


@dataclass(frozen=True)
class ScorePoint:
    """The reported-events score of one period, on three scales.

    Attributes
    ----------
    day
        Last day of the period that the feed covers.
    value, low, high
        Standard deviations of the world's dyads, with a 90 % interval.
    goldstein, share
        Expected scale value of an act, and share of cooperative acts, under the model, each with
        its interval; ``None`` for a feed without a scale.
    acts
        Acts of the period behind it; with none the score is carried over.
    """

    day: date
    value: float
    low: float
    high: float
    goldstein: tuple[float, float, float] | None
    share: tuple[float, float, float] | None
    acts: int


@dataclass(frozen=True, kw_only=True)
class ReportedFinding(Finding):
    """What one feed reports of the focal state and one partner.

    Attributes
    ----------
    label
        Short name of the feed.
    acts, reports
        Over all covered days; ``None`` for a feed of sums.
    nonstate_acts
        Acts in which an armed group that is no organ of either state takes part.
    mean_scale, mean_interval
        Mean scale value of the acts, with a 90 % interval from the scatter of days: a description.
    reading
        Sign of the reported-events score in expected scale value: insufficient without one.
    reason
        Why there is no reading; ``None`` where there is one or no score was asked for.
    series
        Month by month from the feed's first to its last, the missing ones included.
    scores
        The reported-events score, one point a period; empty where there is none.
    """

    focal: str
    partner: str
    name: str
    feed: str
    label: str
    kind: FeedKind
    acts: int | None
    reports: int | None
    nonstate_acts: int
    mean_scale: float | None
    mean_interval: tuple[float, float] | None
    reading: Reading
    days_reported: int
    series: tuple[ReportedMonth, ...]
    scores: tuple[ScorePoint, ...] = ()
    reason: str | None = None
