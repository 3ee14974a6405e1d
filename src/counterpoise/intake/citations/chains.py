"""Follows "ibid." and "op. cit." to the note that first cites the work."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from counterpoise.model.documents import Citation, Note, TextDocument

_MINIMUM_LIKENESS = 85.0


def follow_chains(document: TextDocument) -> tuple[Note, ...]:
    """Return the notes with every chain led to its note, -1 where it leads nowhere.

    "Ibid." leads to the work cited just before, in the same note or the one before it; where that
    is a chain itself, to where the chain leads. "Op. cit." leads to the first note that cites a
    work of that title or author.
    """
    ordered = sorted(document.notes, key=lambda note: (note.number == 0, note.number, note.start))
    done: dict[int, Note] = {}
    earlier: list[tuple[int, Citation]] = []
    for note in ordered:
        citations: list[Citation] = []
        for citation in note.citations:
            led = citation
            if citation.kind == "reference" and citation.refers_to == -1:
                led = replace(citation, refers_to=_target(citation, earlier))
            citations.append(led)
            earlier.append((note.number, led))
        done[note.start] = replace(note, citations=tuple(citations))
    return tuple(done[note.start] for note in document.notes)


def _target(citation: Citation, earlier: list[tuple[int, Citation]]) -> int:
    if citation.publisher == "ibid":
        if not earlier:
            return -1
        number, last = earlier[-1]
        return last.refers_to if last.kind == "reference" else number
    wanted = citation.title
    for number, candidate in earlier:
        if candidate.kind == "reference" or not candidate.title:
            continue
        texts = (candidate.title, *candidate.authors)
        if any(_is_same(text, wanted) for text in texts):
            return number
    return -1


def _is_same(text: str, wanted: str) -> bool:
    if len(text) < 4:
        return False
    return (
        fuzz.partial_ratio(text.casefold(), wanted.casefold()) >= _MINIMUM_LIKENESS
        and len(text) <= len(wanted) + 15
    )
