"""Files, folders and addresses into the library, one outcome each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from counterpoise.errors import DocumentError
from counterpoise.intake.fetch import fetch, is_address
from counterpoise.intake.library import Kept, Library, document_name
from counterpoise.intake.parse import parse_bytes, read_bytes
from counterpoise.intake.versions import VersionDiff, compare
from counterpoise.model.documents import TextDocument
from counterpoise.model.evidence import Locator


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file or address.

    Attributes
    ----------
    kept, documents, diff
        Empty when the document could not be read; ``documents`` is also empty for an unchanged
        one, which is not parsed again.
    problem
        Why it could not be read, one sentence; empty when it could.
    """

    origin: str
    kept: Kept | None
    documents: tuple[TextDocument, ...]
    diff: VersionDiff | None
    problem: str = ""


def origins(given: str) -> tuple[str, ...]:
    """Expand a folder to its files, sorted; hidden ones left out, links out of it kept to refuse.

    Raises
    ------
    DocumentError
        The path is neither file nor folder nor address.
    """
    if is_address(given):
        return (given,)
    path = Path(given)
    if path.is_dir():
        found = [p for p in sorted(path.rglob("*")) if not p.is_dir() and not _is_hidden(p, path)]
        return tuple(p.as_posix() for p in found)
    if not path.exists():
        raise DocumentError(
            "no such file or folder", where=given, remedy="give a file, a folder or an address"
        )
    return (path.as_posix(),)


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def ingest(
    given: str,
    library: Library,
    *,
    accessed: date,
    licence: str = "",
    locators: tuple[Locator, ...] = (),
) -> Iterator[Ingested]:
    """Read and keep everything that was given, one outcome a file.

    A file that cannot be read yields its problem and nothing of it is kept; what the library
    holds already is neither parsed nor written again, so an interrupted run goes on where it
    stopped.

    Raises
    ------
    DocumentError
        See `origins`.
    OutputError
        The library cannot be written.
    """
    root = Path(given) if not is_address(given) and Path(given).is_dir() else None
    for origin in origins(given):
        try:
            data, suffix = _bytes(origin, root)
            yield _one(data, suffix, origin, library, accessed, licence, locators)
        except DocumentError as error:
            yield Ingested(origin, None, (), None, str(error))


def _bytes(origin: str, root: Path | None) -> tuple[bytes, str]:
    if is_address(origin):
        fetched = fetch(origin)
        return fetched.data, fetched.suffix
    path = Path(origin)
    if root is not None and path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root.resolve()):
            raise DocumentError(
                f"the link leads out of the folder, to {target}",
                where=origin,
                remedy="give the file itself if it is meant",
            )
    return read_bytes(path), PurePosixPath(origin).suffix


def _one(
    data: bytes,
    suffix: str,
    origin: str,
    library: Library,
    accessed: date,
    licence: str,
    locators: tuple[Locator, ...],
) -> Ingested:
    versions = library.versions(document_name(origin))
    if versions and versions[-1].sha256 == hashlib.sha256(data).hexdigest():
        kept = library.keep(data, origin=origin, suffix=suffix, accessed=accessed)
        return Ingested(origin, kept, (), None)
    documents = parse_bytes(data, suffix, origin)
    kept = library.keep(data, origin=origin, suffix=suffix, accessed=accessed, licence=licence)
    diff = None
    if kept.previous is not None:
        before = library.original(kept.document, kept.previous)
        old = parse_bytes(before, suffix, f"{origin} (before)")
        diff = compare(old[0], documents[0], locators)
    return Ingested(origin, kept, documents, diff)
