"""A sentence of fact without a note to carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report

ID = "no-evidence"
_QUOTED = re.compile(r"[“«][^”»]{12,}[”»]")
_TABLE = re.compile(
    r"\W*(?:the\s|ce\s|la\s|le\s|cette\s)?(?:table|tableau|figure|chart|map|carte)\b", re.IGNORECASE
)
_PAST_FACT = frozenset({"day", "month"})


def _run(draft: Draft) -> Iterator[Report]:
    if not draft.document.anchors:
        return
    for unit in draft.body:
        paragraph = unit.paragraph
        if paragraph is None or paragraph.type not in {"body", "list"} or unit.section is None:
            continue
        title = unit.section.title.casefold().strip()
        if not unit.section.title or has("summary_sections", title):
            continue
        what = _fact(unit)
        if what and not _is_covered(draft, unit):
            yield draft.report(
                ID,
                "warning",
                unit,
                f"the sentence gives {what} and no note follows in its paragraph",
                evidence="no call from here to the end of the paragraph",
                mend="cite the source, or move the call behind the last sentence it covers",
            )


def _fact(unit: Unit) -> str:
    """Name what makes the sentence one of fact; empty when nothing does."""
    if _TABLE.match(unit.text):
        return ""
    if any(m.interval.precision in _PAST_FACT and not m.relative for m in unit.dates):
        return "a date"
    if any(n.digits and n.unit for n in unit.numbers):
        return "a figure"
    if _QUOTED.search(unit.text):
        return "a quotation"
    return ""


def _is_covered(draft: Draft, unit: Unit) -> bool:
    """Tell whether a call here or later in the paragraph covers the sentence."""
    if unit.paragraph is None:
        return True
    later = [a for a in draft.document.anchors if unit.start <= a.start < unit.paragraph.end]
    return bool(later)


CHECK = Check(
    ID,
    "warning",
    "document",
    "A sentence with a day, a month, a figure or a quotation and no call in its paragraph.",
    "Facts without date or figure; sections that sum up others are left alone.",
    _run,
)
