"""Reading delimited text strictly: what is not as published is an error that says where."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.errors import FeedError
from counterpoise.feeds.source import Layout, Source

csv.field_size_limit(1 << 24)
_BROKEN = "fetch or download the file again"


def sniff(path: Path, source: Source, layout: Layout) -> None:
    """Refuse what is not a file of this kind at all, judged by its first bytes.

    Raises
    ------
    FeedError
        If the file is missing, empty, a web page, or another format.
    """
    where = f"feed {source.id}, {path.name}"
    head = _content(path, where, 4096)
    if not head.strip():
        raise FeedError("the file is empty", where=where, remedy=_BROKEN)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise FeedError(
            f"row 1 begins with {start[:15].decode('latin-1')!r}: a web page, not {layout.format}",
            where=where,
            remedy="open the address in a browser, see what it says, and " + _BROKEN,
        )
    magic = {b"pk\x03\x04": "a zip archive", b"par1": "Parquet", b"\x1f\x8b": "gzip"}
    for mark, name in magic.items():
        if start.startswith(mark) and (layout.format, name) != ("parquet", "Parquet"):
            raise FeedError(
                f"the file is {name}, not {layout.format}",
                where=where,
                remedy=f"unpack it, or give the {layout.format} file",
            )
    if layout.format == "parquet" and not start.startswith(b"par1"):
        raise FeedError("the file is not Parquet", where=where, remedy=_BROKEN)


def _content(path: Path, where: str, size: int = -1) -> bytes:
    """Read a file, or the one file of a zip, whole or from its beginning."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as file:
                return file.read(size)
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise FeedError(
                    f"the zip holds {len(names)} files where one is published",
                    where=where,
                    remedy="unpack it and give the file",
                )
            with archive.open(names[0]) as packed:
                return packed.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FeedError(
            f"the zip cannot be unpacked ({error})", where=where, remedy=_BROKEN
        ) from error
    except OSError as error:
        raise FeedError(
            f"the file cannot be opened ({error.strerror})", where=where, remedy="check the path"
        ) from error


