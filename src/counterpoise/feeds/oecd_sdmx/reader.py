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
from counterpoise.feeds.structure import RecordMapping, attributes, records


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one answer. Subject is the recipient, object the donor; value in units, not millions."""
    layout = source.layouts["csv"]
    rows = list(delimited.records(file, source, layout))
    year = "TRY_CAST(TIME_PERIOD AS INTEGER)"
    start = f"CASE WHEN {year} BETWEEN 1000 AND 3000 THEN make_date({year}, 1, 1) END"
    scale = "coalesce(TRY_CAST(nullif(UNIT_MULT, '') AS INTEGER), 0)"
    mapping = RecordMapping(
        subject="RECIPIENT",
        object="DONOR",
        coded=True,
        columns={
            "record_id": "concat_ws('-', DONOR, RECIPIENT, MEASURE, UNIT_MEASURE, PRICE_BASE, "
            "nullif(BASE_PER, ''), TIME_PERIOD)",
            # Constant prices of two base years are two instruments, each a sum of its own.
            "indicator": "concat_ws('.', 'DAC2A', MEASURE, PRICE_BASE, nullif(BASE_PER, ''))",
            "start_date": start,
            "end_date": f"make_date({year}, 12, 31)",
            "precision": "'year'",
            "value": f"TRY_CAST(nullif(OBS_VALUE, '') AS DOUBLE) * pow(10, {scale})",
            "unit": "UNIT_MEASURE",
            "text": "nullif(OBS_STATUS, '')",
            "attributes": attributes(("DATAFLOW", "BASE_PER", "UNIT_MULT")),
        },
        rules={
            "DONOR = '' OR RECIPIENT = ''": "'column DONOR or RECIPIENT is empty'",
            **batches.bad_date("TIME_PERIOD", start, source),
            "OBS_VALUE <> '' AND TRY_CAST(OBS_VALUE AS DOUBLE) IS NULL": "'column OBS_VALUE: ' || OBS_VALUE || ' is no number'",
            "UNIT_MULT <> '' AND TRY_CAST(UNIT_MULT AS INTEGER) IS NULL": "'column UNIT_MULT: ' || UNIT_MULT || ' is no whole number'",
        },
    )
    yield from records(file, source, (layout.columns, rows), tables, mapping)


read = one_by_one(read_file)
