"""Findings over flows: how concentrated they are on partners, and how that moved."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.model.findings import Finding

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
class Flow:
    """What is counted, and by whom: findings are set beside each other only where all five agree.

    Attributes
    ----------
    feed
        The feed's id.
    basis
        orders, deliveries or disbursements.
    instrument
        The indicator of the source; of prices at a base, with it.
    unit
        Unit of the amounts.
    """

    feed: str
    channel: str
    basis: str
    instrument: str
    unit: str

    def __str__(self) -> str:
        return ":".join((self.channel, self.feed, self.basis, self.instrument, self.unit))


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
    amount_unit
        Unit of the amounts.
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
    amount_unit: str
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

    @property
    def flow(self) -> Flow:
        """What the amounts are amounts of."""
        return Flow(self.feed, self.channel, self.basis, self.instrument, self.amount_unit)


@dataclass(frozen=True)
class ShareChange:
    """Change of one partner's share between the windows, with its 90 % interval.

    Attributes
    ----------
    no_interval
        Why there is a change without an interval; empty otherwise.
    """

    partner: str
    name: str
    before: float | None
    after: float | None
    change: float | None
    interval: Pair | None
    no_interval: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeFinding(Finding):
    """Change of concentration between two windows: `value` with a 90 % `interval`.

    Attributes
    ----------
    instrument, amount_unit
        As in `ConcentrationFinding`.
    interval_from
        What the interval is an interval of.
    no_interval
        Why there is none; empty where there is one.
    """

    channel: str
    basis: str
    instrument: str
    amount_unit: str
    focal: str
    feed: str
    vintage: str
    before_window: Window
    after_window: Window
    before: float
    after: float
    interval_from: str
    no_interval: str
    partners: tuple[ShareChange, ...]
    flags: tuple[str, ...]

    @property
    def flow(self) -> Flow:
        """What the amounts are amounts of."""
        return Flow(self.feed, self.channel, self.basis, self.instrument, self.amount_unit)
