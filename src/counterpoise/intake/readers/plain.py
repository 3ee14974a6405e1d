"""Plain text: paragraphs set apart by blank lines, or one a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from counterpoise.intake.decoding import decode
from counterpoise.intake.extraction import Block, Extraction, Reader

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\u2028\u2029]|$)")
_NOTE = re.compile(r"\s*\[(\d{1,4})\]\s+\S")
_BULLET = re.compile(r"\s*(?:[•‣▪*–-]|\(?\d{1,2}[.)])\s+\S")
_ITEM = re.compile(r"(\d{1,4})[.)]\s+\S")
_NOTES_HEADING = re.compile(r"(?:foot|end)?notes?|notes et références|références", re.IGNORECASE)
_WRAP_MINIMUM, _WRAP_MAXIMUM = 45, 100


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines, line ends left out."""
    position = 0
    while position < len(text):
        match = _LINE.match(text, position)
        assert match is not None
        end = position + len(match.group().rstrip("\r\n\x0b\x0c\u2028\u2029"))
        yield position, end
        position = max(match.end(), position + 1)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks without touching a character."""
    spans = [(start, end) for start, end in lines_of(text)]
    wrapped = _is_wrapped(text, spans)
    blocks: list[tuple[int, int]] = []
    open_block = False
    for start, end in spans:
        line = text[start:end]
        if not line.strip():
            open_block = False
            continue
        if wrapped and open_block and not _NOTE.match(line) and not _BULLET.match(line):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        open_block = True
    return _numbered_notes(text, tuple(_block(text, start, end) for start, end in blocks))


def _numbered_notes(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take the items "1. …", "2. …" that follow a heading such as “Notes” for notes."""
    found, expected = [], 0
    for block in blocks:
        piece = text[block.start : block.end]
        item = _ITEM.match(piece)
        is_next = item is not None and int(item.group(1)) == expected
        if item is not None and is_next:
            found.append(replace(block, hint="note", label=item.group(1)))
            expected += 1
            continue
        found.append(block)
        expected = 1 if _NOTES_HEADING.fullmatch(piece) else 0 if expected > 1 else expected
    return tuple(found)


def _block(text: str, start: int, end: int) -> Block:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    note = _NOTE.match(piece)
    if note is not None:
        return Block(start, end, "note", label=note.group(1))
    if _BULLET.match(piece) and "•" in piece[:6]:
        return Block(start, end, "list")
    return Block(start, end)


def _is_wrapped(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether lines are broken for width: most lines before another are of like length."""
    before_another = [
        end - start
        for (start, end), (next_start, next_end) in itertools.pairwise(spans)
        if text[start:end].strip() and text[next_start:next_end].strip()
    ]
    if len(before_another) < 3:
        return False
    fitting = sum(_WRAP_MINIMUM <= length <= _WRAP_MAXIMUM for length in before_another)
    return fitting >= 0.6 * len(before_another) and max(before_another) <= 1.3 * _WRAP_MAXIMUM


def _recognises(head: bytes, suffix: str) -> bool:
    return suffix in {".txt", ".text", ""} and b"\x00" not in head


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    text = decode(data, where)
    return (Extraction(text, "text", text_blocks(text)),)


READER = Reader("text", _recognises, _read)
