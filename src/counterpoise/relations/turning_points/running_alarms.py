"""Alarms as they would have been raised: thresholds from the periods before, renewed."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.relations.turning_points.alarm_rule import (
    SILENCE_DAYS,
    Alarm,
    alarms,
    null_thresholds,
)
from counterpoise.relations.turning_points.dyads import DyadFlow
from counterpoise.relations.turning_points.run_length import BASELINE, watch
from counterpoise.relations.turning_points.turns import stretch

CALIBRATED_DAYS = BASELINE
"""Periods of the first calibration, and after how many the thresholds are renewed: the filter's
baseline, about half a year of days."""


def running_alarms(
    prefixes: Sequence[DyadFlow | None], *, alarms_per_year: float, shuffles: int = 49
) -> tuple[Alarm, ...]:
    """Return alarms of which each rests on its own and earlier periods alone.

    Parameters
    ----------
    prefixes
        Of one dyad, from its first period on: the n-th holds (n + 2) × `CALIBRATED_DAYS` periods,
        or fewer where the last one is not over. Thresholds come from all but its last stretch,
        whose alarms are told. Sums of earlier periods may differ from one to the next, as weights
        are learned. ``None``: too little was known to say anything in that stretch.
    alarms_per_year
        Alarms a year on shuffled weeks of the periods before, both directions together.
    shuffles
        Number of shuffles behind each renewal; their seed is fixed.

    Returns
    -------
    tuple of Alarm
        In order of their days; a direction is silent for `SILENCE_DAYS` after an alarm.

    Raises
    ------
    MeasureError
        On a rate outside 0–52.
    """
    told: list[Alarm] = []
    for number, flow in enumerate(prefixes):
        start = (number + 1) * CALIBRATED_DAYS
        if flow is None:
            continue
        limits = null_thresholds(
            [stretch(flow, 0, start)], alarms_per_year=alarms_per_year, shuffles=shuffles
        )
        quiet_until = {alarm.sign: alarm.day + SILENCE_DAYS for alarm in told}
        for sign in (-1, 1):
            fresh = alarms(
                watch(flow),
                limits,
                from_day=max(int(flow.days[start]), quiet_until.get(sign, -1)),
            )
            told += [alarm for alarm in fresh if alarm.sign == sign]
        told.sort(key=lambda alarm: (alarm.day, alarm.sign))
    return tuple(told)
