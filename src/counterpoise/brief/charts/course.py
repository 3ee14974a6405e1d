"""Each relation over time, with the acts that turned it marked and told beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.relations import Extras, RelationFinding, relation_findings
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.assess.relations_score import SeriesPoint
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    LINE,
    SOFT,
    VERMILION,
    WIDTH_PX,
    Marks,
    by_word,
    figure,
    lines_of,
    rows_data,
    time_axis,
)
from counterpoise.brief.charts.telling import ATTRIBUTED, dated, day_words, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_PLOT_PX, _KEY_LETTERS, _LINE_PX = 265, 68, 12
_KEY_PX = WIDTH_PX - _PLOT_PX - 55
_LEAST_HEIGHT_PX = 84
_MOST_TURNS = 4
"""Months told in words; the other turning acts are marked and tell themselves when pointed at."""
_TOO_CLOSE_DAYS = 45
ARROWS = {"worsening": "↓", "improving": "↑", "mixed": "↕", "steady": "→", "insufficient": ""}


@dataclass(frozen=True)
class _Turn:
    """A month with turning acts, the weightiest act first."""

    day: date
    acts: tuple[str, ...]
    weight: float
    number: int = 0


def course_chart(context: BriefContext) -> tuple[Figure, ...]:
    """One panel a relation that can be measured: score, 90 % band, turning acts."""
    found = [
        item
        for item in relation_findings(
            context.view, context.names, extras=Extras(series=True, inputs=True)
        )
        if item.channel == OVERALL and item.value is not None
    ]
    if not found:
        return ()
    found.sort(key=lambda item: (float(item.value or 0), item.partner))
    marks = Marks()
    panels: list[Json] = [
        _panel(context, item, marks, last=item is found[-1]) for item in found
    ]
    body: dict[str, Json] = {"vconcat": panels, "spacing": 14, "resolve": {"axis": {"x": "independent"}}}
    text = context.language.text
    told = [_alternative(context, item) for item in found]
    return (figure("relations", text("chart_course"), body, marks, " ".join(told)),)


def _alternative(context: BriefContext, item: RelationFinding) -> str:
    language = context.language
    known = [point for point in _shown(context, item) if point.value is not None]
    first, last = known[0], known[-1]
    return language.sentence(
        language.text(
            "chart_course_alternative",
            partner=item.name,
            first=day_words(context, first.day),
            before=language.score(float(first.value or 0)),
            last=day_words(context, last.day),
            after=language.score(float(last.value or 0)),
        )
    )


def _shown(context: BriefContext, item: RelationFinding) -> Sequence[SeriesPoint]:
    start = period_start(context)
    return [point for point in item.series if point.day >= start]


def _panel(
    context: BriefContext, item: RelationFinding, marks: Marks, *, last: bool
) -> dict[str, Json]:
    points = _shown(context, item)
    turns = _turns(item, points)
    key, height = _key(context, turns, marks)
    height = max(height, _LEAST_HEIGHT_PX)
    plot: dict[str, Json] = {
        "width": _PLOT_PX,
        "height": height,
        "title": {"text": _title(context, item), "offset": 3},
        "layer": [
            *_course(context, item, points, marks, labels=last),
            *_turn_marks(context, turns, marks),
        ],
    }
    side: dict[str, Json] = {"width": _KEY_PX, "height": height, **key}
    return {"hconcat": [plot, side], "spacing": 22, "bounds": "flush"}


def _title(context: BriefContext, item: RelationFinding) -> str:
    language = context.language
    low, high = item.interval or (0.0, 0.0)
    name = f"{language.capital(item.name)} {ARROWS[item.direction.heading]}".strip()
    return language.text(
        "chart_course_panel",
        partner=name,
        score=language.score(float(item.value or 0)),
        low=language.score(low),
        high=language.score(high),
    )


def _course(
    context: BriefContext,
    item: RelationFinding,
    points: Sequence[SeriesPoint],
    marks: Marks,
    *,
    labels: bool,
) -> list[Json]:
    time = time_axis(
        period_start(context), context.view.on, labels=labels, ticks=labels, grid=True
    )
    scale: dict[str, Json] = {"domain": [-1, 1]}
    axis: dict[str, Json] = {"values": [-1, 0, 1], "labelExpr": _SIGNED, "grid": False}
    value: dict[str, Json] = {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}
    rows = [_row(context, item, point) for point in points]
    last = next((row for row in reversed(rows) if row["value"] is not None), None)
    if last is not None:
        marks.add(str(last["words"]), item.evidence)
    x: dict[str, Json] = {"x": time}
    return [
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
            "encoding": {"y": {"field": "zero", "type": "quantitative", "scale": scale}},
        },
        {
            "data": rows_data(rows),
            "mark": {"type": "area", "color": SOFT, "opacity": 0.22},
            "encoding": {
                **x,
                "y": {"field": "low", "type": "quantitative", "scale": scale, "axis": axis},
                "y2": {"field": "high"},
            },
        },
        {
            "data": rows_data(rows),
            "mark": {"type": "line", "color": INK, "strokeWidth": 2},
            "encoding": {**x, "y": value},
        },
        {
            "data": rows_data([row for row in rows if row["value"] is not None]),
            "mark": {"type": "point", "filled": True, "color": INK, "size": 40},
            "encoding": {
                **x,
                "y": value,
                "description": DESCRIPTION,
                "opacity": {
                    "field": "shown",
                    "type": "nominal",
                    "scale": {"domain": [True, False], "range": [1, 0]},
                    "legend": None,
                },
            },
        },
    ]


_SIGNED = "datum.value < 0 ? '−1' : datum.value > 0 ? '+1' : '0'"


def _row(context: BriefContext, item: RelationFinding, point: SeriesPoint) -> dict[str, Json]:
    row: dict[str, Json] = {"day": point.day.isoformat(), "value": None}
    if point.value is None or point.interval is None:
        return row
    language = context.language
    low, high = point.interval
    words = language.text(
        "chart_course_point",
        partner=language.capital(item.name),
        day=day_words(context, point.day),
        score=language.score(point.value),
        low=language.score(low),
        high=language.score(high),
    )
    shown = point.day == context.view.on
    return row | {
        "value": round(point.value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "words": words,
        "shown": shown,
    }


def _turns(item: RelationFinding, points: Sequence[SeriesPoint]) -> list[_Turn]:
    """Months with turning acts; the weightiest are numbered in the order of time."""
    weight: Mapping[str, float] = {part.proposition: part.weight for part in item.inputs}
    turns = [
        _Turn(point.day, point.turning, weight.get(point.turning[0], 0.0))
        for point in points
        if point.turning
    ]
    heaviest = sorted(turns, key=lambda turn: (-abs(turn.weight), -turn.day.toordinal()))
    told = sorted(turn.day for turn in heaviest[:_MOST_TURNS])
    return [
        _Turn(turn.day, turn.acts, turn.weight, told.index(turn.day) + 1 if turn.day in told else 0)
        for turn in turns
    ]


def _turn_marks(context: BriefContext, turns: Sequence[_Turn], marks: Marks) -> list[Json]:
    rows: list[Json] = []
    before: date | None = None
    raised = False
    for turn in turns:
        close = before is not None and (turn.day - before).days < _TOO_CLOSE_DAYS
        raised = close and not raised
        before = turn.day
        claims = [context.claim(name) for name in turn.acts]
        words = "; ".join(dated(context, claim) for claim in claims)
        marks.add(words, [name for claim in claims for name in claim.evidence])
        row: dict[str, Json] = {
            "day": turn.day.isoformat(),
            "sign": "up" if turn.weight > 0 else "down",
            "number": str(turn.number) if turn.number else "",
            "top": -15 if raised else -5,
            "words": words,
        }
        rows.append(row)
    if not rows:
        return []
    x: dict[str, Json] = {"x": time_axis(period_start(context), context.view.on)}
    height: dict[str, Json] = {"field": "top", "type": "quantitative", "scale": None}
    return [
        {
            "data": rows_data(rows),
            "mark": {"type": "rule", "color": LINE, "strokeDash": [2, 2]},
            "encoding": x,
        },
        {
            "data": rows_data(rows),
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {
                **x,
                "y": {"value": 6},
                "shape": by_word("sign", {"up": "triangle-up", "down": "triangle-down"}),
                "color": by_word("sign", {"up": BLUE, "down": VERMILION}),
                "description": DESCRIPTION,
            },
        },
        {
            "data": rows_data(rows),
            "mark": {"type": "text", "fontWeight": "bold", "baseline": "bottom"},
            "encoding": {**x, "y": height, "text": {"field": "number", "type": "nominal"}},
        },
    ]


def _key(
    context: BriefContext, turns: Sequence[_Turn], marks: Marks
) -> tuple[dict[str, Json], int]:
    """Tell the numbered turning acts, and say how high that is."""
    rows: list[Json] = []
    top = 0
    for turn in turns:
        if not turn.number:
            continue
        claim = context.claim(turn.acts[0])
        lines = lines_of(
            dated(context, claim), _KEY_LETTERS, None if claim.status in ATTRIBUTED else 3
        )
        row: dict[str, Json] = {"top": top, "number": str(turn.number), "lines": lines}
        rows.append(row)
        top += _LINE_PX * len(lines) + 5
    height: dict[str, Json] = {"field": "top", "type": "quantitative", "scale": None, "axis": None}
    text: dict[str, Json] = {"type": "text", "align": "left", "baseline": "top", "fontSize": 10}
    layers: list[Json] = [
        {
            "mark": {**text, "fontWeight": "bold", "x": 0},
            "encoding": {"y": height, "text": {"field": "number", "type": "nominal"}},
        },
        {
            "mark": {**text, "lineHeight": _LINE_PX, "x": 14},
            "encoding": {"y": height, "text": {"field": "lines", "type": "nominal"}},
        },
    ]
    return {"data": rows_data(rows), "layer": layers}, top
