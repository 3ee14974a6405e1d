"""A relation's score, whether the evidence suffices for it, and its course over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from counterpoise.assess.relations_acts import WeighedAct, arrays
from counterpoise.assess.settings import Settings
from counterpoise.relations.coded_acts import Score, score, score_series

Standing = Literal["negative", "positive", "mixed", "unclear", "insufficient"]


@dataclass(frozen=True)
class SeriesPoint:
    """The score at the end of a month, and the acts of the month that a chart marks.

    Attributes
    ----------
    value, interval
        ``None`` where the evidence by then is insufficient.
    turning
        The weightiest acts of the month, by identifier.
    """

    day: date
    value: float | None
    interval: tuple[float, float] | None
    amount: float
    acts: int
    turning: tuple[str, ...]


def scored(acts: Sequence[WeighedAct], day: date, settings: Settings) -> Score | None:
    """Score of the acts on a day, or ``None`` without any act that can have happened by then."""
    if not acts:
        return None
    found = score(arrays(acts), day.toordinal(), settings.score.rule)
    return found if found.acts else None


def suffices(found: Score, settings: Settings) -> bool:
    """Whether the recorded acts are enough to state a score."""
    least = settings.standing
    return found.acts >= least.least_acts.value and found.amount >= least.least_amount.value


def standing_of(acts: Sequence[WeighedAct], found: Score | None, settings: Settings) -> Standing:
    """Where the relation stands, from the interval and the signs recorded."""
    if found is None or not suffices(found, settings):
        return "insufficient"
    if found.high < 0:
        return "negative"
    if found.low > 0:
        return "positive"
    both = any(act.weight < 0 for act in acts) and any(act.weight > 0 for act in acts)
    return "mixed" if both else "unclear"


def series(acts: Sequence[WeighedAct], day: date, settings: Settings) -> tuple[SeriesPoint, ...]:
    """Scores at the end of each month from the first act to `day`, which is the last point."""
    if not acts:
        return ()
    days = list(_month_ends(min(act.first for act in acts if act.first is not None), day))
    marked = _turning(acts, settings)
    points = []
    found = score_series(arrays(acts), [end.toordinal() for end in days], settings.score.rule)
    for end, point in zip(days, found, strict=True):
        enough = suffices(point, settings)
        points.append(
            SeriesPoint(
                day=end,
                value=point.value if enough else None,
                interval=(point.low, point.high) if enough else None,
                amount=point.amount,
                acts=point.acts,
                turning=marked.get((end.year, end.month), ()),
            )
        )
    return tuple(points)


def _turning(
    acts: Sequence[WeighedAct], settings: Settings
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Pick the weightiest acts of each month; an act whose date spans months marks none."""
    found: dict[tuple[int, int], list[WeighedAct]] = {}
    for act in acts:
        if act.first is None or act.last is None:
            continue
        month = (act.last.year, act.last.month)
        heavy = abs(act.weight) >= settings.turning_act.least_weight.value
        if heavy and (act.first.year, act.first.month) == month:
            found.setdefault(month, []).append(act)
    most = int(settings.turning_act.per_month.value)
    return {
        month: tuple(
            act.proposition
            for act in sorted(held, key=lambda act: (-abs(act.weight), act.proposition))[:most]
        )
        for month, held in found.items()
    }


def _month_ends(first: date, day: date) -> Iterator[date]:
    month = first.replace(day=1)
    while True:
        following = (month + timedelta(days=31)).replace(day=1)
        end = following - timedelta(days=1)
        if end >= day:
            yield day
            return
        yield end
        month = following
