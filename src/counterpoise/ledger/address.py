"""Where a ledger is: a path, a SQLite URL, a PostgreSQL URL, or nowhere but in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from counterpoise.errors import LedgerError

_FORMS = "give a path, sqlite:///PATH or postgresql://USER@HOST:PORT/DATABASE"
_SCHEME_WITHOUT_SLASHES = re.compile(r"(?:sqlite|postgres)\w*(?:\+\w+)?:(?!//)", re.IGNORECASE)
_CREDENTIALS = re.compile(r"//.*@", re.DOTALL)
_QUERY = re.compile(r"\?.*", re.DOTALL)
_CONNECT_TIMEOUT_SECONDS = "10"


@dataclass(frozen=True, slots=True)
class Address:
    """A ledger's place.

    Attributes
    ----------
    url
        For SQLAlchemy, with the driver named.
    shown
        For messages, without credentials.
    """

    url: URL
    shown: str

    @property
    def in_memory(self) -> bool:
        """Whether the ledger lasts only as long as it is open."""
        return self.url.get_backend_name() == "sqlite" and self.url.database is None


def read_address(text: str | None) -> Address:
    """Read a ledger's place as given on the command line; ``None`` is a ledger in memory.

    Raises
    ------
    LedgerError
        The text is neither a path nor one of the URLs that are understood.
    """
    if text is None:
        return Address(URL.create("sqlite+pysqlite"), "ledger in memory")
    if not text.strip() or "\0" in text:
        raise LedgerError(f"“{text}” names no ledger", where="ledger", remedy=_FORMS)
    shown = redacted(text)
    if _SCHEME_WITHOUT_SLASHES.match(text):
        raise _malformed(shown)
    if "://" not in text:
        return Address(URL.create("sqlite+pysqlite", database=text), text)
    try:
        url = make_url(re.sub(r"^postgres(?=[+:])", "postgresql", text))
    except (ArgumentError, ValueError):
        # The cause may hold a piece of the password, so that it is not kept.
        raise _malformed(shown) from None
    scheme = url.drivername
    if scheme in ("sqlite", "sqlite+pysqlite"):
        return _sqlite(url, shown)
    if scheme in ("postgresql", "postgresql+psycopg"):
        return _postgresql(url, shown)
    raise LedgerError(
        f"“{scheme}” is not a kind of database that a ledger can be kept in",
        where=shown,
        remedy=_FORMS,
    )


def redacted(text: str) -> str:
    """Replace what may hold a password in a URL, however malformed it is: user and options."""
    return _QUERY.sub("?…", _CREDENTIALS.sub("//***@", text))


def _sqlite(url: URL, shown: str) -> Address:
    if url.host is not None or url.query:
        raise _malformed(shown)
    database = None if url.database in (None, "", ":memory:") else url.database
    return Address(URL.create("sqlite+pysqlite", database=database), shown)


def _postgresql(url: URL, shown: str) -> Address:
    if not url.database:
        raise LedgerError("the URL names no database", where=shown, remedy=_FORMS)
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": _CONNECT_TIMEOUT_SECONDS})
    return Address(url.set(drivername="postgresql+psycopg"), shown)


def _malformed(shown: str) -> LedgerError:
    return LedgerError(f"“{shown}” is not the URL of a ledger", where="ledger", remedy=_FORMS)
