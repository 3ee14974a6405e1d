"""The originals of a case: kept untouched, each version once, with digest, origin and licence.

Layout, one folder a document below the library's root::

    DOCUMENT/versions.json                   the versions in order, newest last
    DOCUMENT/<first 16 digits of SHA-256>.SUFFIX   the untouched bytes

A version is written to a temporary name and moved into place, then entered in ``versions.json``,
so an interruption leaves either the old state or the new one.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from counterpoise.errors import DocumentError, OutputError

Change = Literal["new", "changed", "unchanged"]
_DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document.

    Attributes
    ----------
    origin
        Path as given, or address.
    accessed
        Day of access in ISO 8601.
    licence
        Note on what may be done with the text, empty when none was given.
    file
        Name of the original beside the list of versions.
    """

    sha256: str
    origin: str
    accessed: str
    licence: str
    file: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a document came to."""

    document: str
    change: Change
    version: Version
    previous: Version | None


def document_name(origin: str) -> str:
    """Make a document's name from its origin: the path's or address's last parts, folded."""
    stem = re.sub(r"^[a-z]+://", "", origin, flags=re.IGNORECASE).split("?")[0].rstrip("/")
    plain = unicodedata.normalize("NFKD", stem.replace("\\", "/").rsplit("/", maxsplit=1)[-1])
    folded = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
    digest = hashlib.sha256(origin.encode()).hexdigest()[:6]
    return f"{folded.strip('-')[:60] or 'document'}-{digest}"


class Library:
    """The originals below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return the versions of a document, newest last; none when it is not there.

        Raises
        ------
        DocumentError
            The list of versions is broken.
        """
        path = self._root / document / "versions.json"
        if not path.is_file():
            return ()
        try:
            return tuple(Version(**row) for row in json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise DocumentError(
                f"the list of versions is broken ({error})",
                where=str(path),
                remedy="restore it from version control; the originals beside it are untouched",
            ) from None

    def documents(self) -> tuple[str, ...]:
        """Names of all documents, sorted."""
        if not self._root.is_dir():
            return ()
        return tuple(sorted(p.parent.name for p in self._root.glob("*/versions.json")))

    def original(self, document: str, version: Version) -> bytes:
        """Return the untouched bytes of a version.

        Raises
        ------
        DocumentError
            The file is gone or is no longer what was kept.
        """
        path = self._root / document / version.file
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != version.sha256:
            raise DocumentError(
                "the original is gone or changed", where=str(path), remedy="ingest it again"
            )
        return data

    def keep(
        self, data: bytes, *, origin: str, suffix: str, accessed: date, licence: str = ""
    ) -> Kept:
        """Keep the bytes unless they are the newest version already.

        Raises
        ------
        OutputError
            The library's folder cannot be written.
        """
        document = document_name(origin)
        versions = self.versions(document)
        digest = hashlib.sha256(data).hexdigest()
        last = versions[-1] if versions else None
        if last is not None and last.sha256 == digest:
            return Kept(document, "unchanged", last, None)
        suffix = suffix if re.fullmatch(r"\.\w{1,8}", suffix) else ".bin"
        name = f"{digest[:_DIGEST_DIGITS]}{suffix.lower()}"
        version = Version(digest, origin, accessed.isoformat(), licence, name, len(data))
        folder = self._root / document
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / name, data)
            rows = [asdict(item) for item in (*versions, version)]
            listing = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
            _write(folder / "versions.json", listing.encode() + b"\n")
        except OSError as error:
            raise OutputError(
                f"the library cannot be written ({error.strerror})",
                where=str(folder),
                remedy="name a folder that can be written with --library",
            ) from None
        return Kept(document, "new" if last is None else "changed", version, last)


def _write(path: Path, data: bytes) -> None:
    """Write beside and move into place."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)
