"""Adds and takes back rows of a case's tables, leaving every other byte alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterpoise.casefiles.plain import read_text
from counterpoise.errors import CaseError


def sync_rows(
    path: Path,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    owned: Callable[[str], bool],
) -> None:
    """Make the rows whose key is owned exactly those given, at the end of the table.

    A table that is not there is begun. The file is replaced in one step, and only when something
    changes.

    Raises
    ------
    CaseError
        The table lacks a column that a row needs.
    """
    text = read_text(path) if path.is_file() else ""
    lines = text.splitlines(keepends=True) or [_line(columns, {c: c for c in columns})]
    header = next(csv.reader([lines[0]]))
    missing = [c for row in rows for c, value in row.items() if value and c not in header]
    if missing:
        raise CaseError(
            f"no column “{missing[0]}”", where=f"{path}:1", remedy="add it to the head of the table"
        )
    place = header.index(key)
    kept = [line for line in lines[1:] if not owned(_cell(line, place))]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    after = "".join([lines[0], *kept, *(_line(header, row) for row in rows)])
    if after != text:
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_text(after, encoding="utf-8", newline="")
        temporary.replace(path)


def _cell(line: str, place: int) -> str:
    cells = next(csv.reader([line]), [])
    return cells[place] if place < len(cells) else ""


def _line(columns: Sequence[str], row: Mapping[str, str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([row.get(column, "") for column in columns])
    return stream.getvalue()
