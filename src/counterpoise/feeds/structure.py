"""What the readers of structural sources share: codes, names, and columns kept as attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from counterpoise.feeds.actors import ActorTables, register_names, states_of


def register_codes(
    connection: duckdb.DuckDBPyConnection,
    tables: ActorTables,
    fixes: Mapping[str, str | None],
) -> None:
    """Register table ``codes(code, iso3)``: every ISO3 of the vocabulary, and the feed's own."""
    known = {
        e.resolution.iso3
        for found in tables.entries.values()
        for e in found
        if e.what == "state" and e.resolution.iso3 is not None
    }
    codes: dict[str, str | None] = {**{code: code for code in sorted(known)}, **fixes}
    connection.register(
        "codes",
        pa.table(
            {
                "code": pa.array(list(codes), pa.string()),
                "iso3": pa.array(list(codes.values()), pa.string()),
            }
        ),
    )


def register_states(
    connection: duckdb.DuckDBPyConnection,
    columns: Iterable[str],
    tables: ActorTables,
    fixes: Mapping[str, str | None],
) -> tuple[str, ...]:
    """Register table `names` for the states printed in columns of `raw`; say which are unknown."""
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(f"SELECT DISTINCT unnest([{listed}]) FROM raw").fetchall()
    resolved = states_of((row[0] for row in found), tables, fixes)
    register_names(connection, resolved)
    return tuple(
        f"name {name!r} is no state or organisation of the vocabulary; stored without a code"
        for name, one in resolved.items()
        if one[0].actor is None and name not in fixes and name
    )


def attributes(columns: Iterable[str]) -> str:
    """Write an expression for a JSON object of the non-empty columns, in the given order."""
    pairs = ", ".join(
        f"CASE WHEN coalesce(\"{c}\", '') <> '' THEN '\"{c}\": ' || to_json(\"{c}\") END"
        for c in columns
    )
    return f"'{{' || concat_ws(', ', {pairs}) || '}}'"
