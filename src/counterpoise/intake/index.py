"""An index of a library's sentences, for searching: SQLite's FTS5, accents and case folded.

The index, ``search.sqlite`` in the library's folder, is made from the originals and may be deleted
at any time. Before each search it is brought in line with the newest versions: a document is parsed
again only when its digest has changed.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from counterpoise.errors import DocumentError, InputError, OutputError
from counterpoise.intake.library import Library, Version
from counterpoise.intake.parse import parse_bytes
from counterpoise.intake.places import place_of
from counterpoise.model.documents import Sentence, TextDocument, TextType

FILE = "search.sqlite"
_SHAPE = 1
_LEFT_OUT: frozenset[TextType] = frozenset({"pull_quote", "furniture"})
_TABLES = """
CREATE TABLE documents (document TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE places (
  id INTEGER PRIMARY KEY, document TEXT NOT NULL, origin TEXT, title TEXT, published TEXT,
  language TEXT, type TEXT, section TEXT, paragraph INTEGER, note INTEGER, line INTEGER,
  "start" INTEGER, "end" INTEGER, sha256 TEXT, sentence TEXT);
CREATE INDEX places_document ON places (document);
CREATE VIRTUAL TABLE words USING fts5 (
  sentence, content='', tokenize='unicode61 remove_diacritics 2');
"""
_WANTED = re.compile(r"\"([^\"]+)\"|(\S+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words, with its place.

    Attributes
    ----------
    document
        Name in the library.
    section, paragraph, note, start, end
        The place in the reading text, as in a locator; numbers 1-based, 0 where there is none.
    line
        First line in the reading text, 1-based.
    sha256
        Digest of the sentence's characters.
    """

    document: str
    origin: str
    title: str
    published: str
    language: str
    type: str
    section: str
    paragraph: int
    note: int
    line: int
    start: int
    end: int
    sha256: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Attributes
    ----------
    hits
        Best first (BM25), at most as many as asked for.
    total
        How many sentences hold the words.
    documents
        How many documents were searched.
    problems
        Documents that could not be read, one sentence each.
    """

    hits: tuple[Hit, ...]
    total: int
    documents: int
    problems: tuple[str, ...]


def search(root: Path, words: str, *, limit: int = 20) -> Found:
    """Find the sentences that hold all words.

    Parameters
    ----------
    words
        Words, "phrases" in quotation marks, and beginnings of words with a star ("sanction*").

    Raises
    ------
    InputError
        There is no word to search for.
    OutputError
        The index cannot be written.
    """
    expression = _expression(words)
    library = Library(root)
    names = library.documents()
    if not names:
        return Found((), 0, 0, ())
    try:
        with closing(sqlite3.connect(root / FILE)) as index:
            problems = tuple(_update(index, library, names))
            held = index.execute("SELECT count(*) FROM documents").fetchone()[0]
            total = index.execute(
                "SELECT count(*) FROM words WHERE words MATCH ?", (expression,)
            ).fetchone()[0]
            rows = index.execute(
                "SELECT document, origin, title, published, language, type, section, paragraph, "
                'note, line, "start", "end", sha256, places.sentence FROM words '
                "JOIN places ON places.id = words.rowid WHERE words MATCH ? "
                "ORDER BY words.rank, document, places.id LIMIT ?",
                (expression, limit),
            ).fetchall()
    except sqlite3.Error as error:
        raise OutputError(
            f"the search index cannot be used ({error})",
            where=str(root / FILE),
            remedy="delete it; it is made anew from the originals",
        ) from None
    return Found(tuple(Hit(*row) for row in rows), total, held, problems)


def _expression(words: str) -> str:
    """Quote every word, so that nothing is read as FTS5's own syntax."""
    parts = []
    for match in _WANTED.finditer(words):
        text = match.group(1) or match.group(2)
        bare = " ".join(re.findall(r"\w+", text))
        if bare:
            parts.append(f'"{bare}"' + ("*" if match.group(2) and text.endswith("*") else ""))
    if not parts:
        raise InputError("there is no word to search for", where="WORDS", remedy="give a word")
    return " AND ".join(parts)


def _update(index: sqlite3.Connection, library: Library, names: tuple[str, ...]) -> Iterator[str]:
    """Bring the index in line with the library, one transaction a document."""
    if index.execute("PRAGMA user_version").fetchone()[0] != _SHAPE:
        index.executescript(f"{_TABLES} PRAGMA user_version = {_SHAPE};")
    known = dict(index.execute("SELECT document, sha256 FROM documents").fetchall())
    for name in sorted(set(known) - set(names)):
        with index:
            _forget(index, name)
    for name in names:
        try:
            newest = library.versions(name)[-1]
            if known.get(name) == newest.sha256:
                continue
            data = library.original(name, newest)
            suffix = PurePosixPath(newest.file).suffix
            documents = parse_bytes(data, suffix, newest.origin)
        except (DocumentError, IndexError) as error:
            yield str(error) or f"{name}: no version is listed."
            continue
        with index:
            _forget(index, name)
            index.execute("INSERT INTO documents VALUES (?, ?)", (name, newest.sha256))
            for document in documents:
                _add(index, name, newest, document)


def _forget(index: sqlite3.Connection, name: str) -> None:
    rows = index.execute("SELECT id, sentence FROM places WHERE document = ?", (name,)).fetchall()
    index.executemany("INSERT INTO words (words, rowid, sentence) VALUES ('delete', ?, ?)", rows)
    index.execute("DELETE FROM places WHERE document = ?", (name,))
    index.execute("DELETE FROM documents WHERE document = ?", (name,))


def _add(index: sqlite3.Connection, name: str, version: Version, document: TextDocument) -> None:
    for kind, language, sentence in _sentences(document):
        section, paragraph, note = place_of(document, sentence.start)
        quoted = document.quote(sentence)
        row = (
            name,
            version.origin,
            document.title,
            document.published.edtf,
            language,
            kind,
            section,
            paragraph,
            note,
            1 + document.text.count("\n", 0, sentence.start),
            sentence.start,
            sentence.end,
            hashlib.sha256(quoted.encode()).hexdigest(),
            " ".join(quoted.split()),
        )
        marks = ", ".join("?" * len(row))
        cursor = index.execute(f"INSERT INTO places VALUES (NULL, {marks})", row)
        index.execute(
            "INSERT INTO words (rowid, sentence) VALUES (?, ?)", (cursor.lastrowid, row[-1])
        )


def _sentences(document: TextDocument) -> Iterator[tuple[str, str, Sentence]]:
    """All sentences of the text and its notes; what repeats or frames them is left out."""
    for paragraph in document.paragraphs():
        if paragraph.type not in _LEFT_OUT and paragraph.type != "note":
            for sentence in paragraph.sentences:
                yield paragraph.type, paragraph.language, sentence
    for item in document.notes:
        for sentence in item.sentences:
            yield "note", item.language, sentence
