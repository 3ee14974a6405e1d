"""Word documents (ECMA-376): paragraphs, tables and real foot- and endnotes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from counterpoise.intake.archive import read_members
from counterpoise.intake.extraction import Block, BlockHint, Extraction, Reader, TextBuilder
from counterpoise.intake.xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_BODY = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_CORE = "docProps/core.xml"
_STYLES: tuple[tuple[str, BlockHint], ...] = (
    (r"title", "title"),
    (r"heading|titre", "heading"),
    (r"caption|legende", "caption"),
    (r"quote|citation", "quotation"),
    (r"list", "list"),
    (r"author|byline", "byline"),
)


_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "‑"}


def _recognises(head: bytes, suffix: str) -> bool:
    return head.startswith(b"PK\x03\x04") and suffix != ".zip"


def _style(paragraph: ET.Element) -> tuple[BlockHint, int]:
    element = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if element is None else str(element.get(f"{_W}val", "")).lower()
    for pattern, hint in _STYLES:
        if re.search(pattern, name):
            level = re.search(r"\d", name)
            return hint, int(level.group()) if level is not None else 1
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return "list", 0
    return "text", 0


def _runs(paragraph: ET.Element) -> list[ET.Element]:
    """Return a paragraph's runs; those of paragraphs inside it (text boxes) come on their own."""
    inner = {
        id(run)
        for nested in paragraph.iter(f"{_W}p")
        if nested is not paragraph
        for run in nested.iter(f"{_W}r")
    }
    return [run for run in paragraph.iter(f"{_W}r") if id(run) not in inner]


def _write_runs(builder: TextBuilder, paragraph: ET.Element, part: str) -> None:
    """Write a paragraph's characters; deleted text is left out, inserted text is kept."""
    for element in (child for run in _runs(paragraph) for child in run):
        if element.tag == f"{_W}t":
            builder.write(element.text or "", part=part)
        elif element.tag in _CHARACTERS:
            builder.write(_CHARACTERS[element.tag], part=part)
        elif element.tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            kind = "footnote" if element.tag.endswith("footnoteReference") else "endnote"
            number = str(element.get(f"{_W}id", ""))
            builder.mark(f"[{number}]", number, kind)


def _write_paragraphs(builder: TextBuilder, root: ET.Element, part: str) -> None:
    cells = {id(p) for cell in root.iter(f"{_W}tc") for p in cell.iter(f"{_W}p")}
    for paragraph in root.iter(f"{_W}p"):
        start = builder.length
        hint, level = _style(paragraph)
        if id(paragraph) in cells:
            hint = "table"
        _write_runs(builder, paragraph, part)
        builder.close(start, Block(0, 0, hint, level, place=part))


def _write_notes(builder: TextBuilder, root: ET.Element, part: str, kind: str) -> None:
    for note in root.iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        start = builder.length
        for index, paragraph in enumerate(note.iter(f"{_W}p")):
            if index:
                builder.write("\n", part=part)
            _write_runs(builder, paragraph, part)
        label = str(note.get(f"{_W}id", ""))
        builder.close(start, Block(0, 0, "note", label=label, group=kind, place=part))


def _core(data: bytes | None, where: str) -> dict[str, str]:
    if data is None:
        return {}
    root = parse_xml(data, f"{where}, {_CORE}")
    wanted = {
        "title": f"{_DC}title",
        "creator": f"{_DC}creator",
        "publisher": f"{_DC}publisher",
        "language": f"{_DC}language",
        "created": f"{_TERMS}created",
    }
    return {key: (root.findtext(tag) or "").strip() for key, tag in wanted.items()}


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    members = read_members(data, (_BODY, *(name for name, _ in _NOTES), _CORE), where, _BODY)
    builder = TextBuilder()
    _write_paragraphs(builder, parse_xml(members[_BODY], f"{where}, {_BODY}"), _BODY)
    for name, kind in _NOTES:
        if name in members:
            _write_notes(builder, parse_xml(members[name], f"{where}, {name}"), name, kind)
    core = _core(members.get(_CORE), where)
    author = core.get("creator", "")
    return (
        Extraction(
            builder.text(),
            "docx",
            tuple(builder.blocks),
            tuple(builder.markers),
            title=core.get("title", ""),
            authors=(author,) if author else (),
            publisher=core.get("publisher", ""),
            made=core.get("created", "")[:10],
            language=core.get("language", "")[:2].lower(),
            runs=tuple(builder.runs),
            remarks=() if builder.blocks else (f"{where}: the document holds no text",),
        ),
    )


READER = Reader("docx", _recognises, _read)
