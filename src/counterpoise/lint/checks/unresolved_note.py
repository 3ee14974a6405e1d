"""Calls that lead to no note, notes that nobody calls, chains that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.reports import Report
from counterpoise.model.documents import NoteAnchor

ID = "unresolved-note"


def _run(draft: Draft) -> Iterator[Report]:
    document = draft.document
    for anchor in document.unresolved:
        others = [n.label for n in document.notes if n.block == anchor.block]
        labels = f"this block of notes holds {', '.join(others)}" if others else "no note follows"
        yield _unresolved(draft, anchor, labels)
    for unit in draft.units:
        note = unit.note
        if note is None or unit.start > note.start + len(note.label) + 4:
            continue
        if note.number == 0 and document.anchors:
            yield draft.report(
                ID,
                "warning",
                unit,
                f"no sentence calls note [{note.label}]",
                evidence=f"block {note.block} of the notes",
                mend="call the note where it belongs, or drop it",
            )
        for citation in note.citations:
            if citation.refers_to == -1:
                yield draft.report(
                    ID,
                    "error",
                    unit,
                    f"“{citation.publisher}” leads to no earlier work",
                    evidence=citation.title or "no work is cited before",
                    mend="cite the work in full",
                )


def _unresolved(draft: Draft, anchor: NoteAnchor, labels: str) -> Report:
    """Report a call wherever it stands, in a table or a heading as well."""
    unit = next((u for u in draft.units if anchor.number in u.anchors), None)
    start, end = (unit.start, unit.end) if unit is not None else (anchor.start, anchor.end)
    return Report(
        check=ID,
        severity="error",
        start=start,
        end=end,
        line=1 + draft.document.text.count("\n", 0, start),
        note=anchor.number,
        sentence=draft.document.text[start:end],
        message=f"the call [{anchor.label}] leads to no note",
        evidence=labels,
        mend=f"restore note [{anchor.label}] or drop the call",
    )


CHECK = Check(
    ID,
    "error",
    "document",
    "A call without its note, a note without a call, an ibid. or op. cit. that leads nowhere.",
    "A call whose note exists and is the wrong one; see note-support.",
    _run,
)
