"""A brief before it takes a form: sections of blocks, sentences with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterpoise.errors import EvidenceError
from counterpoise.model.findings import Finding, Json


@dataclass(frozen=True)
class Sentence:
    """One sentence of prose.

    Attributes
    ----------
    text
        Plain text with its final stop.
    evidence
        Identifiers of what it rests on, most telling first.
    finding
        The finding that it words, where there is one.
    framing
        A sentence about the brief itself (method, reading aid) that states no fact of the world;
        the only kind that needs no evidence.
    note
        Number of its note, given when the brief is numbered; 0 before.
    """

    text: str
    evidence: tuple[str, ...] = ()
    finding: Finding | None = None
    framing: bool = False
    note: int = 0

    def __post_init__(self) -> None:
        if not self.evidence and not self.framing:
            raise EvidenceError(
                f"the sentence “{self.text}” has no evidence", remedy="give it a finding's evidence"
            )


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    tone
        A word for its look: good, bad, open, quiet or empty.
    finding
        The finding that it words, where there is one.
    """

    text: str
    evidence: tuple[str, ...] = ()
    tone: str = ""
    note: int = 0
    finding: Finding | None = None


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first column names the row."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A chart as a Vega-Lite specification with its data and a text alternative.

    Attributes
    ----------
    spec
        Vega-Lite 5 specification, data inline.
    alternative
        What the chart shows, in words.
    evidence
        What its data rest on.
    """

    id: str
    title: str
    spec: Mapping[str, Json]
    alternative: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Sides:
    """A contested claim: what is claimed, who supports it, who denies it."""

    id: str
    claim: Sentence
    supporting: tuple[Sentence, ...]
    denying: tuple[Sentence, ...]


Block = Paragraph | Bullets | Table | Figure | Sides


@dataclass(frozen=True)
class Section:
    """A titled part of the brief; `level` 1 is a part of its own, 2 a part of the one before."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True)
class Note:
    """A note: its number, its text and the evidence it documents."""

    number: int
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Brief:
    """A whole brief, numbered.

    Attributes
    ----------
    feed_evidence
        What stands behind the identifiers of reported events; empty without a lake.
    """

    case: str
    title: str
    subtitle: str
    language: str
    tlp: str
    on: str
    as_of: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    length: str = "full"
    feed_evidence: Mapping[str, Json] = field(default_factory=dict)


def sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Yield every sentence of some blocks, in order."""
    for block in blocks:
        match block:
            case Paragraph() | Bullets():
                yield from block.sentences
            case Sides():
                yield block.claim
                yield from block.supporting
                yield from block.denying
            case Table() | Figure():
                pass
