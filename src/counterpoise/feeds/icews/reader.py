"""ICEWS: the yearly Dataverse `.tab` files, and name-only quads in Parquet.

Format: "ICEWS Coded Event Data Read Me" (Dataverse, doi:10.7910/DVN/28075), 20 columns. The quads
carry no code: a table of event texts (`*codes*.csv`) has to lie beside them or be given with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.errors import FeedError
from counterpoise.feeds import actors, batches, cameo, columnar, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Failure, Outcome
from counterpoise.feeds.phrases import resolve_spans
from counterpoise.feeds.source import Source

_ACT = "md5(concat_ws('|', strftime({day}, '%Y-%m-%d'), {source}, {code}, {target}))"


def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
    """Read `.tab` files and quads; a file named like a table of codes serves the quads."""
    codes = [file for file in files if _is_codes(file)]
    for file in files:
        if file in codes:
            continue
        try:
            if file.suffix == ".parquet":
                yield from _quads(file, codes or _beside(file), source, tables)
            else:
                yield from _tab(file, source, tables)
        except FeedError as error:
            yield Failure(file, error)


def _is_codes(file: Path) -> bool:
    return file.suffix == ".csv" and "codes" in file.name


def _beside(file: Path) -> list[Path]:
    return sorted(one for one in file.parent.glob("*.csv") if _is_codes(one))


def _quads(file: Path, codes: list[Path], source: Source, tables: ActorTables) -> Iterator[Batch]:
    if not codes:
        raise FeedError(
            "name-only quads have no CAMEO codes",
            where=f"feed {source.id}, {file.name}",
            remedy="give the table of event texts too (`load icews quads.parquet cameo_codes.csv`)",
        )
    with batches.workspace() as connection:
        rows = columnar.register_parquet(connection, file, source, source.layouts["quads"])
        _register_codes(connection, codes[0], source)
        cameo.register_cameo(connection)
        _register_actors(connection, source, tables, "source_name", "target_name")
        day = "TRY_CAST(event_date AS DATE)"
        mapped = _mapped(
            source,
            file,
            {
                "event_date": day,
                "feed_version": "coalesce(file, '')",
                "cameo": "e.cameo",
                "scale_value": "e.intensity",
                "native_type": "event_text",
                "source_raw": "source_name",
                "target_raw": "target_name",
            },
            act=_ACT.format(day=day, source="source_name", code="event_text", target="target_name"),
            joins="LEFT JOIN texts e ON event_text = e.text LEFT JOIN cameo c ON e.cameo = c.code",
            rules={
                **batches.bad_date("event_date", day, source),
                "e.cameo IS NULL": "'column event_text: ' || coalesce(event_text, '') || "
                "' is not in the table of codes'",
                "coalesce(source_name, '') = ''": "'column source_name is empty'",
                "coalesce(target_name, '') = ''": "'column target_name is empty'",
            },
        )
        yield batches.batch(connection, source, {file: rows}, mapped)


def _tab(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    layout = source.layouts["tab"]
    with batches.workspace() as connection:
        rows = list(delimited.records(file, source, layout))
        delimited.raw_table(connection, layout.columns, rows)
        cameo.register_cameo(connection)
        _register_actors(connection, source, tables, '"Source Name"', '"Target Name"')
        day = 'TRY_CAST("Event Date" AS DATE)'
        code = "regexp_replace(\"CAMEO Code\", '^([1-9])$', '0\\1')"
        mapped = _mapped(
            source,
            file,
            {
                "event_date": day,
                "feed_version": "'tab'",
                "cameo": code,
                "scale_value": "TRY_CAST(Intensity AS DOUBLE)",
                "native_type": '"Event Text"',
                "source_raw": '"Source Name"',
                "target_raw": '"Target Name"',
                "place": "concat_ws(', ', nullif(City, ''), nullif(Province, ''), nullif(Country, ''))",
                "latitude": "TRY_CAST(Latitude AS DOUBLE)",
                "longitude": "TRY_CAST(Longitude AS DOUBLE)",
                "source_iso3": "coalesce(s.iso3, sc.iso3)",
                "target_iso3": "coalesce(t.iso3, tc.iso3)",
                "source_sector": "coalesce(s.sector, ss.sector)",
                "target_sector": "coalesce(t.sector, ts.sector)",
            },
            act=_ACT.format(day=day, source='"Source Name"', code=code, target='"Target Name"'),
            joins=_tab_joins(connection, source, tables, code),
            rules={
                **batches.bad_date("Event Date", day, source),
                "c.code IS NULL": "'column CAMEO Code: ' || \"CAMEO Code\" || ' is no CAMEO code'",
                'TRY_CAST("Event ID" AS BIGINT) IS NULL': "'column Event ID: ' || \"Event ID\" || ' is no number'",
                "TRY_CAST(Intensity AS DOUBLE) IS NULL": "'column Intensity: ' || Intensity || ' is no number'",
            },
        )
        yield batches.batch(connection, source, {file: len(rows)}, mapped)


def _tab_joins(
    connection: duckdb.DuckDBPyConnection, source: Source, tables: ActorTables, code: str
) -> str:
    """Join codes, the printed countries and the printed sectors."""
    fixes = source.lookups["names"]
    for name, first, second in (
        ("states", "Source Country", "Target Country"),
        ("sectors", "Source Sectors", "Target Sectors"),
    ):
        found = connection.execute(
            f'SELECT DISTINCT unnest(["{first}", "{second}"]) AS n FROM raw'
        ).fetchall()
        names = {str(row[0]) for row in found if row[0] is not None}
        resolved = {
            n: resolve_spans(n if name == "states" else n.split(",")[0], tables, fixes)
            for n in names
        }
        actors.register_names(connection, {n: r[:1] for n, r in resolved.items()}, name)
    return (
        f"LEFT JOIN cameo c ON {code} = c.code "
        'LEFT JOIN states sc ON "Source Country" = sc.name '
        'LEFT JOIN states tc ON "Target Country" = tc.name '
        'LEFT JOIN sectors ss ON "Source Sectors" = ss.name '
        'LEFT JOIN sectors ts ON "Target Sectors" = ts.name'
    )


def _register_codes(connection: duckdb.DuckDBPyConnection, file: Path, source: Source) -> None:
    layout = source.layouts["codes"]
    rows = [fields for _, fields in delimited.records(file, source, layout)]
    at = {name: i for i, name in enumerate(layout.columns)}
    codes = []
    for fields in rows:
        code, root = fields[at["code"]], fields[at["root_code"]]
        codes.append(root.zfill(2) + code.removeprefix(root))
    connection.register(
        "texts",
        pa.table(
            {
                "text": [fields[at["name"]] for fields in rows],
                "cameo": codes,
                "intensity": [float(fields[at["goldstein"]]) for fields in rows],
            }
        ),
    )


def _register_actors(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    tables: ActorTables,
    first: str,
    second: str,
) -> None:
    found = connection.execute(
        f"SELECT DISTINCT unnest([{first}, {second}]) AS n FROM raw"
    ).fetchall()
    names = sorted({str(row[0]) for row in found if row[0] is not None})
    fixes = source.lookups["names"]
    actors.register_names(connection, {name: resolve_spans(name, tables, fixes) for name in names})


def _mapped(
    source: Source,
    file: Path,
    expressions: dict[str, str],
    *,
    act: str,
    joins: str,
    rules: dict[str, str],
) -> str:
    day, first, second = (expressions[k] for k in ("event_date", "source_raw", "target_raw"))
    sides = {
        f"{side}_{field}": f"{alias}.{field}"
        for side, alias in (("source", "s"), ("target", "t"))
        for field in ("actor", "iso3", "org", "sector", "confidence")
    }
    selected = batches.project(
        source,
        {
            "event_id": "left(_act, 16) || '-' || CAST(_repeat AS VARCHAR)",
            "origin": batches.origin(file),
            "known_date": day,
            "plover_type": "c.plover_type",
            "plover_mode": "c.plover_mode",
            "scale_name": "'icews-intensity'",
            "reports": "1",
            "acts": "CAST(_repeat = 1 AS INTEGER)",
            **sides,
            **expressions,
        },
    )
    return (
        f"SELECT {selected}, _row, {batches.reasons(rules)} AS _reason FROM ("
        f"SELECT *, {act} AS _act, row_number() OVER (PARTITION BY {act} ORDER BY _row) AS _repeat "
        f"FROM raw) {joins}\n"
        f"LEFT JOIN names s ON {first} = s.name AND {day} BETWEEN s.since AND s.until\n"
        f"LEFT JOIN names t ON {second} = t.name AND {day} BETWEEN t.since AND t.until"
    )
