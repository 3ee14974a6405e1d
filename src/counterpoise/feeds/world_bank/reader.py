"""World Bank indicators: pages of the API, version 2, as JSON.

Format: "Indicator API Queries" at datahelpdesk.worldbank.org: a list of a head and of rows.
Checked against the documentation only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, records

_FLAT = ("indicator", "label", "country", "iso3", "date", "value", "unit", "status", "updated")


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one page. Subject is the state; `text` is the observation's status."""
    rows = _rows(file, source)
    year = "TRY_CAST(date AS INTEGER)"
    start = f"CASE WHEN {year} BETWEEN 1000 AND 3000 THEN make_date({year}, 1, 1) END"
    mapping = RecordMapping(
        subject="iso3",
        coded=True,
        columns={
            "record_id": "indicator || '-' || coalesce(nullif(raw.iso3, ''), country) || '-' || date",
            "indicator": "indicator",
            "start_date": start,
            "end_date": f"make_date({year}, 12, 31)",
            "precision": "'year'",
            "known_date": "TRY_CAST(updated AS DATE)",
            "subject_raw": "country",
            "value": "TRY_CAST(nullif(value, '') AS DOUBLE)",
            "unit": "nullif(unit, '')",
            "text": "nullif(status, '')",
            "attributes": "json_object('label', label)",
        },
        rules={
            "indicator = ''": "'column indicator is empty'",
            **batches.bad_date("date", start, source),
            "value <> '' AND TRY_CAST(value AS DOUBLE) IS NULL": "'column value: ' || value || ' is no number'",
        },
    )
    yield from records(file, source, (_FLAT, rows), tables, mapping)


def _rows(file: Path, source: Source) -> list[tuple[int, list[str]]]:
    layout = source.layouts["page"]
    page = delimited.load_json(file, source, layout)
    if not isinstance(page, list) or len(page) != 2 or not isinstance(page[1], list):
        raise FeedError(
            f"the page is no list of a head and of rows; it begins {str(page)[:80]!r}",
            where=f"feed {source.id}, {file.name}",
            remedy="see what the page says, and fetch it again",
        )
    updated = str(page[0].get("lastupdated", "")) if isinstance(page[0], dict) else ""
    out = []
    for number, cells in delimited.json_rows(file, source, layout, page[1]):
        row = dict(zip(layout.columns, cells, strict=True))
        indicator, country = (json.loads(row[name] or "{}") for name in ("indicator", "country"))
        flat = [
            str(indicator.get("id", "")), str(indicator.get("value", "")), str(country.get("value", "")),
            row["countryiso3code"], row["date"], row["value"], row["unit"], row["obs_status"], updated,
        ]  # fmt: skip
        out.append((number, flat))
    return out


read = one_by_one(read_file)
