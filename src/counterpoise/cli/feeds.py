"""`counterpoise feeds`: what can be read, and what the lake holds of it."""

from __future__ import annotations

from counterpoise.cli.lake_options import DEFAULT_LAKE, LakeOption
from counterpoise.cli.options import FormatOption, TableFormat


def run(lake: LakeOption = DEFAULT_LAKE, format: FormatOption = TableFormat.TABLE) -> None:
    """List the feeds with their state, rows, coverage, last retrieval and licence."""
    from counterpoise.cli.output import print_json, print_table
    from counterpoise.feeds.registry import FEEDS
    from counterpoise.feeds.source import load_source
    from counterpoise.lake.lake import Lake

    found = Lake(lake)
    rows = []
    for feed in FEEDS:
        source, state = load_source(feed), found.state(feed)
        since = min((p.since for p in state.parts), default=None) if state is not None else None
        until = max((p.until for p in state.parts), default=None) if state is not None else None
        rows.append(
            {
                "id": feed,
                "title": source.title,
                "kind": source.kind.value,
                "state": "loaded" if state is not None else "not loaded",
                "rows": state.rows if state is not None else 0,
                "since": since,
                "until": until,
                "vintage": state.vintage if state is not None else None,
                "vintages": len(found.states(feed)),
                "retrieved": state.retrieved if state is not None else None,
                "checked_against": source.checked_against,
                "redistribution": source.redistribution,
                "licence": source.licence,
            }
        )
    if format is TableFormat.JSON:
        print_json(rows)
        return
    shown = [
        {
            "id": str(row["id"]),
            "state": str(row["state"]) + ("" if row["checked_against"] == "data" else " *"),
            "rows": f"{row['rows']:,}",
            "coverage": f"{row['since']} – {row['until']}" if row["since"] is not None else "",
            "retrieved": str(row["retrieved"] or ""),
            "licence": str(row["licence"]),
        }
        for row in rows
    ]
    print_table(
        shown,
        {
            "id": "Feed",
            "state": "State (*: reader checked against the documentation, not data)",
            "rows": "Rows",
            "coverage": "Coverage",
            "retrieved": "Retrieved",
            "licence": "Licence",
        },
        empty="There is no feed.",
    )
