"""What exposure from data consists of: findings over the records of structural feeds.

They stand beside the exposure that the ledger gives and are never blended with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.model.findings import Finding

CHANNELS = ("arms", "aid", "sanctions", "votes")
"""Channels with a reader of their own; trade and posts join where a feed for them is loaded."""

Pair = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """Whole years, first and last inclusive."""

    since: int
    until: int

    @property
    def years(self) -> range:
        """The years."""
        return range(self.since, self.until + 1)

    @property
    def before(self) -> Window:
        """The window of the same length that ends where this one begins."""
        return Window(self.since - len(self.years), self.since - 1)

    def __str__(self) -> str:
        return str(self.since) if self.since == self.until else f"{self.since}–{self.until}"


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
class PartnerShare:
    """One partner's part of a state's flows in a window.

    Attributes
    ----------
    partner
        Code of the vocabulary, or the name as printed where there is none.
    printed
        Names under which the source prints it; several mark a splice.
    kind
        state or organisation.
    value, low, high
        Amount as counted, and its bounds where records are marked uncertain.
    share, share_bounds
        Share of the amounts of known partners, and its least and greatest value.
    weight_of_focal
        The focal state's share of all that the partner gives; None where not computed.
    asymmetry
        `share` less `weight_of_focal`: above 0 the focal state depends more on the partner.
    matched
        Share of the amount that others match, kind by kind; None where there are no kinds.
    growth
        By what factor all others would have to grow to replace it; None where there is nobody else.
    records
        Evidence identifiers.
    """

    partner: str
    name: str
    printed: tuple[str, ...]
    kind: str
    value: float
    low: float
    high: float
    share: float
    share_bounds: Pair
    weight_of_focal: float | None
    asymmetry: float | None
    matched: float | None
    growth: float | None
    records: tuple[str, ...]


@dataclass(frozen=True)
class KindSupply:
    """One kind of thing that the greatest partner gave, and who else gives it.

    Attributes
    ----------
    here, anywhere
        Number of other partners that gave it to the focal state, and to anybody, in the window.
    """

    kind: str
    value: float
    here: int
    anywhere: int


@dataclass(frozen=True, kw_only=True)
class ConcentrationFinding(Finding):
    """Concentration of one channel in one window: `value` is the index, 1/n to 1.

    Attributes
    ----------
    basis
        orders (placed in the window), deliveries (made in it) or disbursements.
    instrument
        The indicator of the source.
    total
        Sum of the amounts of known partners; with `unallocated` the whole.
    unallocated
        Least and greatest amount whose partner is not told: a bound, no partner.
    printed_total
        The source's own total of the window, net and with every single partner; None without one.
    bounds, effective_bounds, top_bounds
        Least and greatest values over every allocation of what is missing or uncertain; not a
        probability. The upper end of `effective_bounds` is None where it is unlimited.
    flags
        Splices, uncertain columns and broken aggregates, in words.
    """

    channel: str
    basis: str
    instrument: str
    focal: str
    feed: str
    vintage: str
    window: Window
    total: float
    unallocated: Pair
    printed_total: float | None
    partners: tuple[PartnerShare, ...]
    normalised: float | None
    effective: float
    top: str
    top_share: float
    bounds: Pair
    effective_bounds: tuple[float, float | None]
    top_bounds: Pair
    kinds: tuple[KindSupply, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class ShareChange:
    """Change of one partner's share between the windows, with its 90 % interval."""

    partner: str
    name: str
    before: float | None
    after: float | None
    change: float | None
    interval: Pair | None


@dataclass(frozen=True, kw_only=True)
class ChangeFinding(Finding):
    """Change of concentration between two windows: `value` with a 90 % `interval`.

    Attributes
    ----------
    interval_from
        What the interval is an interval of.
    """

    channel: str
    basis: str
    focal: str
    feed: str
    vintage: str
    before_window: Window
    after_window: Window
    before: float
    after: float
    interval_from: str
    partners: tuple[ShareChange, ...]
    flags: tuple[str, ...]


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


@dataclass(frozen=True, kw_only=True)
class AgreementFinding(Finding):
    """Voting together with one state: `value` is the change of the share, `interval` 90 % of it.

    Attributes
    ----------
    before, after
        Share of the roll calls in which both voted that they voted alike, each roll call counted
        once; None where they never both voted.
    both
        Number of such roll calls before and after.
    distance
        Distance of ideal points, where a scaling of the votes has been put in; None without.
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
    distance: float | None


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
    bounds
        Least and greatest value over what is missing; not a probability.
    decomposition
        The parts add up to `value`.
    """

    component: str
    title: str
    channel: str
    focal: str
    feed: str
    vintage: str
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
