"""The status of a claim on a day, computed from its stances and never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoise.model.propositions import POSITIONS, Stance

Status = Literal[
    "confirmed", "assessed", "asserted", "alleged", "announced", "denied", "contested", "unknown"
]

_STATUS_OF = {
    "confirms": "confirmed",
    "assesses": "assessed",
    "asserts": "asserted",
    "alleges": "alleged",
    "announces": "announced",
}


@dataclass(frozen=True, slots=True)
class DatedStance:
    """A stance with the day on which it was taken and the day from which it is known.

    Attributes
    ----------
    as_public_act
        The stance stands in for an act public by nature whose documentation comes later; it has
        no source.
    """

    stance: Stance
    day: date
    known: date
    as_public_act: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands on a day.

    Attributes
    ----------
    status
        ``contested`` when anybody denies what anybody supports, ``denied`` when it is denied
        alone, otherwise the strongest support: confirmed > assessed > asserted > alleged >
        announced; ``unknown`` when nobody has taken a position by that day.
    supported_by, denied_by
        The latest stance of each holder, in the order of strength and day.
    """

    status: Status
    supported_by: tuple[DatedStance, ...]
    denied_by: tuple[DatedStance, ...]


def standing(stances: Sequence[DatedStance], on: date) -> Standing:
    """Compute where a claim stands on day `on` from the stances known.

    Of each holder the latest stance counts; of two on one day the one of higher rank, and a denial
    before any support, so that the order of the input plays no part.
    """
    latest: dict[str, DatedStance] = {}
    for dated in sorted(stances, key=_chronological):
        if dated.day <= on:
            latest[dated.stance.holder] = dated
    ranked = sorted(latest.values(), key=_by_strength)
    denied_by = tuple(dated for dated in ranked if dated.stance.position == "denies")
    supported_by = tuple(dated for dated in ranked if dated.stance.position != "denies")
    if denied_by and supported_by:
        return Standing("contested", supported_by, denied_by)
    if denied_by:
        return Standing("denied", (), denied_by)
    if not supported_by:
        return Standing("unknown", (), ())
    strongest: Status = _STATUS_OF[supported_by[0].stance.position]  # type: ignore[assignment]
    return Standing(strongest, supported_by, ())


def _chronological(dated: DatedStance) -> tuple[date, int, str]:
    rank = POSITIONS.index(dated.stance.position)
    decisive = len(POSITIONS) if dated.stance.position == "denies" else -rank
    return (dated.day, decisive, dated.stance.id)


def _by_strength(dated: DatedStance) -> tuple[int, date, str]:
    return (POSITIONS.index(dated.stance.position), dated.day, dated.stance.id)
