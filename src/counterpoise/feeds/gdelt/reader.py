"""GDELT 2.0 and 1.0 events: zipped or plain, many small files at a time.

Format: "The GDELT Event Database Data Format Codebook V2.0" (19 February 2015), 61 columns without
header; V1.03 (25 August 2013) for the 58 columns of 1.0. Both read by position.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, cameo
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Failure, Outcome
from counterpoise.feeds.gdelt.unpacking import Unpacked, explain, unpack
from counterpoise.feeds.source import Layout, Source

BATCH_BYTES = 48 << 20


def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
    """Read files in batches of some 48 MB of text; a bad file stops itself alone."""
    with tempfile.TemporaryDirectory(prefix="gdelt-") as folder, batches.workspace() as connection:
        register_codes(connection, source, tables)
        group: list[Unpacked] = []
        for file in files:
            try:
                group.append(unpack(file, Path(folder), source))
            except FeedError as error:
                yield Failure(file, error)
            if sum(one.size for one in group) >= BATCH_BYTES:
                yield from _group(connection, source, group)
                group = []
        if group:
            yield from _group(connection, source, group)


def _group(
    connection: duckdb.DuckDBPyConnection, source: Source, group: list[Unpacked]
) -> Iterator[Outcome]:
    """Read one batch; if it fails, file by file, to find the one at fault."""
    for layout in {one.layout for one in group}:
        same = [one for one in group if one.layout == layout]
        try:
            yield _read(connection, source, layout, same)
        except (duckdb.InvalidInputException, FeedError):
            for one in same:
                try:
                    yield _read(connection, source, layout, [one])
                except FeedError as error:
                    yield Failure(one.file, error)
                except duckdb.InvalidInputException as error:
                    yield Failure(one.file, explain(one, source, error))
    for one in group:
        one.text.unlink()


def _read(
    connection: duckdb.DuckDBPyConnection, source: Source, layout: str, group: list[Unpacked]
) -> Batch:
    scan = _scan(source.layouts[layout], [one.text for one in group])
    mapped = _mapped(source, layout, f"SELECT *, 0 AS _row FROM {scan}")
    numbered = _mapped(
        source,
        layout,
        f"SELECT *, row_number() OVER (PARTITION BY filename) AS _row FROM {scan}",
    )
    return batches.batch(
        connection,
        source,
        {one.file: one.rows for one in group},
        mapped,
        numbered=numbered,
    )


def _scan(layout: Layout, texts: Sequence[Path]) -> str:
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in layout.columns)
    paths = ", ".join(f"'{text}'" for text in texts)
    return (
        f"read_csv([{paths}], auto_detect = false, header = false, delim = '\t', quote = '', "
        f"escape = '', strict_mode = true, filename = true, columns = {{{columns}}})"
    )


def register_codes(
    connection: duckdb.DuckDBPyConnection, source: Source, tables: ActorTables
) -> None:
    """Register days, CAMEO, country and group codes as tables to join."""
    cameo.register_cameo(connection)
    since = source.coverage.since.isoformat()
    connection.execute(
        "CREATE TEMP TABLE days AS SELECT strftime(d, '%Y%m%d') AS digits, CAST(d AS DATE) AS dated "
        f"FROM generate_series(DATE '{since}', DATE '2099-12-31', INTERVAL 1 DAY) AS s(d)"
    )
    states = {
        e.resolution.iso3: e.resolution.iso3
        for found in tables.entries.values()
        for e in found
        if e.what == "state" and e.resolution.iso3 is not None
    }
    fixed: dict[str, str | None] = {**states, **source.lookups["countries"]}
    for name, table in (("states", fixed), ("groups", source.lookups["groups"])):
        columns = {
            "code": pa.array(list(table), pa.string()),
            "id": pa.array(list(table.values()), pa.string()),
        }
        connection.register(f"_{name}", pa.table(columns))
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM _{name}")


def _mapped(source: Source, layout: str, scan: str) -> str:
    expressions = {
        "event_id": "GlobalEventID",
        "feed_version": f"'{layout}'",
        "origin": "parse_filename(filename)",
        "event_date": "d.dated",
        "known_date": "k.dated",
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
        "scale_value": "TRY_CAST(GoldsteinScale AS DOUBLE)",
        "scale_name": "'goldstein-gdelt'",
        "reports": "TRY_CAST(NumArticles AS INTEGER)",
        "place": "ActionGeo_FullName",
        "latitude": "TRY_CAST(ActionGeo_Lat AS DOUBLE)",
        "longitude": "TRY_CAST(ActionGeo_Long AS DOUBLE)",
        "url": "SOURCEURL",
    }
    known = "left(DATEADDED, 8)"
    rules = {
        **batches.bad_date("Day", "d.dated", source),
        **batches.bad_date("DATEADDED", "k.dated", source),
        "GlobalEventID IS NULL": "'column GlobalEventID is empty'",
        "GoldsteinScale IS NOT NULL AND TRY_CAST(GoldsteinScale AS DOUBLE) IS NULL": (
            "'column GoldsteinScale: ' || GoldsteinScale || ' is not a number'"
        ),
        "TRY_CAST(NumArticles AS INTEGER) IS NULL": (
            "'column NumArticles: ' || coalesce(NumArticles, '') || ' is not a whole number'"
        ),
    }
    return (
        f"SELECT {batches.project(source, expressions)}, _row, {batches.reasons(rules)} AS _reason\n"
        f"FROM ({scan}) LEFT JOIN days d ON Day = d.digits LEFT JOIN days k ON {known} = k.digits\n"
        "LEFT JOIN cameo c ON EventCode = c.code\n"
        "LEFT JOIN states s1 ON Actor1CountryCode = s1.code\n"
        "LEFT JOIN states s2 ON Actor2CountryCode = s2.code\n"
        "LEFT JOIN groups g1 ON Actor1KnownGroupCode = g1.code\n"
        "LEFT JOIN groups g2 ON Actor2KnownGroupCode = g2.code"
    )
