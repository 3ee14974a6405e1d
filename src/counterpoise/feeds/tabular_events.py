"""Event feeds that come as one table: names resolved, look-ups joined, rows accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables, register_names
from counterpoise.feeds.batches import Batch
from counterpoise.feeds.phrases import resolve_spans
from counterpoise.feeds.source import Layout, Source


@dataclass(frozen=True, slots=True)
class EventMapping:
    """How a table's columns become an event's.

    Attributes
    ----------
    actors
        Columns of the source's and the target's name.
    day
        SQL expression of the event's day.
    columns
        SQL expression by column of the event; the names' resolutions are joined as `s` and `t`.
    joins
        More joins; each of the feed's look-ups is a table ``lookup_NAME(key, value)``.
    rules
        Condition of a bad row to sentence, beside those on the date.
    """

    actors: tuple[str, str]
    day: str
    date_column: str
    columns: Mapping[str, str]
    joins: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)


def read_events(
    file: Path,
    source: Source,
    layout: Layout,
    rows: list[tuple[int, list[str]]],
    tables: ActorTables,
    mapping: EventMapping,
) -> Iterator[Batch]:
    """Map parsed records to events, as one batch."""
    with batches.workspace() as connection:
        yield _batch(connection, file, source, layout, rows, tables, mapping)


def _batch(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    source: Source,
    layout: Layout,
    rows: list[tuple[int, list[str]]],
    tables: ActorTables,
    mapping: EventMapping,
) -> Batch:
    delimited.raw_table(connection, layout.columns, rows)
    for name, table in source.lookups.items():
        columns = {
            "key": pa.array(list(table), pa.string()),
            "value": pa.array(list(table.values()), pa.string()),
        }
        connection.register(f"lookup_{name}", pa.table(columns))
    first, second = (f'"{column}"' for column in mapping.actors)
    at = [layout.columns.index(column) for column in mapping.actors]
    names = sorted({fields[i] for _, fields in rows for i in at})
    register_names(connection, {name: resolve_spans(name, tables) for name in names})
    sides = {
        f"{side}_{column}": f"{alias}.{column}"
        for side, alias in (("source", "s"), ("target", "t"))
        for column in ("actor", "iso3", "org", "sector", "confidence")
    }
    selected = batches.project(
        source,
        {
            "origin": batches.origin(file),
            "event_date": mapping.day,
            "source_raw": f"nullif({first}, '')",
            "target_raw": f"nullif({second}, '')",
            **sides,
            **mapping.columns,
        },
    )
    identity = mapping.columns["event_id"]
    rules = {
        f"coalesce(CAST({identity} AS VARCHAR), '') = ''": "'the row has no id'",
        **batches.bad_date(mapping.date_column, mapping.day, source),
        **mapping.rules,
    }
    mapped = (
        f"SELECT {selected}, raw._row, {batches.reasons(rules)} AS _reason "
        f"FROM raw {mapping.joins} "
        f"LEFT JOIN names s ON {first} = s.name AND {mapping.day} BETWEEN s.since AND s.until "
        f"LEFT JOIN names t ON {second} = t.name AND {mapping.day} BETWEEN t.since AND t.until"
    )
    return batches.batch(connection, source, {file: len(rows)}, mapped)
