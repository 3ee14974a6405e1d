"""A document as a tree: section → paragraph → sentence, with notes beside it.

Every node is a half-open span of Unicode code points in `TextDocument.text`. For plain text and
Markdown that text is the untouched original. For the other formats it is the reading text drawn
from the original, and `TextDocument.runs` maps each stretch of it back to its place there. The
sections tile the text, and every character that is not white space lies in exactly one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from counterpoise.model.dates import DateInterval

TextType = Literal[
    "title",
    "heading",
    "strapline",
    "summary",
    "body",
    "pull_quote",
    "caption",
    "list",
    "quotation",
    "table",
    "note",
    "dateline",
    "byline",
    "furniture",
]
EVIDENCE_TYPES: frozenset[TextType] = frozenset(
    {"strapline", "summary", "body", "list", "quotation", "table", "note", "caption"}
)
CitationKind = Literal[
    "press",
    "communique",
    "un_document",
    "resolution",
    "report",
    "interview",
    "speech",
    "post",
    "webpage",
    "statement",
    "reference",
    "other",
]


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A stretch of the reading text and where it stands in the original.

    Attributes
    ----------
    start, end
        Span in the reading text.
    source_start
        Offset in the decoded original (HTML, feeds), or -1 where only the part is known.
    part
        Part of the original: "page 3", "word/footnotes.xml", empty when there is one part.
    """

    start: int
    end: int
    source_start: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; its note anchors belong to it.

    Attributes
    ----------
    anchors
        Global numbers (1-based) of the note anchors inside the span.
    """

    start: int
    end: int
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text of one type.

    Attributes
    ----------
    number
        Running number among the section's evidence-bearing paragraphs (1-based); 0 for others.
    language
        ISO 639-1 code, or "und" when the passage is too short to tell.
    line
        First line in the text (1-based).
    place
        Page or part of the original, as a reader would name it.
    """

    number: int
    start: int
    end: int
    type: TextType
    language: str
    line: int
    sentences: tuple[Sentence, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it; the stretch before the first heading has no title.

    Attributes
    ----------
    number
        Number as printed ("II", "3.1"), or empty.
    """

    number: str
    title: str
    level: int
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One work that a note cites.

    Attributes
    ----------
    csl
        CSL-JSON (schema 1.0.2) as canonical JSON text.
    issued
        Date of publication, or the period of an interview.
    number
        Official number: of a communiqué, a report, a resolution, a UN document.
    secondary
        Introduced by "see also" or the like: named beside the evidence, not as the evidence.
    refers_to
        Global number of the note that "ibid." or "op. cit." leads to; 0 when it is no such
        reference, -1 when it leads nowhere.
    protected, category, place, mode
        A source without a name: who, where, and whether by telephone.
    """

    kind: CitationKind
    start: int
    end: int
    title: str
    publisher: str
    issued: DateInterval
    csl: str
    authors: tuple[str, ...] = ()
    number: str = ""
    language: str = "und"
    secondary: bool = False
    refers_to: int = 0
    protected: bool = False
    category: str = ""
    place: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note's text.

    Attributes
    ----------
    number
        Global number of the anchor that leads here, counted through the document; 0 if none does.
    label, block
        Number as printed and running number of the block of notes it stands in (1-based).
    """

    number: int
    label: str
    block: int
    start: int
    end: int
    line: int
    language: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """A call for a note; ``note`` is its place in `TextDocument.notes`, None when unresolved."""

    number: int
    label: str
    block: int
    start: int
    end: int
    note: int | None


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A parsed document.

    Attributes
    ----------
    text
        The text that all spans refer to.
    format
        Name of the reader: text, markdown, html, pdf, docx, email, feed.
    published
        Date of publication, unknown when the document does not say.
    places
        Places of drafting or publication.
    remarks
        What the reader could not do, one sentence each.
    """

    text: str
    format: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: DateInterval
    places: tuple[str, ...]
    language: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    anchors: tuple[NoteAnchor, ...]
    runs: tuple[SourceRun, ...] = ()
    remarks: tuple[str, ...] = ()

    def quote(self, node: Sentence | Paragraph | Section | Note | NoteAnchor | Citation) -> str:
        """Return a node's characters, to the letter."""
        return self.text[node.start : node.end]

    def paragraphs(self, *types: TextType) -> Iterator[Paragraph]:
        """Iterate the paragraphs in order; all of them when no type is named."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                if not types or paragraph.type in types:
                    yield paragraph

    def note_of(self, number: int) -> Note | None:
        """Return the note that the anchor of a global number leads to, None when unresolved."""
        index = self.anchors[number - 1].note
        return None if index is None else self.notes[index]

    @property
    def unresolved(self) -> tuple[NoteAnchor, ...]:
        """The anchors that lead to no note."""
        return tuple(anchor for anchor in self.anchors if anchor.note is None)
