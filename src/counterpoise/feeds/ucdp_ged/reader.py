"""UCDP GED and Candidate: 49 columns with a header.

Format: "UCDP GED Codebook version 24.1". Checked against the documentation only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.tabular_events import EventMapping, read_events

_COUNTS = ("best", "high", "low")


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one release. "Government of X" is X's; a side named Civilians has sector CVL."""
    layout = source.layouts["rows"]
    rows = list(delimited.records(file, source, layout))
    mapping = EventMapping(
        actors=("side_a", "side_b"),
        day="TRY_CAST(left(date_start, 10) AS DATE)",
        date_column="date_start",
        columns={
            "event_id": "id",
            "plover_type": "'ASSAULT'",
            "reports": "CASE WHEN TRY_CAST(number_of_sources AS INTEGER) >= 0 THEN TRY_CAST(number_of_sources AS INTEGER) END",
            "fatalities_low": "TRY_CAST(low AS INTEGER)",
            "fatalities_best": "TRY_CAST(best AS INTEGER)",
            "fatalities_high": "TRY_CAST(high AS INTEGER)",
            "native_type": "k.value",
            "place": "concat_ws(', ', nullif(where_coordinates, ''), nullif(adm_1, ''), nullif(country, ''))",
            "latitude": "TRY_CAST(latitude AS DOUBLE)",
            "longitude": "TRY_CAST(longitude AS DOUBLE)",
        },
        joins="LEFT JOIN lookup_kinds k ON type_of_violence = k.key",
        rules={
            "k.key IS NULL": "'column type_of_violence: ' || type_of_violence || ' is not 1, 2 or 3'",
            **{
                f"TRY_CAST({c} AS INTEGER) IS NULL": f"'column {c}: ' || {c} || ' is no whole number'"
                for c in _COUNTS
            },
        },
    )
    yield from read_events(file, source, layout, rows, tables, mapping)


read = one_by_one(read_file)
