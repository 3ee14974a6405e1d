"""Findings on votes: where a state stands, how far from another, and what cannot be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from counterpoise.model.findings import Finding

Interval = tuple[float, float]


@dataclass(frozen=True)
class RollCallPull:
    """One roll call and how far it pulls a position or a difference.

    Attributes
    ----------
    roll_call
        Its number in the feed.
    pull
        In the unit of positions; what would be lost without the roll call, to first order.
    choice
        What the focal state chose: yes, abstain, no; empty where it did not vote.
    """

    roll_call: str
    day: date
    title: str
    choice: str
    pull: float


@dataclass(frozen=True)
class PositionPoint:
    """A position in one session; `year` is the one in which the session opened."""

    session: int
    year: int
    value: float
    interval: Interval
    votes: int


@dataclass(frozen=True)
class PairPoint:
    """Two states in one session: signed difference of positions, and how alike they voted."""

    session: int
    year: int
    difference: float
    interval: Interval
    both: int
    agreement: float | None
    s: float | None
    kappa: float | None
    pi: float | None


@dataclass(frozen=True, kw_only=True)
class PositionFinding(Finding):
    """Where the focal state stands; `value` is its position.

    Attributes
    ----------
    state, name
        Code and name.
    session, year
        Session told, and the year in which it opened.
    votes
        Contested roll calls of the session in which the state voted.
    largest
        The roll calls that pull its position most.
    series
        All sessions up to the one told, where asked for.
    """

    state: str
    name: str
    session: int
    year: int
    votes: int
    largest: tuple[RollCallPull, ...]
    series: tuple[PositionPoint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DistanceFinding(Finding):
    """How far the focal state stands from another; `value` is the distance, never negative.

    Attributes
    ----------
    partner, name
        Code and name.
    difference
        Focal state's position less the partner's, on the oriented scale, with `interval`.
    now
        The two states in the session told.
    before
        The same in the session compared with; None where they did not both vote then.
    change, change_interval
        Of the distance from `before` to `now`; positive where they moved apart.
    largest
        The roll calls that pull the difference most.
    series
        All common sessions up to the one told, where asked for.
    """

    partner: str
    name: str
    difference: float
    now: PairPoint
    before: PairPoint | None
    change: float | None
    change_interval: Interval | None
    largest: tuple[RollCallPull, ...]
    series: tuple[PairPoint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnseenFinding(Finding):
    """What the votes at hand cannot show; never has a value.

    Attributes
    ----------
    subject
        Whose position or movement: a state's code.
    asked
        The day that lies outside the votes; None where the reason is another.
    """

    subject: str
    asked: date | None


@dataclass(frozen=True)
class VoteBasis:
    """What the numbers rest on.

    Attributes
    ----------
    since, until
        Day of the first and of the last vote used.
    roll_calls, unanimous, left_out
        Contested roll calls used; unanimous ones, which tell nothing; those that the preset or
        the chosen issues leave out.
    anchors
        The state towards which positions grow, and the one away from which.
    """

    feed: str
    title: str
    vintage: str
    citation: str
    since: date
    until: date
    votes: int
    states: int
    roll_calls: int
    unanimous: int
    left_out: int
    preset: str
    issues: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Alignment:
    """Votes of one state beside those of others.

    Attributes
    ----------
    position
        None where the state did not vote by the day told.
    distances
        One for each partner with a vote in the session told, nearest first.
    unseen
        What the votes at hand cannot show.
    """

    focal: str
    name: str
    on: date
    as_of: date | None
    basis: VoteBasis
    position: PositionFinding | None
    distances: tuple[DistanceFinding, ...]
    unseen: tuple[UnseenFinding, ...]
    parameters: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of display."""
        first = () if self.position is None else (self.position,)
        return (*first, *self.distances, *self.unseen)
