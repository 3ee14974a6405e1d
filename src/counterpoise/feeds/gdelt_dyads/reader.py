"""Daily sums of Goldstein weights for undirected pairs of states, in Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, columnar
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import register_codes


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one file; the two codes are ISO3, or the row is kept without one."""
    with batches.workspace() as connection:
        rows = columnar.register_parquet(connection, file, source, source.layouts["default"])
        register_codes(connection, tables, source.lookups["states"])
        day = "TRY_CAST(event_date AS DATE)"
        selected = batches.project(
            source,
            {
                "record_id": f"strftime({day}, '%Y%m%d') || '-' || a || '-' || b",
                "origin": batches.origin(file),
                "indicator": "'goldstein_sum'",
                "start_date": day,
                "end_date": day,
                "known_date": day,
                "precision": "'day'",
                "subject_raw": "a",
                "subject_iso3": "s.iso3",
                "object_raw": "b",
                "object_iso3": "o.iso3",
                "value": "goldstein_sum",
                "unit": "'Goldstein points'",
            },
        )
        reason = batches.reasons(
            {
                **batches.bad_date("event_date", day, source),
                "a IS NULL OR b IS NULL": "'column a or b is empty'",
                "a = b": "'columns a and b both say ' || a",
                "goldstein_sum IS NULL OR NOT isfinite(goldstein_sum)": "'column goldstein_sum is no number'",
            }
        )
        mapped = (
            f"SELECT {selected}, _row, {reason} AS _reason FROM raw "
            "LEFT JOIN codes s ON a = s.code LEFT JOIN codes o ON b = o.code"
        )
        yield batches.batch(connection, source, {file: rows}, mapped)


read = one_by_one(read_file)
