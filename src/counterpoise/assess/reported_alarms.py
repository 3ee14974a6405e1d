"""Turning points as they came: alarms that rest on nothing later than their own day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from counterpoise.assess.reported_events import Focus
from counterpoise.assess.reported_lake import Row
from counterpoise.assess.reported_turn_findings import AlarmFinding
from counterpoise.assess.reported_turns import SIGNS, UNTYPED, Pair
from counterpoise.assess.settings import Settings
from counterpoise.relations.turning_points import (
    CALIBRATED_DAYS,
    Alarm,
    DyadFlow,
    dyad_flow,
    running_alarms,
)

METHOD_AS_IT_CAME = (
    "Turning points as they came: a run-length filter over the days covered so far, with "
    "thresholds set for one alarm a year on shuffled weeks of the days before; as a short past "
    "holds few of the bursts to come, they raise more (1.6 a year on shuffled daily sums, 2.0 on "
    "shuffled acts, benchmarks/turning_permuted.py). Thresholds and the "
    "weights of types rest on the days before alone and are renewed after every 182 covered days; "
    "no alarm is told in the first 182, which only calibrate, nor while too little is reported. "
    "What a feed adds or takes back later about days gone by is seen where the lake is asked as "
    "of a day."
)
ALARMS_PER_YEAR = 1.0

MonthlyScale = Sequence[Row]
"""Sums of a feed's scale values by month and PLOVER type: ``month``, ``plover_type``, ``scaled``,
``scale_sum``."""


def alarm_findings(
    pair: Pair, scale: MonthlyScale, focus: Focus, settings: Settings
) -> Iterator[AlarmFinding]:
    """Yield the turning points of a pair as they came, in order of time.

    Parameters
    ----------
    scale
        Of the pair's feed, all acts of all states; empty for sums.
    """
    days = pair.days
    prefixes: list[DyadFlow | None] = []
    for start in range(CALIBRATED_DAYS, len(days), CALIBRATED_DAYS):
        seen = days[: start + CALIBRATED_DAYS]
        prefixes.append(_flow(pair, seen, days[start], scale, settings))
    for alarm in running_alarms(prefixes, alarms_per_year=ALARMS_PER_YEAR):
        yield _alarm(pair, alarm, focus)


def _flow(
    pair: Pair, days: Sequence[int], before: int, scale: MonthlyScale, settings: Settings
) -> DyadFlow | None:
    """Return the sums of `days` weighed by what was told before a day, ``None`` if too little."""
    if pair.state.kind == "sums":
        if sum(day < before for day in pair.told.sums) < settings.reported.least_days.value:
            return None
        return dyad_flow(days, [pair.told.sums.get(day, 0.0) for day in days])
    acts = [
        (cast("date", row["event_date"]).toordinal(), str(row["plover_type"] or UNTYPED))
        for row in pair.told.acts
    ]
    weights = weights_before(scale, date.fromordinal(before))
    known = sum(day < before for day, _ in acts)
    if not weights or known < settings.reported.least_acts.value:
        return None
    sums = dict.fromkeys(days, 0.0)
    for day, kind in acts:
        if day in sums:
            sums[day] += weights.get(kind, 0.0)
    return dyad_flow(days, [sums[day] for day in days])


def weights_before(scale: MonthlyScale, day: date) -> Mapping[str, float]:
    """Return the mean scale value by type of the months that ended before a day."""
    totals: dict[str, tuple[float, int]] = {}
    for row in scale:
        if cast("date", row["month"]) < day.replace(day=1) and row["scaled"]:
            kind = str(row["plover_type"] or UNTYPED)
            total, count = totals.get(kind, (0.0, 0))
            more = cast("float", row["scale_sum"]), cast("int", row["scaled"])
            totals[kind] = total + more[0], count + more[1]
    return {kind: total / count for kind, (total, count) in totals.items()}


def _alarm(pair: Pair, alarm: Alarm, focus: Focus) -> AlarmFinding:
    state, name = pair.state, focus.name(pair.partner)
    day, sign = date.fromordinal(alarm.day), SIGNS[alarm.sign]
    return AlarmFinding(
        id=f"alarm:{state.feed}/{pair.partner}/{day}/{sign}",
        evidence=(f"{state.evidence}:{focus.focal}-{pair.partner}",),
        method=METHOD_AS_IT_CAME,
        sentence=(
            f"Reported events, {state.label}: an alarm on {day} that what is reported with {name} "
            f"had turned to the {sign}."
        ),
        value=round(alarm.log_odds, 6),
        unit="log odds as known that day",
        parameters={
            "vintage": state.vintage,
            "alarms_per_year": ALARMS_PER_YEAR,
            "calibrated_days": CALIBRATED_DAYS,
        },
        partner=pair.partner,
        name=name,
        feed=state.feed,
        label=state.label,
        kind=state.kind,
        day=day,
        first=date.fromordinal(alarm.first_day),
        last=date.fromordinal(alarm.last_day),
        sign=sign,
    )
