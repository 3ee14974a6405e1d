"""`counterpoise events`: a look at the events of a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """List reported events of a state, the latest first, or their monthly sums, likewise."""
    from counterpoise.cli.lake_checks import event_feeds, known_partner, period
    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json
    from counterpoise.lake import queries
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake
    from counterpoise.model.events import Kind

    focal, partner = _iso3(focal), known_partner(partner)
    (first, last), feeds, known_by = period(since, until), event_feeds(feed), day(as_of, "--as-of")
    opened = open_engine(engine)
    events = Lake(existing(lake)).table(
        opened, Kind.EVENTS, feeds=feeds, since=first, until=last, as_of=known_by
    )
    if monthly:
        table = queries.latest_months(queries.partners_monthly(events, focal), partner)
    else:
        table = queries.between(events, focal, partner)
    rows = opened.rows(table.limit(limit))
    if format is TableFormat.JSON:
        print_json(rows)
        return
    left = int(str(opened.value(table.count()))) - len(rows) if len(rows) == limit else 0
    _print(rows, tuple(rows[0]) if monthly and rows else _SHOWN, left)


def _print(rows: Sequence[Mapping[str, object]], columns: Sequence[str], left: int) -> None:
    from counterpoise.cli.output import print_lines, print_table

    print_table(
        [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in rows],
        {c: c.replace("_", " ").capitalize() for c in columns},
        empty="No event in the lake answers to this.",
    )
    if left:
        print_lines([f"{left:,} older rows are left out; --limit shows more."])


def _iso3(code: str) -> str:
    from counterpoise.errors import InputError
    from counterpoise.vocabulary import Vocabulary

    if code not in Vocabulary.read().countries:
        raise InputError(
            f"{code!r} is no ISO 3166 alpha-3 code", where="--focal", remedy="give one such as FRA"
        )
    return code
