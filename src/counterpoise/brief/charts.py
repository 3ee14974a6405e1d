"""Charts of a brief as Vega-Lite 5 specifications, data inline.

Colours are Okabe and Ito's blue and vermilion, told apart by readers with any common colour
deficiency; direction is doubled by shape, so that a grey print still reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

COOPERATIVE, CONFLICTUAL = "#0072B2", "#D55E00"
"""Okabe and Ito (2008), Color Universal Design."""


def acts_chart(context: BriefContext, partners: Sequence[str]) -> Figure:
    """One row a partner, one mark an act, placed at the middle of the interval of its date."""
    text, names = context.language.text, context.names
    rows: list[Json] = []
    evidence: list[str] = []
    for act in context.acts:
        day = _middle(act.when.first, act.when.last)
        if day is None:
            continue
        evidence.extend(act.evidence)
        rows.extend(
            {
                "date": day.isoformat(),
                "partner": names.short(partner),
                "direction": text(act.direction),
                "act": act.statement,
                "when": context.language.date(act.when),
            }
            for partner in act.partners
        )
    order: list[Json] = [names.short(partner) for partner in partners]
    spec: dict[str, Json] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 620,
        "height": {"step": 24},
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 0.8},
        "encoding": {
            "x": {"field": "date", "type": "temporal", "title": None},
            "y": {"field": "partner", "type": "nominal", "sort": order, "title": None},
            "color": _direction_scale(text("cooperative"), text("conflictual")),
            "shape": {
                "field": "direction",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [text("cooperative"), text("conflictual")],
                    "range": ["triangle-up", "triangle-down"],
                },
            },
            "tooltip": [{"field": "when"}, {"field": "act"}],
        },
        "config": {"axisY": {"grid": True, "labelLimit": 260}, "view": {"stroke": None}},
    }
    title = text("chart_acts", focal=names.short(context.view.case.heading.focal))
    counts = [
        f"{name}: {sum(1 for row in rows if isinstance(row, dict) and row['partner'] == name)}"
        for name in order
    ]
    alternative = text("chart_acts_alternative", counts="; ".join(counts))
    return Figure("acts", title, spec, alternative, tuple(dict.fromkeys(evidence)))


def _direction_scale(cooperative: str, conflictual: str) -> dict[str, Json]:
    return {
        "field": "direction",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [cooperative, conflictual], "range": [COOPERATIVE, CONFLICTUAL]},
        "legend": {"orient": "top"},
    }


def _middle(first: date | None, last: date | None) -> date | None:
    if first is None or last is None:
        return first or last
    return first + (last - first) // 2
