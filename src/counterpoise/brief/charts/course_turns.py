"""Turning acts of a relation: which are told, where they are marked, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.relations import RelationFinding
from counterpoise.assess.relations_score import SeriesPoint
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    LINE,
    VERMILION,
    Marks,
    by_word,
    lines_of,
    rows_data,
    signs,
    time_axis,
)
from counterpoise.brief.charts.telling import ATTRIBUTED, dated, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.model.findings import Json

_KEY_LETTERS, _LINE_PX = 62, 12
_MOST_TURNS = 4
"""Months told in words; the other turning acts are marked and tell themselves when pointed at."""
_TOO_CLOSE_DAYS = 45


@dataclass(frozen=True)
class Turn:
    """A month with turning acts, the weightiest act first."""

    day: date
    acts: tuple[str, ...]
    weight: float
    number: int = 0


def turns_of(item: RelationFinding, points: Sequence[SeriesPoint]) -> list[Turn]:
    """Months with turning acts; the weightiest are numbered in the order of time."""
    weight: Mapping[str, float] = {part.proposition: part.weight for part in item.inputs}
    turns = [
        Turn(point.day, point.turning, weight.get(point.turning[0], 0.0))
        for point in points
        if point.turning
    ]
    heaviest = sorted(turns, key=lambda turn: (-abs(turn.weight), -turn.day.toordinal()))
    told = sorted(turn.day for turn in heaviest[:_MOST_TURNS])
    return [
        Turn(turn.day, turn.acts, turn.weight, told.index(turn.day) + 1 if turn.day in told else 0)
        for turn in turns
    ]


def turn_marks(context: BriefContext, turns: Sequence[Turn], marks: Marks) -> list[Json]:
    """Return the layers that mark turning acts: a line, a sign, and the number of those told."""
    rows = _turn_rows(context, turns, marks)
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
            "mark": signs(60),
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


def _turn_rows(context: BriefContext, turns: Sequence[Turn], marks: Marks) -> list[Json]:
    """Return a row a month; numbers of neighbouring months stand at different heights."""
    rows: list[Json] = []
    before: date | None = None
    raised = False
    for turn in turns:
        close = before is not None and (turn.day - before).days < _TOO_CLOSE_DAYS
        raised = close and not raised
        before = turn.day
        claims = [context.claim(name) for name in turn.acts]
        words = "; ".join(dated(context, claim) for claim in claims)
        marks.add(words, [claim.proposition for claim in claims])
        row: dict[str, Json] = {
            "day": turn.day.isoformat(),
            "sign": "up" if turn.weight > 0 else "down",
            "number": str(turn.number) if turn.number else "",
            "top": -15 if raised else -5,
            "words": words,
        }
        rows.append(row)
    return rows


def turn_key(context: BriefContext, turns: Sequence[Turn]) -> tuple[dict[str, Json], int]:
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
