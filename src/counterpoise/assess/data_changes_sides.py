"""What a change of structural data carries: two days, the method, from when it could be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.assess.data_exposure_findings import DataExposure, FeedUse

METHOD = (
    "What the structural feeds tell is compared on the two days by valid time: both with what was "
    "known by the last day (all where none is named), each with the years that had ended by then. "
    "A figure of a year is published after it, so that what is told as changed may have been known "
    "to nobody on either day: the caveat says from when. Flows are over the last five years ended: "
    "a partner is new or gone where its amount is in one of the two windows alone; shares of "
    "partners that moved by less than the least share, and distances by votes whose 90 % interval "
    "holds 0, are no change. Kept apart from the ledger's acts and measures."
)


@dataclass(frozen=True)
class Sides:
    """The exposure on the two days, and what carries over to every change."""

    before: DataExposure
    after: DataExposure
    since: date
    until: date

    def caveat(self, feed: str) -> str:
        """Say of a feed which vintage was read, and from when it could be known."""
        use = next(one for one in (*self.after.feeds, *self.before.feeds) if one.feed == feed)
        return f"{feed}, vintage {use.vintage}: {self._known(use)}"

    def _known(self, use: FeedUse) -> str:
        if use.known is None:
            return (
                "the feed gives no day of publication; whether the figures were known by "
                f"{self.until} is not in evidence"
            )
        if use.known > self.until:
            return f"known only from {use.known}, after {self.until}"
        return f"the newest figure is known from {use.known}"
