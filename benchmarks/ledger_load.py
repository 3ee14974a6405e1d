"""Time and memory of loading a large case into a ledger, and of reading it back.

Run ``python -m benchmarks.ledger_load [--propositions N]``; it prints a Markdown table. The floor
is the standard library's sqlite3 writing the same rows with one ``executemany`` and reading the
bodies back, without comparing, checking or building anything.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generated_case import generated_case
from benchmarks.postgresql_server import running_server, server_binaries
from counterpoise.ledger import open_ledger
from counterpoise.model.case import Case

MOMENT = datetime(2023, 2, 9, tzinfo=UTC)
STEPS = {
    "load": "load",
    "again": "load the same again",
    "edited": "load with 1 % edited",
    "read": "read back",
}


def main() -> None:
    """Measure each ledger in a process of its own, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--propositions", type=int, default=100_000)
    options.add_argument("--measure", help="address of the one ledger to measure, as JSON")
    given = options.parse_args()
    if given.measure is not None:
        print(json.dumps(measured(given.measure, given.propositions)))
        return
    with tempfile.TemporaryDirectory() as folder, addresses(Path(folder)) as ledgers:
        found = {name: in_own_process(url, given.propositions) for name, url in ledgers.items()}
        definition, rows = first_rows(Path(folder) / "ledger.db")
        floor = floor_seconds(Path(folder) / "floor.db", definition, rows)
    print(table(found, floor, given.propositions, len(rows)))


@contextmanager
def addresses(folder: Path) -> Iterator[dict[str, str]]:
    """Give the addresses of empty ledgers; PostgreSQL where its server is installed."""
    ledgers = {"SQLite": str(folder / "ledger.db")}
    if server_binaries() is None:
        yield ledgers
        return
    with running_server(durable=True) as server:
        yield ledgers | {"PostgreSQL": server.url()}


def in_own_process(url: str, propositions: int) -> dict[str, float]:
    """Measure a ledger in a new process, so that its peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks.ledger_load", "--measure", url]
    command += ["--propositions", str(propositions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measured(url: str, propositions: int) -> dict[str, float]:
    """Return the seconds of each step, and the peak memory in MB of all of them."""
    figures: dict[str, float] = {}
    start = time.perf_counter()
    case = generated_case(propositions)
    figures["build"] = time.perf_counter() - start
    after_build = edited(case)
    with open_ledger(url) as ledger:
        for step, version in (("load", case), ("again", case), ("edited", after_build)):
            start = time.perf_counter()
            ledger.load(version, recorded_at=MOMENT)
            figures[step] = time.perf_counter() - start
            figures[f"{step}_peak_mb"] = peak_mb()
        start = time.perf_counter()
        read = ledger.case(case.heading.id)
        figures["read"] = time.perf_counter() - start
    figures["read_peak_mb"] = peak_mb()
    if read != after_build:
        raise AssertionError("the case did not come back as it was loaded")
    return figures


def edited(case: Case) -> Case:
    """Revise every hundredth proposition."""
    return replace(
        case,
        propositions=tuple(
            replace(item, place="elsewhere") if index % 100 == 0 else item
            for index, item in enumerate(case.propositions)
        ),
    )


def peak_mb() -> float:
    """Return the peak resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_rows(path: Path) -> tuple[str, list[tuple[object, ...]]]:
    """Return the table's definition and the rows of the first load, as SQLite holds them."""
    with closing(sqlite3.connect(path)) as connection:
        (definition,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'ledger_records'"
        ).fetchone()
        rows = connection.execute("SELECT * FROM ledger_records WHERE load = 1").fetchall()
    return definition, rows


def floor_seconds(path: Path, definition: str, rows: list[tuple[object, ...]]) -> dict[str, float]:
    """Return the seconds of the standard library for writing and reading the same rows."""
    marks = ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(definition)
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO ledger_records VALUES ({marks})", rows)
        connection.execute("COMMIT")
        load = time.perf_counter() - start
        start = time.perf_counter()
        connection.execute("SELECT kind, position, body FROM ledger_records").fetchall()
        return {"load": load, "read": time.perf_counter() - start}


def table(
    found: dict[str, dict[str, float]], floor: dict[str, float], propositions: int, rows: int
) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        f"Case of {propositions:,} propositions: {rows:,} records.",
        "",
        "| step | " + " | ".join(f"{name} | times floor" for name in found) + " | floor |",
        "|---|" + "---:|" * (2 * len(found) + 1),
    ]
    for step, words in STEPS.items():
        cells = []
        for figures in found.values():
            ratio = f"{figures[step] / floor[step]:.1f}" if step in floor else ""
            cells += [f"{figures[step]:.1f} s", ratio]
        base = f"{floor[step]:.2f} s" if step in floor else ""
        lines.append(f"| {words} | " + " | ".join(cells) + f" | {base} |")
    for key, words in (
        ("load_peak_mb", "peak memory, case built and loaded"),
        ("read_peak_mb", "peak memory, two versions and a copy read back"),
    ):
        cells = [f"{figures[key]:.0f} MB |" for figures in found.values()]
        lines.append(f"| {words} | " + " | ".join(cells) + " | |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
