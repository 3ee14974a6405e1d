"""From a table of raw text to rows of the lake, every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from counterpoise.errors import FeedError
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.source import Source
from counterpoise.model import events

SQL_TYPES = {"text": "VARCHAR", "date": "DATE", "integer": "INTEGER", "real": "DOUBLE"}
REJECTIONS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not stored, and why: the column, its value and the rule it breaks."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something a reader met and did not expect; the rows are stored all the same.

    Attributes
    ----------
    kind
        What it is and what became of it, in words that hold for each value of the kind.
    value
        The name, code or file it was met in.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One file, or several small ones, or part of a large one, ready to be stored.

    Attributes
    ----------
    stored
        Relation with exactly the columns of the feed's kind. It lives on the batch's own
        connection and is read before the next batch is asked for.
    files
        The files the rows come from, with the rows of each that this batch accounts for.
    rejected
        Number of rows not stored, by file name; `rejections` lists the first thousand of them.
    unexpected
        What the reader met and did not expect: an unknown name or code, a new column.
    """

    files: Mapping[Path, int]
    stored: duckdb.DuckDBPyRelation
    rejected: Mapping[str, int]
    rejections: tuple[Rejection, ...]
    unexpected: tuple[Surprise, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read; the others go on."""

    file: Path
    error: FeedError


Outcome = Batch | Failure
ReadFile = Callable[[Path, Source, ActorTables], Iterator[Batch]]
Read = Callable[[Sequence[Path], Source, ActorTables], Iterator[Outcome]]


def one_by_one(read_file: ReadFile) -> Read:
    """Turn a reader of one file into a reader of several; a bad file stops itself alone."""

    def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
        for file in files:
            try:
                yield from read_file(file, source, tables)
            except FeedError as error:
                yield Failure(file, error)

    return read


@contextmanager
def workspace(spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory DuckDB for one file, with bounded memory, and close it.

    Parameters
    ----------
    spill
        Folder for what goes beyond the bound; without one DuckDB chooses.
    """
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 2, "memory_limit": "3GB"}
    if spill is not None:
        config["temp_directory"] = str(spill)
    connection = duckdb.connect(config=config)
    try:
        connection.execute("SET preserve_insertion_order = true")
        yield connection
    finally:
        connection.close()


def origin_of(file: Path) -> str:
    """Return the name rows of a file carry: without the `.zip` it came in."""
    return file.name.removesuffix(".zip")


def origin(file: Path) -> str:
    """Write a file's origin as SQL text."""
    return "'" + origin_of(file).replace("'", "''") + "'"


def project(
    source: Source, expressions: Mapping[str, str], types: Mapping[str, str] | None = None
) -> str:
    """Write the SELECT list of a feed's kind from one SQL expression a column.

    Columns without an expression are NULL. `feed` and `feed_version` default to the source's.

    Parameters
    ----------
    types
        ENUM types by column, where the reader made some; they are stored as text.

    Raises
    ------
    FeedError
        If an expression names a column that the kind does not have, or a required one is absent.
    """
    columns = events.columns(source.kind)
    given = {
        "feed": f"'{source.id}'",
        "feed_version": f"'{source.version}'",
        "acts": "1",
        **expressions,
    }
    if source.kind is events.Kind.STRUCTURE:
        del given["acts"]
    unknown = set(given) - set(columns)
    absent = events.required(source.kind) - set(given)
    if unknown or absent:
        raise FeedError(
            f"the reader maps unknown columns {sorted(unknown)} or leaves out {sorted(absent)}",
            where=f"feeds/{source.id}/reader.py",
            remedy="mend the reader",
        )
    return ",\n  ".join(
        f"CAST({given.get(name, 'NULL')} AS {(types or {}).get(name, SQL_TYPES[kind])}) AS {name}"
        for name, kind in columns.items()
    )


def reasons(rules: Mapping[str, str]) -> str:
    """Write an expression that is NULL for a good row, else the first broken rule in words.

    Parameters
    ----------
    rules
        SQL condition of a bad row to SQL expression of the sentence.
    """
    cases = "\n    ".join(f"WHEN {bad} THEN {sentence}" for bad, sentence in rules.items())
    return f"CASE\n    {cases}\n  END"


