"""Votes of the General Assembly: how often a state votes as its former and new partners do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from counterpoise.assess.alignment_scale import FIRST_SESSION_YEAR, agreement_in
from counterpoise.assess.alignment_votes import VoteRecords
from counterpoise.assess.data_exposure_distance import Apart, apart_in, votes_of
from counterpoise.assess.data_exposure_findings import AgreementFinding, Found, Missing, Window
from counterpoise.assess.data_exposure_opening import no_rows
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.relations.alignment import Votes
from counterpoise.relations.concentration import LevelChange, change_of_levels

FEEDS = ("unga_votes",)
METHOD = (
    "Agreement: of the roll calls in which both voted, the share in which they voted alike (yes, "
    "no, abstain), averaged over the sessions of the window; absences are missing and count for "
    "nothing. A session is named by the year in which it opens (September). Change: difference of "
    "the means, with Welch's 90 % interval from the scatter of the sessions, widened for the "
    "correlation of a session with the next. "
    "The agenda changes from session to session, for every pair alike. "
)
PERSISTENCE = 0.2
"""Correlation of a session's agreement with the next within windows of five to ten, over 300 pairs
of states in 1990-2019, freed of the bias of short windows: .15 to .3."""


@dataclass(frozen=True)
class SessionOfVotes:
    """One session: roll calls in which both voted, the share in which they voted alike."""

    year: int
    both: int
    alike: float
    records: str


def votes_found(structure: Structure, question: Question) -> Found:
    """Compare the votes with those of the states that the question names."""
    records = votes_of(structure)
    opened = FIRST_SESSION_YEAR + max(one.session for one in records.roll_calls)
    window = structure.window(question, opened)
    asked = tuple(partner for partner in question.partners if partner != question.focal)
    if not asked:
        return Found(
            missing=(
                Missing(
                    "votes",
                    "no partner to compare votes with",
                    "name some with --partner, or load a feed of arms or aid",
                ),
            )
        )
    votes = _within(records, Window(window.before.since, window.until), question.on)
    series = {partner: _sessions(records, votes, question.focal, partner) for partner in asked}
    kept = [p for p, years in series.items() if any(one.year in window.years for one in years)]
    if not kept:
        return Found(missing=(no_rows(structure, "votes", question.focal, window),))
    findings = tuple(
        _finding(
            structure,
            (question.focal, partner),
            window,
            series[partner],
            apart_in(structure, (question.focal, partner), window, question.on),
        )
        for partner in kept
    )
    use = replace(structure.use(()), known=structure.last_day)
    return Found(feeds=(use,), votes=findings)


def _within(records: VoteRecords, window: Window, on: date | None) -> Votes:
    """Return the votes of the sessions of some years, of roll calls held by a day."""
    kept = np.array(
        [
            FIRST_SESSION_YEAR + one.session in window.years and (on is None or one.day <= on)
            for one in records.roll_calls
        ]
    )
    return records.votes.select(kept[records.votes.roll_call])


def _sessions(records: VoteRecords, votes: Votes, focal: str, partner: str) -> list[SessionOfVotes]:
    places = records.index(focal), records.index(partner)
    if places[0] is None or places[1] is None:
        return []
    found = []
    for session in votes.sessions.tolist():
        alike = agreement_in(votes, places[0], places[1], session)
        if alike is None:
            continue
        own = votes.roll_call[
            (votes.state == places[0]) & (votes.session[votes.roll_call] == session)
        ]
        first, last = (records.roll_calls[int(end)].id for end in (own.min(), own.max()))
        year = FIRST_SESSION_YEAR + session
        found.append(SessionOfVotes(year, alike.both, alike.agreement, f"{first}..{last}"))
    return found


def _finding(
    structure: Structure,
    pair: tuple[str, str],
    window: Window,
    years: Sequence[SessionOfVotes],
    apart: Apart,
) -> AgreementFinding:
    focal, partner = pair
    sides = [[one for one in years if one.year in side.years] for side in (window.before, window)]
    both = (sum(one.both for one in sides[0]), sum(one.both for one in sides[1]))
    yearly = [[one.alike for one in side] for side in sides]
    shares = [sum(each) / len(each) if each else None for each in yearly]
    moved = change_of_levels(*yearly, persistence=PERSISTENCE) if all(yearly) else None
    told = _told(structure, pair, window, (shares, both, moved))
    return AgreementFinding(
        id=f"data-exposure:votes:{structure.feed}:{focal}:{partner}:{window}",
        evidence=(
            *structure.evidence(one.records for side in sides for one in side),
            *apart.evidence,
        ),
        method=METHOD + apart.method,
        sentence=f"{told}; {apart.sentence}; the votes at hand end on {structure.last_day}.",
        value=None if moved is None else moved.value,
        unit="share of roll calls",
        interval=None if moved is None else moved.interval,
        parameters={"coverage": 0.9, "persistence": PERSISTENCE, **apart.parameters},
        channel="votes",
        focal=focal,
        partner=partner,
        name=structure.name(partner),
        feed=structure.feed,
        vintage=structure.vintage,
        before_window=window.before,
        after_window=window,
        before=shares[0],
        after=shares[1],
        both=both,
        no_interval="" if moved is None else moved.no_interval,
        distance=None if apart.positions is None else apart.positions.distance,
        positions=apart.positions,
        no_distance=apart.reason,
        last_vote=structure.last_day,
    )


def _told(
    structure: Structure,
    pair: tuple[str, str],
    window: Window,
    counted: tuple[list[float | None], tuple[int, int], LevelChange | None],
) -> str:
    shares, both, moved = counted
    focal, partner = (structure.name(state) for state in pair)
    told = f"{focal} voted as {partner} in {shares[1]:.1%} of {both[1]} roll calls of {window}"
    if moved is None:
        return f"{told}; {window.before} holds no roll call with both"
    told += f", {shares[0]:.1%} of {both[0]} in {window.before}; change {moved.value:+.1%}"
    if moved.interval is None:
        return f"{told} (no interval: {moved.no_interval})"
    return f"{told} (90 % interval {moved.interval[0]:+.1%} to {moved.interval[1]:+.1%})"
