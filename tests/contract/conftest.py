import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # for `benchmarks`

from benchmarks.postgresql_server import Server, running_server, server_binaries

from counterpoise.ledger import Ledger, open_ledger


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    if server_binaries() is None:
        pytest.skip("the PostgreSQL server is not installed")
    with running_server() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Server, request: pytest.FixtureRequest) -> str:
    """Address of an empty schema of its own, which costs less than a database."""
    number = request.config.stash.setdefault(_COUNT, 0) + 1
    request.config.stash[_COUNT] = number
    postgresql.run_sql(f"CREATE SCHEMA ledger_{number}")
    return f"{postgresql.url()}?options=-csearch_path%3Dledger_{number}"


_COUNT = pytest.StashKey[int]()


@pytest.fixture(params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty ledger that several processes can open."""
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture(params=["memory", "file", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """Address of an empty ledger of each kind."""
    if request.param == "memory":
        return None
    if request.param == "file":
        return str(tmp_path / "ledger.db")
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
def ledger(url: str | None) -> Iterator[Ledger]:
    with open_ledger(url) as opened:
        yield opened
