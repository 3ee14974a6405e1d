"""What changed in structural data between two days: sanctions, suppliers, donors, votes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from counterpoise.assess.changes import ChangeFinding, Span, change_finding
from counterpoise.assess.data_changes_flows import flow_changes
from counterpoise.assess.data_changes_sides import METHOD, Sides
from counterpoise.assess.data_changes_votes import vote_changes
from counterpoise.assess.data_exposure import assess_data_exposure
from counterpoise.assess.data_exposure_findings import DataExposure, SanctionCase, SanctionsFinding
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.assess.settings import Settings
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary


def data_changes(
    lake: Lake,
    engine: Engine,
    vocabulary: Vocabulary,
    span: Span,
    settings: Settings | None = None,
) -> tuple[ChangeFinding, ...]:
    """Return what changed of a case's focal state, channel by channel, then what is unseen.

    Empty where the focal actor is no state.

    Raises
    ------
    LakeError
        The lake cannot be read.
    """
    heading = span.after.case.heading
    if heading.focal not in vocabulary.countries:
        return ()
    opened: dict[str, Structure | None] = {}
    partners = tuple(one for one in heading.partners if one in vocabulary.countries)

    def told(on: date) -> DataExposure:
        asked = Question(heading.focal, on=on, as_of=span.after.as_of, partners=partners)
        return assess_data_exposure(lake, engine, vocabulary, asked, must_tell=False, opened=opened)

    sides = Sides(told(span.before.on), told(span.after.on), span.before.on, span.after.on)
    least = (settings if settings is not None else Settings.read()).data_changes.least_share.value
    return (
        *_sanctions(sides),
        *flow_changes(sides, least),
        *vote_changes(sides, opened),
        *_unseen(sides),
    )


def _sanctions(sides: Sides) -> Iterator[ChangeFinding]:
    """Tell cases in force in one of the two years alone."""
    for after in sides.after.sanctions:
        before = next((one for one in sides.before.sanctions if one.feed == after.feed), None)
        if before is None or before.year == after.year:
            continue
        held = [{(case.record, case.sender) for case in one.cases} for one in (before, after)]
        told = f"is in force at some time of {after.year} and was not in {before.year}"
        for case in after.cases:
            if (case.record, case.sender) not in held[0]:
                yield _sanction(sides, case, ("", "in force"), told, (before, after))
        told = f"was in force at some time of {before.year} and is not in {after.year}"
        for case in before.cases:
            if (case.record, case.sender) not in held[1]:
                yield _sanction(sides, case, ("in force", "ended"), told, (before, after))


def _sanction(
    sides: Sides,
    case: SanctionCase,
    states: tuple[str, str],
    told: str,
    findings: tuple[SanctionsFinding, SanctionsFinding],
) -> ChangeFinding:
    feed = findings[1].feed
    parts = ", ".join(case.components) or "components not told"
    return change_finding(
        "data sanctions",
        f"{case.sender}/{case.record}",
        states,
        sentence=f"Sanctions by {feed}, yearly: a case of {case.name} ({parts}), begun in "
        f"{case.since}, {told}.",
        evidence=(case.record,),
        method=METHOD,
        rests_on=(findings[0].id, findings[1].id),
        caveat=sides.caveat(feed),
    )


def _unseen(sides: Sides) -> Iterator[ChangeFinding]:
    """Say which channels cannot tell the two days apart, and which tell nothing."""
    missing = {item.channel: item.sentence for item in sides.after.missing}
    for channel, sentence in missing.items():
        yield _silent(channel, f"{sentence[:1].upper()}{sentence[1:]}.")
    earlier = _years(sides.before)
    years = {c: year for c, year in _years(sides.after).items() if earlier.get(c) == year}
    if years:
        told = ", ".join(f"{channel} {year}" for channel, year in years.items())
        yield _silent(
            ", ".join(years),
            f"On {sides.since} and on {sides.until} the last year told is the same ({told}): "
            "yearly figures cannot tell the two days apart.",
        )
    ends = {item.last_vote for item in sides.after.votes}
    if ends and max(ends) <= sides.since:
        yield _silent(
            "votes",
            f"The votes at hand end on {max(ends)}: what moved between {sides.since} and "
            f"{sides.until} cannot be seen in them.",
        )


def _years(found: DataExposure) -> Mapping[str, int]:
    """Return the last year told of each channel of yearly figures."""
    told: dict[str, int] = {}
    for item in found.concentration:
        told[item.channel] = max(told.get(item.channel, 0), item.window.until)
    for case in found.sanctions:
        told["sanctions"] = max(told.get("sanctions", 0), case.year)
    return told


def _silent(channel: str, sentence: str) -> ChangeFinding:
    return change_finding(
        "data not in evidence",
        channel,
        ("", "not in evidence"),
        sentence=sentence,
        evidence=(),
        method=METHOD,
    )
