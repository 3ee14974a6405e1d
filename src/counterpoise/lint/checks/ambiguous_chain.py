"""An "ibid." behind a note that cites several works."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.reports import Report

ID = "ambiguous-chain"


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.units:
        if unit.note is None:
            continue
        for citation in unit.note.citations:
            is_here = unit.start <= citation.start < unit.end
            if citation.publisher != "ibid" or citation.refers_to < 1 or not is_here:
                continue
            target = draft.document.note_of(citation.refers_to)
            works = [c for c in target.citations if c.kind != "reference"] if target else []
            if len(works) > 1:
                yield draft.report(
                    ID,
                    "warning",
                    unit,
                    f"“ibid.” may mean any of the {len(works)} works of note {citation.refers_to}",
                    evidence="; ".join(f"{w.title} ({w.issued.edtf})" for w in works),
                    mend="name the work",
                )


CHECK = Check(
    ID,
    "warning",
    "document",
    "An ibid. that follows a note with two works or more.",
    "An op. cit. that fits several works of one author.",
    _run,
)
