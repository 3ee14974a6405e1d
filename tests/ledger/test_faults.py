"""Real faults of SQLite files, each in one sentence, and nothing stored is lost."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.generated_case import generated_case

from counterpoise.errors import LedgerError
from counterpoise.ledger import engines as engines_module
from counterpoise.ledger import open_ledger

MONDAY = datetime(2023, 2, 6, tzinfo=UTC)
SMALL = generated_case(20)
LARGE = generated_case(3000, seed=1)
NOBODY = 65534


def sentence_of(work: Callable[[], object], *, before: Callable[[], object]) -> str:
    """Run something in a process of its own, and return the sentence of its `LedgerError`."""
    reading, told = os.pipe()
    process = os.fork()
    if process == 0:
        text = "nothing was refused"
        try:
            before()
            work()
        except LedgerError as error:
            text = str(error)
        finally:
            os.write(told, text.encode())
            os._exit(0)
    os.close(told)
    os.waitpid(process, 0)
    with os.fdopen(reading) as lines:
        return lines.read()


def as_nobody() -> None:
    """Drop what root may do beyond the rights of files."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def load_large(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        ledger.load(LARGE, recorded_at=MONDAY)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoise-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def stored_small(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        ledger.load(SMALL, recorded_at=MONDAY)


def holds_small(path: Path) -> bool:
    with open_ledger(str(path)) as ledger:
        return ledger.case("generated") == SMALL


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "desk.db"
    with pytest.raises(LedgerError) as told:
        open_ledger(str(path))
    assert str(told.value) == (
        f"{path}: the file cannot be opened or created; "
        "check that its folder exists and may be written to, or give another path."
    )


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="the file cannot be opened or created"):
        open_ledger(str(tmp_path))


def test_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    path = open_folder / "desk.db"
    sentence = sentence_of(lambda: open_ledger(str(path)), before=as_nobody)
    assert sentence.startswith(f"{path}: the file cannot be opened or created; check that")
    assert not path.exists()


def test_a_read_only_file_is_read_and_not_written(open_folder: Path) -> None:
    path = open_folder / "desk.db"
    stored_small(path)
    path.chmod(0o444)

    def read_and_load() -> None:
        assert holds_small(path)
        load_large(path)

    sentence = sentence_of(read_and_load, before=as_nobody)
    assert sentence == (
        f"{path}: the ledger or its folder may not be written to; "
        "allow writing to both, or give another path."
    )
    assert holds_small(path)


@pytest.mark.parametrize(
    "content", [b"id,kind,statement\n" * 200, bytes(range(256)) * 16], ids=["text", "bytes"]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "propositions.csv"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as told:
        open_ledger(f"sqlite:///{path}")
    assert str(told.value) == (
        f"sqlite:///{path}: the file is not a SQLite database; give another path for the ledger."
    )
    assert path.read_bytes() == content


def test_a_damaged_ledger(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    load_large(path)
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 200_000)
    with pytest.raises(LedgerError, match="the database is damaged; restore it from a copy"):
        holds_small(path)


def test_a_file_size_limit_keeps_what_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    stored_small(path)
    limit = path.stat().st_size + 300_000

    def before() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    sentence = sentence_of(lambda: load_large(path), before=before)
    assert sentence.startswith(f"{path}: the disk is full")
    assert "what was stored before stays; free some space" in sentence
    assert holds_small(path)


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "counterpoise", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not allowed here; the file-size limit stands in for it")
    try:
        path = tmp_path / "desk.db"
        stored_small(path)
        with pytest.raises(LedgerError) as told:
            load_large(path)
        assert str(told.value) == (
            f"{path}: the disk is full, and what was stored before stays; free some space "
            "and repeat the command: what is already stored is not stored twice."
        )
        assert holds_small(path)
        with open_ledger(str(path)) as ledger:
            assert ledger.load(generated_case(21), recorded_at=MONDAY).written > 0
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_lock_held_for_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.db"
    stored_small(path)
    monkeypatch.setattr(engines_module, "_BUSY_TIMEOUT_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(LedgerError, match="another process kept the ledger locked"):
            load_large(path)
        assert holds_small(path)
    finally:
        holder.close()


def test_the_driver_for_postgresql_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError) as told:
        open_ledger("postgresql://desk:s3cr3t@host/db")
    assert str(told.value) == (
        "postgresql://***@host/db: the driver for PostgreSQL is not installed (psycopg); "
        "install the extra: pip install 'counterpoise[postgresql]'."
    )


def test_an_unreachable_server() -> None:
    with pytest.raises(LedgerError) as told:
        open_ledger("postgresql://desk:s3cr3t@127.0.0.1:1/db")
    sentence = str(told.value)
    assert sentence.startswith("postgresql://***@127.0.0.1:1/db: PostgreSQL cannot be reached (")
    assert "Connection refused" in sentence
    assert "s3cr3t" not in sentence
