"""Reading Parquet copies of a source, with the same strictness as text."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.errors import FeedError
from counterpoise.feeds import delimited
from counterpoise.feeds.source import Layout, Source


def register_parquet(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    source: Source,
    layout: Layout,
    table: str = "raw",
) -> int:
    """Create a view of the file's columns and `_row`, its row number from 1; return its rows.

    Raises
    ------
    FeedError
        If the file is not Parquet, is cut off, or its columns differ from the layout.
    """
    delimited.sniff(path, source, layout)
    where = f"feed {source.id}, {path.name}"
    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise FeedError(
            f"the file is no whole Parquet file ({str(error)[:120]})",
            where=where,
            remedy="fetch or download it again",
        ) from error
    delimited.match_header(metadata.schema.names, source, layout, where)
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {table} AS SELECT * EXCLUDE (file_row_number), "
            f"file_row_number + 1 AS _row FROM read_parquet('{quoted}', file_row_number = true)"
        )
        connection.execute(f"SELECT count(COLUMNS(*)) FROM {table}").fetchall()
    except duckdb.Error as error:
        raise FeedError(
            f"the file cannot be read ({str(error)[:120]})",
            where=where,
            remedy="fetch or download it again",
        ) from error
    return int(metadata.num_rows)
