"""Daily sums of Goldstein weights for undirected pairs of states, in Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, columnar
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, record_batch


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one file; the two codes are ISO3, or the row is kept without one."""
    day = "TRY_CAST(event_date AS DATE)"
    mapping = RecordMapping(
        subject="a",
        object="b",
        coded=True,
        columns={
            "record_id": f"strftime({day}, '%Y%m%d') || '-' || a || '-' || b",
            "indicator": "'goldstein_sum'",
            "start_date": day,
            "end_date": day,
            "known_date": day,
            "precision": "'day'",
            "value": "goldstein_sum",
            "unit": "'Goldstein points'",
        },
        rules={
            **batches.bad_date("event_date", day, source),
            "a IS NULL OR b IS NULL": "'column a or b is empty'",
            "a = b": "'columns a and b both say ' || a",
            "goldstein_sum IS NULL OR NOT isfinite(goldstein_sum)": "'column goldstein_sum is no number'",
        },
    )
    with batches.workspace() as connection:
        rows = columnar.register_parquet(connection, file, source, source.layouts["default"])
        yield record_batch(connection, file, source, rows, tables, mapping)


read = one_by_one(read_file)
