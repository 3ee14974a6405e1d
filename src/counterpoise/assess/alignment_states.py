"""A position, and the distance of two, as findings with the roll calls that pull most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from counterpoise.assess.alignment_findings import (
    DistanceFinding,
    PairPoint,
    PositionFinding,
    PositionPoint,
    RollCallPull,
)
from counterpoise.assess.alignment_scale import Scale
from counterpoise.assess.settings import AlignmentSettings
from counterpoise.relations.alignment import CHOICES, pulls

METHOD = (
    "Dynamic ordinal ideal points (yes above abstain above no; logit link): each state walks at "
    "random over the sessions, each roll call has a slope of either sign and two cut points. "
    "Variational EM with Gauss–Hermite quadrature and Kalman smoothing; positions standardised "
    "once over all state-sessions; 90 % intervals from the joint curvature with the roll calls' "
    "parameters integrated out. After Bailey, Strezhnev and Voeten (2017), J. Conflict "
    "Resolution 61(2)."
)
PAIR_METHOD = (
    "Distance: the absolute difference of the two positions, interval from their joint "
    "covariance. Agreement: share of the roll calls in which both voted alike; S: Signorino and "
    "Ritter (1999); kappa and pi: disagreement against that expected by chance, abstention half "
    "way (Häge 2011). Positions: " + METHOD
)


def position_finding(
    scale: Scale,
    focal: str,
    names: Mapping[str, str],
    t: int,
    settings: AlignmentSettings,
    series: bool,
) -> PositionFinding:
    """Return where a state stands in the session of index `t`."""
    place = scale.state(focal)
    assert place is not None, "the state votes in the session"
    point = _position(scale, place, t)
    found = pulls(scale.fit, t, place).largest(int(settings.largest.value))
    largest = tuple(_pulled(scale, place, found.roll_call.tolist(), found.pull.tolist()))
    low, high = point.interval
    return PositionFinding(
        id=f"alignment:position:{focal}:{point.session}",
        evidence=scale.selection.records.evidence(one.roll_call for one in largest),
        method=METHOD,
        sentence=f"{names[focal]} stands at {point.value:+.2f} (90 % interval {low:+.2f} to "
        f"{high:+.2f}) in session {point.session} ({point.year}) by {point.votes} votes; "
        f"{_sides(scale, names)}.",
        value=point.value,
        unit=scale.unit,
        interval=point.interval,
        parameters=scale.parameters,
        state=focal,
        name=names[focal],
        session=point.session,
        year=point.year,
        votes=point.votes,
        largest=largest,
        series=tuple(
            _position(scale, place, s)
            for s in range(t + 1)
            if series and scale.fit.votes.voted[s, place]
        ),
    )


def _sides(scale: Scale, names: Mapping[str, str]) -> str:
    return " and ".join(
        f"{sign} is the side of {names[anchor]}"
        for sign, anchor in zip(("plus", "minus"), scale.anchors, strict=False)
    )


def _position(scale: Scale, place: int, t: int) -> PositionPoint:
    votes, value = scale.fit.votes, float(scale.fit.mean[t, place])
    block = votes.blocks[t]
    row = np.flatnonzero(block.states == place)
    return PositionPoint(
        session=int(votes.sessions[t]),
        year=scale.year(t),
        value=value,
        interval=scale.interval(value, float(scale.spread.variance[t, place])),
        votes=int((block.yes + block.abstain + block.no)[row].sum()),
    )


def _pulled(
    scale: Scale, place: int, roll_calls: list[int], sizes: list[float]
) -> Iterator[RollCallPull]:
    votes = scale.selection.records.votes
    own = votes.state == place
    cast = dict(zip(votes.roll_call[own].tolist(), votes.choice[own].tolist(), strict=True))
    for number, size in zip(roll_calls, sizes, strict=True):
        told = scale.selection.records.roll_calls[number]
        choice = CHOICES[cast[number]] if number in cast else ""
        yield RollCallPull(told.id, told.day, told.title, choice, size)


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

    def change(self, before: int, now: int) -> tuple[float, tuple[float, float]]:
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

    def largest(self, t: int, count: int) -> Iterator[RollCallPull]:
        """Yield the roll calls that pull the difference most."""
        total: dict[int, float] = {}
        for place, sign in ((self.one, 1.0), (self.other, -1.0)):
            found = pulls(self.scale.fit, t, place)
            for number, size in zip(found.roll_call.tolist(), found.pull.tolist(), strict=True):
                total[number] = total.get(number, 0.0) + sign * size
        kept = sorted(total, key=lambda number: (-abs(total[number]), number))[:count]
        yield from _pulled(self.scale, self.one, kept, [total[number] for number in kept])


def distance_finding(
    scale: Scale,
    states: tuple[str, str],
    names: Mapping[str, str],
    t: int,
    settings: AlignmentSettings,
    series: bool,
) -> DistanceFinding:
    """Return how far two states stand from each other in the session of index `t`."""
    focal, partner = states
    places = scale.state(focal), scale.state(partner)
    assert places[0] is not None, "the state votes in the session"
    assert places[1] is not None, "the partner votes in the session"
    pair = Pair(scale, places[0], places[1])
    now = pair.point(t)
    back = now.session - int(settings.movement_sessions.value)
    earlier = [s for s in pair.common(t) if scale.fit.votes.sessions[s] <= back]
    before = pair.point(earlier[-1]) if earlier else None
    moved = pair.change(earlier[-1], t) if earlier else None
    largest = tuple(pair.largest(t, int(settings.largest.value)))
    return DistanceFinding(
        id=f"alignment:distance:{focal}:{partner}:{now.session}",
        evidence=scale.selection.records.evidence(one.roll_call for one in largest),
        method=PAIR_METHOD,
        sentence=_distance_sentence(names, states, now, before, moved),
        value=abs(now.difference),
        unit=scale.unit,
        interval=_folded(now.interval),
        parameters=scale.parameters,
        partner=partner,
        name=names[partner],
        difference=now.difference,
        now=now,
        before=before,
        change=None if moved is None else moved[0],
        change_interval=None if moved is None else moved[1],
        largest=largest,
        series=tuple(pair.point(s) for s in pair.common(t)) if series else (),
    )


def _folded(interval: tuple[float, float]) -> tuple[float, float]:
    """Return the interval of an absolute value."""
    low, high = interval
    ends = sorted((abs(low), abs(high)))
    return (0.0 if low <= 0 <= high else ends[0], ends[1])


def _distance_sentence(
    names: Mapping[str, str],
    states: tuple[str, str],
    now: PairPoint,
    before: PairPoint | None,
    moved: tuple[float, tuple[float, float]] | None,
) -> str:
    low, high = _folded(now.interval)
    told = (
        f"{names[states[0]]} stands {abs(now.difference):.2f} (90 % interval {low:.2f} to "
        f"{high:.2f}) from {names[states[1]]} in session {now.session} ({now.year})"
    )
    if now.agreement is not None and now.s is not None:
        told += f" and voted alike in {now.agreement:.0%} of {now.both} roll calls (S {now.s:+.2f})"
    if before is None or moved is None:
        return told + "; for the earlier session compared with, they have no votes together."
    change, (least, most) = moved
    heading = "further" if change > 0 else "nearer"
    sure = "" if least > 0 or most < 0 else "; the interval holds no movement too"
    return (
        f"{told}; {abs(change):.2f} {heading} than in session {before.session} ({before.year}; "
        f"change {least:+.2f} to {most:+.2f}{sure})."
    )
