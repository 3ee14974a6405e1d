"""Markdown: the source itself is the text; its marks stay inside the nodes."""

from __future__ import annotations

import re

import yaml

from counterpoise.intake.decoding import decode
from counterpoise.intake.extraction import Block, Extraction, Marker, Reader
from counterpoise.intake.readers.plain import lines_of

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*")
_CALL = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_BULLET = re.compile(r"\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+\S")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_FRONT_MATTER = re.compile(r"\A\ufeff?---\r?\n(.*?)\r?\n---\s*?(?:\r?\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*-->\s*$")


def _blocks(text: str, offset: int) -> list[Block]:
    blocks: list[Block] = []
    open_block, fenced = False, False
    for start, end in lines_of(text):
        line = text[start:end]
        if start < offset or not line.strip():
            open_block = False
            continue
        if line.lstrip().startswith("```"):
            fenced = not fenced
            blocks.append(Block(start, end, "furniture"))
            continue
        block = Block(start, end, "table") if fenced else _block(line, start, end)
        underline = _UNDERLINE.match(line)
        if underline is not None and open_block and not fenced:
            level = 1 if underline.group(1)[0] == "=" else 2
            blocks[-1] = Block(blocks[-1].start, end, "heading", level)
            open_block = False
        elif open_block and block.hint == "text" and blocks[-1].hint != "heading":
            last = blocks[-1]
            blocks[-1] = Block(last.start, end, last.hint, last.level, last.label)
        else:
            blocks.append(block)
            open_block = block.hint not in {"heading", "furniture", "table"}
    return blocks


def _block(line: str, start: int, end: int) -> Block:
    heading = _HEADING.match(line)
    if heading is not None:
        return Block(start, end, "heading", len(heading.group(1)))
    note = _NOTE.match(line)
    if note is not None:
        return Block(start, end, "note", label=note.group(1))
    if _COMMENT.match(line) or re.fullmatch(r"\s*([-*_]\s*){3,}", line):
        return Block(start, end, "furniture")
    if line.lstrip().startswith(">"):
        return Block(start, end, "quotation")
    if line.lstrip().startswith("|"):
        return Block(start, end, "table")
    if _BULLET.match(line):
        return Block(start, end, "list")
    return Block(start, end)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Read the YAML head, if there is one; a head that is not YAML counts as text."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    try:
        loaded = yaml.safe_load(match.group(1))
    except yaml.YAMLError:
        return {}, 0
    if not isinstance(loaded, dict):
        return {}, 0
    return {str(key).lower(): str(value) for key, value in loaded.items()}, match.end()


def _recognises(head: bytes, suffix: str) -> bool:
    return suffix in {".md", ".markdown"} and b"\x00" not in head


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    text = decode(data, where)
    meta, offset = _front_matter(text)
    blocks = _blocks(text, offset)
    if offset:
        blocks.insert(0, Block(0, offset, "furniture"))
    markers = [Marker(m.start(), m.end(), m.group(1)) for m in _CALL.finditer(text, offset)]
    author = meta.get("author", "")
    return (
        Extraction(
            text,
            "markdown",
            tuple(blocks),
            tuple(markers),
            title=meta.get("title", ""),
            authors=(author,) if author else (),
            publisher=meta.get("publisher", ""),
            published=meta.get("date", ""),
            language=meta.get("lang", meta.get("language", "")),
        ),
    )


READER = Reader("markdown", _recognises, _read)
