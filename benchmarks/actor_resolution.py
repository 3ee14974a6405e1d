"""How well names resolve: rows of ICEWS, and the phrases of the development set.

Usage: python -m benchmarks.actor_resolution [--sample FILE] [--misses]

`--sample` writes 300 random rows (seed 20230209) for checking by hand.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import random
import sys
from pathlib import Path

import duckdb

from counterpoise.feeds.actors import Resolution
from counterpoise.feeds.phrases import resolve, resolve_spans
from counterpoise.feeds.source import load_source
from counterpoise.feeds.vocabulary_tables import actor_tables

SEED = 20230209
Case = dict[str, object]


def day_of(text: object) -> dt.date | None:
    """Read a day as the set writes it; 'today' and nothing are no day."""
    for form in ("%Y-%m-%d", "%B %d, %Y"):
        try:
            return dt.datetime.strptime(str(text), form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


def country_code(found: Resolution) -> str:
    """Return the code the set uses: ISO3, UNO, EUR, IGO, or nothing."""
    if found.iso3 is not None:
        return found.iso3
    if found.org is None:
        return ""
    family = {
        "UN": "UNO",
        "UNSC": "UNO",
        "UNGA": "UNO",
        "ICJ": "UNO",
        "EU": "EUR",
        "EC": "EUR",
        "EUCO": "EUR",
        "EP": "EUR",
    }
    return family.get(found.org, "IGO")


def development(path: Path) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Score country and sector on the cases that name them; return hits and totals, and misses."""
    tables = actor_tables()
    scores = {"country": [0, 0], "sector": [0, 0]}
    misses = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        if case["method"] not in ("agent_to_code", "short_text_to_agent", "search_nat"):
            continue
        args = [*case["args"], "", ""]
        context = args[1] or case["kw"].get("known_country", "")
        on = day_of(args[2] or case["kw"].get("query_date", ""))
        phrase = args[0]
        found = resolve(phrase, on, tables)
        if found.iso3 is None and found.org is None and context:
            found = resolve(f"{context} {phrase}", on, tables)
        expected = {k.split("'")[1] if "'" in k else k: v for k, v in case["expected"].items()}
        checks = {
            "country": expected.get("country", expected.get("cc Eq")),
            "sector": expected.get("code_1"),
        }
        if any("NotEq" in key for key in case["expected"]):
            checks["country"] = None
        given = {"country": country_code(found), "sector": found.sector or ""}
        for what, want in checks.items():
            if want is None:
                continue
            scores[what][1] += 1
            if given[what] == want:
                scores[what][0] += 1
            else:
                misses.append(f"{what}: {phrase!r} is {want!r}, found {given[what]!r}")
    return {what: (hits, total) for what, (hits, total) in scores.items()}, misses


def icews(folder: Path, sample: Path | None) -> None:
    """Print coverage by form of the name, the commonest unresolved names, and a sample."""
    tables, source = actor_tables(), load_source("icews")
    quads = folder / "icews" / "icews_2021_2022.parquet"
    rows = duckdb.sql(f"SELECT event_date, unnest([source_name, target_name]) AS n FROM '{quads}'")
    counted = rows.aggregate("n, count(*) AS k", "n").fetchall()
    countries = {"(": [0, 0], "state": [0, 0], "other": [0, 0]}
    unresolved = []
    for name, count in counted:
        found = resolve_spans(name, tables, source.lookups["names"])
        known = any(r.iso3 is not None or r.org is not None for r in found)
        form = (
            "("
            if name.endswith(")")
            else "state"
            if tables.country(name) or name in source.lookups["names"]
            else "other"
        )
        countries[form][0] += count if known else 0
        countries[form][1] += count
        if not known:
            unresolved.append((count, name))
    for form, (hits, total) in countries.items():
        print(f"| names of form {form} | {hits:,} of {total:,} | {hits / total:.3%} |")
    both = [sum(v[i] for k, v in countries.items() if k != "other") for i in (0, 1)]
    print(
        f"| country in parentheses, or a country | {both[0]:,} of {both[1]:,} | {both[0] / both[1]:.3%} |"
    )
    whole = [sum(v[i] for v in countries.values()) for i in (0, 1)]
    print(f"| all names | {whole[0]:,} of {whole[1]:,} | {whole[0] / whole[1]:.3%} |")
    print(
        "Commonest unresolved:",
        "; ".join(f"{n} ({k})" for k, n in sorted(unresolved, reverse=True)[:60]),
    )
    if sample is not None:
        everything = rows.order("event_date, n").fetchall()
        chosen = random.Random(SEED).sample(everything, 300)
        with sample.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for day, name in chosen:
                found = resolve_spans(name, tables, source.lookups["names"])
                on = next(r for r in found if r.since <= day <= r.until)
                writer.writerow([day, name, on.iso3, on.org, on.sector, on.detail])


if __name__ == "__main__":
    data = Path(os.environ["COUNTERPOISE_DATA"])
    results, missed = development(data / "actors" / "actor_resolution_dev.json")
    for what, (hits, total) in results.items():
        print(f"| development set, {what} | {hits} of {total} | {hits / total:.3f} |")
    if "--misses" in sys.argv:
        print("\n".join(missed))
    icews(data, Path(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else None)
