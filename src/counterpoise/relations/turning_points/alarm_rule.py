"""Alarms from the filter, and thresholds that hold a stated rate on shuffled periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import logsumexp

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.arrays import Floats, Ints, rate_between
from counterpoise.relations.turning_points.dyads import DyadCounts, DyadFlow
from counterpoise.relations.turning_points.null import SEED, block_shuffle
from counterpoise.relations.turning_points.run_length import (
    BASELINE,
    Watch,
    after_less_before,
    flow_gains,
    watch,
)
from counterpoise.relations.turning_points.turns import onset_temper, onset_window

SILENCE_DAYS = 28
"""After an alarm nothing more is said in the same direction for so long."""

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Alarm:
    """A change seen while it happened.

    Attributes
    ----------
    day
        Last day of the period at whose end the alarm was raised.
    sign
        −1 worse, 1 better.
    log_odds
        Log odds of a change in this direction within the runs told apart.
    first_day, last_day
        Interval of onset as known on `day`; it begins on the first uncovered day where a gap in
        coverage precedes it.
    """

    day: int
    sign: int
    log_odds: float
    first_day: int
    last_day: int


@dataclass(frozen=True)
class Thresholds:
    """Log odds above which an alarm is raised, by direction."""

    worse: float
    better: float


def alarms(
    seen: Watch,
    thresholds: Thresholds,
    *,
    silence_days: int = SILENCE_DAYS,
    from_day: int | None = None,
) -> tuple[Alarm, ...]:
    """Return the alarms in order of their days.

    Parameters
    ----------
    seen
        Output of `watch`.
    thresholds
        Log odds that an alarm has to exceed.
    silence_days
        Days after an alarm without another one in the same direction.
    from_day
        First day number of the periods that may raise one; all where it is None.
    """
    first = 0 if from_day is None else int(np.searchsorted(seen.days, from_day))
    found = [
        _alarm(seen, first + row, sign)
        for sign, threshold in ((-1, thresholds.worse), (1, thresholds.better))
        for row in crossings(seen.towards(sign)[first:], seen.days[first:], threshold, silence_days)
    ]
    return tuple(sorted(found, key=lambda alarm: (alarm.day, alarm.sign)))


def crossings(scores: Floats, days: Ints, threshold: float, silence_days: int) -> list[int]:
    """Return the periods at which a score above the threshold ends a silence."""
    rows: list[int] = []
    quiet_until = -np.inf
    for row in np.flatnonzero(scores > threshold):
        if days[row] >= quiet_until:
            rows.append(int(row))
            quiet_until = days[row] + silence_days
    return rows


def null_thresholds(
    dyads: Sequence[DyadCounts | DyadFlow],
    *,
    alarms_per_year: float,
    block: int = 7,
    shuffles: int = 49,
) -> Thresholds:
    """Return thresholds that raise a stated number of alarms a year on shuffled periods.

    Parameters
    ----------
    dyads
        One dyad, or several that share thresholds.
    alarms_per_year
        Alarms a covered dyad-year, both directions together and halved between them.
    block
        Periods that stay together in the shuffles.
    shuffles
        Number of shuffles of each dyad; their seed is fixed.

    Raises
    ------
    MeasureError
        Without dyads, or on a rate outside 0–52.
    """
    rate = rate_between(alarms_per_year, high=52.0, name="number of alarms a year")
    if len(dyads) == 0:
        raise MeasureError("there is no dyad to shuffle", remedy="pass at least one")
    rng = np.random.default_rng(SEED)
    seen = [
        watch(_reordered(dyad, block_shuffle(dyad.days.size, block, rng)))
        for dyad in dyads
        for _ in range(shuffles)
    ]
    years = sum(item.days.size * item.step_days for item in seen) / DAYS_PER_YEAR
    pairs = {sign: [(item.towards(sign), item.days) for item in seen] for sign in (-1, 1)}
    return Thresholds(
        worse=rate_threshold(pairs[-1], years, rate / 2),
        better=rate_threshold(pairs[1], years, rate / 2),
    )


def rate_threshold(
    scored: Sequence[tuple[Floats, Ints]],
    years: float,
    alarms_per_year: float,
    *,
    silence_days: int = SILENCE_DAYS,
) -> float:
    """Return the lowest threshold with at most `alarms_per_year` crossings in all of `scored`.

    Parameters
    ----------
    scored
        Scores with the days of their periods, one pair a dyad.
    years
        Covered dyad-years in all of them.
    alarms_per_year
        Crossings allowed a dyad-year.
    silence_days
        As in `alarms`.
    """
    levels = np.unique(np.concatenate([scores[np.isfinite(scores)] for scores, _ in scored]))
    if levels.size == 0:
        return 0.0
    low, high = 0, levels.size - 1
    while low < high:
        middle = (low + high) // 2
        count = sum(
            len(crossings(scores, days, float(levels[middle]), silence_days))
            for scores, days in scored
        )
        if count / years > alarms_per_year:
            low = middle + 1
        else:
            high = middle
    return float(levels[low])


def _reordered(dyad: DyadCounts | DyadFlow, order: Ints) -> DyadCounts | DyadFlow:
    if isinstance(dyad, DyadCounts):
        return replace(dyad, counts=dyad.counts[order])
    return replace(dyad, flow=dyad.flow[order])


def _alarm(seen: Watch, row: int, sign: int) -> Alarm:
    starts, chances = _onsets(seen, row, sign)
    low, high = onset_window(chances, int(np.argmax(chances)))
    earliest, latest = int(starts[high]), int(starts[low])
    begins = (
        int(seen.days[earliest - 1]) + seen.step_days if earliest > 0 else int(seen.days[earliest])
    )
    return Alarm(
        day=int(seen.days[row]) + seen.step_days - 1,
        sign=sign,
        log_odds=float(seen.towards(sign)[row]),
        first_day=begins,
        last_day=int(seen.days[latest]) + seen.step_days - 1,
    )


def _onsets(seen: Watch, row: int, sign: int) -> tuple[Ints, Floats]:
    """Return the periods in which a change seen at `row` may have begun, with their chances."""
    longest = int(seen.run_lengths[-1])
    flow = seen.flow[max(row + 1 - longest - BASELINE, 0) : row + 1]
    runs = np.arange(1, min(longest, flow.size - 1) + 1)
    gains = flow_gains(flow, runs, BASELINE, step_days=seen.step_days)[-1]
    right = np.sign(after_less_before(flow, runs, BASELINE)[-1]) == sign
    ours = np.where(right, gains, -np.inf) if right.any() else gains
    ours = onset_temper(seen.step_days) * ours
    return row - runs + 1, np.asarray(np.exp(ours - logsumexp(ours)))
