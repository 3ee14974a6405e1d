"""What a comparison of states consists of."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.assess.data_exposure_findings import FeedUse, Flow, Pair, Window
from counterpoise.model.findings import Finding


@dataclass(frozen=True, kw_only=True)
class PeerRow(Finding):
    """One state in one channel: `value` is the index, the number of cases or the agreement.

    Attributes
    ----------
    instrument, amount_unit
        What shares are shares of, as in `ConcentrationFinding`; empty without shares.
    bounds
        Least and greatest value over what is missing; not a probability. None for agreement.
    top, top_name, top_share
        The greatest partner; empty and None where there are no shares.
    change, change_interval
        Change from the window before, with its 90 % interval, where there is one.
    """

    state: str
    name: str
    channel: str
    basis: str
    feed: str
    vintage: str
    window: Window
    instrument: str = ""
    amount_unit: str = ""
    bounds: Pair | None = None
    effective: float | None = None
    top: str = ""
    top_name: str = ""
    top_share: float | None = None
    change: float | None = None
    change_interval: Pair | None = None
    flags: tuple[str, ...] = ()

    @property
    def flow(self) -> Flow:
        """What is counted; of sanctions and votes the feed's units."""
        return Flow(self.feed, self.channel, self.basis, self.instrument, self.amount_unit)


@dataclass(frozen=True, kw_only=True)
class PlaceFinding(Finding):
    """Where the focal state stands among its peers in one channel.

    Attributes
    ----------
    feed, instrument
        As in `PeerRow`: a place is one among rows of the same flow.
    above, below
        Peers certainly more and certainly less concentrated (or sanctioned) than the focal state.
    undecided
        Peers that cannot be told apart from it.
    """

    channel: str
    basis: str
    feed: str
    instrument: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class PeerMissing:
    """A state that a channel tells nothing of."""

    state: str
    channel: str
    sentence: str


@dataclass(frozen=True)
class Comparison:
    """The table, the focal state's place in it, and what is missing."""

    focal: str
    peers: tuple[str, ...]
    feeds: tuple[FeedUse, ...]
    rows: tuple[PeerRow, ...]
    places: tuple[PlaceFinding, ...]
    missing: tuple[PeerMissing, ...]
