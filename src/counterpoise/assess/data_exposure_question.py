"""What is asked of the structural feeds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    focal
        ISO 3166 alpha-3 code.
    on
        Valid time: only years that have ended by this day count. None for all.
    as_of
        Known time: only rows known, of vintages retrieved, by this day. None for all.
    since, until
        First and last year of the later window; by default the last five years of each feed. The
        earlier window is as long and ends where the later begins.
    partners
        States whose votes are compared, beside the greatest partners of the other channels.
    channels
        Channels wanted; all where empty. One that is named must have something to tell.
    vintages
        Vintage by feed; the newest where not named.
    """

    focal: str
    on: date | None = None
    as_of: date | None = None
    since: int | None = None
    until: int | None = None
    partners: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    vintages: dict[str, str] = field(default_factory=dict)

    def of(self, focal: str) -> Question:
        """Return the same question of another state."""
        return replace(self, focal=focal)
