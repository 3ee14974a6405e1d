"""What exposure from data consists of: findings over the records of structural feeds.

They stand beside the exposure that the ledger gives and are never blended with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.assess.data_exposure_flows import (
    ChangeFinding,
    ConcentrationFinding,
    Flow,
    KindSupply,
    Pair,
    PartnerShare,
    ShareChange,
    Window,
)
from counterpoise.model.findings import Finding

__all__ = [
    "CHANNELS",
    "AgreementFinding",
    "ChangeFinding",
    "ConcentrationFinding",
    "DataExposure",
    "FeedUse",
    "Flow",
    "Found",
    "KindSupply",
    "LossFinding",
    "LossPart",
    "Missing",
    "Pair",
    "PartnerShare",
    "PositionsApart",
    "SanctionCase",
    "SanctionsFinding",
    "ShareChange",
    "Window",
]

CHANNELS = ("arms", "aid", "sanctions", "votes")
"""Channels with a reader of their own; trade and posts join where a feed for them is loaded."""


@dataclass(frozen=True)
class FeedUse:
    """A feed that was read, at one vintage.

    Attributes
    ----------
    known
        Day from which its newest row could be known; None where the source does not tell.
    """

    feed: str
    title: str
    vintage: str
    retrieved: date | None
    known: date | None
    citation: str


@dataclass(frozen=True)
class SanctionCase:
    """One case of a data base of sanctions that was in force in the year.

    Attributes
    ----------
    certain
        In force throughout the year as far as years tell: begun before, and not ended in it.
    """

    sender: str
    name: str
    since: int
    until: int | None
    components: tuple[str, ...]
    certain: bool
    record: str


@dataclass(frozen=True, kw_only=True)
class SanctionsFinding(Finding):
    """Cases in force in a year: `value` is their number.

    Attributes
    ----------
    bounds
        Number certainly in force throughout the year, and number in force at some time of it.
    before
        Number in force in `before_year`.
    """

    channel: str
    focal: str
    feed: str
    vintage: str
    year: int
    before_year: int
    bounds: tuple[int, int]
    before: int
    cases: tuple[SanctionCase, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class PositionsApart:
    """How far two states stand on the scale of all votes.

    Attributes
    ----------
    distance, interval
        In the last session of the later window in which both voted, with its 90 % interval.
    session, year
        That session, and the year in which it opened.
    before, before_session, before_year
        The same in the last such session up to the end of the earlier window; None without one.
    change, change_interval
        `distance` less `before`, positive where they moved apart, with its 90 % interval.
    unit
        Of the distances.
    """

    distance: float
    interval: Pair
    session: int
    year: int
    before: float | None
    before_session: int | None
    before_year: int | None
    change: float | None
    change_interval: Pair | None
    unit: str


@dataclass(frozen=True, kw_only=True)
class AgreementFinding(Finding):
    """Voting together with one state: `value` is the change of the share, `interval` 90 % of it.

    Attributes
    ----------
    before, after
        Share of the roll calls in which both voted that they voted alike, averaged over the
        sessions of the window; None where they never both voted.
    both
        Number of such roll calls before and after.
    no_interval
        Why the change has no interval; empty where it has one, and without a change.
    distance, positions
        Distance of the two positions by all votes, and what goes with it; None where the votes
        tell none, and `no_distance` says why.
    last_vote
        Day of the last vote at hand: what moved after it cannot be seen.
    ties
        Flows and windows in which the partner is among the greatest; empty where it was named.
    """

    channel: str
    focal: str
    partner: str
    name: str
    feed: str
    vintage: str
    before_window: Window
    after_window: Window
    before: float | None
    after: float | None
    both: tuple[int, int]
    no_interval: str
    distance: float | None
    positions: PositionsApart | None
    no_distance: str
    last_vote: date
    ties: tuple[str, ...] = ()


@dataclass(frozen=True)
class LossPart:
    """What one partner contributes to a loss: its amounts a year (or cases), and its part."""

    partner: str
    name: str
    before: float
    after: float
    part: float


@dataclass(frozen=True, kw_only=True)
class LossFinding(Finding):
    """One component of isolation from data: `value` as `unit` says; never added to another.

    Attributes
    ----------
    before_window, after_window
        Years compared; of sanctions one each.
    counted
        What the amounts of the parts are amounts of, with their unit.
    bounds
        Least and greatest value over what is missing; not a probability.
    decomposition
        The parts add up to `value`; of sanctions they may exceed it, as a case counts for each
        of its senders.
    """

    component: str
    title: str
    channel: str
    focal: str
    feed: str
    vintage: str
    before_window: Window
    after_window: Window
    counted: str
    bounds: Pair
    decomposition: tuple[LossPart, ...]


@dataclass(frozen=True)
class Missing:
    """Why a channel tells nothing, as a sentence, and what would mend it."""

    channel: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class DataExposure:
    """Everything that the loaded feeds tell of one state's exposure, channel by channel."""

    focal: str
    on: date | None
    as_of: date | None
    feeds: tuple[FeedUse, ...]
    concentration: tuple[ConcentrationFinding, ...]
    changes: tuple[ChangeFinding, ...]
    sanctions: tuple[SanctionsFinding, ...]
    votes: tuple[AgreementFinding, ...]
    isolation: tuple[LossFinding, ...]
    missing: tuple[Missing, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of display."""
        return (
            *self.concentration,
            *self.changes,
            *self.sanctions,
            *self.votes,
            *self.isolation,
        )


@dataclass(frozen=True)
class Found:
    """What one channel gives."""

    feeds: tuple[FeedUse, ...] = ()
    concentration: tuple[ConcentrationFinding, ...] = ()
    changes: tuple[ChangeFinding, ...] = ()
    sanctions: tuple[SanctionsFinding, ...] = ()
    votes: tuple[AgreementFinding, ...] = ()
    isolation: tuple[LossFinding, ...] = ()
    missing: tuple[Missing, ...] = ()
