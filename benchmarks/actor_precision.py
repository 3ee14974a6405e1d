"""Precision of actor resolution on ICEWS rows read by hand.

Usage: python -m benchmarks.actor_precision [--show]

150 rows are drawn with a fixed seed, both names of each: 300 names on their days. The verdicts
stand in `actor_precision_verdicts.csv` by a hash of the name and the day; no name is stored: right,
wrong, missed (no code where the name has one), unsure, or none (rightly without); `_first` as it
was before the misses of this very sample were mended, which is the fresh figure. `--show` prints
every name with what it resolves to, for reading. A name whose resolution changed since it was read
counts as unread and is printed.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from counterpoise.feeds.phrases import resolve_spans
from counterpoise.feeds.source import load_source
from counterpoise.feeds.vocabulary_tables import actor_tables

# Fixed before any row of the sample was looked at.
SEED = 20261124
ROWS = 150
VERDICTS = Path(__file__).with_name("actor_precision_verdicts.csv")


@dataclass(frozen=True, slots=True)
class Read:
    """A name on a day, and what it resolves to: state or organisation, and sector."""

    key: str
    name: str
    day: dt.date
    where: str
    sector: str

    @property
    def seen(self) -> str:
        """Return the hash of the resolution, by which a changed one is told."""
        return hashlib.sha256(f"{self.where}|{self.sector}".encode()).hexdigest()[:8]


def sample(quads: Path) -> list[Read]:
    """Draw the rows and resolve both their names; the order of the file does not matter."""
    tables, fixes = actor_tables(), load_source("icews").lookups["names"]
    columns = "event_date, source_name, event_text, target_name"
    rows = duckdb.sql(f"SELECT DISTINCT {columns} FROM '{quads}' ORDER BY ALL").fetchall()
    found = []
    for day, source, _, target in random.Random(SEED).sample(rows, ROWS):
        for name in (source, target):
            spans = resolve_spans(name, tables, fixes)
            held = next(r for r in spans if r.since <= day <= r.until)
            key = hashlib.sha256(f"{day}|{name}".encode()).hexdigest()[:16]
            found.append(Read(key, name, day, held.iso3 or held.org or "", held.sector or ""))
    return found


def verdicts() -> dict[str, dict[str, str]]:
    """Read the verdicts: key to the hash of what was read, and the judgement of each part."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def score(everything: list[Read], read: dict[str, dict[str, str]], part: str) -> tuple[int, int]:
    """Count right ones, and all that resolved and were judged right or wrong."""
    judged = [read[one.key][part] for one in everything if fresh(one, read)]
    return judged.count("right"), judged.count("right") + judged.count("wrong")


def fresh(one: Read, read: dict[str, dict[str, str]]) -> bool:
    """Tell whether a name resolves to what was read."""
    return one.key in read and read[one.key]["seen"] == one.seen


def main() -> None:
    """Print precision and abstentions against the verdicts."""
    everything = sample(Path(os.environ["COUNTERPOISE_DATA"]) / "icews/icews_2021_2022.parquet")
    if "--show" in sys.argv:
        for one in everything:
            print(f"{one.key}|{one.day}|{one.name}|{one.where}|{one.sector}|{one.seen}")
        return
    read = verdicts()
    print("| names of the sample | right | resolved and judged | precision |\n|---|---:|---:|---:|")
    for part, words in (("where", "state or organisation"), ("sector", "sector"),
                        ("where_first", "state or organisation, before mending"),
                        ("sector_first", "sector, before mending")):  # fmt: skip
        right, judged = score(everything, read, part)
        print(f"| {words} | {right} | {judged} | {right / judged:.3f} |")
    for one in everything:
        said = read.get(one.key)
        if said is None or not fresh(one, read):
            print(f"unread: {one.name} on {one.day}: {one.where} {one.sector}")
            continue
        for part in ("where", "sector"):
            if said[part] in ("wrong", "missed", "unsure"):
                print(f"{part} {said[part]}: {one.name} on {one.day}: {one.where} {one.sector}")


if __name__ == "__main__":
    main()
