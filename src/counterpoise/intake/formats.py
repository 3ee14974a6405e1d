"""Which reader a file is for: told from its bytes first, from its suffix where they are silent."""

from __future__ import annotations

from counterpoise.errors import DocumentError
from counterpoise.intake.extraction import Extraction, Reader
from counterpoise.intake.readers import docx, email, feed, html, markdown, pdf, plain

MAXIMUM_BYTES = 50_000_000
_HEAD_BYTES = 4096

# The order is the order of asking: formats with a signature before those told by wording.
READERS: tuple[Reader, ...] = (
    pdf.READER,
    docx.READER,
    email.READER,
    feed.READER,
    html.READER,
    markdown.READER,
    plain.READER,
)


def reader_for(data: bytes, suffix: str, where: str) -> Reader:
    """Choose the reader.

    Raises
    ------
    DocumentError
        No reader recognises the bytes.
    """
    head = data[:_HEAD_BYTES]
    for reader in READERS:
        if reader.recognises(head, suffix.lower()):
            return reader
    if b"\x00" not in head:
        return plain.READER
    raise DocumentError(
        f"the file is of no known format (suffix “{suffix}”)",
        where=where,
        remedy=f"give one of: {', '.join(reader.name for reader in READERS)}",
    )


def extract(data: bytes, suffix: str, where: str) -> tuple[Extraction, ...]:
    """Read bytes of any known format.

    Raises
    ------
    DocumentError
        The file is empty, too large, of no known format, or broken; the message says which.
    """
    if len(data) > MAXIMUM_BYTES:
        raise DocumentError(
            f"the file has {len(data):,} bytes",
            where=where,
            remedy=f"split it into parts of at most {MAXIMUM_BYTES:,} bytes",
        )
    if not data.strip():
        raise DocumentError("the file is empty", where=where, remedy="check where it comes from")
    return reader_for(data, suffix, where).read(data, where)