def bad_date(column: str, value: str, source: Source, shown: str | None = None) -> dict[str, str]:
    """Give the rules every dated row keeps: a date, within the coverage of the source.

    Parameters
    ----------
    column
        Name of the column, for the sentence.
    value
        SQL expression of the date, NULL if the text is none.
    shown
        SQL expression of what stands in the file; default: the column.
    """
    since = source.coverage.since.isoformat()
    until = source.coverage.until.isoformat() if source.coverage.until else "2100-01-01"
    printed = shown if shown is not None else f'"{column}"'
    text = f"coalesce(CAST({printed} AS VARCHAR), '')"
    return {
        f"{value} IS NULL": f"'column {column}: ' || {text} || ' is not a date'",
        f"{value} NOT BETWEEN DATE '{since}' AND DATE '{until}'": (
            f"'column {column}: ' || {text} || ' lies outside the coverage {since} to {until}'"
        ),
    }


def batch(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    files: Mapping[Path, int],
    mapped: str,
    *,
    unexpected: tuple[Surprise, ...] = (),
    numbered: str | None = None,
) -> Batch:
    """Split mapped rows into stored and rejected ones.

    Parameters
    ----------
    mapped
        SQL of a SELECT giving the kind's columns, `_row` and `_reason`.
    files
        Files with their rows, counted independently of the SQL.
    numbered
        The same SELECT over a source with true row numbers, for readers that number rows only
        when one of them is rejected.

    Raises
    ------
    FeedError
        If stored and rejected rows do not add up to the rows read: a fault of the reader.
    """
    # Dropped first: replaced, the last batch would be held beside the new one.
    connection.execute("DROP TABLE IF EXISTS _mapped")
    connection.execute(f"CREATE TEMP TABLE _mapped AS {mapped}")
    total, bad = connection.execute("SELECT count(*), count(_reason) FROM _mapped").fetchall()[0]
    read = sum(files.values())
    if total != read:
        raise FeedError(
            f"{read} rows were read and {total} accounted for",
            where=f"feed {source.id}",
            remedy="this is a fault of the reader: please report it",
        )
    rejections = _rejections(connection, numbered or mapped) if bad else ()
    if bad == total and rejections:
        raise FeedError(
            f"no row can be stored; row {rejections[0].row}: {rejections[0].reason}",
            where=f"feed {source.id}, {', '.join(file.name for file in files)}",
            remedy="check that the file belongs to this feed and that its columns stand in order",
        )
    if source.kind is events.Kind.EVENTS:
        unexpected = (*unexpected, *_unknown_codes(connection))
    stored = connection.sql("SELECT * EXCLUDE (_row, _reason) FROM _mapped WHERE _reason IS NULL")
    counts = connection.execute(
        "SELECT origin, count(*) FROM _mapped WHERE _reason IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    rejected = {str(file): int(count) for file, count in counts}
    return Batch(dict(files), stored, rejected, rejections, unexpected)


def _rejections(connection: duckdb.DuckDBPyConnection, numbered: str) -> tuple[Rejection, ...]:
    rows = connection.execute(
        f"SELECT origin, _row, _reason FROM ({numbered}) "
        f"WHERE _reason IS NOT NULL ORDER BY origin, _row LIMIT {REJECTIONS_KEPT}"
    ).fetchall()
    return tuple(Rejection(str(file), int(row), str(why)) for file, row, why in rows)


def with_rejections(one: Batch, more: Sequence[Rejection]) -> Batch:
    """Add rows of a single file that the reader accounted for before mapping."""
    rejected = dict(one.rejected)
    for rejection in more:
        rejected[rejection.file] = rejected.get(rejection.file, 0) + 1
    return replace(
        one,
        files={file: rows + len(more) for file, rows in one.files.items()},
        rejected=rejected,
        rejections=(*one.rejections, *more)[:REJECTIONS_KEPT],
    )


def _unknown_codes(connection: duckdb.DuckDBPyConnection) -> tuple[Surprise, ...]:
    found = connection.execute(
        "SELECT DISTINCT cameo FROM _mapped WHERE cameo IS NOT NULL AND plover_type IS NULL "
        "ORDER BY 1"
    ).fetchall()
    return tuple(
        Surprise("CAMEO codes that are not in the table, stored without a PLOVER type", str(code))
        for (code,) in found
    )
