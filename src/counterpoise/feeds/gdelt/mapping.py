"""From the columns of GDELT to those of an event, as one SELECT.

Codes are joined as ENUM values and not as text: sorting and writing them costs a third less, and
what Parquet holds is text all the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from counterpoise.feeds import batches, cameo
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.source import Source

SCALE = "goldstein-gdelt"
NUMBERS = {
    "Day": "INTEGER",
    "DATEADDED": "BIGINT",
    "GoldsteinScale": "DOUBLE",
    "NumArticles": "INTEGER",
    "ActionGeo_Lat": "DOUBLE",
    "ActionGeo_Long": "DOUBLE",
}
_TYPES = {
    "feed": "feeds",
    "feed_version": "versions",
    "origin": "origins",
    "source_actor": "actors",
    "source_iso3": "actors",
    "source_org": "actors",
    "target_actor": "actors",
    "target_iso3": "actors",
    "target_org": "actors",
    "plover_type": "plover_types",
    "plover_mode": "plover_modes",
    "scale_name": "scales",
}


def register_codes(
    connection: duckdb.DuckDBPyConnection, source: Source, tables: ActorTables
) -> None:
    """Register days, CAMEO, country and group codes as tables to join."""
    since = source.coverage.since.isoformat()
    connection.execute(
        "CREATE TEMP TABLE days AS SELECT CAST(strftime(d, '%Y%m%d') AS INTEGER) AS digits, "
        f"CAST(d AS DATE) AS dated FROM generate_series(DATE '{since}', DATE '2099-12-31', "
        "INTERVAL 1 DAY) AS s(d)"
    )
    states: dict[str, str | None] = {
        e.resolution.iso3: e.resolution.iso3
        for found in tables.entries.values()
        for e in found
        if e.what == "state" and e.resolution.iso3 is not None
    }
    states.update(source.lookups["countries"])
    groups = source.lookups["groups"]
    actors = sorted({one for one in (*states.values(), *groups.values()) if one is not None})
    _enum(connection, "actors", actors)
    _enum(connection, "feeds", [source.id])
    _enum(connection, "versions", sorted(source.layouts))
    _enum(connection, "scales", [SCALE])
    _codes(connection, "states", states)
    _codes(connection, "groups", groups)
    cameo.register_cameo(connection)
    for name in ("plover_type", "plover_mode"):
        found = connection.execute(
            f"SELECT DISTINCT {name} FROM cameo WHERE {name} IS NOT NULL ORDER BY 1"
        ).fetchall()
        _enum(connection, f"{name}s", [row[0] for row in found])
    connection.execute(
        "CREATE TEMP TABLE types AS SELECT code, CAST(plover_type AS plover_types) AS plover_type, "
        "CAST(plover_mode AS plover_modes) AS plover_mode FROM cameo"
    )


def _enum(connection: duckdb.DuckDBPyConnection, name: str, values: list[str]) -> None:
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    connection.execute(f"CREATE TEMP TYPE {name} AS ENUM ({listed})")


def _codes(
    connection: duckdb.DuckDBPyConnection, name: str, table: Mapping[str, str | None]
) -> None:
    columns = {
        "code": pa.array(list(table), pa.string()),
        "id": pa.array(list(table.values()), pa.string()),
    }
    connection.register(f"_{name}", pa.table(columns))
    connection.execute(
        f"CREATE TEMP TABLE {name} AS SELECT code, CAST(id AS actors) AS id FROM _{name}"
    )


def mapping(source: Source, layout: str, scan: str, *, typed: bool) -> str:
    """Write the SELECT of events, `_row` and `_reason` over a scan of the published columns.

    Parameters
    ----------
    typed
        The columns of `NUMBERS` come as numbers and a day that is none stops the query; else they
        come as text and the row is rejected.
    """
    day, added = _number("Day", typed), _number("DATEADDED", typed)
    # DATEADDED has fourteen digits in 2.0 and eight in 1.0.
    added = f"CASE WHEN {added} > 99999999 THEN {added} // 1000000 ELSE {added} END"
    if typed:
        scan = f"SELECT *, {_date(day)} AS _day, {_date(added)} AS _known FROM ({scan})"
        event_day, known_day, joins = "_day", "_known", ""
    else:
        event_day, known_day = "d.dated", "k.dated"
        joins = f"LEFT JOIN days d ON {day} = d.digits LEFT JOIN days k ON {added} = k.digits\n"
    selected = batches.project(source, _columns(layout, event_day, known_day, typed), _TYPES)
    reason = batches.reasons(_rules(source, event_day, known_day, typed))
    return (
        f"SELECT {selected}, _row, {reason} AS _reason\nFROM ({scan}) {joins}"
        "LEFT JOIN types c ON EventCode = c.code\n"
        "LEFT JOIN states s1 ON Actor1CountryCode = s1.code\n"
        "LEFT JOIN states s2 ON Actor2CountryCode = s2.code\n"
        "LEFT JOIN groups g1 ON Actor1KnownGroupCode = g1.code\n"
        "LEFT JOIN groups g2 ON Actor2KnownGroupCode = g2.code"
    )


def _number(column: str, typed: bool) -> str:
    return column if typed else f"TRY_CAST({column} AS {NUMBERS[column]})"


def _date(digits: str) -> str:
    return f"make_date(({digits}) // 10000, ({digits}) // 100 % 100, ({digits}) % 100)"


def _columns(layout: str, event_day: str, known_day: str, typed: bool) -> dict[str, str]:
    return {
        "event_id": "GlobalEventID",
        "feed_version": f"'{layout}'",
        "origin": "parse_filename(filename)",
        "event_date": event_day,
        "known_date": known_day,
        "source_raw": "Actor1Name",
        "source_actor": "coalesce(g1.id, s1.id)",
        "source_iso3": "s1.id",
        "source_org": "g1.id",
        "source_sector": "Actor1Type1Code",
        "target_raw": "Actor2Name",
        "target_actor": "coalesce(g2.id, s2.id)",
        "target_iso3": "s2.id",
        "target_org": "g2.id",
        "target_sector": "Actor2Type1Code",
        "cameo": "EventCode",
        "plover_type": "c.plover_type",
        "plover_mode": "c.plover_mode",
        "scale_value": _number("GoldsteinScale", typed),
        "scale_name": f"'{SCALE}'",
        "reports": _number("NumArticles", typed),
        "place": "ActionGeo_FullName",
        "latitude": _number("ActionGeo_Lat", typed),
        "longitude": _number("ActionGeo_Long", typed),
        "url": "SOURCEURL",
    }


def _rules(source: Source, event_day: str, known_day: str, typed: bool) -> dict[str, str]:
    scale, reports = _number("GoldsteinScale", typed), _number("NumArticles", typed)
    return {
        **batches.bad_date("Day", event_day, source),
        **batches.bad_date("DATEADDED", known_day, source),
        "GlobalEventID IS NULL": "'column GlobalEventID is empty'",
        f"GoldsteinScale IS NOT NULL AND {scale} IS NULL": (
            "'column GoldsteinScale: ' || GoldsteinScale || ' is not a number'"
        ),
        f"{reports} IS NULL": (
            "'column NumArticles: ' || coalesce(CAST(NumArticles AS VARCHAR), '') || "
            "' is not a whole number'"
        ),
    }
