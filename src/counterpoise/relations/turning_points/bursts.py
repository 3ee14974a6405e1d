"""A turning point and the return from it are one burst, not two turning points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.relations.turning_points.turns import Turn

GIVEN_BACK = 0.5
"""Share of a change that its return takes back at least, and overshoots at most: nearer to the
level before than to that of the burst."""


@dataclass(frozen=True)
class Episode:
    """A change of state, with the return that ended it where it was a burst.

    Attributes
    ----------
    turn
        The change.
    end
        The return to about the level before, ``None`` for a change that lasted.
    """

    turn: Turn
    end: Turn | None

    @property
    def burst_days(self) -> int | None:
        """Days from the likeliest first day to the likeliest return, ``None`` without one."""
        return None if self.end is None else self.end.likeliest_day - self.turn.likeliest_day

    @property
    def probability(self) -> float:
        """Posterior probability in hindsight: of the less certain of the two changes."""
        return min(turn.probability for turn in (self.turn, self.end) if turn is not None)


def episodes(turns: Sequence[Turn], *, burst_days: int) -> tuple[Episode, ...]:
    """Join each turning point with the next where that takes it back soon.

    Parameters
    ----------
    turns
        Of one dyad, in order of time.
    burst_days
        Longest burst, in days between the two likeliest days.

    Returns
    -------
    tuple of Episode
        In order of time; every turning point is in one of them, none in two.
    """
    found: list[Episode] = []
    at = 0
    while at < len(turns):
        after = turns[at + 1] if at + 1 < len(turns) else None
        end = after if after is not None and _returns(turns[at], after, burst_days) else None
        found.append(Episode(turns[at], end))
        at += 1 if end is None else 2
    return tuple(found)


def _returns(turn: Turn, after: Turn, burst_days: int) -> bool:
    soon = after.likeliest_day - turn.likeliest_day <= burst_days
    opposite = turn.sign * after.sign == -1
    return soon and opposite and abs(turn.size + after.size) <= GIVEN_BACK * abs(turn.size)
