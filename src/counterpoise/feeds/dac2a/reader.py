"""OECD DAC2a disbursements: a matrix of recipients and donors, one file a year.

The year stands in the file's name alone (`ODA-2019-DAC2a.csv`). Each non-empty cell is a record,
so `read` counts cells. The files of 2004 to 2009 announce a column "Donor(s)" in third place that
their rows do not have: taken as it stands, the header moves every donor one column to the right and
the totals of donor groups stop matching their members. The reader drops the label where, and only
where, rows are exactly one field shorter than the header; the assertions check the totals.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Surprise, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, records

PHANTOM = "Donor(s)"
SHIFTED = (
    f"files whose header announces a column {PHANTOM!r} that no row has; left out, or every donor "
    "would be read one column off"
)
_CELLS = ("recipient", "donor", "cell")
_FIRST = "Official Donors, Total"


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one year. Subject is the recipient, object the donor, value millions of US dollars."""
    found = re.search(r"ODA-(\d{4})-DAC2a", file.name)
    where = f"feed {source.id}, {file.name}"
    if found is None:
        raise FeedError(
            "the year cannot be told: the file's name is not ODA-YYYY-DAC2a.csv",
            where=where,
            remedy="rename the file as published",
        )
    year = int(found[1])
    cells, unexpected = _cells(file, source, where)
    value = "TRY_CAST(cell AS DOUBLE)"
    mapping = RecordMapping(
        subject="recipient",
        object="donor",
        unexpected=unexpected,
        columns={
            "record_id": f"'{year}-' || recipient || '-' || donor",
            "indicator": "'ODA disbursements, net'",
            "start_date": f"DATE '{year}-01-01'",
            "end_date": f"DATE '{year}-12-31'",
            "precision": "'year'",
            "value": value,
            "unit": "'US$ million'",
        },
        rules={
            **batches.bad_date("year", f"DATE '{year}-01-01'", source, f"'{year}'"),
            f"{value} IS NULL": "'column ' || donor || ': ' || cell || ' is not a number'",
        },
    )
    yield from records(file, source, (_CELLS, cells), tables, mapping)


def _cells(
    file: Path, source: Source, where: str
) -> tuple[list[tuple[int, list[str]]], tuple[Surprise, ...]]:
    """Unfold the matrix into (line, [recipient, donor, cell]) for the non-empty cells."""
    layout = source.layouts["matrix"]
    text = delimited.decode(file, source, layout)
    if not text.endswith("\n"):
        raise FeedError(
            "the last line has no end: the file is cut off", where=where, remedy="download it again"
        )
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise FeedError(
            f"the quoting is broken, or the delimiter is not ',' ({error})",
            where=where,
            remedy="download it again",
        ) from error
    header, notes = _header(rows, where)
    notes = (*_donors(header, layout.columns, where), *notes)
    unexpected = tuple(Surprise(note, value or batches.origin_of(file)) for note, value in notes)
    cells = []
    for line, fields in enumerate(rows[1:], 2):
        if len(fields) != len(header):
            raise FeedError(
                f"the row at line {line} ({fields[0][:40]!r}) has {len(fields)} of {len(header)} columns",
                where=where,
                remedy="download the file again",
            )
        cells += [
            (line, [fields[0], donor, cell])
            for donor, cell in zip(header[2:], fields[2:], strict=True)
            if cell != ""
        ]
    return cells, unexpected


def _donors(
    header: list[str], published: tuple[str, ...], where: str
) -> tuple[tuple[str, str], ...]:
    """Refuse a table without a published donor; tell the donors that are not published."""
    missing = [name for name in published[2:] if name not in header]
    if missing:
        raise FeedError(
            f"column {missing[0]!r} is missing (of {len(missing)})",
            where=where,
            remedy="compare the file with the format in feeds/dac2a/source.yml",
        )
    added = [name for name in header[2:] if name not in published]
    return tuple(("columns that are not published, stored as donors", name) for name in added)


def _header(rows: list[list[str]], where: str) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Check the header and drop its phantom column; return its labels, and what was odd."""
    header = rows[0]
    notes: tuple[tuple[str, str], ...] = ()
    widths = {len(fields) for fields in rows[1:]}
    if header[2:3] == [PHANTOM] and widths == {len(header) - 1}:
        header = [*header[:2], *header[3:]]
        notes = ((SHIFTED, ""),)
    if len(header) < 10 or header[0] not in ("Recipient", ""):
        raise FeedError(
            f"column 1 is {header[0][:40]!r} where 'Recipient' is published, in {len(header)} columns",
            where=where,
            remedy="check the delimiter and the header, or download the file again",
        )
    if header[0] == "":
        notes = (*notes, ("files whose column of recipients has no name", ""))
    if header[2] != _FIRST or len(set(header)) != len(header):
        raise FeedError(
            f"column 3 is {header[2]!r} where {_FIRST!r} is published, or a donor stands twice",
            where=where,
            remedy="download the file again",
        )
    return header, notes


read = one_by_one(read_file)
