"""What the Typst template of a brief reads: plain JSON values, notes placed.

A note is a footnote of the page on which prose first needs it; a note that only tables need, or
that is longer than a few lines, stands at the end, so that no page is given over to notes. Every
note keeps the number it has in all other forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterpoise.brief.document import (
    Block,
    Brief,
    Bullets,
    Cell,
    Figure,
    Paragraph,
    Sentence,
    Sides,
    Table,
    sentences,
)
from counterpoise.model.findings import Json

_LINE = 108.0
"""Letters of a table's type on a line of the page."""
_BOLD = 1.12
_INSET = 3.0
"""Room for the padding of a cell and the number of a note, in letters."""
_UNBROKEN = 17
"""A column whose texts are all as short as a full date is not broken."""
_LONG_NOTE = 300
"""Letters beyond which a note goes to the end: about three lines at the foot of a page."""


def figures(brief: Brief) -> Iterator[Figure]:
    """Yield every chart of a brief, in order."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield block


def pdf_data(brief: Brief) -> dict[str, Json]:
    """Return a brief as the template's JSON values."""
    short = {note.number for note in brief.notes if len(note.text) <= _LONG_NOTE}
    placing = _Placing(
        short.intersection(
            sentence.note for section in brief.sections for sentence in sentences(section.blocks)
        )
    )
    day = date.fromisoformat(brief.as_of or brief.on)
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
        "length": brief.length,
        "tlp": brief.tlp,
        "day": [day.year, day.month, day.day],
        "labels": dict(brief.labels),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "level": section.level,
                "blocks": [placing.block(block) for block in section.blocks],
            }
            for section in brief.sections
        ],
        "notes": {str(note.number): note.text for note in brief.notes},
        "endnotes": [n.number for n in brief.notes if n.number not in placing.at_foot],
    }


@dataclass
class _Placing:
    """Says of every mark whether its note stands here, was given before, or comes at the end."""

    at_foot: set[int]
    _given: set[int] = field(default_factory=set)

    def block(self, block: Block) -> Json:
        match block:
            case Paragraph():
                return {"kind": "paragraph", "items": self._said(block.sentences)}
            case Bullets():
                return {"kind": "bullets", "items": self._said(block.sentences)}
            case Sides():
                return {
                    "kind": "sides",
                    "claim": self._said((block.claim,))[0],
                    "supporting": self._said(block.supporting),
                    "denying": self._said(block.denying),
                }
            case Figure():
                return {
                    "kind": "figure",
                    "id": block.id,
                    "title": block.title,
                    "alternative": block.alternative,
                }
            case Table():
                return self._table(block)

    def _said(self, items: Sequence[Sentence]) -> list[Json]:
        said: list[Json] = []
        for item in items:
            here = item.note in self.at_foot and item.note not in self._given
            mark = "foot" if here else "link"
            self._given.add(item.note)
            said.append({"text": item.text, "note": item.note, "mark": mark})
        return said

    def _table(self, table: Table) -> Json:
        return {
            "kind": "table",
            "id": table.id,
            "caption": table.caption,
            "columns": list(table.columns),
            "widths": [*column_weights(table)],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
        }

    def _cell(self, cell: Cell) -> Json:
        return {"text": cell.text, "note": cell.note, "mark": "link", "tone": cell.tone}


def column_weights(table: Table) -> Sequence[float]:
    """Shares of the width of a table for its columns, from the lengths of their texts.

    No column gets less than its longest word needs. What is left goes, column by column from the
    most modest, to those whose whole text fits; the others share the rest by the square roots of
    their typical lengths, which keeps the rows low.
    """
    needs = [_lengths(table, place) for place in range(len(table.columns))]
    widths = [word for word, _longest, _mean in needs]
    hungry = sorted(range(len(needs)), key=lambda place: needs[place][1])
    while hungry:
        left = _LINE - sum(widths[place] for place in range(len(needs)) if place not in hungry)
        place = hungry[0]
        if needs[place][1] <= left / len(hungry):
            widths[place] = max(widths[place], needs[place][1])
            hungry.pop(0)
            continue
        roots = {place: needs[place][2] ** 0.5 for place in hungry}
        for place, root in roots.items():
            widths[place] = max(widths[place], left * root / sum(roots.values()))
        break
    return [round(width, 2) for width in widths]


def _lengths(table: Table, place: int) -> tuple[float, float, float]:
    """Least width of a column, width of its longest text, and root mean square of its texts."""
    texts = [row[place].text for row in table.rows if place < len(row)]
    head = table.columns[place]
    words = [1.0, *(len(word) for text in texts for word in text.split())]
    words += [_BOLD * len(word) for word in head.split()]
    longest = max((_BOLD * len(head), *map(len, texts)))
    typical = (sum(len(text) ** 2 for text in texts) / max(1, len(texts))) ** 0.5
    least = longest if longest <= _UNBROKEN else max(words)
    return least + _INSET, longest + _INSET, max(typical, 1.0)
