"""How far a state stands from a partner on the scale of all votes, in one window and before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from counterpoise.assess.alignment_findings import Interval
from counterpoise.assess.alignment_pair import Compared, Pair
from counterpoise.assess.alignment_preset import PRESETS
from counterpoise.assess.alignment_scale import FIRST_SESSION_YEAR, Scale, scale_of, selection_of
from counterpoise.assess.alignment_states import METHOD as POSITIONS
from counterpoise.assess.alignment_votes import VoteRecords, read_votes
from counterpoise.assess.data_exposure_findings import PositionsApart, Window
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.errors import InputError

PRESET = "default"
METHOD = (
    "Distance: the absolute difference of the two positions in the last session of the window in "
    "which both voted, beside the last such session of the window before; intervals from their "
    "joint covariance. " + POSITIONS
)


@dataclass(frozen=True)
class Apart:
    """What a finding on votes says of the two positions.

    Attributes
    ----------
    positions
        None where there is no distance; `reason` says why then.
    """

    positions: PositionsApart | None
    reason: str
    sentence: str
    method: str = ""
    evidence: tuple[str, ...] = ()
    parameters: Mapping[str, float | str] = field(default_factory=dict)


def apart_in(
    structure: Structure,
    states: tuple[str, str],
    window: Window,
    on: date | None,
) -> Apart:
    """Return how far two states stand in a window.

    Parameters
    ----------
    on
        Only sessions begun by this day are told; None for all.
    """
    scale = scale_at(structure)
    if isinstance(scale, str):
        return _none(f"the votes at hand tell no positions: {scale}")
    places = scale.state(states[0]), scale.state(states[1])
    names = [structure.name(state) for state in states]
    if places[0] is None or places[1] is None:
        return _none(f"{' and '.join(names)} have no contested vote together")
    pair = Pair(scale, places[0], places[1])
    sessions = [
        t
        for t in pair.common(scale.fit.votes.sessions.size - 1)
        if scale.year(t) in window.years
        and (on is None or scale.opened[int(scale.fit.votes.sessions[t])] <= on)
    ]
    if not sessions:
        return _none(f"{' and '.join(names)} voted together in no session of {window}")
    found = pair.compared(sessions[-1], window.before.until - FIRST_SESSION_YEAR)
    return Apart(
        positions=_positions(scale, found),
        reason="",
        sentence=found.told(names[0], names[1], alike=False).removesuffix("."),
        method=METHOD,
        evidence=votes_of(structure).evidence(),
        parameters=scale.parameters,
    )


def change_between(
    structure: Structure, states: tuple[str, str], sessions: tuple[int, int]
) -> tuple[float, Interval] | None:
    """Return the change of the distance between two sessions with its 90 % interval.

    None where the votes tell no positions, or the two do not both vote in both sessions.
    """
    scale = scale_at(structure)
    if isinstance(scale, str):
        return None
    places = scale.state(states[0]), scale.state(states[1])
    if places[0] is None or places[1] is None:
        return None
    pair, numbers = Pair(scale, places[0], places[1]), scale.fit.votes.sessions.tolist()
    told = {int(numbers[t]): t for t in pair.common(len(numbers) - 1)}
    if sessions[0] not in told or sessions[1] not in told:
        return None
    return pair.change(told[sessions[0]], told[sessions[1]])


@lru_cache(maxsize=2)
def votes_of(structure: Structure) -> VoteRecords:
    """Return all votes that the feed holds at its vintage and known day."""
    return read_votes(
        structure.lake, structure.engine, as_of=structure.as_of, vintage=structure.vintage
    )


@lru_cache(maxsize=2)
def scale_at(structure: Structure) -> Scale | str:
    """Fit all votes of a feed's vintage; a sentence where they tell no positions."""
    preset = PRESETS[PRESET]
    try:
        chosen = selection_of(votes_of(structure), preset, (), str(structure.lake.root))
        return scale_of(chosen, preset)
    except InputError as error:
        return error.problem


def _none(reason: str) -> Apart:
    return Apart(None, reason, f"no distance of positions: {reason}")


def _positions(scale: Scale, found: Compared) -> PositionsApart:
    before = found.before
    return PositionsApart(
        distance=found.distance,
        interval=found.interval,
        session=found.now.session,
        year=found.now.year,
        before=None if before is None else abs(before.difference),
        before_session=None if before is None else before.session,
        before_year=None if before is None else before.year,
        change=found.change,
        change_interval=found.change_interval,
        unit=scale.unit,
    )
