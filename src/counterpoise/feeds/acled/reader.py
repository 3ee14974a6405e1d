"""ACLED: the API's JSON pages and the CSV export, 31 columns in any order.

Format: "ACLED Codebook" (2023) and "API user guide". Checked against the documentation only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds import delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.tabular_events import EventMapping, read_events


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one export or one page of the API."""
    layout = source.layouts["rows"]
    if file.suffix == ".json":
        page = delimited.load_json(file, source, source.layouts["json"])
        data = page.get("data") if isinstance(page, dict) else page
        if not isinstance(data, list):
            raise FeedError(
                "the page has no list 'data'",
                where=f"feed {source.id}, {file.name}",
                remedy="see what the page says; the access key may have run out",
            )
        rows = delimited.json_rows(file, source, layout, data)
    else:
        rows = list(delimited.records(file, source, layout))
    mapping = EventMapping(
        actors=("actor1", "actor2"),
        day="TRY_CAST(event_date AS DATE)",
        columns={
            "event_id": "event_id_cnty",
            "known_date": "CAST(to_timestamp(TRY_CAST(timestamp AS BIGINT)) AT TIME ZONE 'UTC' AS DATE)",
            "source_sector": "coalesce(s1.value, s.sector)",
            "target_sector": "coalesce(s2.value, t.sector)",
            "plover_type": "split_part(coalesce(p2.value, p1.value), '/', 1)",
            "plover_mode": "nullif(split_part(coalesce(p2.value, p1.value), '/', 2), '')",
            "fatalities_best": "TRY_CAST(fatalities AS INTEGER)",
            "native_type": "event_type || ' / ' || sub_event_type",
            "place": "concat_ws(', ', nullif(location, ''), nullif(admin1, ''), nullif(country, ''))",
            "latitude": "TRY_CAST(latitude AS DOUBLE)",
            "longitude": "TRY_CAST(longitude AS DOUBLE)",
        },
        joins=(
            "LEFT JOIN lookup_plover p1 ON event_type = p1.key "
            "LEFT JOIN lookup_plover p2 ON sub_event_type = p2.key "
            "LEFT JOIN lookup_sectors s1 ON inter1 = s1.key "
            "LEFT JOIN lookup_sectors s2 ON inter2 = s2.key"
        ),
        rules={
            "p1.key IS NULL": "'column event_type: ' || event_type || ' is no ACLED event type'",
            "TRY_CAST(fatalities AS INTEGER) IS NULL": "'column fatalities: ' || fatalities || ' is no whole number'",
            "TRY_CAST(timestamp AS BIGINT) IS NULL": "'column timestamp: ' || timestamp || ' is no number of seconds'",
        },
        date_column="event_date",
    )
    yield from read_events(file, source, layout, rows, tables, mapping)


read = one_by_one(read_file)
