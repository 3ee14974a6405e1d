"""Panels of the chart of reported events: a line with its band, or bars of monthly sums.

Spans without coverage are hatched by a wash and said to be missing; turning points are bands over
their interval of onset with a sign at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from counterpoise.assess.reported_findings import ReportedFinding, TurnFinding
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    LINE,
    SOFT,
    VERMILION,
    WASH,
    WIDTH_PX,
    Marks,
    by_word,
    rows_data,
    signs,
    time_axis,
)
from counterpoise.brief.charts.telling import day_words, label_of
from counterpoise.brief.context import BriefContext
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Json

_HEIGHT_PX, _AXIS_PX, _GAP_PX = 88, 38, 14
_LEAST_BOUND = 1.0


@dataclass(frozen=True)
class Frame:
    """What the panels of a row share: the days shown, how many they are, who writes the years."""

    first: date
    last: date
    panels: int
    labels: bool

    @property
    def width(self) -> int:
        """Width of one plot, in pixels."""
        whole = WIDTH_PX - 24 - (self.panels - 1) * _GAP_PX
        return whole // self.panels - _AXIS_PX

    @property
    def spacing(self) -> int:
        """Pixels from one plot to the next: the gap, and room for the labels of an axis."""
        return _GAP_PX + _AXIS_PX

    def time(self) -> dict[str, Json]:
        """Horizontal axis of days."""
        axis = time_axis(self.first, self.last, labels=self.labels, ticks=self.labels, grid=True)
        domain: list[Json] = [self.first.isoformat(), self.last.isoformat()]
        return {**axis, "scale": {"type": "utc", "domain": domain, "padding": 0}}


@dataclass(frozen=True)
class Heading:
    """What stands above a panel: whose it is, and what is drawn in which unit."""

    name: str
    unit: str


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
    points: Sequence[Point],
    marks: Marks,
    *,
    heading: Heading,
    evidence: Sequence[str],
    turns: Sequence[TurnFinding],
    missing: Sequence[tuple[date, date]],
    bound: float | None,
) -> dict[str, Json]:
    """Draw a score with its 90 % band around a line at zero.

    Parameters
    ----------
    bound
        Ends of the scale; from the points where it is ``None``.
    """
    known = [point for point in points if point.value is not None]
    end = bound if bound is not None else _bound(known)
    axis: dict[str, Json] = {"values": [-end, 0, end], "labelExpr": _SIGNED, "grid": False}
    number: dict[str, Json] = {
        "type": "quantitative",
        "scale": {"domain": [-end, end], "clamp": True},
        "axis": axis,
    }
    rows: list[Json] = [_point_row(context, point, missing) for point in points]
    time = frame.time()
    line: dict[str, Json] = {"x": time, "y": {**number, "field": "value"}}
    band: dict[str, Json] = {"x": time, "y": {**number, "field": "low"}, "y2": {"field": "high"}}
    layers: list[Json] = [
        *_gaps(frame, missing),
        _zero(number),
        *_turns(context, frame, turns, marks),
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
    ]
    if known:
        layers.append(_last(context, known[-1], heading, evidence, marks, line))
        return _panel(frame, heading, layers)
    return _panel(frame, heading, [*_gaps(frame, missing), _headroom(), _nothing(context, frame)])


def sums_panel(
    context: BriefContext,
    frame: Frame,
    item: ReportedFinding | None,
    marks: Marks,
    *,
    heading: Heading,
    turns: Sequence[TurnFinding],
    missing: Sequence[tuple[date, date]],
) -> dict[str, Json]:
    """Draw monthly sums as bars up and down from zero."""
    months = [
        point
        for point in (item.series if item is not None else ())
        if frame.first <= point.month <= frame.last and point.total is not None
    ]
    most = max((abs(point.total or 0.0) for point in months), default=1.0)
    end = _round_up(most)
    axis: dict[str, Json] = {"values": [-end, 0, end], "labelExpr": _PLAIN, "grid": False}
    number: dict[str, Json] = {
        "type": "quantitative",
        "field": "total",
        "scale": {"domain": [-end, end]},
        "axis": axis,
    }
    rows: list[Json] = []
    for point in months:
        words = f"{label_of(context, item.partner if item else '')}, {heading.name}, {_month_words(context, point.month)}: {context.language.score(point.total or 0.0)}"
        if item is not None:
            marks.add(words, item.evidence)
        row: dict[str, Json] = {
            "day": point.month.isoformat(),
            "total": round(point.total or 0.0, 2),
            "words": words,
            "sign": "up" if (point.total or 0.0) >= 0 else "down",
        }
        rows.append(row)
    width = max(1, round(frame.width / max(1, (frame.last - frame.first).days / 30.4)) - 1)
    layers: list[Json] = [
        *_gaps(frame, missing),
        _zero({key: value for key, value in number.items() if key != "field"}),
        *_turns(context, frame, turns, marks),
        {
            "data": rows_data(rows),
            "mark": {"type": "bar", "width": width, "color": SOFT},
            "encoding": {"x": frame.time(), "y": number, "description": DESCRIPTION},
        },
    ]
    if not rows:
        layers = [*_gaps(frame, missing), _headroom(), _nothing(context, frame)]
    return _panel(frame, heading, layers)


_SIGNED = "datum.value < 0 ? '−' + abs(datum.value) : datum.value > 0 ? '+' + datum.value : '0'"
_PLAIN = _SIGNED


def _panel(frame: Frame, heading: Heading, layers: Sequence[Json]) -> dict[str, Json]:
    title: dict[str, Json] = {
        "text": heading.name,
        "subtitle": heading.unit,
        "subtitleColor": SOFT,
        "subtitleFontSize": 9.5,
        "fontSize": 11,
        "offset": 12,
        "frame": "group",
    }
    return {"width": frame.width, "height": _HEIGHT_PX, "title": title, "layer": [*layers]}


def key_line(context: BriefContext) -> dict[str, Json]:
    """Say below the panels what their signs mean."""
    row: dict[str, Json] = {"text": context.language.text("chart_reported_key")}
    return {
        "width": 400,
        "height": 12,
        "data": rows_data([row]),
        "mark": {"type": "text", "align": "left", "x": 0, "y": 6, "color": SOFT, "fontSize": 9.5},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }


def _bound(points: Sequence[Point]) -> float:
    """Ends of a scale that holds every score with its band."""
    ends = [abs(end) for point in points for end in (point.low, point.high) if end is not None]
    return max(_LEAST_BOUND, float(ceil(max(ends, default=0.0))))


def _round_up(value: float) -> int:
    step = 10
    while step * 10 < value:
        step *= 10
    return int(-(-value // step) * step) if value > 0 else step


def _point_row(
    context: BriefContext, point: Point, missing: Sequence[tuple[date, date]]
) -> dict[str, Json]:
    """Return a point; within a gap the line breaks, and only the band goes on."""
    row: dict[str, Json] = {"day": point.day.isoformat(), "value": None}
    if point.value is None or point.low is None or point.high is None:
        return row
    gone = any(first <= point.day < last for first, last in missing)
    return row | {
        "value": None if gone else round(point.value, 4),
        "low": round(point.low, 4),
        "high": round(point.high, 4),
    }


def _gaps(frame: Frame, missing: Sequence[tuple[date, date]]) -> list[Json]:
    rows: list[Json] = [
        {"day": first.isoformat(), "until": last.isoformat()} for first, last in missing
    ]
    if not rows:
        return []
    return [
        {
            "data": rows_data(rows),
            "mark": {
                "type": "rect",
                "color": WASH,
                "stroke": LINE,
                "strokeDash": [2, 2],
                "strokeWidth": 0.6,
                "aria": False,
            },
            "encoding": {"x": frame.time(), "x2": {"field": "until"}},
        }
    ]


def _zero(number: dict[str, Json]) -> dict[str, Json]:
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
        "encoding": {"y": {**number, "field": "zero"}},
    }


def _turns(
    context: BriefContext, frame: Frame, turns: Sequence[TurnFinding], marks: Marks
) -> list[Json]:
    """Bands over the intervals of onset, with a sign that tells the direction."""
    rows: list[Json] = []
    for turn in turns:
        if turn.last < frame.first or turn.first > frame.last:
            continue
        words = marks.add(context.language.capital(turn_words(context, turn)), turn.evidence)
        first = max(turn.first, frame.first)
        last = max(min(turn.last, frame.last), first + timedelta(days=4))
        middle = max(turn.likeliest, frame.first)
        row: dict[str, Json] = {
            "day": first.isoformat(),
            "until": last.isoformat(),
            "middle": middle.isoformat(),
            "sign": {"better": "up", "worse": "down"}.get(turn.sign, "level"),
            "words": words,
        }
        rows.append(row)
    if not rows:
        return [_headroom()]
    looks = {"up": BLUE, "down": VERMILION, "level": SOFT}
    shapes = {"up": "triangle-up", "down": "triangle-down", "level": "square"}
    return [
        _headroom(),
        {
            "data": rows_data(rows),
            "mark": {"type": "rect", "opacity": 0.25, "aria": False},
            "encoding": {
                "x": frame.time(),
                "x2": {"field": "until"},
                "color": by_word("sign", looks),
            },
        },
        {
            "data": rows_data(rows),
            "mark": signs(50),
            "encoding": {
                "x": {**frame.time(), "field": "middle"},
                "y": {"value": -5},
                "shape": by_word("sign", shapes),
                "color": by_word("sign", looks),
                "description": DESCRIPTION,
            },
        },
    ]


def _headroom() -> dict[str, Json]:
    """Room for signs above a plot, so that the headings of all panels stand level."""
    return {
        "data": rows_data([{}]),
        "mark": {**signs(50, aria=False), "opacity": 0, "x": 4, "y": -5},
    }


def turn_words(context: BriefContext, turn: TurnFinding) -> str:
    """Tell a turning point in a few words, labelled with its feed."""
    kind = turn.kind
    language = context.language
    feed = language.text("reported_sums" if kind == "sums" else "reported_acts", feed=turn.label)
    told = language.text(
        f"chart_reported_turn_{turn.sign}",
        feed=feed,
        partner=turn.name,
        when=language.when(DateInterval(turn.first, turn.last)),
    )
    return language.typeset(told)


def _last(
    context: BriefContext,
    point: Point,
    heading: Heading,
    evidence: Sequence[str],
    marks: Marks,
    line: dict[str, Json],
) -> dict[str, Json]:
    language = context.language
    words = language.text(
        "chart_course_point",
        partner=f"{heading.name}, {heading.unit}",
        day=day_words(context, point.day),
        score=language.score(point.value or 0.0),
        low=language.score(point.low or 0.0),
        high=language.score(point.high or 0.0),
    )
    marks.add(words, evidence)
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


def _nothing(context: BriefContext, frame: Frame) -> dict[str, Json]:
    row: dict[str, Json] = {"text": context.language.text("chart_reported_nothing")}
    return {
        "data": rows_data([row]),
        "mark": {
            "type": "text",
            "color": SOFT,
            "fontSize": 10,
            "x": frame.width // 2,
            "y": _HEIGHT_PX // 3,
            "aria": True,
        },
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }


def _month_words(context: BriefContext, month: date) -> str:
    end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return context.language.date(DateInterval(month, end))
