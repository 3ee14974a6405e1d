"""A finished brief set by the rules of its language: apostrophes, spaces around punctuation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterpoise.brief.document import (
    Block,
    Brief,
    Bullets,
    Cell,
    Figure,
    Paragraph,
    Section,
    Sentence,
    Sides,
    Table,
)

Typeset = Callable[[str], str]


def typeset(brief: Brief, setting: Typeset) -> Brief:
    """Return a brief with every text that a reader sees set; identifiers and data stay."""
    return replace(
        brief,
        title=setting(brief.title),
        subtitle=setting(brief.subtitle),
        sections=tuple(_section(section, setting) for section in brief.sections),
        notes=tuple(replace(note, text=setting(note.text)) for note in brief.notes),
        labels={key: setting(label) for key, label in brief.labels.items()},
    )


def _section(section: Section, setting: Typeset) -> Section:
    blocks = tuple(_block(block, setting) for block in section.blocks)
    return replace(section, title=setting(section.title), blocks=blocks)


def _block(block: Block, setting: Typeset) -> Block:
    match block:
        case Paragraph():
            return Paragraph(_sentences(block.sentences, setting))
        case Bullets():
            return Bullets(_sentences(block.sentences, setting))
        case Table():
            return _table(block, setting)
        case Figure():
            return replace(
                block, title=setting(block.title), alternative=setting(block.alternative)
            )
        case Sides():
            return replace(
                block,
                claim=_sentences((block.claim,), setting)[0],
                supporting=_sentences(block.supporting, setting),
                denying=_sentences(block.denying, setting),
            )


def _sentences(items: tuple[Sentence, ...], setting: Typeset) -> tuple[Sentence, ...]:
    return tuple(replace(item, text=setting(item.text)) for item in items)


def _table(table: Table, setting: Typeset) -> Table:
    rows = tuple(tuple(_cell(cell, setting) for cell in row) for row in table.rows)
    return replace(
        table,
        caption=setting(table.caption),
        columns=tuple(map(setting, table.columns)),
        rows=rows,
    )


def _cell(cell: Cell, setting: Typeset) -> Cell:
    return replace(cell, text=setting(cell.text))
