"""POLECAT: weekly tab-separated files of 40 columns, coded by NGEC in PLOVER.

Format: the data set's code book (Dataverse, doi:10.7910/DVN/AJGVIT). Checked against the
documentation only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.tabular_events import EventMapping, read_events
from counterpoise.vocabulary import Vocabulary


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one week. The printed state goes before what the raw name tells."""
    layout = source.layouts["rows"]
    rows = [
        (line, ["" if cell == "None" else cell for cell in fields])
        for line, fields in delimited.records(file, source, layout)
    ]
    types = ", ".join(f"'{name}'" for name in Vocabulary.read().event_types)
    mapping = EventMapping(
        actors=("Actor Name Raw", "Recipient Name Raw"),
        day='TRY_CAST("Event Date" AS DATE)',
        date_column="Event Date",
        columns={
            "event_id": '"Event ID"',
            "feed_version": "coalesce(nullif(Version, ''), 'weekly')",
            "known_date": 'TRY_CAST("Publication Date" AS DATE)',
            "source_iso3": _state("Actor Country", "s"),
            "target_iso3": _state("Recipient Country", "t"),
            "source_sector": "coalesce(nullif(\"Primary Actor Sector\", ''), s.sector)",
            "target_sector": "coalesce(nullif(\"Primary Recipient Sector\", ''), t.sector)",
            "plover_type": 'upper("Event Type")',
            "plover_mode": "nullif(lower(\"Event Mode\"), '')",
            "scale_value": "TRY_CAST(Intensity AS DOUBLE)",
            "scale_name": "'polecat-intensity'",
            "reports": "1",
            "place": "nullif(Placename, '')",
            "latitude": "TRY_CAST(Latitude AS DOUBLE)",
            "longitude": "TRY_CAST(Longitude AS DOUBLE)",
            "native_type": "concat_ws('/', \"Event Type\", nullif(\"Event Mode\", ''))",
        },
        rules={
            f'upper("Event Type") NOT IN ({types})': "'column Event Type: ' || \"Event Type\" || ' is no PLOVER type'",
            "Intensity <> '' AND TRY_CAST(Intensity AS DOUBLE) IS NULL": "'column Intensity: ' || Intensity || ' is no number'",
        },
    )
    yield from read_events(file, source, layout, rows, tables, mapping)


def _state(column: str, alias: str) -> str:
    """Take one ISO3 as printed; a list of several gives none; empty leaves it to the name."""
    return (
        f'CASE WHEN regexp_full_match("{column}", \'[A-Z]{{3}}\') THEN "{column}" '
        f"WHEN \"{column}\" = '' THEN {alias}.iso3 END"
    )


read = one_by_one(read_file)
