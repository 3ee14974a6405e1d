"""Two states on one scale: how far they stand from each other, and how that moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.assess.alignment_findings import Interval, PairPoint
from counterpoise.assess.alignment_scale import Scale


@dataclass(frozen=True)
class Pair:
    """Two states on one scale, by index."""

    scale: Scale
    one: int
    other: int

    def difference(self, t: int) -> float:
        """Return the signed difference of the two positions."""
        return float(self.scale.fit.mean[t, self.one] - self.scale.fit.mean[t, self.other])

    def point(self, t: int) -> PairPoint:
        """Return the two in one session."""
        scale, value = self.scale, self.difference(t)
        alike = scale.agreement(self.one, self.other, t)
        contrast = scale.contrast({(t, self.one): 1.0, (t, self.other): -1.0})
        return PairPoint(
            session=int(scale.fit.votes.sessions[t]),
            year=scale.year(t),
            difference=value,
            interval=scale.interval(value, scale.spread.contrast_variance(contrast)),
            both=0 if alike is None else alike.both,
            agreement=None if alike is None else alike.agreement,
            s=None if alike is None else alike.s,
            kappa=None if alike is None else alike.kappa,
            pi=None if alike is None else alike.pi,
        )

    def change(self, before: int, now: int) -> tuple[float, Interval]:
        """Return the change of the distance between two sessions with its 90 % interval."""
        signs = {t: 1.0 if self.difference(t) >= 0 else -1.0 for t in (before, now)}
        value = signs[now] * self.difference(now) - signs[before] * self.difference(before)
        contrast = self.scale.contrast(
            {
                (now, self.one): signs[now],
                (now, self.other): -signs[now],
                (before, self.one): -signs[before],
                (before, self.other): signs[before],
            }
        )
        return value, self.scale.interval(value, self.scale.spread.contrast_variance(contrast))

    def common(self, until: int) -> list[int]:
        """Return the indices of the sessions up to one in which both vote."""
        voted = self.scale.fit.votes.voted
        return np.flatnonzero(
            voted[: until + 1, self.one] & voted[: until + 1, self.other]
        ).tolist()

    def compared(self, t: int, back: int) -> Compared:
        """Return the two in one session beside the last common one up to the session `back`."""
        earlier = [s for s in self.common(t) if self.scale.fit.votes.sessions[s] <= back]
        if not earlier:
            return Compared(self.point(t), None, None, None)
        change, interval = self.change(earlier[-1], t)
        return Compared(self.point(t), self.point(earlier[-1]), change, interval)


@dataclass(frozen=True)
class Compared:
    """Two states now and before.

    Attributes
    ----------
    change, change_interval
        Of the distance, positive where they moved apart; None without an earlier session.
    """

    now: PairPoint
    before: PairPoint | None
    change: float | None
    change_interval: Interval | None

    @property
    def distance(self) -> float:
        """How far they stand now."""
        return abs(self.now.difference)

    @property
    def interval(self) -> Interval:
        """The 90 % interval of the distance."""
        return folded(self.now.interval)

    def told(self, one: str, other: str, *, alike: bool = True) -> str:
        """Return it as a sentence, without how alike they voted if that is told elsewhere."""
        low, high = self.interval
        now, before = self.now, self.before
        told = (
            f"{one} stands {self.distance:.2f} (90 % interval {low:.2f} to "
            f"{high:.2f}) from {other} in session {now.session} ({now.year})"
        )
        if alike and now.agreement is not None and now.s is not None:
            told += (
                f" and voted alike in {now.agreement:.0%} of {now.both} roll calls (S {now.s:+.2f})"
            )
        if before is None or self.change is None or self.change_interval is None:
            return told + "; for the earlier session compared with, they have no votes together."
        least, most = self.change_interval
        heading = "further" if self.change > 0 else "nearer"
        sure = "" if least > 0 or most < 0 else "; the interval holds no movement too"
        return (
            f"{told}; {abs(self.change):.2f} {heading} than in session {before.session} "
            f"({before.year}; change {least:+.2f} to {most:+.2f}{sure})."
        )


def folded(interval: Interval) -> Interval:
    """Return the interval of an absolute value."""
    low, high = interval
    ends = sorted((abs(low), abs(high)))
    return (0.0 if low <= 0 <= high else ends[0], ends[1])
