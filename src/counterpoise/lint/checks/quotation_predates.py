"""A quotation spoken long before what it is said to explain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report
from counterpoise.model.documents import Note

ID = "quotation-predates"
_MINIMUM_DAYS = 60
_QUOTED = re.compile(r"[“«\"][^”»\"]{4,}[”»\"]")


def explains_by_quotation(draft: Draft, unit: Unit, note: Note) -> bool:
    """Tell whether the note quotes words that the sentence gives as the reason."""
    if not has("response", unit.text):
        return False
    text = draft.document.quote(note)
    works = list(draft.works(note))
    prose = text[: works[0].start - note.start] if works else text
    return _QUOTED.search(prose) is not None and has("quoting", prose)


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        days = [m.interval.first for m in unit.dates if m.relation in {"on", "after"}]
        known = [day for day in days if day is not None]
        if not known:
            continue
        for number, note in draft.called(unit):
            issued = [w.issued.last for w in draft.works(note) if w.issued.last is not None]
            if not issued or not explains_by_quotation(draft, unit, note):
                continue
            gap_days = (min(known) - max(issued)).days
            if gap_days >= _MINIMUM_DAYS:
                yield draft.report(
                    ID,
                    "warning",
                    unit,
                    f"the words quoted in note {number} were published {gap_days} days before "
                    "what they are said to have provoked",
                    evidence=f"source of {max(issued)}, event of {min(known)}",
                    mend="date the quotation in the text, or quote what was said at the time",
                    note=number,
                )


CHECK = Check(
    ID,
    "warning",
    "document",
    "Quoted words, given as the reason of an event, published two months or more before it.",
    "Quotations whose date only the source's text would tell.",
    _run,
)
