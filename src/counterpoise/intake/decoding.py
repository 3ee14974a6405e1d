"""Bytes to text, without a guess where the bytes say it themselves."""

from __future__ import annotations

import codecs

from counterpoise.errors import DocumentError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, where: str, declared: str = "") -> str:
    """Decode a text file.

    Byte-order mark, then the declared encoding, then UTF-8, then Windows-1252, which is what the
    older offices of the field write.

    Raises
    ------
    DocumentError
        The bytes are not text.
    """
    if b"\x00" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise DocumentError(
            "the file holds NUL bytes and is not text",
            where=where,
            remedy="give a text, Markdown, HTML, PDF, DOCX, .eml or feed file",
        )
    encodings = [name for mark, name in _MARKS if data.startswith(mark)]
    encodings += [declared] if declared else []
    for encoding in [*encodings, "utf-8", "cp1252"]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
