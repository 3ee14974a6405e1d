"""Every dated act between the focal state and its partners, one row a partner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoise.assess.acts import ActFinding
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    LINE,
    VERMILION,
    WIDTH_PX,
    Marks,
    by_word,
    figure,
    rows_data,
    time_axis,
)
from counterpoise.brief.charts.telling import dated, label_of, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_LABELS_PX = 110


def acts_chart(context: BriefContext) -> tuple[Figure, ...]:
    """One mark an act, at the middle of the interval of its date."""
    start = period_start(context)
    placed = [
        (act, day)
        for act in context.acts
        if (day := _middle(act)) is not None and start <= day <= context.view.on
    ]
    if not placed:
        return ()
    text = context.language.text
    marks = Marks()
    rows: list[Json] = []
    counts: dict[str, int] = {}
    for act, day in placed:
        words = marks.add(dated(context, context.claim(act.proposition)), act.evidence)
        for partner in act.partners:
            counts[partner] = counts.get(partner, 0) + 1
            row: dict[str, Json] = {
                "day": day.isoformat(),
                "partner": label_of(context, partner),
                "direction": text(act.direction),
                "words": words,
            }
            rows.append(row)
    order = [name for name in context.view.case.heading.partners if name in counts]
    alternative = text(
        "chart_acts_alternative",
        counts="; ".join(f"{label_of(context, name)}: {counts[name]}" for name in order),
    )
    title = text("chart_acts", focal=context.focal)
    body = _body(context, rows, [label_of(context, name) for name in order])
    return (figure("acts", title, body, marks, alternative),)


def _body(context: BriefContext, rows: Sequence[Json], order: Sequence[str]) -> dict[str, Json]:
    text = context.language.text
    cooperative, conflictual = text("cooperative"), text("conflictual")
    legend: dict[str, Json] = {"orient": "top", "symbolSize": 70}
    return {
        "width": WIDTH_PX - _LABELS_PX,
        "height": {"step": 22},
        "data": rows_data(rows),
        "mark": {"type": "point", "filled": True, "size": 65, "opacity": 0.8},
        "encoding": {
            "x": time_axis(period_start(context), context.view.on),
            "y": {
                "field": "partner",
                "type": "nominal",
                "sort": [*order],
                "axis": {"grid": True, "gridColor": LINE, "labelLimit": _LABELS_PX},
            },
            "color": by_word("direction", {cooperative: BLUE, conflictual: VERMILION}, legend),
            "shape": by_word(
                "direction", {cooperative: "triangle-up", conflictual: "triangle-down"}, legend
            ),
            "description": DESCRIPTION,
        },
    }


def _middle(act: ActFinding) -> date | None:
    first, last = act.when.first, act.when.last
    if first is None or last is None:
        return None
    return first + (last - first) // 2
