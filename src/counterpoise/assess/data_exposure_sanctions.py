"""Sanctions in force, as a data base of cases counts them: years only, one case a sender."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.data_exposure_findings import (
    Found,
    LossFinding,
    LossPart,
    SanctionCase,
    SanctionsFinding,
    Window,
)
from counterpoise.assess.data_exposure_opening import no_rows
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Row, Structure

FEEDS = ("gsdb",)
METHOD = (
    "Cases against the state that were in force at some time of the year. The source gives years: "
    "a case begun or ended in the year may not have stood on a given day of it, so that the lower "
    "bound counts those begun before and not ended in it. A case that the source calls ongoing in "
    "its last year is taken as not ended. Cases are the source's units; one of "
    "several senders is one case, told of each; "
    "the ledger's conditions are counted otherwise and stand beside them."
)
LOSS = (
    "Number of cases in force in the year, by sender: cases, whatever their weight. A case of "
    "several senders counts for each, so that the parts may add up to more than the cases."
)
ONGOING = "ongoing"


def sanctions_found(structure: Structure, question: Question) -> Found:
    """Count the cases in force in the last year of the window, and before it."""
    window = structure.window(question)
    rows = structure.rows_of(question.focal)
    year, before_year = window.until, window.before.until
    if year > structure.last_year and not any(_last(structure, row) >= year for row in rows):
        return Found(missing=(no_rows(structure, "sanctions", question.focal, window),))
    if not rows:
        return Found(missing=(no_rows(structure, "sanctions", question.focal, window),))
    finding = _finding(structure, rows, question.focal, year, before_year)
    return Found(
        feeds=(structure.use(rows),),
        sanctions=(finding,),
        isolation=(_loss(structure, finding, rows),),
    )


def _last(structure: Structure, row: Row) -> int:
    """Return the last year of a case, beyond the source's own where it is ongoing there."""
    last = structure.last_year if row.end_year is None else row.end_year
    ongoing = ONGOING in row.attributes.get("success", "").split(",")
    return last + 1 if ongoing and last >= structure.last_year else last


def _in_force(structure: Structure, row: Row, year: int) -> bool:
    return row.year <= year <= _last(structure, row)


def _finding(
    structure: Structure, rows: Sequence[Row], focal: str, year: int, before_year: int
) -> SanctionsFinding:
    standing = [row for row in rows if _in_force(structure, row, year)]
    earlier = [row for row in rows if _in_force(structure, row, before_year)]
    cases = _cases(structure, standing, year)
    certain = sum(row.year < year < _last(structure, row) for row in standing)
    senders = list(dict.fromkeys(case.name for case in cases))
    flags = ["the source gives years only"]
    if year >= structure.last_year:
        flags.append(f"{structure.last_year} is the last year: what is called ongoing is open")
    told = f": {', '.join(senders)}" if senders else ""
    return SanctionsFinding(
        id=f"data-exposure:sanctions:{structure.feed}:{focal}:{year}",
        evidence=structure.evidence(
            dict.fromkeys(row.record_id for row in (*standing, *earlier) or rows)
        ),
        method=METHOD,
        sentence=(
            f"{structure.name(focal)}, sanctions: {len(standing)} cases of {structure.feed} in "
            f"force at some time of {year} ({certain} of them certainly throughout), by "
            f"{len(senders)} senders{told}; {len(earlier)} in {before_year}."
        ),
        value=float(len(standing)),
        unit="cases",
        parameters={"year": float(year), "before_year": float(before_year)},
        channel="sanctions",
        focal=focal,
        feed=structure.feed,
        vintage=structure.vintage,
        year=year,
        before_year=before_year,
        bounds=(certain, len(standing)),
        before=len(earlier),
        cases=cases,
        flags=tuple(flags),
    )


def _cases(structure: Structure, standing: Sequence[Row], year: int) -> tuple[SanctionCase, ...]:
    return tuple(
        SanctionCase(
            sender=partner,
            name=structure.name(partner),
            since=row.year,
            until=None if _last(structure, row) > structure.last_year else row.end_year,
            components=tuple(sorted(part for part in row.text.split(",") if part)),
            certain=row.year < year < _last(structure, row),
            record=structure.evidence([row.record_id])[0],
        )
        for row in standing
        for partner in structure.partners_of(row)
    )


def _loss(structure: Structure, finding: SanctionsFinding, rows: Sequence[Row]) -> LossFinding:
    counts: dict[str, list[int]] = {}
    for row in rows:
        for sender in structure.partners_of(row):
            own = counts.setdefault(sender, [0, 0])
            own[0] += _in_force(structure, row, finding.before_year)
            own[1] += _in_force(structure, row, finding.year)
    parts = tuple(
        LossPart(sender, structure.name(sender), float(before), float(after), float(after))
        for sender, (before, after) in sorted(counts.items(), key=lambda one: (-one[1][1], one[0]))
        if before or after
    )
    return LossFinding(
        id=f"data-exposure:sanctions-component:{finding.feed}:{finding.focal}:{finding.year}",
        evidence=finding.evidence,
        method=LOSS,
        sentence=(
            f"Sanctions in force at some time of {finding.year}, cases by sender: "
            + (
                ", ".join(f"{part.name} {part.after:.0f}" for part in parts if part.after)
                or "none in the source"
            )
            + "."
        ),
        value=finding.value,
        unit="cases",
        parameters=finding.parameters,
        component="sanctions",
        title="sanctions in force",
        channel="sanctions",
        focal=finding.focal,
        feed=finding.feed,
        vintage=finding.vintage,
        before_window=Window(finding.before_year, finding.before_year),
        after_window=Window(finding.year, finding.year),
        counted="cases in force at some time of the year",
        bounds=(float(finding.bounds[0]), float(finding.bounds[1])),
        decomposition=parts,
    )
