"""What was read and where: sources, documents and locators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoise.model.dates import UNDATED, DateInterval

Grade = Literal["primary", "data", "press", "analysis", "interview", "self_report"]


@dataclass(frozen=True, slots=True)
class Source:
    """One bibliographic record, or one protected source.

    Attributes
    ----------
    id
        Identifier, unique in the case.
    csl
        The record in CSL-JSON (Citation Style Language, schema 1.0.2) as canonical JSON text.
    type
        The CSL type, such as ``article-newspaper``.
    issued
        Day, month or interval of publication; unknown for interviews and undated items.
    cited_by
        The document that cites it; empty for a document that was read itself.
    notes
        Global numbers of the notes in which it is cited.
    protected
        A source whose identity is not recorded: it has category, place and period and no name.
    category, place, period, mode
        What may be said of a protected source.
    is_data
        A data count: known from the publication of the document that cites it.
    grade
        Nearness to the fact, see the vocabulary of grades.
    """

    id: str
    csl: str
    type: str
    title: str
    issued: DateInterval
    cited_by: str = ""
    notes: tuple[int, ...] = ()
    protected: bool = False
    category: str = ""
    place: str = ""
    period: DateInterval = UNDATED
    mode: str = ""
    is_data: bool = False
    grade: Grade = "press"


@dataclass(frozen=True, slots=True)
class Document:
    """A source whose text was read, with what identifies the file.

    Attributes
    ----------
    source
        Identifier of its bibliographic record.
    sha256
        Digest of the whole file, lower-case hexadecimal.
    characters
        Length of the text in Unicode code points.
    """

    source: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: the quoted span and its digest, never the quotation itself.

    Attributes
    ----------
    document
        Identifier of the document's source.
    section, paragraph
        Number of the section as printed and running number of the paragraph in it (1-based);
        the paragraph is 0 where the span is a note.
    note
        Global number of the note (1-based, counted through the document), or 0.
    start, end
        Half-open span in Unicode code points of the untouched UTF-8 file.
    sha256
        Digest of the span's UTF-8 bytes, lower-case hexadecimal.
    """

    id: str
    document: str
    section: str
    paragraph: int
    note: int
    start: int
    end: int
    sha256: str
