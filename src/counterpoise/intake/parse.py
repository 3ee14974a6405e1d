"""From a file's bytes to parsed documents."""

from __future__ import annotations

from pathlib import Path

from counterpoise.errors import DocumentError
from counterpoise.intake.formats import MAXIMUM_BYTES, extract
from counterpoise.intake.structure import build
from counterpoise.model.documents import TextDocument


def parse_bytes(data: bytes, suffix: str, where: str) -> tuple[TextDocument, ...]:
    """Parse bytes of any known format; a feed holds one document an entry.

    Raises
    ------
    DocumentError
        See `counterpoise.intake.formats.extract`.
    """
    return tuple(build(extraction) for extraction in extract(data, suffix, where))


def read_bytes(path: Path) -> bytes:
    """Read a file of bounded size.

    Raises
    ------
    DocumentError
        The file is not there, not a regular file, not readable, or larger than `MAXIMUM_BYTES`.
    """
    try:
        if not path.is_file():
            raise DocumentError(
                "no such file" if not path.exists() else "not a regular file",
                where=str(path),
                remedy="give the path of a document",
            )
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise DocumentError(
                f"the file has {size:,} bytes",
                where=str(path),
                remedy=f"split it into parts of at most {MAXIMUM_BYTES:,} bytes",
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"the file cannot be read ({error.strerror})",
            where=str(path),
            remedy="check its permissions",
        ) from None


def parse_file(path: Path) -> tuple[TextDocument, ...]:
    """Parse a file of any known format.

    Raises
    ------
    DocumentError
        See `read_bytes` and `parse_bytes`.
    """
    return parse_bytes(read_bytes(path), path.suffix, str(path))
