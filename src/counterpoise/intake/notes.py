"""Calls for notes and the notes they lead to, whatever the numbering.

A label may be unique in the document (continuous numbers, named notes), unique in a group that
the format marks (a page, footnotes against endnotes), or start again with every block of notes.
A call leads to the note of its label in its group; else, where labels repeat, to the first block
of notes that follows it; a label that this block lacks stays unresolved rather than reaching into
another block.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from counterpoise.intake.extraction import Block, Extraction, Marker
from counterpoise.model.documents import NoteAnchor

_BRACKETED = re.compile(r"\[(\d{1,4})\]")
_RAISED = re.compile(r"(?<=[\w.,;:!?”’»)])[¹²³⁰⁴-⁹]{1,3}")
_DIGITS = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_NOT_CALLS = frozenset({"furniture", "title"})


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note's block with the running number of the block of notes it stands in."""

    block: Block
    number: int


def note_blocks(extraction: Extraction) -> tuple[NoteBlock, ...]:
    """Give every note its block of notes: notes with nothing else between are one block."""
    found: list[NoteBlock] = []
    number, inside = 0, False
    seen: set[tuple[str, str]] = set()
    for block in extraction.blocks:
        if block.hint != "note":
            inside = False
            continue
        key = (block.group, block.label)
        if not inside or key in seen:
            number += 1
            seen = set()
        seen.add(key)
        inside = True
        found.append(NoteBlock(block, number))
    return tuple(found)


def calls(extraction: Extraction) -> tuple[Marker, ...]:
    """All calls for notes in order: those the format marks and those written in the text."""
    heads = {block.start for block in extraction.blocks if block.hint == "note"}
    found = {
        marker.start: marker
        for marker in extraction.markers
        if not _opens_a_note(marker, extraction, heads)
    }
    quiet = [b for b in extraction.blocks if b.hint in _NOT_CALLS or b.hint == "note"]
    for pattern in (_BRACKETED, _RAISED):
        for match in pattern.finditer(extraction.text):
            if match.start() in heads or any(abs(match.start() - start) <= 1 for start in found):
                continue
            if any(b.start <= match.start() < b.end for b in quiet):
                continue
            label = match.group().strip("[]").translate(_DIGITS)
            found[match.start()] = Marker(match.start(), match.end(), label)
    return tuple(found[start] for start in sorted(found))


def _opens_a_note(marker: Marker, extraction: Extraction, heads: set[int]) -> bool:
    if marker.group == "note" or marker.start in heads:
        return True
    return any(
        block.hint == "note"
        and block.start <= marker.start < block.end
        and not extraction.text[block.start : marker.start].strip()
        for block in extraction.blocks
    )


def resolve(markers: tuple[Marker, ...], notes: tuple[NoteBlock, ...]) -> tuple[NoteAnchor, ...]:
    """Lead every call to its note.

    Calls are numbered through the document, 1-based, in their order.
    """
    counts = Counter((note.block.group, note.block.label) for note in notes)
    repeats = any(count > 1 for count in counts.values())
    restarts = repeats or _label_one_missing(markers, notes)
    anchors = []
    for number, marker in enumerate(markers, 1):
        index = _find(marker, notes, restarts=restarts)
        following = _following_block(marker.end, notes)
        block = notes[index].number if index is not None else following
        anchors.append(NoteAnchor(number, marker.label, block, marker.start, marker.end, index))
    return tuple(anchors)


def _label_one_missing(markers: tuple[Marker, ...], notes: tuple[NoteBlock, ...]) -> bool:
    called = Counter((marker.group, marker.label) for marker in markers)
    blocks = {note.number for note in notes}
    return len(blocks) > 1 and called.most_common(1)[0][1] > 1 if called else False


def _find(marker: Marker, notes: tuple[NoteBlock, ...], *, restarts: bool) -> int | None:
    fitting = [
        index
        for index, note in enumerate(notes)
        if note.block.label == marker.label
        and (not marker.group or not note.block.group or note.block.group == marker.group)
    ]
    if not fitting:
        return None
    if not restarts:
        return fitting[0]
    following = _following_block(marker.end, notes)
    return next((index for index in fitting if notes[index].number == following), None)


def _following_block(position: int, notes: tuple[NoteBlock, ...]) -> int:
    return next((note.number for note in notes if note.block.start >= position), 0)
