"""A position, and the distance of two, as findings with the roll calls that pull most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from counterpoise.assess.alignment_findings import (
    DistanceFinding,
    PositionFinding,
    PositionPoint,
    RollCallPull,
)
from counterpoise.assess.alignment_pair import Pair
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


def _largest(pair: Pair, t: int, count: int) -> Iterator[RollCallPull]:
    """Yield the roll calls that pull the difference most."""
    total: dict[int, float] = {}
    for place, sign in ((pair.one, 1.0), (pair.other, -1.0)):
        found = pulls(pair.scale.fit, t, place)
        for number, size in zip(found.roll_call.tolist(), found.pull.tolist(), strict=True):
            total[number] = total.get(number, 0.0) + sign * size
    kept = sorted(total, key=lambda number: (-abs(total[number]), number))[:count]
    yield from _pulled(pair.scale, pair.one, kept, [total[number] for number in kept])


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
    back = int(scale.fit.votes.sessions[t]) - int(settings.movement_sessions.value)
    found = pair.compared(t, back)
    largest = tuple(_largest(pair, t, int(settings.largest.value)))
    return DistanceFinding(
        id=f"alignment:distance:{focal}:{partner}:{found.now.session}",
        evidence=scale.selection.records.evidence(one.roll_call for one in largest),
        method=PAIR_METHOD,
        sentence=found.told(names[focal], names[partner]),
        value=found.distance,
        unit=scale.unit,
        interval=found.interval,
        parameters=scale.parameters,
        partner=partner,
        name=names[partner],
        difference=found.now.difference,
        now=found.now,
        before=found.before,
        change=found.change,
        change_interval=found.change_interval,
        largest=largest,
        series=tuple(pair.point(s) for s in pair.common(t)) if series else (),
    )
