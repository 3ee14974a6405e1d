"""A brief as Markdown with footnotes (Pandoc's syntax)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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

_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


def to_markdown(brief: Brief) -> str:
    """Write a brief as Markdown; charts are told by their text alternative."""
    parts = [f"# {_plain(brief.title)}", f"*{_plain(brief.subtitle)}* · TLP:{brief.tlp}"]
    for section in brief.sections:
        parts.extend(_section(brief, section))
    parts.append(f"## {_plain(brief.labels['section_notes'])}")
    parts.extend(f"[^{note.number}]: {_plain(note.text)}" for note in brief.notes)
    return "\n\n".join(parts) + "\n"


def _section(brief: Brief, section: Section) -> Iterator[str]:
    yield f"{'#' * (section.level + 1)} {_plain(section.title)}"
    for block in section.blocks:
        yield _block(brief, block)


def _block(brief: Brief, block: Block) -> str:
    match block:
        case Paragraph():
            return " ".join(map(_sentence, block.sentences))
        case Bullets():
            return "\n".join(f"- {_sentence(sentence)}" for sentence in block.sentences)
        case Table():
            return _table(brief, block)
        case Figure():
            label = brief.labels["figure"]
            return f"**{label}: {_plain(block.title)}.** {_plain(block.alternative)}"
        case Sides():
            return _sides(brief, block)


def _sentence(sentence: Sentence) -> str:
    return _plain(sentence.text) + _mark(sentence.note)


def _sides(brief: Brief, sides: Sides) -> str:
    lines = [f"**{_plain(sides.claim.text)}**{_mark(sides.claim.note)}", ""]
    for label, held in (("sides_for", sides.supporting), ("sides_against", sides.denying)):
        lines.append(f"- {_plain(brief.labels[label])}: " + " ".join(map(_sentence, held)))
    return "\n".join(lines)


def _table(brief: Brief, table: Table) -> str:
    head = " | ".join(map(_plain, table.columns))
    lines = [f"**{brief.labels['table']}: {_plain(table.caption)}**", "", f"| {head} |"]
    lines.append("|" + " --- |" * len(table.columns))
    lines.extend(f"| {_cells(row)} |" for row in table.rows)
    return "\n".join(lines)


def _cells(row: Sequence[Cell]) -> str:
    return " | ".join(_plain(cell.text) + _mark(cell.note) for cell in row)


def _mark(number: int) -> str:
    return f"[^{number}]" if number else ""


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
