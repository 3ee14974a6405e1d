"""SIPRI's trade register: one order a line, after eleven lines of notes.

Format: the notes at the head of the register, and "Sources and methods" at sipri.org.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Rejection, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, attributes, records

_ATTRIBUTES = (
    "order_uncertain", "number_ordered", "number_uncertain", "designation", "number_delivered",
    "delivered_uncertain", "years_of_delivery", "status", "comments", "tiv_per_unit", "tiv_order",
)  # fmt: skip


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one register; a comment broken by a newline is joined with the line it goes on in."""
    layout = source.layouts["register"]
    rows, joined = _join(list(delimited.records(file, source, layout, ragged=True)), file, source)
    known = _generated(file, source)
    listed = ", ".join(layout.columns)
    year = "TRY_CAST(year_of_order AS INTEGER)"
    start = f"CASE WHEN {year} BETWEEN 1800 AND 2200 THEN make_date({year}, 1, 1) END"
    delivered = "TRY_CAST(regexp_extract(years_of_delivery, '(\\d{4})\\s*$', 1) AS INTEGER)"
    value = "TRY_CAST(nullif(tiv_delivered, '') AS DOUBLE)"
    mapping = RecordMapping(
        subject="recipient",
        object="supplier",
        columns={
            # Identical orders are told apart by their count, not by the line they stand on.
            "record_id": f"left(md5(concat_ws('|', {listed})), 16) || '-' || "
            f"row_number() OVER (PARTITION BY {listed} ORDER BY _row)",
            "indicator": "description",
            "start_date": start,
            "end_date": f"CASE WHEN {delivered} IS NOT NULL THEN make_date({delivered}, 12, 31) END",
            "known_date": f"DATE '{known.isoformat()}'",
            "precision": "'year'",
            "value": value,
            "unit": "'million TIV'",
            "text": "raw.status",
            "attributes": attributes(_ATTRIBUTES),
        },
        rules={
            **batches.bad_date("year_of_order", start, source),
            f"tiv_delivered <> '' AND {value} IS NULL": "'column tiv_delivered: ' || tiv_delivered || ' is no number'",
            "recipient = '' OR supplier = ''": "'column recipient or supplier is empty'",
        },
    )
    for one in records(file, source, (layout.columns, rows), tables, mapping):
        yield batches.with_rejections(one, joined)


def _join(
    lines: list[tuple[int, list[str]]], file: Path, source: Source
) -> tuple[list[tuple[int, list[str]]], list[Rejection]]:
    """Join a short line with the next one; the second line is accounted for as not stored."""
    width = len(source.layouts["register"].columns)
    rows: list[tuple[int, list[str]]] = []
    joined: list[Rejection] = []
    waiting: tuple[int, list[str]] | None = None
    for line, fields in lines:
        if waiting is not None:
            first, head = waiting
            whole = [*head[:-1], f"{head[-1]} {fields[0]}".strip(), *fields[1:]]
            if len(whole) != width:
                raise _cut(first, head, file, source)
            rows.append((first, whole))
            joined.append(
                Rejection(
                    batches.origin_of(file),
                    line,
                    f"second half of the order on line {first}, joined with it: a comment is broken by a newline",
                )
            )
            waiting = None
        elif len(fields) < width:
            waiting = (line, fields)
        else:
            rows.append((line, fields))
    if waiting is not None:
        raise _cut(*waiting, file, source)
    return rows, joined


def _cut(line: int, fields: list[str], file: Path, source: Source) -> FeedError:
    columns = source.layouts["register"].columns
    return FeedError(
        f"the row at line {line} has {len(fields)} of {len(columns)} columns; the last one is "
        f"{columns[len(fields) - 1]} with value {fields[-1][:60]!r}: the file is cut off, or its "
        "delimiter is not ','",
        where=f"feed {source.id}, {file.name}",
        remedy="download the register again",
    )


def _generated(file: Path, source: Source) -> dt.date:
    head = delimited.decode(file, source, source.layouts["register"])[:4000]
    found = re.search(r"Data generated: (\d{1,2} \w{3} \d{4})", head)
    if found is None:
        raise FeedError(
            "the line 'Data generated: …' is missing before the header",
            where=f"feed {source.id}, {file.name}",
            remedy="export the register again and keep the notes above its header",
        )
    return dt.datetime.strptime(found[1], "%d %b %Y").replace(tzinfo=dt.UTC).date()


read = one_by_one(read_file)
