"""What structural data tell beside a case, as a brief takes it."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.assess.alignment_findings import Alignment
from counterpoise.assess.data_exposure_findings import DataExposure
from counterpoise.assess.reported_findings import FeedState


@dataclass(frozen=True)
class DataBeside:
    """What the structural feeds of a lake tell on a view's days.

    Attributes
    ----------
    exposure
        Concentration, changes, sanctions and votes, channel by channel.
    alignment
        Positions by votes; ``None`` where the focal state's votes are not at hand.
    feeds
        The feeds that were read, each as it is cited.
    """

    exposure: DataExposure
    alignment: Alignment | None
    feeds: tuple[FeedState, ...]

    def feed(self, name: str) -> FeedState:
        """Return a feed that was read."""
        return next(state for state in self.feeds if state.feed == name)
