"""From votes to an oriented scale: selection of roll calls, fit, uncertainty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from counterpoise.assess.alignment_preset import Preset
from counterpoise.assess.alignment_votes import VoteRecords, on_issues, repeated_items
from counterpoise.errors import InputError, MeasureError
from counterpoise.relations.alignment import (
    Fit,
    PairAgreement,
    Spread,
    common_choices,
    fit,
    oriented,
    pair_agreement,
    spread,
)
from counterpoise.relations.alignment.votes import Floats, Votes

Z90 = 1.6448536269514722
"""Half-width of a 90 % interval in standard deviations."""
FIRST_SESSION_YEAR = 1945
"""Session n opens in the September of this year plus n."""


@dataclass(frozen=True)
class Selection:
    """Votes on the contested roll calls that a preset and chosen issues leave.

    Attributes
    ----------
    records
        All roll calls, and only the votes that are used.
    chosen
        The votes on all roll calls that preset and issues leave, unanimous ones too: what is
        counted to say how alike two states vote.
    unanimous, left_out
        Roll calls that drew one choice, and those that preset or issues leave out.
    """

    records: VoteRecords
    chosen: Votes
    issues: tuple[str, ...]
    unanimous: int
    left_out: int

    @property
    def bridging(self) -> int:
        """Number of roll calls used that ask what another one used asks."""
        votes = self.records.votes
        calls = np.unique(votes.roll_call)
        return int((np.bincount(votes.item[calls])[votes.item[calls]] > 1).sum())


def selection_of(
    records: VoteRecords, preset: Preset, issues: Sequence[str], where: str
) -> Selection:
    """Return the votes that a preset and chosen issues leave.

    Raises
    ------
    LakeError, InputError
        The issues cannot be used, or leave no contested roll call.
    """
    chosen = preset.selects(records) & on_issues(records, issues, where)
    contested = records.votes.is_contested
    kept = chosen & contested
    if kept.sum() < 2:
        raise InputError(
            f"{int(chosen.sum())} roll calls are chosen and {int(kept.sum())} of them drew more "
            "than one choice",
            where="--issue" if issues else where,
            remedy="choose more issues, or load more votes",
        )
    votes = records.votes.select(kept[records.votes.roll_call])
    if preset.bridged:
        votes = replace(votes, item=repeated_items(records))
    used = VoteRecords(records.source, records.vintage, records.states, records.roll_calls, votes)
    return Selection(
        records=used,
        chosen=records.votes.select(chosen[records.votes.roll_call]),
        issues=tuple(issues),
        unanimous=int((chosen & ~contested).sum()),
        left_out=int((~chosen).sum()),
    )


@dataclass(frozen=True)
class Scale:
    """A fit with its uncertainty and its direction.

    Attributes
    ----------
    anchors
        The states that give the direction; empty where it has none.
    updated_from
        Vintage of the votes whose fit was taken on, its last session alone filtered; empty where
        all sessions were fitted together.
    """

    selection: Selection
    preset: Preset
    anchors: tuple[str, ...]
    fit: Fit
    spread: Spread
    updated_from: str = ""

    @property
    def parameters(self) -> Mapping[str, float | str]:
        """What the fit was made with."""
        priors = self.preset.priors
        return {
            "preset": self.preset.id,
            "slope_sd": priors.slope_sd,
            "step_sd": priors.step_sd,
            "entry_sd": priors.entry_sd,
            "centre_sd": priors.centre_sd,
            "log_gap_sd": priors.log_gap_sd,
            "coverage": 0.9,
            "bridging_roll_calls": float(self.selection.bridging),
            "rounds": float(self.fit.rounds),
            "last_move": self.fit.moved,
            "anchors": ",".join(self.anchors),
            "issues": ",".join(self.selection.issues),
            "updated_from": self.updated_from,
        }

    @cached_property
    def days(self) -> tuple[date, date]:
        """Days of the first and of the last roll call that the fit rests on."""
        votes = self.fit.votes
        used = [self.selection.records.roll_calls[i].day for i in np.unique(votes.roll_call)]
        return min(used), max(used)

    @property
    def unit(self) -> str:
        """What positions are measured in: the spread of all those of the votes at hand."""
        first, last = self.days
        return f"standard deviations of all positions, {first.year} to {last.year}"

    @cached_property
    def opened(self) -> Mapping[int, date]:
        """Day of the first roll call of each session used."""
        first: dict[int, date] = {}
        for one in self.selection.records.roll_calls:
            first[one.session] = min(one.day, first.get(one.session, one.day))
        return first

    def state(self, code: str) -> int | None:
        """Return a state's index, or None where it has no vote at hand."""
        return self.selection.records.index(code)

    def votes_in(self, code: str, t: int) -> bool:
        """Return whether a state has a vote in the session of index `t`."""
        place = self.state(code)
        return place is not None and bool(self.fit.votes.voted[t, place])

    def session_on(self, code: str, on: date) -> int | None:
        """Return the index of the last session begun by a day in which a state votes."""
        for t in reversed(range(self.fit.votes.sessions.size)):
            if self.opened[int(self.fit.votes.sessions[t])] <= on and self.votes_in(code, t):
                return t
        return None

    def year(self, t: int) -> int:
        """Return the year in which the session of index `t` opened."""
        return FIRST_SESSION_YEAR + int(self.fit.votes.sessions[t])

    def interval(self, value: float, variance: float) -> tuple[float, float]:
        """Return a 90 % interval."""
        half = Z90 * float(np.sqrt(variance))
        return value - half, value + half

    def contrast(self, weights: Mapping[tuple[int, int], float]) -> Floats:
        """Return weights of a sum of positions, given by session and state index."""
        found = np.zeros_like(self.fit.mean)
        for place, weight in weights.items():
            found[place] += weight
        return found

    def agreement(self, one: int, other: int, t: int) -> PairAgreement | None:
        """Return how alike two states voted in a session; None without a common roll call."""
        session = int(self.fit.votes.sessions[t])
        return agreement_in(self.selection.chosen, one, other, session)

    def towards(self, anchors: tuple[str, ...]) -> Scale:
        """Return the same scale pointing from one anchor to another; nobody moves on it.

        Raises
        ------
        InputError
            An anchor has no vote in the selection, or the anchors stand at one place.
        """
        states = self.selection.records.states
        try:
            places = [states.index(anchor) for anchor in anchors]
            turned = oriented(self.fit, places[0], places[1] if len(places) > 1 else None)
        except MeasureError as error:
            raise InputError(
                error.problem, where="the votes chosen", remedy=error.remedy
            ) from error
        return replace(self, anchors=anchors, fit=turned)


def agreement_in(votes: Votes, one: int, other: int, session: int) -> PairAgreement | None:
    """Return how alike two states voted in a session; None without a common roll call."""
    sides = common_choices(votes, one, other, session)
    return pair_agreement(*sides) if sides[0].size > 0 else None


def scale_of(
    selection: Selection,
    preset: Preset,
    progress: Callable[[int], None] = lambda _rounds: None,
) -> Scale:
    """Fit the selection; the scale points nowhere yet, see `Scale.towards`.

    Raises
    ------
    InputError
        The selection tells no position.
    """
    try:
        found = fit(selection.records.votes, preset.priors, progress=progress)
    except MeasureError as error:
        raise InputError(error.problem, where="the votes chosen", remedy=error.remedy) from error
    return Scale(selection, preset, (), found, spread(found))
