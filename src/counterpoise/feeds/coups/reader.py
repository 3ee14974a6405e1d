"""Cline Center coups: one event a row, dated by day.

Format: "Cline Center Coup d'État Project Codebook", v2.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, attributes, records

FLAGS = (
    "unrealized", "realized", "conspiracy", "attempt", "military", "dissident", "rebel", "palace", "foreign",
    "auto", "resign", "popular", "counter", "other", "noharm", "injured", "killed", "harrest", "jailed", "tried",
    "fled", "exile",
)  # fmt: skip
TYPES = ("coup", "attempted", "conspiracy")


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one release. `text` is coup, attempted or conspiracy."""
    layout = source.layouts["default"]
    rows = list(delimited.records(file, source, layout))
    printed = "year || '-' || month || '-' || day"
    day = "TRY_CAST(year || '-' || lpad(month, 2, '0') || '-' || lpad(day, 2, '0') AS DATE)"
    listed = ", ".join(f"'{name}'" for name in TYPES)
    mapping = RecordMapping(
        subject="country",
        columns={
            "record_id": "coup_id",
            "indicator": "'coup'",
            "start_date": day,
            "end_date": day,
            "known_date": day,
            "precision": "'day'",
            "text": "event_type",
            "attributes": attributes(("cowcode", *FLAGS)),
        },
        rules={
            "coup_id = ''": "'column coup_id is empty'",
            **batches.bad_date("year", day, source),
            f"{day} IS NULL": f"'columns year, month, day: ' || {printed} || ' is not a date'",
            f"event_type NOT IN ({listed})": "'column event_type: ' || event_type || ' is not one of the three'",
        },
    )
    yield from records(file, source, (layout.columns, rows), tables, mapping)


read = one_by_one(read_file)
