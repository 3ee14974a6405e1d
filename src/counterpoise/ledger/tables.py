"""The tables of a ledger, alike on SQLite and PostgreSQL.

Rows are appended and never updated or deleted: triggers refuse both.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)
from sqlalchemy.types import TypeDecorator

SCHEMA_VERSION = 1
"""Counts up with every change of the tables; a ledger of a higher version is not opened."""


class Moment(TypeDecorator[datetime]):
    """A moment in Coordinated Universal Time; a moment without a time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring a moment to UTC; SQLite stores it without the zone, which is then implied."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a moment its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData()

schema = Table(
    "ledger_schema",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
"""One row a version that the tables have had; the highest counts."""

loads = Table(
    "ledger_loads",
    metadata,
    Column("case_name", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Moment, nullable=False),
    Column("added", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("moved", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
)
"""One row a load that changed something, numbered from 1 in each case."""

records = Table(
    "ledger_records",
    metadata,
    Column("case_name", Text, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("value_wording", Text),
    Column("date_wording", Text),
    Column("source", Text),
    Column("valid_first", Date),
    Column("valid_last", Date),
    Column("known", Date),
    Column("recorded_at", Moment, nullable=False),
    Column("load", Integer, nullable=False),
    Column("body", Text),
)
"""One row a revision of a record; `load` is the number of the load that appended it."""

_APPEND_ONLY_SQLITE = """
CREATE TRIGGER %(table)s_no_{verb} BEFORE {verb} ON %(table)s
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
_REFUSAL_POSTGRESQL = """
CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""
_APPEND_ONLY_POSTGRESQL = """
CREATE TRIGGER %(table)s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %(table)s
FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()
"""


def _guard(table: Table) -> None:
    statements = [
        *((_APPEND_ONLY_SQLITE.format(verb=verb), "sqlite") for verb in ("UPDATE", "DELETE")),
        (_REFUSAL_POSTGRESQL, "postgresql"),
        (_APPEND_ONLY_POSTGRESQL, "postgresql"),
    ]
    for statement, dialect in statements:
        definition = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", definition.execute_if(dialect=dialect))


for _table in (schema, loads, records):
    _guard(_table)
