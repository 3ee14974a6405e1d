"""Where a relation is heading: what the acts of the last months push it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from counterpoise.assess.relations_acts import WeighedAct
from counterpoise.assess.relations_score import scored, suffices
from counterpoise.assess.settings import Settings

Heading = Literal["worsening", "improving", "mixed", "steady", "insufficient"]


@dataclass(frozen=True)
class Direction:
    """Direction of a relation over the window that ends on the day.

    Attributes
    ----------
    since
        First day of the window.
    reason
        One line that says why.
    acts
        Acts behind it: those that may lie in the window, by date.
    against
        Those among them that push the other way.
    """

    heading: Heading
    since: date
    reason: str
    acts: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class _Window:
    """The acts of a window with the share of each one's possible days that lies in it."""

    acts: tuple[WeighedAct, ...]
    shares: tuple[float, ...]

    def weight(self, sign: int) -> float:
        return sum(
            share * abs(act.weight)
            for act, share in zip(self.acts, self.shares, strict=True)
            if act.weight * sign > 0
        )

    @property
    def number(self) -> float:
        return sum(self.shares)


def direction_of(acts: Sequence[WeighedAct], day: date, settings: Settings) -> Direction:
    """Read the direction from the acts of the window that ends on `day`.

    Acts of a ledger are moves, so the direction is where they push: one-sided negative weight is
    worsening even where the score lies low already. An act whose date spans the window's edge
    counts by the share of its possible days inside.
    """
    rules = settings.direction
    since = day - timedelta(days=int(rules.window_days.value) - 1)
    window = _window(acts, since, day)
    loss, gain = window.weight(-1), window.weight(1)
    number = window.number
    if number < rules.least_acts.value - 0.5:
        reason = f"{_count(window)} since {since}: too few for a direction"
        return _direction("insufficient", since, reason, window, 0)
    if (loss + gain) / number <= rules.routine_weight.value:
        reason = f"{_count(window)} since {since}, none beyond routine contacts or rebukes"
        return _direction("steady", since, reason, window, 0)
    if _as_before(acts, window, since, settings):
        reason = f"{_count(window)} since {since}, of the same tenor as before; no tie changed"
        return _direction("steady", since, reason, window, 0)
    split = f"{_count(window)} since {since}; {_percent(loss, gain)}"
    if loss >= rules.one_sided_share.value * (loss + gain):
        return _direction("worsening", since, split, window, 1)
    if gain >= rules.one_sided_share.value * (loss + gain):
        return _direction("improving", since, split, window, -1)
    return _direction("mixed", since, split, window, 0)


def _window(acts: Sequence[WeighedAct], since: date, day: date) -> _Window:
    held, shares = [], []
    for act in acts:
        if act.first is None or act.last is None:
            continue
        inside = (min(act.last, day) - max(act.first, since)).days + 1
        if inside > 0:
            held.append(act)
            shares.append(inside / ((act.last - act.first).days + 1))
    return _Window(tuple(held), tuple(shares))


def _as_before(
    acts: Sequence[WeighedAct], window: _Window, since: date, settings: Settings
) -> bool:
    """Whether the window goes on as before: no tie changed, and the tenor of the earlier acts."""
    if any(act.tie for act in window.acts):
        return False
    earlier = [act for act in acts if act.last is not None and act.last < since]
    before = scored(earlier, since, settings)
    if before is None or not suffices(before, settings):
        return False
    tenor = (window.weight(1) - window.weight(-1)) / window.number
    return abs(tenor - before.mean) <= settings.direction.same_tenor.value


def _direction(
    heading: Heading, since: date, reason: str, window: _Window, against: int
) -> Direction:
    return Direction(
        heading=heading,
        since=since,
        reason=reason,
        acts=tuple(act.proposition for act in window.acts),
        against=tuple(act.proposition for act in window.acts if act.weight * against > 0),
    )


def _count(window: _Window) -> str:
    negative = sum(act.weight < 0 for act in window.acts)
    positive = len(window.acts) - negative
    if not window.acts:
        return "no act recorded"
    counted = f"{negative} negative and {positive} positive"
    if abs(window.number - len(window.acts)) < 0.05:
        return counted
    return f"{counted} (worth {window.number:.1f}, as their dates are uncertain)"


def _percent(loss: float, gain: float) -> str:
    return f"{100 * loss / (loss + gain):.0f} % of their weight negative"
