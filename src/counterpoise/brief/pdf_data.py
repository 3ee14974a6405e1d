"""What the Typst template of a brief reads: plain JSON values, notes placed.

A note is a footnote of the page on which prose first needs it; a note that only tables need
stands at the end, so that a long table is not followed by a page of notes. Every note keeps the
number it has in all other forms.
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

_WIDEST_TEXT = 46.0
_PER_HEAD_LETTER = 1.15


def figures(brief: Brief) -> Iterator[Figure]:
    """Yield every chart of a brief, in order."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield block


def pdf_data(brief: Brief) -> dict[str, Json]:
    """Return a brief as the template's JSON values."""
    placing = _Placing(
        {
            sentence.note
            for section in brief.sections
            for sentence in sentences(section.blocks)
            if sentence.note
        }
    )
    day = date.fromisoformat(brief.as_of or brief.on)
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
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
        "endnotes": [n.number for n in brief.notes if n.number not in placing.in_prose],
    }


@dataclass
class _Placing:
    """Says of every mark whether its note stands here, was given before, or comes at the end."""

    in_prose: set[int]
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
            mark = "again" if item.note in self._given else "foot"
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
        mark = "again" if cell.note in self.in_prose else "end"
        return {"text": cell.text, "note": cell.note, "mark": mark, "tone": cell.tone}


def column_weights(table: Table) -> Sequence[float]:
    """Shares of the width of a table for its columns, from the lengths of their texts.

    A column never gets less than its longest word needs; the longest texts share the rest.
    """
    weights = []
    for place, heading in enumerate(table.columns):
        texts = [row[place].text for row in table.rows if place < len(row)]
        words = [len(word) for text in (*texts, heading) for word in text.split()]
        longest = max((len(text) for text in texts), default=0)
        mean = sum(map(len, texts)) / max(1, len(texts))
        wanted = min(_WIDEST_TEXT, max(0.7 * longest, 1.1 * mean))
        word = max(words, default=1) * _PER_HEAD_LETTER
        weights.append(round(max(wanted, word, 4.0), 2))
    return weights
