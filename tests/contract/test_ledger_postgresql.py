"""Faults of a real server: each in one sentence, and nothing stored is lost."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from benchmarks.generated_case import generated_case
from benchmarks.postgresql_server import PASSWORD, USER, Server
from sqlalchemy import event

from counterpoise.errors import LedgerError
from counterpoise.ledger import Ledger, open_ledger

pytestmark = pytest.mark.postgresql
MONDAY = datetime(2023, 2, 6, tzinfo=UTC)
SMALL = generated_case(20)
LARGE = generated_case(5000, seed=1)
LOST = "the connection to PostgreSQL was lost, and what was stored before stays; check that"


def in_the_middle(ledger: Ledger, work: Callable[[], object]) -> None:
    """Do something right before the third statement that inserts records."""
    inserts = []

    def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO ledger_records"):
            inserts.append(statement)
            if len(inserts) == 3:
                work()

    event.listen(ledger._engine, "before_cursor_execute", watch)


def test_a_backend_ended_in_the_middle_of_a_load(postgresql: Server, postgresql_url: str) -> None:
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    with open_ledger(postgresql_url) as ledger:
        ledger.load(SMALL, recorded_at=MONDAY)
        in_the_middle(ledger, lambda: postgresql.run_sql(end))
        with pytest.raises(LedgerError, match=LOST) as told:
            ledger.load(LARGE, recorded_at=MONDAY)
        assert PASSWORD not in str(told.value)
        assert ledger.case("generated") == SMALL
        ledger.load(LARGE, recorded_at=MONDAY)
        assert ledger.case("generated") == LARGE


def test_a_server_killed_in_the_middle_of_a_load(postgresql: Server, postgresql_url: str) -> None:
    with open_ledger(postgresql_url) as ledger:
        ledger.load(SMALL, recorded_at=MONDAY)
        in_the_middle(ledger, postgresql.kill)
        try:
            with pytest.raises(LedgerError, match=LOST):
                ledger.load(LARGE, recorded_at=MONDAY)
            with pytest.raises(LedgerError, match="PostgreSQL cannot be reached"):
                ledger.case("generated")
        finally:
            postgresql.restart()
        assert ledger.case("generated") == SMALL


def test_a_wrong_password_is_not_shown(postgresql: Server) -> None:
    with pytest.raises(LedgerError) as told:
        open_ledger(postgresql.url().replace(PASSWORD, "s3cr3t"))
    sentence = str(told.value)
    assert f'password authentication failed for user "{USER}"' in sentence
    assert "s3cr3t" not in sentence


def test_a_database_that_does_not_exist(postgresql: Server) -> None:
    with pytest.raises(LedgerError, match='database "nowhere" does not exist'):
        open_ledger(postgresql.url("nowhere"))


def test_an_option_that_the_driver_does_not_know(postgresql: Server) -> None:
    with pytest.raises(LedgerError, match="invalid connection option") as told:
        open_ledger(postgresql.url() + "?pasword=s3cr3t")
    assert "s3cr3t" not in str(told.value)


def test_a_user_without_permission(postgresql: Server) -> None:
    postgresql.run_sql(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
    try:
        with pytest.raises(LedgerError, match="the user lacks a permission; grant it"):
            open_ledger(postgresql.url().replace(f"//{USER}:", "//reader:"))
    finally:
        postgresql.run_sql("DROP ROLE reader")


def test_a_server_that_only_reads(postgresql_url: str) -> None:
    with open_ledger(postgresql_url) as ledger:
        ledger.load(SMALL, recorded_at=MONDAY)
    only = f"{postgresql_url}%20-cdefault_transaction_read_only%3Don"
    with open_ledger(only) as ledger:
        assert ledger.case("generated") == SMALL
        with pytest.raises(LedgerError, match="the server is read-only; name the server that"):
            ledger.load(LARGE, recorded_at=MONDAY)
