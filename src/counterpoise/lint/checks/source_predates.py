"""A source published before what it is cited for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counterpoise.lint.checking import Check
from counterpoise.lint.checks.quotation_predates import explains_by_quotation
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import Citation, Note

ID = "source-predates-event"
_RECENT_DAYS = 365
_RELATIVE_CLAUSE = re.compile(r",\s(?:whose|which|who|where|dont|qui|où)\s")
_DEMONSTRATIVE = re.compile(
    r"\s*(?:This|That|These|The)\s(?:move|decision|step|announcement|"
    r"measure|commitment|gesture|pledge)\b"
)


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        for number, note in draft.called(unit):
            clause = _clause(draft, unit, number)
            if clause is None:
                continue
            event, words = clause
            works = [work for work in draft.works(note) if work.issued.last is not None]
            early = [work for work in works if _is_before(work.issued, event)]
            if early and not explains_by_quotation(draft, unit, note):
                yield from _report(draft, unit, number, note, event, words, early)


def _report(
    draft: Draft,
    unit: Unit,
    number: int,
    note: Note,
    event: date,
    words: str,
    early: list[Citation],
) -> Iterator[Report]:
    works = draft.works(note)
    remain = [work for work in works if work not in early]
    is_side = all(work.secondary for work in early)
    if remain and not is_side:
        return
    listed = "; ".join(f"“{w.title or w.category}”, {w.issued.edtf}" for w in early)
    yield draft.report(
        ID,
        "warning" if remain or words else "error",
        unit,
        f"note {number} cites a source published before {words or event.isoformat()}",
        evidence=listed,
        mend="cite a source from after the event, or say that this one is background",
        note=number,
    )


def _is_before(issued: DateInterval, event: date) -> bool:
    return issued.last is not None and issued.last < event


def _clause(draft: Draft, unit: Unit, number: int) -> tuple[date, str] | None:
    """Return the first day the cited clause can be about, and words for a vague date.

    A clause without a date leans on the sentence before when it opens with "this move" or the
    like; "recent" means the year before publication.
    """
    anchor = draft.document.anchors[number - 1]
    start = max(
        [draft.document.anchors[n - 1].end for n in unit.anchors if n < number] or [unit.start]
    )
    stretch = unit.text[start - unit.start : anchor.start - unit.start]
    cut = [match.end() for match in _RELATIVE_CLAUSE.finditer(stretch)]
    if cut:
        start += cut[-1]
        stretch = stretch[cut[-1] :]
    days = [
        m.interval.first
        for m in unit.dates
        if start <= m.start < anchor.start
        and m.relation in {"on", "after", "until"}
        and m.interval.first is not None
        and not (m.interval.precision == "year" and _names_a_thing(draft, m.end))
    ]
    published = draft.document.published.last
    past = [day for day in days if published is None or day <= published]
    if past:
        return min(past), ""
    if days:
        return None
    if cut:
        return None
    return _leaning(draft, unit, stretch)


def _names_a_thing(draft: Draft, end: int) -> bool:
    """Tell a year before a capitalised noun, which names an agreement rather than a date."""
    return re.match(r"\s(?:[A-Z]\w+|inter-)", draft.document.text[end : end + 20]) is not None


def _leaning(draft: Draft, unit: Unit, stretch: str) -> tuple[date, str] | None:
    published = draft.document.published.last
    if has("recent", stretch) and published is not None:
        return published - timedelta(days=_RECENT_DAYS), "what the sentence calls recent"
    before = draft.before(unit)
    if _DEMONSTRATIVE.match(unit.text) and before is not None and before.dates:
        days = [m.interval.first for m in before.dates if m.relation == "on"]
        latest = [day for day in days if day is not None]
        if latest:
            return max(latest), "the event that the sentence before dates"
    return None


CHECK = Check(
    ID,
    "error",
    "document",
    "A cited source whose date of publication lies before the event of its sentence.",
    "Events without a date of their own, and interviews dated by a year only.",
    _run,
)
