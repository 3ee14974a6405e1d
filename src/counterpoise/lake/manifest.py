"""Manifests: what a feed's rows are made of, one file a state, never changed once written.

``<lake>/manifests/<feed>/000007.json`` lists the parts (Parquet files) that together are the feed
after its seventh load. Parts are never overwritten either, so that every earlier state stays
readable: a manifest is a *vintage*. The one with the highest number is current.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from counterpoise.errors import LakeError
from counterpoise.model.events import Kind


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LoadedFile(_Record):
    """One file that was read, and where its rows went: read = stored + rejected."""

    name: str
    sha256: str
    read: int
    stored: int
    rejected: int
    retrieved: dt.date | None = None


class RejectedRow(_Record):
    """A row that was not stored, and why."""

    file: str
    row: int
    reason: str


class Part(_Record):
    """One Parquet file of the lake. `since` and `until` bound its dates, inclusive."""

    path: str
    month: str
    rows: int
    since: dt.date
    until: dt.date
    files: tuple[str, ...]


class Manifest(_Record):
    """One state of one feed.

    Attributes
    ----------
    vintage
        Id made from the names and checksums of the files and the version of the reader: the same
        files give the same vintage anywhere.
    notes
        What the reader met in the files and did not expect.
    """

    feed: str
    kind: Kind
    number: int
    vintage: str
    parent: str | None
    files: tuple[LoadedFile, ...]
    parts: tuple[Part, ...]
    rejections: tuple[RejectedRow, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows stored in this state."""
        return sum(part.rows for part in self.parts)

    @property
    def retrieved(self) -> dt.date | None:
        """Latest day a file of this state was retrieved; None if no file says so."""
        days = [file.retrieved for file in self.files if file.retrieved is not None]
        return max(days, default=None)


def vintage_id(feed: str, version: str, files: tuple[LoadedFile, ...]) -> str:
    """Return the id of a state: 12 hexadecimal digits."""
    text = "\n".join([feed, version, *sorted(f"{file.name} {file.sha256}" for file in files)])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def folder(lake: Path, feed: str) -> Path:
    """Return where a feed's manifests stand."""
    return lake / "manifests" / feed


def read_manifests(lake: Path, feed: str) -> tuple[Manifest, ...]:
    """Read every state of a feed, the oldest first.

    Raises
    ------
    LakeError
        If a manifest cannot be read.
    """
    found = []
    for file in sorted(folder(lake, feed).glob("[0-9]*.json")):
        try:
            found.append(Manifest.model_validate_json(file.read_text(encoding="utf-8")))
        except (OSError, ValidationError) as error:
            raise LakeError(
                f"the manifest is damaged ({str(error)[:100]})",
                where=str(file),
                remedy="move it away to go back to the state before it",
            ) from error
    return tuple(found)


def write_manifest(lake: Path, manifest: Manifest) -> Path:
    """Write a new state so that it is there whole or not at all.

    Raises
    ------
    LakeError
        If a state of this number exists, or the folder cannot be written.
    """
    target = folder(lake, manifest.feed) / f"{manifest.number:06d}.json"
    staged = target.with_suffix(".tmp")
    text = json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        staged.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise LakeError(
            f"the manifest cannot be written ({error.strerror})",
            where=str(target),
            remedy="check the space and the rights of the lake's folder; the last state is intact",
        ) from error
    return target


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
