"""Exposure from data against figures known beforehand: python -m benchmarks.exposure_data [TRIALS].

Needs COUNTERPOISE_DATA. Loads the register of arms transfers, the matrices of aid and the data
base of sanctions into a lake of its own, asks the state whose figures are known, holds the printed
totals of every year and recipient against their members, as the files' headers stand and as the
reader takes them, and measures how often the intervals cover simulated truth, losses included.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from counterpoise.assess.data_comparison import compare_exposure
from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_aid_change import PERSISTENCE
from counterpoise.assess.data_exposure_aid_years import broken_total
from counterpoise.assess.data_exposure_findings import ConcentrationFinding, DataExposure
from counterpoise.assess.loading import load_files
from counterpoise.errors import CounterpoiseError
from counterpoise.feeds.source import load_source
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind
from counterpoise.relations.concentration import (
    capability_index,
    change_by_orders,
    change_of_levels,
    herfindahl,
    missingness_bounds,
    whole,
)
from counterpoise.relations.concentration.simulate import order_world, year_world
from counterpoise.vocabulary import Vocabulary

FOCAL = "MLI"
PEERS = ("NER", "BFA", "GIN", "CAF", "MOZ")
DELIVERED = {
    "RUS": 89.6,
    "not told": 39.2,
    "TUR": 21.4,
    "CHN": 19.7,
    "ESP": 13.6,
    "ZAF": 7.2,
    "CAN": 1.5,
    "FRA": 0.0,
}
AID_2019 = {"printed total": 1815.8, "USA": 222.2, "FRA": 101.5}
FILES = {
    "sipri_transfers": "sipri/*.csv",
    "dac2a": "oecd/ODA-*-DAC2a.csv",
    "gsdb": "gsdb/*.csv",
}


def main(trials: int) -> int:
    """Print the tables; 1 if a figure is missed, 2 without data."""
    root = os.environ.get("COUNTERPOISE_DATA", "")
    if not root:
        print("COUNTERPOISE_DATA is not set", file=sys.stderr)
        return 2
    data = Path(root)
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        for feed, pattern in FILES.items():
            load_files(lake.root, feed, sorted(data.glob(pattern)))
        missed = figures(lake)
        comparison(lake)
        persistence(lake)
    missed += totals(data / "oecd")
    refusals()
    allocations(trials)
    coverage(trials)
    return min(missed, 1)


def ask(lake: Lake, **more: object) -> DataExposure:
    """Answer one question on the lake."""
    question = Question(FOCAL, **more)  # type: ignore[arg-type]
    return assess_data_exposure(lake, open_engine("duckdb"), Vocabulary.read(), question)


def figures(lake: Lake) -> int:
    """Print known figures beside those found; return how many are missed at one decimal."""
    begun = time.perf_counter()
    arms = ask(lake, channels=("arms",), since=2020)
    seconds = time.perf_counter() - begun
    orders = next(f for f in arms.concentration if f.basis == "orders" and f.window.since == 2020)
    aid = ask(lake, channels=("aid",), since=2019, until=2019).concentration[-1]
    found = {p.partner: p.value for p in orders.partners}
    found["not told"] = orders.unallocated[1]
    print("| figure | expected | found | share, bounds | |\n|---|---|---|---|---|")
    bounds = {p.partner: p.share_bounds for p in orders.partners}
    missed = 0
    for partner, expected in DELIVERED.items():
        missed += _line(
            f"delivered on orders since 2020, {partner}, million TIV",
            expected,
            found.get(partner, 0.0),
            bounds.get(partner),
        )
    given = {p.partner: p.value for p in aid.partners}
    given["printed total"] = aid.printed_total or 0.0
    shares = {p.partner: p.share_bounds for p in aid.partners}
    for partner, expected in AID_2019.items():
        name = f"aid 2019, {partner}, US$ million"
        missed += _line(name, expected, given[partner], shares.get(partner))
    print(f"\n{seconds:.1f} s for the arms of one state, lake opened and engine started.\n")
    naive(orders)
    return missed


def _line(name: str, expected: float, found: float, bounds: tuple[float, float] | None) -> bool:
    hit = f"{found:.1f}" == f"{expected:.1f}"
    told = "" if bounds is None else f"{bounds[0]:.1%} to {bounds[1]:.1%}"
    print(f"| {name} | {expected:,.1f} | {found:,.2f} | {told} | {'' if hit else 'missed'} |")
    return not hit


def naive(orders: ConcentrationFinding) -> None:
    """Print what treating the unknown supplier in other ways would claim."""
    known = [p.value for p in orders.partners]
    rows = (
        ("unknown supplier left out", f"{herfindahl(known):.3f}"),
        ("unknown supplier as one partner", f"{herfindahl([*known, orders.unallocated[1]]):.3f}"),
        (
            "bounds, unknown supplier alone",
            "{:.3f} to {:.3f}".format(
                *missingness_bounds(known, known, orders.unallocated[1]).herfindahl
            ),
        ),
        (
            "bounds, with every “?” too (as shown)",
            f"{orders.bounds[0]:.3f} to {orders.bounds[1]:.3f}",
        ),
    )
    print("| concentration of orders since 2020 | index |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    print()


def comparison(lake: Lake) -> None:
    """Print how long a comparison takes, and what it can tell apart."""
    begun = time.perf_counter()
    found = compare_exposure(lake, open_engine("duckdb"), Vocabulary.read(), Question(FOCAL), PEERS)
    seconds = time.perf_counter() - begun
    print(f"Six states beside each other in {seconds:.1f} s:\n")
    for place in found.places:
        print(f"- {place.sentence}")
    print()


def totals(folder: Path) -> int:
    """Print by year how many recipients' totals are broken, and so refused.

    Returns
    -------
    int
        1 if the header as it stands is not refused in a year it is broken in, or the reader's is.
    """
    source = load_source("dac2a")
    print("| year | recipients | refused, header as it stands | refused, as the reader takes it |")
    print("|---|---|---|---|")
    wrong = 0
    for path in sorted(folder.glob("ODA-*-DAC2a.csv")):
        year = int(path.name[4:8])
        counts = []
        for shifted in (True, False):
            rows = list(_rows(path, shifted=shifted))
            counts.append(sum(bool(broken_total(values, source, year)) for values in rows))
        print(f"| {year} | {len(rows)} | {counts[0]} | {counts[1]} |")
        phantom = 2004 <= year <= 2009
        wrong += counts[1] > 0 or (counts[0] > len(rows) / 2) != phantom
    print()
    return min(wrong, 1)


def _rows(path: Path, *, shifted: bool) -> Iterator[Mapping[str, float]]:
    """Yield each recipient's amounts by donor, with or without the header's phantom column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    if not shifted and len(rows[0]) == len(header) - 1:
        header.remove("Donor(s)")
    for fields in rows:
        cells = zip(header[2:], fields[2:], strict=False)
        values = {donor: float(cell) for donor, cell in cells if cell}
        if values:
            yield values


