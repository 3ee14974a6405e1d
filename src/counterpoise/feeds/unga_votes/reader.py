"""Votes of the UN General Assembly: one table of votes, one of roll calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds import batches, columnar
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Failure, Outcome
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, attributes, record_batch

VOTES = ("yes", "no", "abstain")
_ROLL_CALLS = "*roll_calls.parquet"
_KEPT = ("session", "importantvote", "unres", "amend", "para", "short")


def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
    """Read tables of votes; a file named like a table of roll calls serves them."""
    given = [file for file in files if file.match(_ROLL_CALLS)]
    for file in files:
        if file in given:
            continue
        try:
            calls = given or sorted(file.parent.glob(_ROLL_CALLS))
            yield from _votes(file, calls, source, tables)
        except FeedError as error:
            yield Failure(file, error)


def _votes(file: Path, calls: list[Path], source: Source, tables: ActorTables) -> Iterator[Batch]:
    if not calls:
        raise FeedError(
            "the votes have no dates without the table of roll calls",
            where=f"feed {source.id}, {file.name}",
            remedy="give the file that ends in roll_calls.parquet too",
        )
    with batches.workspace() as connection:
        layouts = source.layouts
        rows = columnar.register_parquet(connection, file, source, layouts["votes"])
        columnar.register_parquet(connection, calls[0], source, layouts["roll_calls"], "calls")
        kept = ", ".join(f"CAST({c} AS VARCHAR) AS {c}" for c in _KEPT)
        connection.execute(
            f"CREATE TEMP TABLE roll AS SELECT rcid, date, {attributes(_KEPT)} AS attributes "
            f"FROM (SELECT rcid, date, {kept} FROM calls)"
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
