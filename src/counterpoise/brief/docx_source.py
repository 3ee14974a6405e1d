"""A brief as Pandoc's document tree, for the form with real footnotes.

Every note is a footnote where it is first needed, so that Word counts it to the number that it has
in all other forms; where it is needed again, that number is a link to the first place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
)
from counterpoise.brief.pdf_data import column_weights
from counterpoise.model.findings import Json

PANDOC_API = [1, 23, 1]
"""Version of pandoc-types that the tree is written in."""
_NO_ATTRIBUTES: Json = ["", [], []]


def pandoc_tree(brief: Brief) -> Json:
    """Return a brief as the JSON form of Pandoc's document tree."""
    writer = _Writer({note.number: note.text for note in brief.notes}, brief.labels)
    blocks: list[Json] = []
    for section in brief.sections:
        attributes: Json = [section.id, [], []]
        blocks.append(_node("Header", [section.level, attributes, _words(section.title)]))
        for block in section.blocks:
            blocks.extend(writer.block(block))
    meta: Json = {
        "title": _node("MetaInlines", _words(brief.title)),
        "subtitle": _node("MetaInlines", _words(brief.subtitle)),
        "author": _node("MetaList", [_node("MetaInlines", _words("Counterpoise"))]),
        "lang": _node("MetaInlines", _words(brief.language)),
    }
    return {"pandoc-api-version": [*PANDOC_API], "meta": meta, "blocks": blocks}


def chart_name(figure: Figure) -> str:
    """Name of a chart's file beside the tree."""
    return f"{figure.id}.png"


@dataclass
class _Writer:
    """Writes blocks, and each note once."""

    notes: dict[int, str]
    labels: Mapping[str, str]
    _given: set[int] = field(default_factory=set)

    def block(self, block: Block) -> list[Json]:
        match block:
            case Paragraph():
                return [_node("Para", self._run(block.sentences))]
            case Bullets():
                return [self._list(block.sentences)]
            case Sides():
                return self._sides(block)
            case Figure():
                return _figure(block)
            case Table():
                return [self._table(block)]

    def _run(self, items: Sequence[Sentence | Cell]) -> list[Json]:
        run: list[Json] = []
        for item in items:
            run += [_node("Space")] if run else []
            run += [*_words(item.text), *self._mark(item.note)]
        return run

    def _list(self, items: Sequence[Sentence]) -> Json:
        return _node("BulletList", [[_node("Plain", self._run((item,)))] for item in items])

    def _mark(self, number: int) -> list[Json]:
        if not number:
            return []
        if number not in self._given:
            self._given.add(number)
            anchor: Json = [f"note-{number}", [], []]
            note = _node("Note", [_node("Para", _words(self.notes[number]))])
            return [_node("Span", [anchor, [note]])]
        text = _node("Superscript", [_node("Str", str(number))])
        return [_node("Link", [_NO_ATTRIBUTES, [text], [f"#note-{number}", ""]])]

    def _sides(self, sides: Sides) -> list[Json]:
        claim = [_node("Strong", _words(sides.claim.text)), *self._mark(sides.claim.note)]
        blocks: list[Json] = [_node("Para", claim)]
        for label, held in (("sides_for", sides.supporting), ("sides_against", sides.denying)):
            blocks.append(_node("Para", [_node("Emph", _words(self.labels[label]))]))
            blocks.append(self._list(held))
        return blocks

    def _table(self, table: Table) -> Json:
        weights = column_weights(table)
        columns: list[Json] = [
            [_node("AlignLeft"), _node("ColWidth", round(weight / sum(weights), 4))]
            for weight in weights
        ]
        head = [_cell(_words(column)) for column in table.columns]
        rows = [_row([_cell(self._run((cell,))) for cell in row]) for row in table.rows]
        return _node(
            "Table",
            [
                [table.id, [], []],
                [None, [_node("Plain", _words(table.caption))]],
                columns,
                [_NO_ATTRIBUTES, [_row(head)]],
                [[_NO_ATTRIBUTES, 0, [], rows]],
                [_NO_ATTRIBUTES, []],
            ],
        )


def _figure(figure: Figure) -> list[Json]:
    alternative = _words(f"{figure.title}. {figure.alternative}")
    attributes: Json = ["", [], [["width", "100%"]]]
    image = _node("Image", [attributes, alternative, [chart_name(figure), ""]])
    caption: Json = [None, [_node("Plain", _words(figure.title))]]
    return [_node("Figure", [[figure.id, [], []], caption, [_node("Plain", [image])]])]


def _cell(inlines: list[Json]) -> Json:
    content: list[Json] = [_node("Plain", inlines)] if inlines else []
    return [_NO_ATTRIBUTES, _node("AlignDefault"), 1, 1, content]


def _row(cells: Sequence[Json]) -> Json:
    return [_NO_ATTRIBUTES, list(cells)]


def _words(text: str) -> list[Json]:
    inlines: list[Json] = []
    for word in text.split(" "):
        inlines += [_node("Space")] if inlines else []
        inlines += [_node("Str", word)] if word else []
    return inlines


def _node(tag: str, content: Json = None) -> dict[str, Json]:
    return {"t": tag} if content is None else {"t": tag, "c": content}