def persistence(lake: Lake) -> None:
    """Print how a year's concentration of aid goes with the next, over all recipients."""
    engine = open_engine("duckdb")
    single = load_source("dac2a").lookups["private_donors"]
    table = lake.table(engine, Kind.STRUCTURE, feeds=("dac2a",))
    rows = engine.rows(
        table.filter(table.subject_iso3.notnull() & (table.value > 0)).select(
            "subject_iso3", "start_date", "object_raw", "value"
        )
    )
    given: dict[tuple[str, int], dict[str, float]] = {}
    for row in rows:
        donor = str(row["object_raw"])
        if donor.endswith(", Total") or donor in single:
            continue
        day = row["start_date"]
        key = (str(row["subject_iso3"]), int(str(day)[:4]))
        given.setdefault(key, {})[donor] = float(str(row["value"]))
    states = sorted({state for state, _ in given})
    whole_series = [
        [herfindahl(list(given[state, year].values())) for year in range(2002, 2020)]
        for state in states
        if all((state, year) in given for year in range(2002, 2020))
    ]
    found = [
        _lag_one(np.array(series[start : start + 5]))
        for series in whole_series
        for start in (0, 5, 10)
    ]
    random = np.random.default_rng(0)
    expected = {}
    for level in np.arange(0, 0.9, 0.05):
        drawn = random.normal(size=(4000, 5))
        for year in range(1, 5):
            fresh = (1 - level**2) ** 0.5 * drawn[:, year]
            drawn[:, year] = level * drawn[:, year - 1] + fresh
        expected[float(level)] = float(np.mean([_lag_one(row) for row in drawn]))
    mean = float(np.mean(found))
    best = min(expected, key=lambda level: abs(expected[level] - mean))
    print(
        f"Correlation of a year's concentration of aid with the next, {len(whole_series)} "
        f"recipients, windows of five years: {mean:.2f} as it stands, {best:.2f} freed of the bias "
        f"of short windows; taken as {PERSISTENCE:g}.\n"
    )


