"""Tables → CSV and Parquet, records → JSON Lines, files → a zip with a manifest of checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from counterpoise.brief.export_tables import ExportTable, Value
from counterpoise.errors import OutputError
from counterpoise.model.findings import Json, as_json

if TYPE_CHECKING:
    import pyarrow

MANIFEST = "MANIFEST.sha256"
"""Name of the list of checksums; `sha256sum --check` reads it."""
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def to_csv(table: ExportTable) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8): lists joined by semicolons, nothing for missing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return text.getvalue().encode()


def to_parquet(table: ExportTable, about: Mapping[str, str]) -> bytes:
    """Write a table as Parquet with its types; `about` goes into the file's metadata.

    Raises
    ------
    OutputError
        pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise OutputError(
            "pyarrow is not installed",
            where=f"{table.name}.parquet",
            remedy="install the extra “export”: pip install 'counterpoise[export]', "
            "or ask for --tables csv alone",
        ) from None
    fields = [
        pyarrow.field(column.name, _arrow_type(column.type), metadata={"about": column.meaning})
        for column in table.columns
    ]
    schema = pyarrow.schema(fields, metadata={"title": table.title, **about})
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    arrays = [
        pyarrow.array([list(v) if isinstance(v, tuple) else v for v in column], field.type)
        for column, field in zip(columns, fields, strict=True)
    ]
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def to_json_lines(records: Iterable[object], **marks: Json) -> bytes:
    """Write findings as JSON Lines, one a line, each with the marks given."""
    lines = []
    for record in records:
        item = as_json(record)
        item = {**item, **marks} if isinstance(item, dict) else item
        lines.append(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines).encode()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """List the SHA-256 checksum of every file, in the order of their names."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def to_zip(files: Mapping[str, bytes], folder: str) -> bytes:
    """Pack files into one folder of an archive, without times or owners."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value)


def _arrow_type(kind: str) -> pyarrow.DataType:
    import pyarrow

    kinds: Mapping[str, pyarrow.DataType] = {
        "text": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "yesno": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return kinds[kind]
