"""From a page's text fragments to lines, with raised small digits told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

_CALL = re.compile(r"\s*\d{1,3}\s*")
_RAISED_RATIO = 0.82
# Digits of their own right behind a stop: a superscript drawn by the font at full size.
_GLUED = re.compile(r"[.,;:!?…”’»)]$")


@dataclass(slots=True)
class Line:
    """One line: its pieces with the label of a note call or "", and where it stands.

    Attributes
    ----------
    x, y
        Left edge and baseline in points from the page's lower left corner.
    size
        Largest font size in the line, points.
    """

    x: float
    y: float
    size: float
    pieces: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(piece for piece, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    x: float
    y: float
    size: float


def _fragments(page: PageObject) -> list[_Fragment]:
    found: list[_Fragment] = []

    def visit(
        text: str,
        cm: list[float],
        tm: list[float],
        font: object,  # noqa: ARG001
        size: float,
    ) -> None:
        if text:
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            scale = abs(tm[3] or tm[1] or 1.0) * abs(cm[3] or cm[1] or 1.0)
            found.append(_Fragment(text, x, y, abs(size) * scale))

    page.extract_text(visitor_text=visit)
    return found


def lines_of_page(page: PageObject) -> list[Line]:
    """Gather the fragments of a page into lines, in the page's own order."""
    lines: list[Line] = []
    break_before = True
    for fragment in _fragments(page):
        for index, text in enumerate(fragment.text.split("\n")):
            if index:
                break_before = True
            if not text:
                continue
            if break_before or _is_elsewhere(lines[-1], fragment):
                if not text.strip():
                    continue
                lines.append(Line(fragment.x, fragment.y, 0.0))
                break_before = False
            _add(lines[-1], text, fragment)
    return [line for line in map(_trimmed, lines) if line.text.strip()]


def _trimmed(line: Line) -> Line:
    """Drop the white space at the end of a line: the line break stands for it."""
    while line.pieces and not line.pieces[-1][0].strip():
        line.pieces.pop()
    if line.pieces:
        text, label = line.pieces[-1]
        line.pieces[-1] = (text.rstrip(), label)
    return line


def _is_elsewhere(line: Line, fragment: _Fragment) -> bool:
    size = max(line.size, fragment.size, 1.0)
    return abs(line.y - fragment.y) > 0.75 * size and bool(fragment.text.strip())


def _add(line: Line, text: str, fragment: _Fragment) -> None:
    is_raised = bool(line.pieces) and (
        fragment.size < _RAISED_RATIO * line.size or _GLUED.search(line.text) is not None
    )
    opens_note = not line.pieces and _CALL.fullmatch(text) is not None
    if _CALL.fullmatch(text) and text.strip() and (is_raised or opens_note):
        line.pieces.append((text, text.strip()))
        if opens_note:
            line.y = fragment.y
        return
    line.size = max(line.size, fragment.size)
    line.pieces.append((text, ""))


def median_size(pages: list[list[Line]]) -> float:
    """Return the font size of most of the text: the median over characters, by tens."""
    sizes = [line.size for page in pages for line in page for _ in range(len(line.text) // 10 + 1)]
    return float(median(sizes)) if sizes else 1.0
