"""What a reader hands on: the text, its blocks, and the note calls that the format itself marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from counterpoise.model.documents import SourceRun

BlockHint = Literal[
    "text",
    "title",
    "heading",
    "note",
    "list",
    "quotation",
    "caption",
    "table",
    "byline",
    "furniture",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text set apart by the format.

    Attributes
    ----------
    hint
        What the format says it is; "text" leaves the judgement to the wording.
    level
        Level of a heading (1-based), 0 when unknown.
    label, group
        Label of a note, and the group within which labels are unique (a page, say).
    """

    start: int
    end: int
    hint: BlockHint = "text"
    level: int = 0
    label: str = ""
    group: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    """A call for a note that the format marks: a superscript, a link, a reference element."""

    start: int
    end: int
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document's text with what its format knows about it.

    Attributes
    ----------
    published
        Date as the format gives it, in ISO 8601, or empty.
    made
        Day on which the file was made, in ISO 8601, or empty: stands in for a date of publication
        that neither text nor format gives, and is said to.
    """

    text: str
    format: str
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    made: str = ""
    language: str = ""
    runs: tuple[SourceRun, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read.

    Attributes
    ----------
    recognises
        Tells from the first bytes and the file's suffix whether the reader is meant.
    read
        Bytes and the place they came from (for messages) → one extraction a document inside.
    """

    name: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], tuple[Extraction, ...]]


class TextBuilder:
    """Collects blocks into one text, a blank line between them, keeping their spans."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._last_visible = -1
        self.blocks: list[Block] = []
        self.markers: list[Marker] = []
        self.runs: list[SourceRun] = []

    @property
    def length(self) -> int:
        """Code points so far."""
        return self._length

    def write(self, text: str, source_start: int = -1, part: str = "") -> None:
        """Append characters and remember where they came from."""
        if text:
            self.runs.append(SourceRun(self._length, self._length + len(text), source_start, part))
            self._append(text)

    def mark(self, text: str, label: str, group: str = "") -> None:
        """Append the characters of a note call."""
        self.markers.append(Marker(self._length, self._length + len(text), label, group))
        self._append(text)

    def close(self, start: int, block: Block) -> None:
        """Finish the block begun at ``start``, taking everything but its span from ``block``."""
        if self._last_visible >= start:
            self.blocks.append(
                Block(
                    start,
                    self._length,
                    block.hint,
                    block.level,
                    block.label,
                    block.group,
                    block.place,
                )
            )
            self._append("\n\n")

    def _append(self, text: str) -> None:
        if text.strip():
            self._last_visible = self._length
        self._pieces.append(text)
        self._length += len(text)

    def text(self) -> str:
        """Everything written."""
        return "".join(self._pieces)
