"""PDF: lines and columns as pypdf gives them, superscript digits as calls for notes.

The running text comes first and the notes after it, so that a paragraph that goes on over a page
is not cut by the notes at its foot.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from typing import TYPE_CHECKING

from counterpoise.errors import DocumentError
from counterpoise.intake.extraction import Block, Extraction, Reader, TextBuilder
from counterpoise.intake.readers.pdf_lines import Line, lines_of_page, median_size
from counterpoise.intake.readers.pdf_paragraphs import PdfParagraph, paragraphs_of

if TYPE_CHECKING:
    from pypdf import DocumentInformation

MAXIMUM_PAGES = 3000
_NO_TITLE = re.compile(
    r"\.(?:docx?|indd|tex|qxd|pdf|odt)$|^Microsoft (?:Word|PowerPoint)|^untitled", re.IGNORECASE
)
# pypdf reports some broken structures with the bare exceptions of the interpreter
_BARE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def _recognises(head: bytes, suffix: str) -> bool:
    del suffix
    return b"%PDF-" in head[:1024]


def _lines(data: bytes, where: str) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise DocumentError(
                "the PDF is encrypted", where=where, remedy="save it without a password"
            )
        if len(document.pages) > MAXIMUM_PAGES:
            raise DocumentError(
                f"the PDF has {len(document.pages)} pages",
                where=where,
                remedy=f"split it into parts of at most {MAXIMUM_PAGES} pages",
            )
        pages = [lines_of_page(page) for page in document.pages]
        info = document.metadata
        meta = {
            "title": str((info.title if info is not None else None) or ""),
            "author": str((info.author if info is not None else None) or ""),
            "made": _made(info),
        }
    except PyPdfError as error:
        raise DocumentError(
            f"the PDF cannot be read ({error})",
            where=where,
            remedy="check that the file is complete, or print it to PDF again",
        ) from None
    except _BARE as error:
        raise DocumentError(
            f"the PDF is broken ({type(error).__name__}: {error})",
            where=where,
            remedy="print it to PDF again",
        ) from None
    return pages, meta


def _made(info: DocumentInformation | None) -> str:
    """Return the day on which the file was made; empty where it is missing or malformed."""
    try:
        made = info.creation_date if info is not None else None
    except ValueError:
        return ""
    return made.date().isoformat() if made is not None else ""


def _write(builder: TextBuilder, paragraph: PdfParagraph) -> None:
    start = builder.length
    part = f"page {paragraph.page}"
    for index, line in enumerate(paragraph.lines):
        if index:
            builder.write("\n", part=part)
        for place, (text, label) in enumerate(line.pieces):
            if label and (place or paragraph.hint == "note"):
                builder.mark(text, label, "" if paragraph.hint != "note" else "note")
            else:
                builder.write(text, part=part)
    builder.close(
        start,
        Block(0, 0, paragraph.hint, paragraph.level, paragraph.label, place=part),
    )


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    pages, meta = _lines(data, where)
    if not any(line.text.strip() for page in pages for line in page):
        raise DocumentError(
            f"the PDF has {len(pages)} page(s) and no text; it is probably a scan",
            where=where,
            remedy="run it through character recognition first",
        )
    paragraphs = paragraphs_of(pages, median_size(pages))
    builder = TextBuilder()
    for paragraph in paragraphs:
        if paragraph.hint != "note":
            _write(builder, paragraph)
    for paragraph in paragraphs:
        if paragraph.hint == "note":
            _write(builder, paragraph)
    empty = [str(n) for n, page in enumerate(pages, 1) if not any(x.text.strip() for x in page)]
    remarks = (f"{where}: no text on page(s) {', '.join(empty)}",) if empty else ()
    title = "" if _NO_TITLE.search(meta["title"]) else meta["title"]
    return (
        Extraction(
            builder.text(),
            "pdf",
            tuple(builder.blocks),
            tuple(builder.markers),
            title=title,
            authors=(meta["author"],) if meta["author"] else (),
            made=meta["made"],
            runs=tuple(builder.runs),
            remarks=remarks,
        ),
    )


READER = Reader("pdf", _recognises, _read)
