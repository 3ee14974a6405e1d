"""False alarms on shuffled real dyads: `python -m benchmarks.turning_permuted`.

Every third listed dyad of each feed, its weeks shuffled with seeds that no detector uses.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.stats import binomtest, poisson

from benchmarks.turning.feeds import Feed, gdelt, icews
from counterpoise.relations.turning_points import (
    CALIBRATED_DAYS,
    DyadCounts,
    DyadFlow,
    alarms,
    dyad_flow,
    find_turns,
    null_thresholds,
    running_alarms,
    watch,
)
from counterpoise.relations.turning_points.null import block_shuffle

BLOCK = 7
SHUFFLES = 4
STATED_SHARE, STATED_A_YEAR = 0.05, 1.0


def shuffled(dyad: DyadCounts | DyadFlow, seed: int) -> DyadCounts | DyadFlow:
    """Return a dyad with its weeks in another order."""
    order = block_shuffle(dyad.days.size, BLOCK, np.random.default_rng(1000 + seed))
    if isinstance(dyad, DyadCounts):
        return replace(dyad, counts=dyad.counts[order])
    return replace(dyad, flow=dyad.flow[order])


def running(dyad: DyadCounts | DyadFlow) -> int:
    """Return the number of alarms with thresholds renewed from the days before alone."""
    prefixes = [
        dyad_flow(dyad.days[: start + CALIBRATED_DAYS], dyad.flow[: start + CALIBRATED_DAYS])
        for start in range(CALIBRATED_DAYS, dyad.days.size, CALIBRATED_DAYS)
    ]
    return len(running_alarms(prefixes, alarms_per_year=STATED_A_YEAR, shuffles=10))


def report(feed: Feed) -> None:
    """Print the rows of one feed."""
    dyads = list(feed.listed.values())[::3]
    found = raised = renewed = 0
    years = told_years = 0.0
    for dyad in dyads:
        copies = [shuffled(dyad, seed) for seed in range(SHUFFLES)]
        found += sum(len(find_turns(copy)) > 0 for copy in copies)
        thresholds = null_thresholds([dyad], alarms_per_year=STATED_A_YEAR, shuffles=10)
        raised += sum(len(alarms(watch(copy), thresholds)) for copy in copies)
        years += sum(copy.days.size for copy in copies) / 365.25
        renewed += sum(map(running, copies))
        told_years += sum(copy.days.size - CALIBRATED_DAYS for copy in copies) / 365.25
    total = len(dyads) * SHUFFLES
    share = binomtest(found, total).proportion_ci(0.95, method="exact")
    low, high = poisson.interval(0.95, raised)
    print(
        f"| {feed.name} | hindsight, share with any turn | {STATED_SHARE:.2f} "
        f"| {found / total:.3f} ({share.low:.3f}–{share.high:.3f}) | {total} shuffled dyads |"
    )
    least, most = poisson.interval(0.95, renewed)
    print(
        f"| {feed.name} | thresholds from the days before alone, alarms a year "
        f"| {STATED_A_YEAR:.2f} | {renewed / told_years:.2f} "
        f"({least / told_years:.2f}–{most / told_years:.2f}) | {told_years:.0f} dyad-years |"
    )
    print(
        f"| {feed.name} | as they come, alarms a year | {STATED_A_YEAR:.2f} "
        f"| {raised / years:.2f} ({low / years:.2f}–{high / years:.2f}) | {years:.0f} dyad-years |",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    print("| feed | detector | stated | seen (95 %) | on |\n|---|---|---|---|---|")
    for read in (gdelt, icews):
        report(read())


if __name__ == "__main__":
    main()
