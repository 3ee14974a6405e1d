"""From lines to paragraphs, headings, notes and page furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from counterpoise.intake.extraction import BlockHint
from counterpoise.intake.readers.pdf_lines import Line

_GAP_RATIO = 1.75
_HEADING_RATIO = 1.12
_NOTE_RATIO = 0.93
_TERMINAL = re.compile(r"[.!?…:;][\"”’»)\]]*(?:\s*\d{1,3})*\s*$")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|sur)\s*\d{1,4})?\s*", re.IGNORECASE)


@dataclass(slots=True)
class PdfParagraph:
    """Lines that belong together."""

    page: int
    hint: BlockHint
    level: int = 0
    label: str = ""
    lines: list[Line] = field(default_factory=list)


def paragraphs_of(pages: list[list[Line]], body_size: float) -> list[PdfParagraph]:
    """Group the lines of all pages; a paragraph that runs over a page or column is joined."""
    running = _running_heads(pages)
    found: list[PdfParagraph] = []
    for number, page in enumerate(pages, 1):
        previous: Line | None = None
        for line in page:
            hint, label = _kind(line, body_size, running)
            if _continues(found, previous, line, hint, label):
                found[-1].lines.append(line)
            elif _resumes(found, line, hint, label):
                _last_text(found).lines.append(line)
            else:
                level = 0 if hint != "heading" else (1 if line.size > 1.4 * body_size else 2)
                found.append(PdfParagraph(number, hint, level, label, [line]))
            previous = line
    return found


def _running_heads(pages: list[list[Line]]) -> set[str]:
    """Lines that stand at the edge of three pages or more, digits left out."""
    seen: Counter[str] = Counter()
    for page in pages:
        edges = page[:1] + page[-1:]
        seen.update({re.sub(r"\d+", "#", line.text.strip()) for line in edges})
    return {text for text, count in seen.items() if count >= 3}


def _kind(line: Line, body_size: float, running: set[str]) -> tuple[BlockHint, str]:
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text) or re.sub(r"\d+", "#", text) in running:
        return "furniture", ""
    label = line.pieces[0][1]
    if line.size < _NOTE_RATIO * body_size:
        return "note", label
    if line.size > _HEADING_RATIO * body_size and len(text) < 160:
        return "heading", ""
    return "text", ""


def _continues(
    found: list[PdfParagraph], previous: Line | None, line: Line, hint: BlockHint, label: str
) -> bool:
    if previous is None or not found or found[-1].hint != hint or label:
        return False
    gap = previous.y - line.y
    if hint == "note":
        return True
    if abs(line.size - previous.size) > 0.08 * previous.size:
        return False
    return 0 < gap <= _GAP_RATIO * max(line.size, previous.size)


def _resumes(found: list[PdfParagraph], line: Line, hint: BlockHint, label: str) -> bool:
    """Tell whether a line goes on with the text that a column or page break has cut."""
    if hint != "text" or label or not any(p.hint == "text" for p in found):
        return False
    last = _last_text(found)
    if any(p.hint == "heading" for p in found[found.index(last) :]):
        return False
    return not _TERMINAL.search(last.lines[-1].text) and not line.text.lstrip()[:1].isupper()


def _last_text(found: list[PdfParagraph]) -> PdfParagraph:
    return next(p for p in reversed(found) if p.hint == "text")