def decode(path: Path, source: Source, layout: Layout) -> str:
    """Read a text file whole, in the published encoding.

    Raises
    ------
    FeedError
        If a byte does not belong to the encoding; the message gives line and byte.
    """
    sniff(path, source, layout)
    data = _content(path, f"feed {source.id}, {path.name}").removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode(layout.encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FeedError(
            f"line {line} holds byte 0x{data[error.start]:02x}, which is not {layout.encoding}",
            where=f"feed {source.id}, {path.name}",
            remedy="save the file in its published encoding, or download it again",
        ) from error
    if "\x00" in text:
        raise FeedError(
            f"line {text.count(chr(10), 0, text.index(chr(0))) + 1} holds a zero byte",
            where=f"feed {source.id}, {path.name}",
            remedy=_BROKEN,
        )
    return text


def records(
    path: Path, source: Source, layout: Layout, *, ragged: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Yield the file's records with the line each begins on; the header is checked and left out.

    Parameters
    ----------
    ragged
        Let records with too few fields through; the reader answers for them.

    Raises
    ------
    FeedError
        If the header differs from the layout or a record has another number of fields.
    """
    text = decode(path, source, layout)
    where = f"feed {source.id}, {path.name}"
    if layout.ends_with_newline and not text.endswith("\n"):
        raise FeedError(
            f"line {text.count(chr(10)) + 1} has no end: the file is cut off in "
            f"{text[-60:].rsplit(chr(10))[-1]!r}",
            where=where,
            remedy=_BROKEN,
        )
    body = io.StringIO(text, newline="")
    for _ in range(layout.preamble_lines):
        body.readline()
    rows = csv.reader(
        body,
        delimiter=layout.delimiter,
        quoting=csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE,
        strict=True,
    )
    try:
        order = list(range(len(layout.columns)))
        width = len(order)
        if layout.header:
            header = next(rows, [])
            at = f"{where}, line {layout.preamble_lines + 1}"
            order, width = match_header(header, source, layout, at), len(header)
        done = rows.line_num
        for fields in rows:
            line = layout.preamble_lines + done + 1
            done = rows.line_num
            if len(fields) == width:
                yield line, [fields[i] if i >= 0 else "" for i in order]
            elif fields and ragged and len(fields) < width:
                yield line, fields
            elif fields:
                raise _ragged(fields, width, layout, f"{where}, row at line {line}")
    except csv.Error as error:
        raise FeedError(
            f"line {layout.preamble_lines + rows.line_num} breaks the quoting ({error})",
            where=where,
            remedy=_BROKEN,
        ) from error


def _ragged(fields: list[str], width: int, layout: Layout, where: str) -> FeedError:
    last = layout.columns[min(len(fields), len(layout.columns)) - 1]
    return FeedError(
        f"{len(fields)} of {width} fields; the last one read is column {last!r} with value "
        f"{fields[-1][:60]!r}: the file is cut off, or its delimiter is not {layout.delimiter!r}",
        where=where,
        remedy=_BROKEN,
    )


def match_header(header: list[str], source: Source, layout: Layout, where: str) -> list[int]:
    """Compare a header with the layout; return where each published column stands, -1 if absent.

    Raises
    ------
    FeedError
        If a column is missing, added, repeated or out of order.
    """
    found = [name.strip() for name in header]
    expected = layout.labels or layout.columns
    if len(found) == 1 and len(expected) > 1:
        raise FeedError(
            f"the header is one field, {found[0][:60]!r}, where {len(expected)} columns separated "
            f"by {layout.delimiter!r} are published",
            where=where,
            remedy="check the delimiter, or download the file again",
        )
    missing = [name for name in expected if name not in found and name not in layout.optional]
    added = [name for name in found if name not in expected]
    problem = ""
    if missing:
        problem = f"column {missing[0]!r} is missing (of {len(missing)})"
    elif added:
        problem = f"column {added[0]!r} is not part of the published format"
    elif len(set(found)) != len(found) and len(set(expected)) == len(expected):
        problem = "a column appears twice"
    elif not layout.any_order and found != [name for name in expected if name in found]:
        place = next(
            i for i, name in enumerate(found) if name != [e for e in expected if e in found][i]
        )
        problem = f"column {found[place]!r} stands in place {place + 1}, where another is published"
    if problem:
        raise FeedError(
            problem,
            where=where,
            remedy=f"compare the file with the format in feeds/{source.id}/source.yml",
        )
    # A label that is published several times (the marks without a name) is taken in order.
    places = {name: [i for i, one in enumerate(found) if one == name] for name in expected}
    return [places[name].pop(0) if places[name] else -1 for name in expected]


def raw_table(
    connection: duckdb.DuckDBPyConnection,
    columns: Iterable[str],
    rows: list[tuple[int, list[str]]],
) -> None:
    """Register parsed records as table `raw`: text columns and `_row`, the line in the file."""
    names = list(columns)
    arrays: list[pa.Array] = [
        pa.array([fields[i] for _, fields in rows], pa.string()) for i in range(len(names))
    ]
    arrays.append(pa.array([line for line, _ in rows], pa.int64()))
    connection.register("raw", pa.Table.from_arrays(arrays, names=[*names, "_row"]))


def json_rows(
    path: Path, source: Source, layout: Layout, rows: list[object]
) -> list[tuple[int, list[str]]]:
    """Turn JSON objects into records in the layout's order, strictly.

    Raises
    ------
    FeedError
        If an element is no object, lacks a column or has one more.
    """
    out = []
    for number, row in enumerate(rows, 1):
        where = f"feed {source.id}, {path.name}, element {number}"
        if not isinstance(row, dict):
            raise FeedError(f"{str(row)[:60]!r} is no object", where=where, remedy=_BROKEN)
        match_header(list(row), source, layout.model_copy(update={"any_order": True}), where)
        cells = [row.get(name) for name in layout.columns]
        out.append(
            (
                number,
                [
                    "" if cell is None else cell if isinstance(cell, str) else json.dumps(cell)
                    for cell in cells
                ],
            )
        )
    return out


def load_json(path: Path, source: Source, layout: Layout) -> object:
    """Parse a JSON file.

    Raises
    ------
    FeedError
        If it is not JSON; the message gives line and column.
    """
    text = decode(path, source, layout)
    try:
        parsed: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise FeedError(
            f"line {error.lineno}, column {error.colno}: {error.msg}",
            where=f"feed {source.id}, {path.name}",
            remedy=_BROKEN,
        ) from error
    return parsed
