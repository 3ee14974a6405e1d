"""Panels of the chart of reported events: a line with its band, or bars of monthly sums.

Spans without coverage are hatched by a wash and said to be missing; turning points are bands over
their interval of onset with a sign at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from counterpoise.assess.reported_findings import ReportedMonth
from counterpoise.brief.charts.reported_marks import (
    HEIGHT_PX,
    Frame,
    Plate,
    gap_layers,
    headroom,
    nothing_known,
    turn_layers,
    zero_line,
)
from counterpoise.brief.charts.style import (
    DESCRIPTION,
    INK,
    SOFT,
    Marks,
    rows_data,
)
from counterpoise.brief.charts.telling import day_words
from counterpoise.brief.context import BriefContext
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Json

_LEAST_BOUND = 1.0


@dataclass(frozen=True)
class Point:
    """A score on a day, where the evidence suffices for one."""

    day: date
    value: float | None
    low: float | None
    high: float | None


def line_panel(
    context: BriefContext,
    frame: Frame,
    plate: Plate,
    points: Sequence[Point],
    marks: Marks,
    *,
    bound: float | None = None,
) -> dict[str, Json]:
    """Draw a score with its 90 % band around a line at zero.

    Parameters
    ----------
    bound
        Ends of the scale; from the points where it is ``None``.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        return _empty(context, frame, plate)
    number = _number(bound if bound is not None else _bound(known))
    rows: list[Json] = [_point_row(point, plate) for point in points]
    time = frame.time()
    line: dict[str, Json] = {"x": time, "y": {**number, "field": "value"}}
    band: dict[str, Json] = {"x": time, "y": {**number, "field": "low"}, "y2": {"field": "high"}}
    layers: list[Json] = [
        *gap_layers(frame, plate.missing),
        zero_line(number),
        *turn_layers(context, frame, plate.turns, marks),
        {
            "data": rows_data(rows),
            "mark": {"type": "area", "color": SOFT, "opacity": 0.22},
            "encoding": band,
        },
        {
            "data": rows_data(rows),
            "mark": {"type": "line", "color": INK, "strokeWidth": 2},
            "encoding": line,
        },
        _last(context, known[-1], plate, marks, line),
    ]
    return _panel(frame, plate, layers)


def sums_panel(
    context: BriefContext,
    frame: Frame,
    plate: Plate,
    series: Sequence[ReportedMonth],
    marks: Marks,
) -> dict[str, Json]:
    """Draw monthly sums as bars up and down from zero."""
    shown = [
        (point.month, point.total)
        for point in series
        if frame.first <= point.month <= frame.last and point.total is not None
    ]
    if not shown:
        return _empty(context, frame, plate)
    number = _number(_round_up(max(abs(total) for _, total in shown)))
    rows: list[Json] = [_sum_row(context, month, total, plate, marks) for month, total in shown]
    width = max(1, round(frame.width / max(1, (frame.last - frame.first).days / 30.4)) - 1)
    layers: list[Json] = [
        *gap_layers(frame, plate.missing),
        zero_line(number),
        *turn_layers(context, frame, plate.turns, marks),
        {
            "data": rows_data(rows),
            "mark": {"type": "bar", "width": width, "color": SOFT},
            "encoding": {
                "x": frame.time(),
                "y": {**number, "field": "total"},
                "description": DESCRIPTION,
            },
        },
    ]
    return _panel(frame, plate, layers)


def _number(end: float) -> dict[str, Json]:
    """Vertical axis from −end to end, its ends and zero labelled."""
    axis: dict[str, Json] = {"values": [-end, 0, end], "labelExpr": _SIGNED, "grid": False}
    scale: dict[str, Json] = {"domain": [-end, end], "clamp": True}
    return {"type": "quantitative", "scale": scale, "axis": axis}


def _empty(context: BriefContext, frame: Frame, plate: Plate) -> dict[str, Json]:
    layers: list[Json] = [
        *gap_layers(frame, plate.missing),
        headroom(),
        nothing_known(context, frame),
    ]
    return _panel(frame, plate, layers)


def _sum_row(
    context: BriefContext, month: date, total: float, plate: Plate, marks: Marks
) -> dict[str, Json]:
    words = f"{plate.called}, {_month_words(context, month)}: {context.language.score(total)}"
    marks.add(words, plate.evidence)
    return {"day": month.isoformat(), "total": round(total, 2), "words": words}


_SIGNED = "datum.value < 0 ? '−' + abs(datum.value) : datum.value > 0 ? '+' + datum.value : '0'"


def _panel(frame: Frame, plate: Plate, layers: Sequence[Json]) -> dict[str, Json]:
    title: dict[str, Json] = {
        "text": plate.name,
        "subtitle": plate.unit,
        "subtitleColor": SOFT,
        "subtitleFontSize": 9.5,
        "fontSize": 11,
        "offset": 12,
        "frame": "group",
    }
    return {"width": frame.width, "height": HEIGHT_PX, "title": title, "layer": [*layers]}


def _bound(points: Sequence[Point]) -> float:
    """Return the end of a scale that holds every score with its band."""
    ends = [abs(end) for point in points for end in (point.low, point.high) if end is not None]
    return max(_LEAST_BOUND, float(ceil(max(ends, default=0.0))))


def _round_up(value: float) -> int:
    step = 10
    while step * 10 < value:
        step *= 10
    return int(-(-value // step) * step) if value > 0 else step


def _point_row(point: Point, plate: Plate) -> dict[str, Json]:
    """Return a point; within a gap the line breaks, and only the band goes on."""
    row: dict[str, Json] = {"day": point.day.isoformat(), "value": None}
    if point.value is None or point.low is None or point.high is None:
        return row
    gone = any(first <= point.day < last for first, last in plate.missing)
    return row | {
        "value": None if gone else round(point.value, 4),
        "low": round(point.low, 4),
        "high": round(point.high, 4),
    }


def _last(
    context: BriefContext,
    point: Point,
    plate: Plate,
    marks: Marks,
    line: dict[str, Json],
) -> dict[str, Json]:
    language = context.language
    words = language.text(
        "chart_course_point",
        partner=plate.called,
        day=day_words(context, point.day),
        score=language.score(point.value or 0.0),
        low=language.score(point.low or 0.0),
        high=language.score(point.high or 0.0),
    )
    marks.add(words, plate.evidence)
    row: dict[str, Json] = {
        "day": point.day.isoformat(),
        "value": round(point.value or 0.0, 4),
        "words": words,
    }
    return {
        "data": rows_data([row]),
        "mark": {"type": "point", "filled": True, "color": INK, "size": 40, "opacity": 1},
        "encoding": {**line, "description": DESCRIPTION},
    }


def _month_words(context: BriefContext, month: date) -> str:
    end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return context.language.date(DateInterval(month, end))
