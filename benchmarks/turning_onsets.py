"""Intervals of onset against days fixed beforehand: `python -m benchmarks.turning_onsets`.

The days, their sources and the greatest widths are in `benchmarks/turning/onset_checks.csv`, which
was committed before any detector was run. Daily periods, whole feed, default settings, in
hindsight and as it came with each dyad's own shuffled thresholds.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np

from benchmarks.turning.feeds import Feed, gdelt, icews
from benchmarks.turning.known import HERE, day_number, iso_date
from counterpoise.relations.turning_points import (
    DyadCounts,
    DyadFlow,
    alarms,
    dyad_counts,
    find_turns,
    null_thresholds,
    watch,
)

NEAR_DAYS = 45
MONDAY = day_number("2018-01-01")


@dataclass(frozen=True)
class Check:
    """An onset fixed beforehand."""

    feed: str
    dyad: str
    first_day: int
    last_day: int
    widest_days: int
    sign: int

    @property
    def by_presence(self) -> bool:
        """Whether days with any report are counted instead of what they say."""
        return self.last_day > self.first_day


def checks() -> list[Check]:
    """Read the onsets."""
    with (HERE / "onset_checks.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Check(
                row["feed"],
                f"{row['a_iso3']}-{row['b_iso3']}",
                day_number(row["first_day"]),
                day_number(row["last_day"]),
                int(row["max_width_days"]),
                -1 if row["kind"] == "rupture" else 1,
            )
            for row in csv.DictReader(lines)
        ]


def presence(dyad: DyadCounts | DyadFlow) -> DyadCounts:
    """Return the number of days with a report in each week from Monday on."""
    weeks, at = np.unique((dyad.days - MONDAY) // 7, return_inverse=True)
    days = np.bincount(at, dyad.flow != 0)
    return dyad_counts(weeks * 7 + MONDAY, days[:, np.newaxis], [1.0], step_days=7)


def hindsight(dyad: DyadCounts | DyadFlow, check: Check) -> list[tuple[int, int, int, str]]:
    """Return the turns near the fixed day: first, last, sign, words."""
    return [
        (turn.first_day, turn.last_day, turn.sign, f"p {turn.probability:.3f}")
        for turn in find_turns(dyad)
        if abs(turn.likeliest_day - check.first_day) <= NEAR_DAYS
    ]


def as_it_came(dyad: DyadCounts | DyadFlow, check: Check) -> list[tuple[int, int, int, str]]:
    """Return the alarms near the fixed day at one a year on the dyad's own shuffled days."""
    thresholds = null_thresholds([dyad], alarms_per_year=1.0, shuffles=20)
    return [
        (alarm.first_day, alarm.last_day, alarm.sign, f"raised {iso_date(alarm.day)}")
        for alarm in alarms(watch(dyad), thresholds)
        if abs(alarm.day - check.first_day) <= NEAR_DAYS
    ]


def report(feed: Feed, check: Check) -> None:
    """Print the rows of one check."""
    dyad = feed.listed[check.dyad]
    dyad = presence(dyad) if check.by_presence else dyad
    fixed = iso_date(check.first_day)
    fixed += f" to {iso_date(check.last_day)}" if check.by_presence else ""
    for label, found in (
        ("hindsight", hindsight(dyad, check)),
        ("as it came", as_it_came(dyad, check)),
    ):
        right = [item for item in found if item[2] == check.sign]
        cells = [
            f"{iso_date(first)} to {iso_date(last)} ({last - first + 1} d, {words})"
            for first, last, _, words in right
        ]
        held = any(
            first <= check.first_day
            and last >= check.last_day
            and last - first + 1 <= check.widest_days
            for first, last, _, _ in right
        )
        print(
            f"| {feed.name} | {check.dyad} | {fixed} | ≤ {check.widest_days} | {label} "
            f"| {'; '.join(cells) or 'none'} | {'yes' if held else 'no'} |",
            flush=True,
        )


def main() -> None:
    """Print the table."""
    print("| feed | dyad | fixed | days | how | found near it, of the right sign | met |")
    print("|---|---|---|---|---|---|---|")
    feeds = {"gdelt": gdelt(), "icews": icews()}
    for check in checks():
        report(feeds[check.feed], check)


if __name__ == "__main__":
    main()
