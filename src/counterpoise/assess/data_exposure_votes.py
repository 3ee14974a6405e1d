"""Votes of the General Assembly: how often a state votes as its former and new partners do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.assess.data_exposure_findings import AgreementFinding, Found, Missing, Window
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure, no_rows
from counterpoise.lake import structural
from counterpoise.relations.concentration import LevelChange, change_of_levels

FEEDS = ("unga_votes",)
METHOD = (
    "Agreement: of the roll calls in which both voted, the share in which they voted alike (yes, "
    "no, abstain), averaged over the sessions of the window; absences are missing and count for "
    "nothing. A session is named by the year in which it opens (September). Change: difference of "
    "the means, with Welch's 90 % interval from the scatter of the sessions, widened for the "
    "correlation of a session with the next. "
    "The agenda changes from session to session, for every pair alike."
)
PERSISTENCE = 0.2
"""Correlation of a session's agreement with the next within windows of five to ten, over 300 pairs
of states in 1990-2019, freed of the bias of short windows: .15 to .3."""


@dataclass(frozen=True)
class YearOfVotes:
    """Roll calls of one session in which both voted, those in which they voted alike."""

    year: int
    both: int
    alike: int
    records: str


def votes_found(structure: Structure, question: Question) -> Found:
    """Compare the votes with those of the states that the question names."""
    opened = structure.last_day.year - (structure.last_day.month < structural.SESSION_OPENS)
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
    series = _series(structure, question.focal, asked, window)
    findings = agreement_findings(structure, question.focal, window, series)
    if not findings:
        return Found(missing=(no_rows(structure, "votes", question.focal, window),))
    use = replace(structure.use(()), known=structure.last_day)
    return Found(feeds=(use,), votes=findings)


def agreement_findings(
    structure: Structure,
    focal: str,
    window: Window,
    series: Mapping[str, Sequence[YearOfVotes]],
    distances: Mapping[str, float] | None = None,
) -> tuple[AgreementFinding, ...]:
    """Make a finding for every partner that voted in the later window.

    Parameters
    ----------
    series
        Years of votes by partner.
    distances
        Distance of ideal points in the later window by partner, where a scaling is at hand.
    """
    return tuple(
        _finding(structure, focal, window, partner, years, (distances or {}).get(partner))
        for partner, years in series.items()
        if any(one.year in window.years for one in years)
    )


def _series(
    structure: Structure, focal: str, partners: Sequence[str], window: Window
) -> dict[str, list[YearOfVotes]]:
    whole = Window(window.before.since, window.until)
    table = structure.table(Window(whole.since, whole.until + 1))
    query = structural.agreement_by_session(table, focal, partners)
    found: dict[str, list[YearOfVotes]] = {partner: [] for partner in partners}
    for row in structure.engine.rows(query):
        if int(str(row["year"])) not in whole.years:
            continue
        found[str(row["partner"])].append(
            YearOfVotes(
                year=int(str(row["year"])),
                both=int(str(row["both"])),
                alike=int(str(row["alike"])),
                records=f"{row['first']}..{row['last']}",
            )
        )
    return found


def _finding(
    structure: Structure,
    focal: str,
    window: Window,
    partner: str,
    years: Sequence[YearOfVotes],
    distance: float | None,
) -> AgreementFinding:
    sides = [[one for one in years if one.year in side.years] for side in (window.before, window)]
    both = (sum(one.both for one in sides[0]), sum(one.both for one in sides[1]))
    yearly = [[one.alike / one.both for one in side] for side in sides]
    shares = [sum(each) / len(each) if each else None for each in yearly]
    moved = change_of_levels(*yearly, persistence=PERSISTENCE) if all(yearly) else None
    return AgreementFinding(
        id=f"data-exposure:votes:{structure.feed}:{focal}:{partner}:{window}",
        evidence=structure.evidence(one.records for side in sides for one in side),
        method=METHOD,
        sentence=_told(structure, focal, partner, window, (shares, both, moved)),
        value=None if moved is None else moved.value,
        unit="share of roll calls",
        interval=None if moved is None else moved.interval,
        parameters={"coverage": 0.9, "persistence": PERSISTENCE},
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
        distance=distance,
    )


def _told(
    structure: Structure,
    focal: str,
    partner: str,
    window: Window,
    counted: tuple[list[float | None], tuple[int, int], LevelChange | None],
) -> str:
    shares, both, moved = counted
    told = (
        f"{structure.name(focal)} voted as {structure.name(partner)} in {shares[1]:.1%} of "
        f"{both[1]} roll calls of {window}"
    )
    if moved is None:
        told += f"; {window.before} holds no roll call with both"
    else:
        told += f", {shares[0]:.1%} of {both[0]} in {window.before}; change {moved.value:+.1%}"
        told += (
            f" (no interval: {moved.no_interval})"
            if moved.interval is None
            else f" (90 % interval {moved.interval[0]:+.1%} to {moved.interval[1]:+.1%})"
        )
    return f"{told}; the votes at hand end on {structure.last_day}."
