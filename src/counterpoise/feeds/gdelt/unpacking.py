"""Unzipping GDELT files, counting their rows, and saying where one of them is broken."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from counterpoise.errors import FeedError
from counterpoise.feeds import delimited
from counterpoise.feeds.source import Source

_AGAIN = "fetch or download the file again"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file's text on disk, its size in bytes, its number of rows and its layout."""

    file: Path
    text: Path
    size: int
    rows: int
    layout: str


def unpack(file: Path, folder: Path, source: Source) -> Unpacked:
    """Write the text of a zipped or plain file into `folder` and count its lines.

    Raises
    ------
    FeedError
        If the zip is broken or holds more than one file, or the text is not of this format.
    """
    where = f"feed {source.id}, {file.name}"
    text = folder / file.name.removesuffix(".zip")
    try:
        if file.suffix.lower() == ".zip":
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
                if len(names) != 1:
                    raise FeedError(
                        f"the zip holds {len(names)} files where one is published",
                        where=where,
                        remedy=_AGAIN,
                    )
                with archive.open(names[0]) as packed, text.open("wb") as plain:
                    size, rows = _copy(packed, plain)
        else:
            with file.open("rb") as packed, text.open("wb") as plain:
                size, rows = _copy(packed, plain)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FeedError(
            f"the zip cannot be unpacked ({error})", where=where, remedy=_AGAIN
        ) from error
    except OSError as error:
        raise FeedError(
            f"its text cannot be written to {folder} ({error.strerror or error})",
            where=where,
            remedy="free space on that disc, or set TMPDIR to a folder on another",
        ) from error
    return Unpacked(file, text, size, rows, _layout(text, file, source))


def _layout(text: Path, file: Path, source: Source) -> str:
    delimited.sniff(text, source, source.layouts["2.0"])
    with text.open("rb") as stream:
        first = stream.readline()
        stream.seek(-1, 2)
        ended = stream.read(1) == b"\n"
    where = f"feed {source.id}, {file.name}"
    tabs = first.count(b"\t") + 1
    for name, layout in source.layouts.items():
        if tabs == len(layout.columns):
            if not ended:
                raise FeedError(
                    "the last line has no end: the file is cut off", where=where, remedy=_AGAIN
                )
            return name
    counts = " or ".join(str(len(layout.columns)) for layout in source.layouts.values())
    shown = first[:60].decode("utf-8", "replace").strip()
    raise FeedError(
        f"row 1 has {tabs} columns separated by tabs where {counts} are published; it begins "
        f"{shown!r}",
        where=where,
        remedy="check the delimiter and that no column was added or dropped; " + _AGAIN,
    )


def _copy(packed: IO[bytes], plain: IO[bytes]) -> tuple[int, int]:
    """Copy a text; return its bytes and its lines."""
    size = rows = 0
    while block := packed.read(1 << 20):
        plain.write(block)
        size += len(block)
        rows += block.count(b"\n")
    return size, rows


def explain(one: Unpacked, source: Source, error: duckdb.Error) -> FeedError:
    """Find the first row that is not as published and say so; else pass the engine's words on."""
    where = f"feed {source.id}, {one.file.name}"
    columns = source.layouts[one.layout].columns
    with one.text.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                fields = line.decode("utf-8").rstrip("\r\n").split("\t")
            except UnicodeDecodeError as bad:
                return FeedError(
                    f"row {number} holds byte 0x{line[bad.start]:02x}, which is not utf-8",
                    where=where,
                    remedy=_AGAIN,
                )
            if len(fields) != len(columns):
                last = columns[min(len(fields), len(columns)) - 1]
                return FeedError(
                    f"row {number} has {len(fields)} of {len(columns)} columns; the last one is "
                    f"{last} with value {fields[-1][:60]!r}",
                    where=where,
                    remedy=_AGAIN,
                )
    return FeedError(f"the file cannot be read ({str(error)[:200]})", where=where, remedy=_AGAIN)
