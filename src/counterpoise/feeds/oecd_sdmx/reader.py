"""OECD DAC2a as SDMX-CSV (`format=csvfile`), columns in any order.

Format: SDMX-CSV 1.0 (sdmx.org) with the dimensions of DSD_DAC2@DF_DAC2A. Checked against the
documentation only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import attributes, register_codes


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one answer. Subject is the recipient, object the donor; value in units, not millions."""
    layout = source.layouts["csv"]
    rows = list(delimited.records(file, source, layout))
    with batches.workspace() as connection:
        delimited.raw_table(connection, layout, rows)
        register_codes(connection, tables, source.lookups["states"])
        year = "TRY_CAST(TIME_PERIOD AS INTEGER)"
        start = f"CASE WHEN {year} BETWEEN 1000 AND 3000 THEN make_date({year}, 1, 1) END"
        scale = "coalesce(TRY_CAST(nullif(UNIT_MULT, '') AS INTEGER), 0)"
        selected = batches.project(
            source,
            {
                "record_id": "concat_ws('-', DONOR, RECIPIENT, MEASURE, UNIT_MEASURE, PRICE_BASE, TIME_PERIOD)",
                "origin": batches.origin(file),
                "indicator": "concat_ws('.', 'DAC2A', MEASURE, PRICE_BASE)",
                "start_date": start,
                "end_date": f"make_date({year}, 12, 31)",
                "precision": "'year'",
                "subject_raw": "RECIPIENT",
                "subject_iso3": "r.iso3",
                "object_raw": "DONOR",
                "object_iso3": "d.iso3",
                "value": f"TRY_CAST(nullif(OBS_VALUE, '') AS DOUBLE) * pow(10, {scale})",
                "unit": "UNIT_MEASURE",
                "text": "nullif(OBS_STATUS, '')",
                "attributes": attributes(("DATAFLOW", "BASE_PER")),
            },
        )
        reason = batches.reasons(
            {
                "DONOR = '' OR RECIPIENT = ''": "'column DONOR or RECIPIENT is empty'",
                **batches.bad_date("TIME_PERIOD", start, source),
                "OBS_VALUE <> '' AND TRY_CAST(OBS_VALUE AS DOUBLE) IS NULL": "'column OBS_VALUE: ' || OBS_VALUE || ' is no number'",
                "UNIT_MULT <> '' AND TRY_CAST(UNIT_MULT AS INTEGER) IS NULL": "'column UNIT_MULT: ' || UNIT_MULT || ' is no whole number'",
            }
        )
        mapped = (
            f"SELECT {selected}, raw._row, {reason} AS _reason FROM raw "
            "LEFT JOIN codes r ON RECIPIENT = r.code LEFT JOIN codes d ON DONOR = d.code"
        )
        yield batches.batch(connection, source, {file: len(rows)}, mapped)


read = one_by_one(read_file)
