"""The weightiest acts in the order of time, each with the interval in which it lies."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.relations_acts import WeighedAct, dyads
from counterpoise.assess.settings import Settings
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    LINE,
    SOFT,
    VERMILION,
    WIDTH_PX,
    Marks,
    by_word,
    figure,
    lines_of,
    pixels,
    rows_data,
    signs,
    time_axis,
    written,
)
from counterpoise.brief.charts.telling import ATTRIBUTED, dated, period_start, told
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

MOST_ACTS = 16
_LETTERS, _LINE_PX = 58, 12
_TIME_PX = (162, 330)
_TEXT_PX = 346


def timeline_chart(context: BriefContext) -> tuple[Figure, ...]:
    """One row an act: its date in words, its place in time, and what was done."""
    acts = weightiest(context)
    if not acts:
        return ()
    marks = Marks()
    rows: list[Json] = []
    top = 14
    for act in acts:
        row, height = _row(context, act, top, marks)
        rows.append(row)
        top += height
    text = context.language.text
    first, last = context.claim(acts[0].proposition), context.claim(acts[-1].proposition)
    losses = sum(act.weight < 0 for act in acts)
    alternative = text(
        "chart_timeline_alternative",
        conflictual=str(losses),
        cooperative=str(len(acts) - losses),
        first=dated(context, first),
        last=dated(context, last),
    )
    body = _body(context, rows, top)
    return (figure("timeline", text("chart_timeline"), body, marks, alternative),)


def weightiest(context: BriefContext) -> Sequence[WeighedAct]:
    """Dated deeds of the case's period with the greatest weight, in the order of time.

    Among equals those that touch more partners come first, then the latest.
    """
    start, on = period_start(context), context.view.on
    found: dict[str, WeighedAct] = {}
    partners: dict[str, int] = {}
    for dyad in dyads(context.view, context.vocabulary, Settings.read()).values():
        for act in dyad.acts:
            if not act.words and act.first is not None and start <= act.first and act.when.last:
                found[act.proposition] = act
                partners[act.proposition] = partners.get(act.proposition, 0) + 1
    chosen = sorted(
        found.values(),
        key=lambda act: (
            -abs(act.weight),
            -partners[act.proposition],
            -(act.last or on).toordinal(),
            act.proposition,
        ),
    )[:MOST_ACTS]
    return sorted(chosen, key=lambda act: (act.last or on, act.first or on, act.proposition))


def _row(
    context: BriefContext, act: WeighedAct, top: int, marks: Marks
) -> tuple[dict[str, Json], int]:
    claim = context.claim(act.proposition)
    on = context.view.on
    last = min(act.last or on, on)
    first = act.first or last
    place = first + (last - first) // 2 if act.when.first is not None else last
    words = marks.add(dated(context, claim), (claim.proposition,))
    most = None if claim.status in ATTRIBUTED else 3
    lines = lines_of(told(context, claim), _LETTERS, most)
    row: dict[str, Json] = {
        "day": place.isoformat(),
        "open": act.when.first is None,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "when": context.language.date(claim.when),
        "lines": lines,
        "sign": context.language.text("cooperative" if act.weight > 0 else "conflictual"),
        "words": words,
        "top": top,
        "middle": top + 5,
    }
    return row, _LINE_PX * len(lines) + 8


def _body(context: BriefContext, rows: Sequence[Json], height: int) -> dict[str, Json]:
    time = time_axis(period_start(context), context.view.on, grid=True, orient="top")
    scale = time["scale"]
    if isinstance(scale, dict):
        scale["range"] = [*_TIME_PX]
    top: dict[str, Json] = {"y": pixels("top")}
    return {
        "width": WIDTH_PX,
        "height": height,
        "data": rows_data(rows),
        "layer": [
            written("when", top, baseline="top", x=0, color=SOFT),
            *_placed(context, time),
            written("lines", top, baseline="top", lineHeight=_LINE_PX, x=_TEXT_PX),
        ],
    }


def _placed(context: BriefContext, time: dict[str, Json]) -> list[Json]:
    """Return the interval of each act, thin where its start is open, and its sign."""
    text = context.language.text
    cooperative, conflictual = text("cooperative"), text("conflictual")
    shapes = {cooperative: "triangle-up", conflictual: "triangle-down"}
    colours = {cooperative: BLUE, conflictual: VERMILION}
    legend: dict[str, Json] = {"orient": "top", "symbolSize": 70}
    thickness: dict[str, Json] = {
        "condition": {"test": "datum.open", "value": 1.5},
        "value": 5,
    }
    return [
        {
            "mark": {"type": "rule", "color": LINE, "strokeCap": "round"},
            "encoding": {
                "strokeWidth": thickness,
                "x": {**time, "field": "first"},
                "x2": {"field": "last"},
                "y": pixels("middle"),
            },
        },
        {
            "mark": signs(70),
            "encoding": {
                "x": time,
                "y": pixels("middle"),
                "shape": by_word("sign", shapes, legend),
                "color": by_word("sign", colours, legend),
                "description": DESCRIPTION,
            },
        },
    ]
