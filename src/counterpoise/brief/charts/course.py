"""Each relation over time, with the acts that turned it marked and told beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterpoise.assess.relations import Extras, RelationFinding, relation_findings
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.assess.relations_score import SeriesPoint
from counterpoise.brief.charts.course_turns import turn_key, turn_marks, turns_of
from counterpoise.brief.charts.style import (
    DESCRIPTION,
    INK,
    SOFT,
    WIDTH_PX,
    Marks,
    figure,
    rows_data,
    time_axis,
)
from counterpoise.brief.charts.telling import day_words, label_of, name_of, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_PLOT_PX = 265
_KEY_PX = WIDTH_PX - _PLOT_PX - 55
_LEAST_HEIGHT_PX = 84
ARROWS = {"worsening": "↓", "improving": "↑", "mixed": "↕", "steady": "→", "insufficient": ""}


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
    panels: list[Json] = [_panel(context, item, marks, last=item is found[-1]) for item in found]
    body: dict[str, Json] = {
        "vconcat": panels,
        "spacing": 14,
        "resolve": {"axis": {"x": "independent"}},
    }
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
            partner=name_of(context, item.partner),
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
    turns = turns_of(item, points)
    key, height = turn_key(context, turns)
    height = max(height, _LEAST_HEIGHT_PX)
    plot: dict[str, Json] = {
        "width": _PLOT_PX,
        "height": height,
        "title": {"text": _title(context, item), "offset": 3},
        "layer": [
            *_course(context, item, points, marks, labels=last),
            *turn_marks(context, turns, marks),
        ],
    }
    side: dict[str, Json] = {"width": _KEY_PX, "height": height, **key}
    return {"hconcat": [plot, side], "spacing": 22, "bounds": "flush"}


def _title(context: BriefContext, item: RelationFinding) -> str:
    language = context.language
    low, high = item.interval or (0.0, 0.0)
    name = label_of(context, item.partner)
    arrow = ARROWS[item.direction.heading]
    return language.text(
        "chart_course_panel",
        partner=f"{name} {arrow}".strip(),
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
    time = time_axis(period_start(context), context.view.on, labels=labels, ticks=labels, grid=True)
    scale: dict[str, Json] = {"domain": [-1, 1]}
    axis: dict[str, Json] = {"values": [-1, 0, 1], "labelExpr": _SIGNED, "grid": False}
    number: dict[str, Json] = {"type": "quantitative", "scale": scale, "axis": axis}
    rows = [_row(context, item, point) for point in points]
    known = [row for row in rows if row["value"] is not None]
    if known:
        marks.add(str(known[-1]["words"]), item.evidence)
    line: dict[str, Json] = {"x": time, "y": {**number, "field": "value"}}
    band: dict[str, Json] = {"x": time, "y": {**number, "field": "low"}, "y2": {"field": "high"}}
    return [
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
            "encoding": {"y": {"field": "zero", "type": "quantitative", "scale": scale}},
        },
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
        {
            "data": rows_data(known),
            "mark": {**_DOT},
            "encoding": {**line, "description": DESCRIPTION, "opacity": _LAST_ALONE},
        },
    ]


_DOT: Mapping[str, Json] = {"type": "point", "filled": True, "color": INK, "size": 40}
_LAST_ALONE: dict[str, Json] = {
    "field": "shown",
    "type": "nominal",
    "scale": {"domain": [True, False], "range": [1, 0]},
    "legend": None,
}
"""Months are there to be pointed at; only the view's day is drawn."""


_SIGNED = "datum.value < 0 ? '−1' : datum.value > 0 ? '+1' : '0'"


def _row(context: BriefContext, item: RelationFinding, point: SeriesPoint) -> dict[str, Json]:
    row: dict[str, Json] = {"day": point.day.isoformat(), "value": None}
    if point.value is None or point.interval is None:
        return row
    language = context.language
    low, high = point.interval
    words = language.text(
        "chart_course_point",
        partner=label_of(context, item.partner),
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
