"""Turning points in what feeds report, and how they stand beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.assess.reported_findings import (
    FeedKind,
    FeedState,
    Reading,
    ReportedFinding,
    Sign,
    Verdict,
)
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding


@dataclass(frozen=True)
class ReportedAct:
    """An act as a feed prints it.

    Attributes
    ----------
    id
        ``feed@vintage#event``.
    direction
        ``out`` from the focal state, ``in`` towards it.
    pull_back
        Its type takes something back: what the scale counts as a concession.
    """

    id: str
    day: date
    direction: str
    source: str
    target: str
    type: str
    told: str
    scale: float | None
    url: str | None
    pull_back: bool


@dataclass(frozen=True)
class LedgerAct:
    """An act of the ledger that stands beside what a feed reports."""

    proposition: str
    statement: str
    when: DateInterval
    weight: float
    weight_class: str


@dataclass(frozen=True)
class TypeShare:
    """A type of act with its share of the evidence for a turning point."""

    type: str
    share: float


@dataclass(frozen=True, kw_only=True)
class TurnFinding(Finding):
    """A turning point in what one feed reports.

    Attributes
    ----------
    first, last, likeliest
        Interval of onset with both its days, and the likeliest day.
    sign
        Of the change in the sum of scale values a day; the finding's value is its size.
    mean_change
        Change in the mean scale value of an act; ``None`` for sums or without acts on a side.
    volume_ratio
        Acts a day after over before; ``None`` for sums or with none before.
    ended, burst_days
        Likeliest day on which the sum went back to about where it was, and after how many days;
        ``None`` for a change that lasted.
    hindsight_probability
        Posterior probability of a change here against none, all days at hand looked at; for a
        burst, of the less certain of its two changes. No alarm has one.
    doubt
        Why it is told as uncertain and not as a turning point; ``None`` for a turning point.
    gap_days
        Days within the interval on which the feed has no row of any states: they widen it.
    acts
        Acts with the largest part in the likelihood ratio, the largest first.
    ledger
        Acts of the ledger in the interval and the days after it in which acts can have made the
        turn.
    verdict
        Whether the ledger's acts there point the same way; open where they say nothing.
    trap
        The sign trap: the feed turns to the better on acts that take something back while the
        ledger counts a tie as lost or strained.
    """

    partner: str
    name: str
    feed: str
    label: str
    kind: FeedKind
    first: date
    last: date
    likeliest: date
    sign: Sign
    mean_change: float | None
    volume_ratio: float | None
    ended: date | None
    burst_days: int | None
    hindsight_probability: float
    doubt: str | None
    gap_days: int
    types: tuple[TypeShare, ...]
    acts: tuple[ReportedAct, ...]
    ledger: tuple[LedgerAct, ...]
    verdict: Verdict
    trap: bool

    @property
    def without_types(self) -> bool:
        """Whether sums rise against the ledger: no type tells what raised them."""
        return self.kind == "sums" and self.sign == "better" and self.verdict == "differ"


@dataclass(frozen=True, kw_only=True)
class AlarmFinding(Finding):
    """A turning point as it came.

    Filter, thresholds and weights of types rest on what lay before its day alone.
    """

    partner: str
    name: str
    feed: str
    label: str
    kind: FeedKind
    day: date
    first: date
    last: date
    sign: Sign


@dataclass(frozen=True, kw_only=True)
class SignTrapFinding(Finding):
    """Acts that take something back told as cooperation, beside ties the ledger counts as lost.

    Attributes
    ----------
    pull_backs
        Such acts of the feed within the window of a lost or strained tie, by day.
    lost
        The ledger's acts.
    mean_scale, mean_without
        Mean scale value of all acts, and of those that are no such pull-back.
    """

    partner: str
    name: str
    feed: str
    label: str
    pull_backs: tuple[ReportedAct, ...]
    lost: tuple[LedgerAct, ...]
    mean_scale: float
    mean_without: float | None


@dataclass(frozen=True, kw_only=True)
class ComparisonFinding(Finding):
    """Where the coded acts and one feed agree on a partner, where they differ, and why.

    Attributes
    ----------
    standing
        Of the coded-acts score.
    reading
        Of the reported-events score.
    verdict
        On where the relation stands; open where one of the two cannot tell.
    turns_agree, turns_differ, turns_open
        Turning points of the feed by what the ledger records there.
    reasons
        What is known to part the two, in sentences.
    """

    partner: str
    name: str
    feed: str
    label: str
    standing: str
    reading: Reading
    verdict: Verdict
    turns_agree: int
    turns_differ: int
    turns_open: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Reported:
    """Everything that the loaded feeds say of a state's relations.

    Attributes
    ----------
    partners
        In the order told.
    uncertain
        Changes found that are too improbable, or too vague in time, to be turning points; each
        says why.
    nothing_known
        Feeds that were not yet known on the as-of day.
    """

    focal: str
    on: date
    as_of: date | None
    partners: tuple[str, ...]
    feeds: tuple[FeedState, ...]
    relations: tuple[ReportedFinding, ...]
    turns: tuple[TurnFinding, ...] = ()
    uncertain: tuple[TurnFinding, ...] = ()
    traps: tuple[SignTrapFinding, ...] = ()
    comparisons: tuple[ComparisonFinding, ...] = ()
    alarms: tuple[AlarmFinding, ...] = ()
    nothing_known: tuple[str, ...] = ()

    def feed(self, name: str) -> FeedState:
        """Return the state of a feed by its name."""
        return next(item for item in self.feeds if item.feed == name)
