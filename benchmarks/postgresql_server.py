"""A PostgreSQL server of one's own on loopback, for tests and benchmarks.

The server refuses to run as root, so that it is then started as `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "desk"
PASSWORD = "not-to-be-shown"
_START_SECONDS = 60


class Server:
    """A running server; `url` gives the address of one of its databases."""

    def __init__(
        self, folder: Path, binaries: Path, account: pwd.struct_passwd | None, *, durable: bool
    ) -> None:
        self._folder = folder
        self._binaries = binaries
        self._account = account
        self._durability = () if durable else ("-F",)
        self.port = _free_port()
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            "initdb",
            "-D",
            str(folder / "data"),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            str(secret),
            "-E",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        )
        self._process = self._start()

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database, password included."""
        return f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def run_sql(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement outside of any transaction; return its rows, if it has any."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description is not None else []

    def kill(self) -> None:
        """Stop the server at once, as a crash would: it has to recover at its next start."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_START_SECONDS)

    def restart(self) -> None:
        """Start the server again after `kill`, on the same port and data."""
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        data, sockets = str(self._folder / "data"), str(self._folder)
        where = ("-D", data, "-k", sockets, "-p", str(self.port), "-h", "127.0.0.1")
        process = self._popen("postgres", *self._durability, *where)
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self._folder / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return process

    def _run(self, program: str, *arguments: str) -> None:
        self._popen(program, *arguments).wait(_START_SECONDS)

    def _popen(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        account = self._account
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(self._binaries / program), *arguments],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                user=None if account is None else account.pw_uid,
                group=None if account is None else account.pw_gid,
                extra_groups=None if account is None else [],
            )


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server in a temporary folder; stop it and remove the folder at the end.

    Parameters
    ----------
    durable
        Whether it waits for the disk, as a server in earnest does.
    """
    binaries = server_binaries()
    if binaries is None:
        raise FileNotFoundError("the PostgreSQL server is not installed")
    account = _account() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="counterpoise-postgresql-"))
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = Server(folder, binaries, account, durable=durable)
        try:
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder)


def server_binaries() -> Path | None:
    """Return the folder of the newest installed server's programs, if there is any."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    found = sorted(debian, key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return None if on_path is None else Path(on_path).resolve().parent


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("neither a user postgres nor a user nobody exists")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
