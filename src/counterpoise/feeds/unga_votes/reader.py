"""Votes of the UN General Assembly: one table of votes, one of roll calls.

Where they are given or lie beside, a table of the roll calls' issues and a table of roll calls that
ask what an earlier one asked become attributes of the votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, columnar, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Failure, Outcome
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, attributes, record_batch

VOTES = ("yes", "no", "abstain")
_ROLL_CALLS = "*roll_calls.parquet"
_ISSUES = "*roll_call_issues.parquet"
_REPEATED = "[Mm]atches.csv"
_KEPT = ("session", "importantvote", "unres", "amend", "para", "short")
_ADDED = ("issues", "repeats")


def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
    """Read tables of votes; files named like tables of roll calls, issues or repeats serve them."""
    served = (_ROLL_CALLS, _ISSUES, _REPEATED)
    for file in files:
        if any(file.match(pattern) for pattern in served):
            continue
        try:
            beside = [_serving(pattern, file, files) for pattern in served]
            yield from _votes(file, beside, source, tables)
        except FeedError as error:
            yield Failure(file, error)


def _serving(pattern: str, file: Path, files: Sequence[Path]) -> Path | None:
    """Return the file that serves a table of votes: a given one, or else one beside it."""
    given = [other for other in files if other.match(pattern)]
    return next(iter(given or sorted(file.parent.glob(pattern))), None)


def _votes(
    file: Path, beside: Sequence[Path | None], source: Source, tables: ActorTables
) -> Iterator[Batch]:
    calls, issues, repeated = beside
    if calls is None:
        raise FeedError(
            "the votes have no dates without the table of roll calls",
            where=f"feed {source.id}, {file.name}",
            remedy="give the file that ends in roll_calls.parquet too",
        )
    with batches.workspace() as connection:
        layouts = source.layouts
        rows = columnar.register_parquet(connection, file, source, layouts["votes"])
        columnar.register_parquet(connection, calls, source, layouts["roll_calls"], "calls")
        _register_issues(connection, issues, source)
        _register_repeated(connection, repeated, source)
        kept = ", ".join(f"CAST({c} AS VARCHAR) AS {c}" for c in _KEPT)
        connection.execute(
            "CREATE TEMP TABLE roll AS SELECT rcid, date, "
            f"{attributes((*_KEPT, *_ADDED))} AS attributes FROM ("
            f"SELECT rcid, date, issues, repeats, {kept} "
            "FROM calls LEFT JOIN issues USING (rcid) LEFT JOIN repeated USING (rcid))"
        )
        yield record_batch(connection, file, source, rows, tables, _mapping(source))


def _mapping(source: Source) -> RecordMapping:
    day = "TRY_CAST(r.date AS DATE)"
    number = "CAST(CAST(raw.rcid AS BIGINT) AS VARCHAR)"
    listed = ", ".join(f"'{vote}'" for vote in VOTES)
    return RecordMapping(
        subject="country",
        joins="LEFT JOIN roll r ON raw.rcid = r.rcid",
        columns={
            "record_id": f"{number} || '-' || country",
            "indicator": number,
            "start_date": day,
            "end_date": day,
            "known_date": day,
            "precision": "'day'",
            "text": "vote",
            "attributes": "r.attributes",
        },
        rules={
            "r.rcid IS NULL": "'column rcid: ' || CAST(raw.rcid AS VARCHAR) || ' is no roll call'",
            **batches.bad_date("date", day, source, "r.date"),
            f"coalesce(vote, '') NOT IN ({listed})": "'column vote: ' || coalesce(vote, '') || ' is no vote'",
            "coalesce(country, '') = ''": "'column country is empty'",
        },
    )


def _register_issues(
    connection: duckdb.DuckDBPyConnection, file: Path | None, source: Source
) -> None:
    """Register `issues(rcid, issues)`: the short names of a roll call's issues, joined by `;`."""
    if file is None:
        connection.execute("CREATE TEMP TABLE issues (rcid BIGINT, issues VARCHAR)")
        return
    columnar.register_parquet(connection, file, source, source.layouts["issues"], "listed")
    connection.execute(
        "CREATE TEMP TABLE issues AS SELECT CAST(rcid AS BIGINT) AS rcid, "
        "string_agg(DISTINCT short_name, ';' ORDER BY short_name) AS issues FROM listed GROUP BY 1"
    )


def _register_repeated(
    connection: duckdb.DuckDBPyConnection, file: Path | None, source: Source
) -> None:
    """Register `repeated(rcid, repeats)`: the earlier roll calls that asked the same."""
    connection.execute("CREATE TEMP TABLE pairs (rcid1 BIGINT, rcid2 BIGINT)")
    if file is not None:
        rows = list(delimited.records(file, source, source.layouts["matches"]))
        for line, (_, first, second) in rows:
            if not (first.isdigit() and second.isdigit()):
                raise FeedError(
                    f"columns rcid1, rcid2: {first!r} and {second!r} are no numbers of roll calls",
                    where=f"feed {source.id}, {file.name}, line {line}",
                    remedy="compare the file with the published one",
                )
        if rows:
            pairs = [(int(one), int(other)) for _, (_, one, other) in rows]
            connection.executemany("INSERT INTO pairs VALUES (?, ?)", pairs)
    connection.execute(
        "CREATE TEMP TABLE repeated AS SELECT greatest(rcid1, rcid2) AS rcid, "
        "string_agg(DISTINCT CAST(least(rcid1, rcid2) AS VARCHAR), ';' "
        "ORDER BY CAST(least(rcid1, rcid2) AS VARCHAR)) AS repeats FROM pairs GROUP BY 1"
    )
