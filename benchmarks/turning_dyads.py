"""Known ruptures and thaws found at one false alarm a dyad-year.

Run `python -m benchmarks.turning_dyads`.
The detector's form was chosen on turns up to 31 August 2021; later turns were held out. Thresholds
come from dyads of the same volume as the listed ones, chosen by volume alone, over the same days:
half a false alarm a year in each direction, or one threshold for both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from benchmarks.turning.feeds import Feed, gdelt, icews
from benchmarks.turning.judge import HEADER, Found, Verdict, judge, lowest
from benchmarks.turning.known import day_number, known_turns
from benchmarks.turning.rivals import KernelCuts, four_against_eight_weeks, trailing_z, weekly
from counterpoise.relations.turning_points import (
    DyadCounts,
    DyadFlow,
    dyad_counts,
    dyad_flow,
    find_turns,
    watch,
)
from counterpoise.relations.turning_points.alarm_rule import SILENCE_DAYS, crossings, rate_threshold
from counterpoise.relations.turning_points.run_length import Views

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]
HELD_OUT_FROM = day_number("2021-09-01")
WARM_UP_DAYS = 60
RATE = 1.0


def run_length(views: Views) -> Callable[[DyadCounts | DyadFlow], Pair]:
    """Return log odds of a turn for the worse and for the better from some view of the acts."""

    def scored(dyad: DyadCounts | DyadFlow) -> Pair:
        seen = watch(dyad, views=views)
        return seen.towards(-1), seen.towards(1)

    return scored


def both_ways(score: Callable[[DyadCounts | DyadFlow], Floats]) -> Callable[..., Pair]:
    """Turn a signed score into one for each direction."""

    def scored(dyad: DyadCounts | DyadFlow) -> Pair:
        values = np.nan_to_num(score(dyad), nan=-np.inf)
        return np.where(np.isfinite(values), -values, -np.inf), values

    return scored


def as_they_come(
    feed: Feed, score: Callable[..., Pair], inside: Callable[[int], bool], *, shared: bool
) -> Verdict:
    """Judge a score that looks back only."""
    scores = {name: score(dyad) for name, dyad in {**feed.listed, **feed.others}.items()}
    days = next(iter(feed.listed.values())).days
    window = np.array([inside(int(day)) for day in days])
    years = window.sum() * len(feed.others) / 365.25
    masked = {
        name: [np.where(window, side, -np.inf) for side in pair] for name, pair in scores.items()
    }
    pools = [[(masked[name][side], days) for name in feed.others] for side in (0, 1)]
    if shared:
        level = rate_threshold(pools[0] + pools[1], years, RATE)
        levels = [level, level]
    else:
        levels = [rate_threshold(pool, years, RATE / 2) for pool in pools]

    def found(name: str) -> Found:
        return [
            (int(days[row]), sign)
            for side, sign in ((0, -1), (1, 1))
            for row in crossings(masked[name][side], days, levels[side], SILENCE_DAYS)
        ]

    false = sum(len(found(name)) for name in feed.others) / years
    result = {name: found(name) for name in feed.listed}
    return judge(result, known_turns(), days[window].tolist(), false)


def in_hindsight(
    feed: Feed, detect: Callable[[str, float], Found], inside: Callable[[int], bool], high: float
) -> Verdict:
    """Judge a detector with a penalty that sees the whole series."""
    days = next(iter(feed.listed.values())).days
    covered = [int(day) for day in days if inside(int(day))]
    years = len(covered) * len(feed.others) / 365.25

    def rate(penalty: float, names: Iterable[str]) -> float:
        return sum(len([1 for d, _ in detect(n, penalty) if inside(d)]) for n in names) / years

    penalty = lowest(lambda level: rate(level, feed.others) <= RATE, 0.0, high)
    result = {name: detect(name, penalty) for name in feed.listed}
    return judge(result, known_turns(), covered, rate(penalty, feed.others))


def our_hindsight(feed: Feed) -> Callable[[str, float], Found]:
    """Return `find_turns` on weekly sums or counts with a given penalty."""
    dyads = {name: _weekly_dyad(dyad) for name, dyad in {**feed.listed, **feed.others}.items()}

    def detect(name: str, penalty: float) -> Found:
        return [(t.likeliest_day, t.sign) for t in find_turns(dyads[name], penalty=penalty)]

    return detect


def _weekly_dyad(dyad: DyadCounts | DyadFlow) -> DyadCounts | DyadFlow:
    _, days = weekly(dyad)
    if isinstance(dyad, DyadFlow):
        return dyad_flow(days, dyad.flow[: days.size * 7].reshape(-1, 7).sum(axis=1), step_days=7)
    kinds = dyad.counts.shape[1]
    counts = dyad.counts[: days.size * 7].reshape(-1, 7, kinds).sum(axis=1)
    return dyad_counts(days, counts, dyad.weights, step_days=7)


def kernel_hindsight(feed: Feed) -> Callable[[str, float], Found]:
    """Return ruptures' KernelCPD on weekly sums with a given penalty."""
    cuts = {name: KernelCuts(dyad) for name, dyad in {**feed.listed, **feed.others}.items()}
    return lambda name, penalty: cuts[name].turns(max(penalty, 1e-3))


def table(feed: Feed, label: str, inside: Callable[[int], bool]) -> None:
    """Print one table."""
    sizes = f"{len(feed.listed)} listed dyads, {len(feed.others)} others"
    print(f"\n**{feed.name}, {label}** ({sizes})\n")
    print("| detector | " + " | ".join(HEADER) + " |")
    print("|---" * (len(HEADER) + 1) + "|")
    ours: dict[str, Views] = {"run-length filter": "sums"}
    if feed.name == "ICEWS":
        ours |= {"filter on counts": "counts", "filter on both": "pooled"}
    scores = {
        **{name: run_length(views) for name, views in ours.items()},
        "4 against 8 weeks": both_ways(four_against_eight_weeks),
        "trailing z": both_ways(trailing_z),
    }
    for shared in (False, True):
        kind = "one threshold" if shared else "a threshold each way"
        for name, score in scores.items():
            row(f"{name}, {kind}", as_they_come(feed, score, inside, shared=shared))
    row("optimal partition, hindsight", in_hindsight(feed, our_hindsight(feed), inside, 60.0))
    row("ruptures KernelCPD, hindsight", in_hindsight(feed, kernel_hindsight(feed), inside, 60.0))


def row(name: str, verdict: Verdict) -> None:
    """Print one row."""
    print("| " + " | ".join([name, *verdict.cells()]) + " |", flush=True)


def main() -> None:
    """Print both feeds, development and held-out turns apart."""
    for read in (gdelt, icews):
        feed = read()
        first = int(next(iter(feed.listed.values())).days[0])
        warm = first + (WARM_UP_DAYS if feed.name == "GDELT" else WARM_UP_DAYS // 2)
        table(feed, "turns to August 2021", lambda day, w=warm: w <= day < HELD_OUT_FROM)
        table(feed, "held-out turns from September 2021", lambda day: day >= HELD_OUT_FROM)


if __name__ == "__main__":
    main()
