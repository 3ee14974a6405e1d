"""One work cited twice with different particulars."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report
from counterpoise.lint.words import fold
from counterpoise.model.documents import Citation

ID = "citation-twice"
_LIKENESS = 94.0
_MINIMUM_LETTERS = 25


def _run(draft: Draft) -> Iterator[Report]:
    cited: list[tuple[int, Citation]] = []
    for unit in draft.units:
        if unit.note is None:
            continue
        for work in unit.note.citations:
            if not unit.start <= work.start < unit.end or len(work.title) < _MINIMUM_LETTERS:
                continue
            for number, earlier in cited:
                difference = _difference(earlier, work)
                if difference:
                    yield _report(draft, unit, number, difference)
                    break
            cited.append((unit.note.number, work))


def _difference(earlier: Citation, work: Citation) -> str:
    if earlier.number and work.number and earlier.number != work.number:
        return ""
    left, right = fold(earlier.title), fold(work.title)
    if fuzz.ratio(left, right) < _LIKENESS:
        return ""
    same_issue = earlier.issued.edtf == work.issued.edtf
    if left != right and same_issue and fold(earlier.publisher) == fold(work.publisher):
        return f"“{earlier.title}” against “{work.title}”"
    if left == right and earlier.issued.is_known and work.issued.is_known and not same_issue:
        return f"dated {earlier.issued.edtf} against {work.issued.edtf}"
    return ""


def _report(draft: Draft, unit: Unit, number: int, difference: str) -> Report:
    return draft.report(
        ID,
        "warning",
        unit,
        f"note {number} cites this work with other particulars",
        evidence=difference,
        mend="check the source and make both the same",
    )


CHECK = Check(
    ID,
    "warning",
    "document",
    "One work cited twice under titles that differ by a letter or two, or with two dates.",
    "A work cited twice under titles that differ more.",
    _run,
)
