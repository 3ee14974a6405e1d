"""Connections to SQLite and PostgreSQL that behave alike, and the tables made where absent."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import (
    Connection,
    Engine,
    QueuePool,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
)

from counterpoise.errors import LedgerError
from counterpoise.ledger.address import Address
from counterpoise.ledger.faults import told
from counterpoise.ledger.tables import SCHEMA_VERSION, metadata, schema

_BUSY_TIMEOUT_SECONDS = 120
_WRITING = "ledger_writing"


def connect(address: Address) -> Engine:
    """Return an engine for an address, its tables created where absent.

    Raises
    ------
    LedgerError
        The ledger cannot be reached, opened or created, or a newer version has made it.
    """
    engine = _sqlite(address) if address.url.get_backend_name() == "sqlite" else _server(address)
    try:
        with told(address):
            _ensure_tables(engine, address)
    except LedgerError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine, lock: str) -> Iterator[Connection]:
    """Open a transaction that alone writes what `lock` names, and commit it at the end.

    SQLite has one writer at a time. PostgreSQL takes an advisory lock on the name, held until
    the transaction ends, however it ends.
    """
    with engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            digest = hashlib.sha256(f"counterpoise {lock}".encode()).digest()
            key = int.from_bytes(digest[:8], "big", signed=True)
            connection.execute(select(func.pg_advisory_xact_lock(key)))
        yield connection


def _ensure_tables(engine: Engine, address: Address) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version is None:
        with writing(engine, "tables") as connection:
            version = _version(connection)
            if version is None:
                metadata.create_all(connection)
                connection.execute(insert(schema).values(version=SCHEMA_VERSION))
                version = SCHEMA_VERSION
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger has version {version} of the tables, and this program knows "
            f"{SCHEMA_VERSION}",
            where=address.shown,
            remedy="install a newer counterpoise, or give another ledger",
        )


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(schema.name):
        return None
    version: int | None = connection.scalar(select(func.max(schema.c.version)))
    return version


def _server(address: Address) -> Engine:
    try:
        return create_engine(address.url)
    except ImportError as error:
        raise LedgerError(
            f"the driver for PostgreSQL is not installed ({error.name or 'psycopg'})",
            where=address.shown,
            remedy="install the extra: pip install 'counterpoise[postgresql]'",
        ) from error


def _sqlite(address: Address) -> Engine:
    options: dict[str, object] = {"timeout": _BUSY_TIMEOUT_SECONDS}
    if address.in_memory:
        # One connection holds the database: threads take turns on it.
        options["check_same_thread"] = False
        engine = create_engine(
            address.url, connect_args=options, poolclass=QueuePool, pool_size=1, max_overflow=0
        )
    else:
        engine = create_engine(address.url, connect_args=options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


class _Cursor(Protocol):
    def fetchone(self) -> tuple[str, ...] | None: ...


class _SqliteConnection(Protocol):
    isolation_level: str | None

    def execute(self, statement: str) -> _Cursor: ...


def _prepare(connection: _SqliteConnection, _record: object) -> None:
    """Leave transactions to `_begin`, and let readers and one writer work side by side."""
    connection.isolation_level = None
    connection.execute("PRAGMA cache_size = -65536")
    mode = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == ("delete",):
        _turn_to_wal(connection)


def _turn_to_wal(connection: _SqliteConnection) -> None:
    """Change the journal, which SQLite refuses at once while another process does the same."""
    import sqlite3

    deadline = time.monotonic() + _BUSY_TIMEOUT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")
