"""Partner × channel, before and after: where each relation stood and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from counterpoise.assess.relations import RelationFinding
from counterpoise.assess.relations_acts import OVERALL, WORDS
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    LINE,
    SOFT,
    VERMILION,
    WASH,
    Marks,
    by_word,
    figure,
    rows_data,
)
from counterpoise.brief.charts.telling import day_words, label_of
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_DASH = "M-0.6,-0.14L0.6,-0.14L0.6,0.14L-0.6,0.14Z"
STANDINGS: Mapping[str, tuple[str, str, str]] = {
    "negative": (VERMILION, "triangle-down", "#f8dcc8"),
    "positive": (BLUE, "triangle-up", "#cfe5f3"),
    "mixed": (INK, "diamond", "#f1dde8"),
    "unclear": (INK, "circle", "#f1dde8"),
    "insufficient": (SOFT, _DASH, WASH),
}
"""Standing → colour and shape of its sign, and the colour of its field."""
_CELL_PX, _LABELS_PX, _GAP_PX = 23, 110, 24


def grid_chart(context: BriefContext) -> tuple[Figure, ...]:
    """Two grids beside each other: the baseline day and the day."""
    days = _days(context)
    both = [item for _, found in days for item in found if item.acts]
    if not both:
        return ()
    partners = _ordered(context.view.case.heading.partners, {item.partner for item in both})
    channels = _ordered(
        (OVERALL, *context.vocabulary.channels, WORDS), {item.channel for item in both}
    )
    marks = Marks()
    grids: list[Json] = [
        _grid(context, day, found, (partners, channels), marks, first=place == 0)
        for place, (day, found) in enumerate(days)
    ]
    body: dict[str, Json] = {
        "vconcat": [{"hconcat": grids, "spacing": _GAP_PX}, _legend(context)],
        "spacing": 10,
    }
    title = context.language.text("chart_grid")
    return (figure("grid", title, body, marks, _alternative(context)),)


def _days(context: BriefContext) -> Sequence[tuple[date, Sequence[RelationFinding]]]:
    return (
        (context.exposure.baseline, context.relations_before),
        (context.view.on, context.relations),
    )


def _ordered(order: Sequence[str], held: set[str]) -> list[str]:
    return [name for name in order if name in held]


def _alternative(context: BriefContext) -> str:
    """Say how many fields stand how, on either day."""
    language = context.language
    told = []
    for day, found in _days(context):
        counts = [
            f"{language.text(f'standing_{standing}')} {number}"
            for standing in STANDINGS
            if (number := sum(item.standing == standing and item.acts > 0 for item in found))
        ]
        shown = ", ".join(counts) or "0"
        told.append(
            language.text("chart_grid_alternative", day=day_words(context, day), counts=shown)
        )
    return " ".join(language.sentence(item) for item in told)


def _grid(
    context: BriefContext,
    day: date,
    found: Sequence[RelationFinding],
    order: tuple[Sequence[str], Sequence[str]],
    marks: Marks,
    *,
    first: bool,
) -> dict[str, Json]:
    partners, channels = order
    names: list[Json] = [label_of(context, name) for name in partners]
    heads: list[Json] = [_channel(context, name) for name in channels]
    cells = {(item.partner, item.channel): item for item in found if item.acts}
    rows: list[Json] = [
        _cell(context, cells.get((partner, channel)), (partner, channel), day, marks)
        for partner in partners
        for channel in channels
    ]
    plain: dict[str, Json] = {"domain": False, "ticks": False}
    above: dict[str, Json] = {**plain, **_HEADS}
    beside: dict[str, Json] = {**plain, "labels": first, "labelLimit": _LABELS_PX}
    return {
        "title": {"text": day_words(context, day), "offset": 6},
        "width": {"step": _CELL_PX},
        "height": {"step": _CELL_PX},
        "data": rows_data(rows),
        "encoding": {
            "x": {"field": "channel", "type": "nominal", "sort": heads, "axis": above},
            "y": {"field": "partner", "type": "nominal", "sort": names, "axis": beside},
        },
        "layer": [_fields(context), _signs(context)],
    }


_HEADS: Mapping[str, Json] = {
    "orient": "top",
    "labelAngle": -50,
    "labelAlign": "left",
    "labelLimit": 120,
}


def _cell(
    context: BriefContext,
    item: RelationFinding | None,
    place: tuple[str, str],
    day: date,
    marks: Marks,
) -> dict[str, Json]:
    language = context.language
    partner, channel = label_of(context, place[0]), _channel(context, place[1])
    row: dict[str, Json] = {"partner": partner, "channel": channel, "standing": None}
    if item is None:
        return row
    standing = language.text(f"standing_{item.standing}")
    told = standing
    if item.value is not None:
        low, high = item.interval or (0.0, 0.0)
        told = language.text(
            "standing_scored",
            word=standing,
            score=language.score(float(item.value)),
            low=language.score(low),
            high=language.score(high),
        )
    words = f"{partner}, {channel}, {day_words(context, day)}: {told}"
    marks.add(words, item.evidence)
    return row | {"standing": standing, "words": words}


def _channel(context: BriefContext, channel: str) -> str:
    if channel in {OVERALL, WORDS}:
        return context.language.text(f"chart_grid_{channel}")
    return context.vocabulary.channels[channel].label(context.language.code)


def _looks(context: BriefContext, place: int) -> dict[str, str]:
    return {
        context.language.text(f"standing_{name}"): looks[place] for name, looks in STANDINGS.items()
    }


def _fields(context: BriefContext) -> dict[str, Json]:
    colour = by_word("standing", _looks(context, 2))
    return {
        "mark": {"type": "rect", "stroke": LINE, "strokeWidth": 0.6, "aria": False},
        "encoding": {
            "fill": {
                "condition": {**colour, "test": "datum.standing !== null"},
                "value": "white",
            }
        },
    }


def _legend(context: BriefContext) -> dict[str, Json]:
    rows: list[Json] = []
    left = 6
    for name in STANDINGS:
        word = context.language.text(f"standing_{name}")
        row: dict[str, Json] = {"standing": word, "left": left, "text": left + 12}
        rows.append(row)
        left += 12 + 6 * len(word) + 20
    where: dict[str, Json] = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "width": 520,
        "height": 16,
        "data": rows_data(rows),
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "aria": False},
                "encoding": {
                    "x": {**where, "field": "left"},
                    "shape": by_word("standing", _looks(context, 1)),
                    "color": by_word("standing", _looks(context, 0)),
                },
            },
            {
                "mark": {"type": "text", "align": "left"},
                "encoding": {
                    "x": {**where, "field": "text"},
                    "text": {"field": "standing", "type": "nominal"},
                },
            },
        ],
    }


def _signs(context: BriefContext) -> dict[str, Json]:
    return {
        "transform": [{"filter": "datum.standing !== null"}],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
        "encoding": {
            "shape": by_word("standing", _looks(context, 1)),
            "color": by_word("standing", _looks(context, 0)),
            "description": DESCRIPTION,
        },
    }
