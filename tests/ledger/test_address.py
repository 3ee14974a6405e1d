import pytest

from counterpoise.errors import LedgerError
from counterpoise.ledger.address import read_address, redacted


@pytest.mark.parametrize("text", [None, "sqlite://", "sqlite:///:memory:", "sqlite:///"])
def test_nowhere_is_in_memory(text: str | None) -> None:
    assert read_address(text).in_memory


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("desk.db", "desk.db"),
        ("/srv/desk.db", "/srv/desk.db"),
        ("sqlite:///desk.db", "desk.db"),
        ("sqlite:////srv/desk.db", "/srv/desk.db"),
        ("sqlite+pysqlite:///desk.db", "desk.db"),
    ],
)
def test_paths_of_files(text: str, path: str) -> None:
    address = read_address(text)
    assert address.url.get_backend_name() == "sqlite"
    assert address.url.database == path
    assert not address.in_memory


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_servers(scheme: str) -> None:
    address = read_address(f"{scheme}://desk:pass@db.example:5433/ledger")
    assert address.url.drivername == "postgresql+psycopg"
    assert (address.url.host, address.url.port) == ("db.example", 5433)
    assert address.shown == f"{scheme}://***@db.example:5433/ledger"


def test_a_timeout_of_the_url_is_kept() -> None:
    assert read_address("postgresql://h/d").url.query["connect_timeout"] == "10"
    kept = read_address("postgresql://h/d?connect_timeout=3&sslmode=require").url.query
    assert (kept["connect_timeout"], kept["sslmode"]) == ("3", "require")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "“” names no ledger"),
        ("  ", "“  ” names no ledger"),
        ("postgresql:/desk", "“postgresql:/desk” is not the URL of a ledger"),
        ("postgres:desk", "“postgres:desk” is not the URL of a ledger"),
        ("sqlite://desk.db", "“sqlite://desk.db” is not the URL of a ledger"),
        ("sqlite:///desk.db?mode=ro", "is not the URL of a ledger"),
        ("postgresql://desk:pw@host:port/db", "“postgresql://***@host:port/db” is not the URL"),
        ("postgresql://desk:pw@host", "the URL names no database"),
        ("mysql://desk:pw@host/db", "“mysql” is not a kind of database"),
        ("postgresql+psycopg2://desk:pw@host/db", "“postgresql+psycopg2” is not a kind"),
        ("://desk:pw@host", "is not the URL of a ledger"),
    ],
)
def test_what_is_no_address(text: str, problem: str) -> None:
    with pytest.raises(LedgerError) as told:
        read_address(text)
    assert problem in str(told.value)
    assert "; give a path, sqlite:///PATH or postgresql://USER@HOST:PORT/DATABASE." in str(
        told.value
    )
    assert "pw" not in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://desk:s3cr3t@host/db",
        "postgresql://desk:s3/cr@3t@host:x/db",
        "postgresql://host/db?user=desk&password=s3cr3t",
        "postgresql://host/db?pasword=s3cr3t&sslmode=require",
        "nonsense://desk:s3cr3t@",
    ],
)
def test_no_password_is_shown(text: str) -> None:
    for part in ("s3", "cr", "3t"):
        assert part not in redacted(text)
