"""Where in a document a position lies, as a locator names it."""

from __future__ import annotations

from counterpoise.model.documents import TextDocument


def place_of(document: TextDocument, position: int) -> tuple[str, int, int]:
    """Return the section by number, else title ("front" before the first), paragraph and note.

    Paragraph and global note number are 1-based, 0 where there is none.
    """
    for note in document.notes:
        if note.start <= position < note.end:
            return _section(document, note.start), 0, note.number
    for section in document.sections:
        for paragraph in section.paragraphs:
            if paragraph.start <= position < paragraph.end:
                return section.number or section.title or "front", paragraph.number, 0
    return "front", 0, 0


def _section(document: TextDocument, position: int) -> str:
    found = next((s for s in document.sections if s.start <= position < s.end), None)
    return "front" if found is None else found.number or found.title or "front"
