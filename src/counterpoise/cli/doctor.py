"""`counterpoise doctor`: every assertion over what is stored."""

from __future__ import annotations

from typing import Annotated

import typer

from counterpoise.cli.lake_options import DEFAULT_LAKE, EngineOption, LakeOption, existing
from counterpoise.cli.options import FormatOption, TableFormat


def run(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="[FEED]…", help="Only these feeds.")
    ] = None,
    lake: LakeOption = DEFAULT_LAKE,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Check the stored rows of each feed against their account and bounds; exit 1 on failure."""
    from counterpoise.assess.doctor import examine
    from counterpoise.cli.output import print_json, print_table
    from counterpoise.feeds.registry import known
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake

    chosen = tuple(known(feed) for feed in feeds) if feeds else None
    verdicts = examine(Lake(existing(lake)), open_engine(engine), chosen)
    if format is TableFormat.JSON:
        print_json(verdicts)
    else:
        print_table(
            [
                {"feed": v.feed, "level": v.level, "check": v.check, "found": v.found, "why": v.why}
                for v in verdicts
            ],
            {"level": "", "feed": "Feed", "check": "Check", "found": "Found", "why": "Why"},
            empty="The lake is empty.",
        )
    if any(v.level == "fail" for v in verdicts):
        raise typer.Exit(1)
