"""`counterpoise sql`: one query on the lake, read-only."""

from __future__ import annotations

from typing import Annotated

import typer

from counterpoise.cli.lake_options import DEFAULT_LAKE, EngineOption, LakeOption, existing
from counterpoise.cli.options import FormatOption, TableFormat


def run(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One SELECT over `events` and `structure`.")
    ],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Greatest number of rows.")] = 100,
    lake: LakeOption = DEFAULT_LAKE,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Answer one SELECT over the tables `events` and `structure`; nothing can be changed."""
    from counterpoise.cli.output import print_json, print_table
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake
    from counterpoise.lake.sql import select

    rows = select(Lake(existing(lake)), open_engine(engine), query, limit)
    if format is TableFormat.JSON:
        print_json(rows)
        return
    columns = tuple(rows[0]) if rows else ()
    print_table(
        [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in rows],
        {c: c for c in columns},
        empty="The answer has no rows.",
    )
