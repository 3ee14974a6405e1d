"""Faults of a database in one sentence: what happened, where, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from counterpoise.errors import LedgerError
from counterpoise.ledger.address import Address

AGAIN = "repeat the command: what is already stored is not stored twice"

_SQLITE: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_NOTADB", "the file is not a SQLite database", "give another path for the ledger"),
    (
        "SQLITE_CORRUPT",
        "the database is damaged",
        "restore it from a copy, or load the cases into a new ledger",
    ),
    (
        "SQLITE_CANTOPEN",
        "the file cannot be opened or created",
        "check that its folder exists and may be written to, or give another path",
    ),
    (
        "SQLITE_READONLY",
        "the ledger or its folder may not be written to",
        "allow writing to both, or give another path",
    ),
    (
        "SQLITE_FULL",
        "the disk is full, and what was stored before stays",
        f"free some space and {AGAIN}",
    ),
    (
        "SQLITE_IOERR",
        "the disk is full, fails or limits the file, and what was stored before stays",
        f"free some space or lift the limit, and {AGAIN}",
    ),
    (
        "SQLITE_BUSY",
        "another process kept the ledger locked for too long",
        f"wait for it to end and {AGAIN}",
    ),
)
_POSTGRESQL: tuple[tuple[str, str, str], ...] = (
    ("53100", "the server's disk is full", f"free some space on the server and {AGAIN}"),
    ("28", "the server refused the user or the password", "check both in the URL"),
    ("3D000", "the database does not exist", "create it, or name another one in the URL"),
    ("42501", "the user lacks a permission", "grant it the right to create and to add to tables"),
    ("25006", "the server is read-only", "name the server that takes writes"),
)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn a database's own error into a `LedgerError` that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        raise _fault(address, error) from error
    except PoolTimeoutError as error:
        raise LedgerError(
            "another thread kept the ledger for too long",
            where=address.shown,
            remedy="close the ledger there first",
        ) from error


def _fault(address: Address, error: DBAPIError) -> LedgerError:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorname", "")
        known = next((entry for entry in _SQLITE if code.startswith(entry[0])), None)
        if known is not None:
            return LedgerError(known[1], where=address.shown, remedy=known[2])
        return LedgerError(f"SQLite refused: {cause}", where=address.shown, remedy=AGAIN)
    state = getattr(cause, "sqlstate", None) or ""
    refused = next((entry for entry in _POSTGRESQL if state.startswith(entry[0])), None)
    if refused is not None:
        return LedgerError(refused[1], where=address.shown, remedy=refused[2])
    if error.connection_invalidated or state.startswith(("57P", "08")):
        return LedgerError(
            "the connection to PostgreSQL was lost, and what was stored before stays",
            where=address.shown,
            remedy=f"check that the server runs and {AGAIN}",
        )
    detail = _first_line(address, str(cause))
    if error.statement is None:
        return LedgerError(
            f"PostgreSQL cannot be reached ({detail})",
            where=address.shown,
            remedy="check that the server runs, and host, port, user and database in the URL",
        )
    return LedgerError(f"PostgreSQL refused: {detail}", where=address.shown, remedy=AGAIN)


def _first_line(address: Address, text: str) -> str:
    line = text.strip().partition("\n")[0].rstrip(".")
    password = address.url.password
    return line.replace(str(password), "***") if password else line
