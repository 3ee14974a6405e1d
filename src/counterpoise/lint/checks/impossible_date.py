"""Days that the calendar does not have, and sources dated after the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.intake.when import spans
from counterpoise.intake.when.patterns import table
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.reports import Report

ID = "impossible-date"
_DAY = re.compile(
    r"(?<![\w/°-])(?:(?P<d>\d{1,2})(?:er|st|nd|rd|th)?\s(?P<m>[A-Za-zéûà]{3,9})|"
    r"(?P<m2>[A-Z][a-z]{2,8})\s(?P<d2>\d{1,2}))(?:,)?\s(?P<y>(?:19|20)\d\d)(?!\d)"
)


def _run(draft: Draft) -> Iterator[Report]:
    published = draft.document.published.last
    for unit in draft.units:
        for match in _DAY.finditer(unit.text):
            month = table("months").get((match.group("m") or match.group("m2")).lower())
            number = int(match.group("d") or match.group("d2"))
            if month is not None and spans.day(int(match.group("y")), month, number) is None:
                yield draft.report(
                    ID,
                    "error",
                    unit,
                    f"“{match.group()}” is not a day of the calendar",
                    evidence="Gregorian calendar",
                    mend="look the date up in the source",
                )
        if unit.note is None or published is None:
            continue
        for work in unit.note.citations:
            late = work.issued.first
            if unit.start <= work.start < unit.end and late is not None and late > published:
                yield draft.report(
                    ID,
                    "error",
                    unit,
                    f"a source of {work.issued.edtf} is cited in a text of {published}",
                    evidence=work.title or work.category,
                    mend="correct the date of the source or of the text",
                )


CHECK = Check(
    ID,
    "error",
    "document",
    "A day such as 31 February; a cited source younger than the document that cites it.",
    "Dates in languages other than English and French.",
    _run,
)
