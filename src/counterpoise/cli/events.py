"""`counterpoise events`: a look at the events of a state."""

from __future__ import annotations

from typing import Annotated

import typer

from counterpoise.cli.lake_options import DEFAULT_LAKE, EngineOption, LakeOption, existing
from counterpoise.cli.options import AsOfOption, FormatOption, TableFormat

_SHOWN = (
    "event_date",
    "feed",
    "source_raw",
    "target_raw",
    "plover_type",
    "scale_value",
    "reports",
    "acts",
)


def run(
    focal: Annotated[str, typer.Option("--focal", metavar="ISO3", help="The state looked at.")],
    partner: Annotated[
        str | None,
        typer.Option("--partner", metavar="ID", help="ISO3 or organisation; default: all."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="First day wanted (YYYY-MM-DD).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day wanted (YYYY-MM-DD).")
    ] = None,
    feed: Annotated[list[str] | None, typer.Option("--feed", help="Only these feeds.")] = None,
    as_of: AsOfOption = None,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="Sums by partner, month and type, not single events.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Greatest number of rows.")] = 50,
    lake: LakeOption = DEFAULT_LAKE,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """List reported events of a state, the latest first, or their monthly sums."""
    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json, print_table
    from counterpoise.feeds.registry import known
    from counterpoise.lake import queries
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake
    from counterpoise.model.events import Kind

    focal = _iso3(focal)
    opened = open_engine(engine)
    events = Lake(existing(lake)).table(
        opened,
        Kind.EVENTS,
        feeds=tuple(known(name) for name in feed) if feed else None,
        since=day(since, "--since"),
        until=day(until, "--until"),
        as_of=day(as_of, "--as-of"),
    )
    if monthly:
        table = queries.partners_monthly(events, focal)
        if partner is not None:
            table = table.filter(table.partner == partner)
        rows = opened.rows(table.limit(limit))
    else:
        rows = opened.rows(queries.between(events, focal, partner, limit))
    if format is TableFormat.JSON:
        print_json(rows)
        return
    columns = tuple(rows[0]) if monthly and rows else _SHOWN
    print_table(
        [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in rows],
        {c: c.replace("_", " ").capitalize() for c in columns},
        empty="No event in the lake answers to this.",
    )


def _iso3(code: str) -> str:
    from counterpoise.errors import InputError
    from counterpoise.vocabulary import Vocabulary

    if code not in Vocabulary.read().countries:
        raise InputError(
            f"{code!r} is no ISO 3166 alpha-3 code", where="--focal", remedy="give one such as FRA"
        )
    return code