def _lag_one(values: np.ndarray) -> float:
    about = values - values.mean()
    return float((about[1:] * about[:-1]).sum() / np.square(about).sum())


def refusals() -> None:
    """Print what a sum over groups and their members answers."""
    members = {
        code: tuple(sorted({s for m in item.memberships for s in m.states}))
        for code, item in Vocabulary.read().organisations.items()
    }
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        (
            "capability index over EU, FRA, USA",
            lambda: capability_index(["EU", "FRA", "USA"], [[3.0], [1.0], [2.0]], members),
        ),
        ("shares .5, .3", lambda: whole([0.5, 0.3])),
        ("amounts 1, -2", lambda: herfindahl([1, -2])),
        ("amounts 1, nan", lambda: herfindahl([1, float("nan")])),
    )
    print("| asked | answer |\n|---|---|")
    for name, call in asked:
        try:
            print(f"| {name} | {call()} |")
        except CounterpoiseError as error:
            print(f"| {name} | refused: {error} |")
    print()


def allocations(trials: int) -> None:
    """Print how many random allocations of what is missing lie within the bounds."""
    random = np.random.default_rng(20230209)
    inside = 0
    for _ in range(trials):
        low = random.lognormal(0, 1.5, random.integers(2, 12))
        high = low + random.lognormal(0, 1.5, low.size) * (random.random(low.size) < 0.5)
        free = float(random.lognormal(0, 1))
        values = low + random.random(low.size) * (high - low)
        values = np.append(values, np.zeros(3))
        values += free * random.dirichlet(np.full(values.size, 0.3))
        bounds = missingness_bounds(low, high, free).herfindahl
        inside += bounds[0] <= herfindahl(values) <= bounds[1]
    print(f"Allocations within the bounds: {inside:,} of {trials:,}.\n")


def coverage(trials: int) -> None:
    """Print how often the 90 % intervals hold the truth."""
    print("| generator | windows | covers | mean width |\n|---|---|---|---|")
    random = np.random.default_rng(20230209)
    for years in (3, 5, 8):
        for persistence in (0.0, 0.2, PERSISTENCE):
            for assumed in (0.0, PERSISTENCE):
                hits, width = 0, 0.0
                for _ in range(trials):
                    made = year_world(random, years=years, precision=30, persistence=persistence)
                    moved = change_of_levels(made.before, made.after, persistence=assumed)
                    ends = moved.interval or (0.0, 0.0)
                    hits += ends[0] <= made.truth <= ends[1]
                    width += ends[1] - ends[0]
                name = f"years, correlation {persistence:g}, taken as {assumed:g}"
                print(f"| {name} | {years} years | {hits / trials:.3f} | {width / trials:.2f} |")
    for evenness in (1.0, 0.3):
        for orders in (5, 10, 25, 60):
            for size_sd in (0.5, 1.2):
                hits, width = 0, 0.0
                for _ in range(trials):
                    world = order_world(random, orders=orders, size_sd=size_sd, evenness=evenness)
                    ends = change_by_orders(world.before, world.after, 5, draws=1000).interval
                    hits += ends[0] <= world.truth <= ends[1]
                    width += ends[1] - ends[0]
                name = f"orders, evenness {evenness:g}, size spread {size_sd:g}"
                print(f"| {name} | {orders} orders | {hits / trials:.3f} | {width / trials:.2f} |")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
