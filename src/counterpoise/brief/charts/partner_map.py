"""Where the partners are, and whether each relation worsens or improves.

A world map with a nearer view around the focal state, and those that a map cannot show beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from counterpoise.assess.relations import RelationFinding
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    LINE,
    ORANGE,
    SOFT,
    VERMILION,
    WASH,
    WIDTH_PX,
    Marks,
    by_word,
    figure,
    rows_data,
)
from counterpoise.brief.charts.telling import label_of, name_of
from counterpoise.brief.charts.world import around, distance, points, world
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

HEADINGS: Mapping[str, tuple[str, str, str]] = {
    "worsening": (VERMILION, "triangle-down", "#f0b48c"),
    "improving": (BLUE, "triangle-up", "#9cc9e6"),
    "mixed": (ORANGE, "diamond", "#f7dfae"),
    "steady": (INK, "square", "#c4ccd6"),
    "insufficient": (SOFT, "circle", "#dfe4ea"),
}
"""Direction → colour and shape of its sign, and the fill of the state."""
_WORLD_PX, _NEAR_PX = (WIDTH_PX, 278), (330, 250)
_NEAR_DEGREES = 16.0
"""How far the nearer view reaches from the focal state to either side."""
_LINE_PX = 17


def map_chart(context: BriefContext) -> tuple[Figure, ...]:
    """Draw partners on a map, coloured and signed by the direction of their relation."""
    known = [item for item in context.overall if item.acts or item.undated]
    if not known:
        return ()
    marks = Marks()
    places = points()
    rows = [_row(context, item, places, marks) for item in known]
    shown = [row for row in rows if "east" in row]
    beside = [row for row in rows if "east" not in row]
    focal = context.view.case.heading.focal
    body: dict[str, Json] = {
        "vconcat": [_far(context, shown, focal), _below(context, shown, beside, places.get(focal))],
        "spacing": 10,
    }
    title = context.language.text("chart_map", focal=context.focal)
    return (figure("map", title, body, marks, _alternative(context, known)),)


def _alternative(context: BriefContext, known: Sequence[RelationFinding]) -> str:
    language = context.language
    told = []
    for heading in HEADINGS:
        partners = [
            name_of(context, item.partner) for item in known if item.direction.heading == heading
        ]
        if partners:
            word = language.capital(language.text(f"direction_{heading}"))
            told.append(f"{word}: {language.listed(partners)}.")
    return " ".join(told)


def _row(
    context: BriefContext,
    item: RelationFinding,
    places: Mapping[str, tuple[float, float]],
    marks: Marks,
) -> dict[str, Json]:
    heading = context.language.text(f"direction_{item.direction.heading}")
    name = label_of(context, item.partner)
    words = marks.add(f"{name}: {heading}", item.direction.acts or item.evidence or item.undated)
    row: dict[str, Json] = {"id": item.partner, "heading": heading, "name": name, "words": words}
    if item.partner in places:
        east, north = places[item.partner]
        row |= {"east": east, "north": north}
    return row


def _land(
    shapes: dict[str, Json],
    rows: Sequence[dict[str, Json]],
    focal: str,
    looks: Mapping[str, str],
) -> list[Json]:
    """Draw all states plain, the partners filled by their direction, the focal one dark."""
    reading: dict[str, Json] = {"format": {"type": "topojson", "feature": "countries"}}
    plain: dict[str, Json] = {"type": "geoshape", "stroke": "white", "strokeWidth": 0.5}
    return [
        {
            "data": {"values": shapes, **reading},
            "transform": [
                {
                    "lookup": "id",
                    "from": {"data": rows_data([*rows]), "key": "id", "fields": ["heading"]},
                }
            ],
            "mark": {**plain, "aria": False},
            "encoding": {
                "fill": {
                    "condition": [
                        {"test": f"datum.id === '{focal}'", "value": INK},
                        {"test": "!isValid(datum.heading)", "value": WASH},
                    ],
                    **by_word("heading", looks),
                },
                "stroke": {
                    "condition": {"test": "isValid(datum.heading)", "value": SOFT},
                    "value": LINE,
                },
            },
        },
    ]


def _signs(context: BriefContext, rows: Sequence[Json]) -> dict[str, Json]:
    return {
        "data": rows_data(rows),
        "mark": {
            "type": "point",
            "filled": True,
            "size": 80,
            "opacity": 1,
            "stroke": "white",
            "strokeWidth": 0.8,
        },
        "encoding": {
            "longitude": {"field": "east", "type": "quantitative"},
            "latitude": {"field": "north", "type": "quantitative"},
            "shape": by_word("heading", _looks(context, 1)),
            "color": by_word("heading", _looks(context, 0)),
            "description": DESCRIPTION,
        },
    }


def _looks(context: BriefContext, place: int) -> dict[str, str]:
    return {
        context.language.text(f"direction_{name}"): looks[place] for name, looks in HEADINGS.items()
    }


def _far(context: BriefContext, rows: Sequence[dict[str, Json]], focal: str) -> dict[str, Json]:
    width, height = _WORLD_PX
    return {
        "width": width,
        "height": height,
        "projection": {"type": "equalEarth", "scale": 122, "translate": [width / 2, 160]},
        "layer": [
            *_land(world(), rows, focal, _looks(context, 2)),
            _signs(context, [*rows]),
        ],
    }


def _below(
    context: BriefContext,
    rows: Sequence[dict[str, Json]],
    beside: Sequence[dict[str, Json]],
    centre: tuple[float, float] | None,
) -> dict[str, Json]:
    """Draw the nearer view where several partners lie near, then the list of what no map shows."""
    views: list[Json] = []
    if centre is not None:
        near = [row for row in rows if _is_near(row, centre)]
        if len(near) > 1:
            views.append(_near(context, near, rows, centre))
    views.append(_list(context, beside))
    return {"hconcat": views, "spacing": 24}


def _is_near(row: Mapping[str, Json], centre: tuple[float, float]) -> bool:
    east, north = row["east"], row["north"]
    if not isinstance(east, float) or not isinstance(north, float):
        return False
    return distance((east, north), centre) <= _NEAR_DEGREES


def _near(
    context: BriefContext,
    near: Sequence[Json],
    rows: Sequence[dict[str, Json]],
    centre: tuple[float, float],
) -> dict[str, Json]:
    width, height = _NEAR_PX
    per_radian = math.degrees(1) * width / (2 * (_NEAR_DEGREES + 2))
    focal = context.view.case.heading.focal
    return {
        "width": width,
        "height": height,
        "view": {"stroke": LINE, "clip": True},
        "projection": {
            "type": "mercator",
            "scale": round(per_radian, 1),
            "center": [*centre],
            "translate": [width / 2, height / 2],
            "clipExtent": [[0, 0], [width, height]],
        },
        "layer": [
            *_land(around(centre, 3 * _NEAR_DEGREES), rows, focal, _looks(context, 2)),
            _signs(context, near),
            _near_names(context, near, centre),
        ],
    }


def _near_names(
    context: BriefContext, near: Sequence[Json], centre: tuple[float, float]
) -> dict[str, Json]:
    east, north = centre
    own: dict[str, Json] = {
        "name": label_of(context, context.view.case.heading.focal),
        "east": east,
        "north": north,
        "own": True,
    }
    return {
        "data": rows_data([*near, own]),
        "mark": {"type": "text", "dy": 13, "fontSize": 9.5},
        "encoding": {
            "longitude": {"field": "east", "type": "quantitative"},
            "latitude": {"field": "north", "type": "quantitative"},
            "text": {"field": "name", "type": "nominal"},
            "color": {"condition": {"test": "datum.own", "value": "white"}, "value": INK},
        },
    }


def _list(context: BriefContext, beside: Sequence[dict[str, Json]]) -> dict[str, Json]:
    """List the legend, then the partners beside the map, each with its sign."""
    text = context.language.text
    rows: list[Json] = []
    top = 8
    for name in HEADINGS:
        word = text(f"direction_{name}")
        legend: dict[str, Json] = {"heading": word, "text": word, "top": top, "left": 18}
        rows.append(legend)
        top += _LINE_PX
    top += 10
    if beside:
        head: dict[str, Json] = {"text": text("chart_map_beside"), "top": top, "left": 0}
        rows.append(head)
        top += _LINE_PX
    for row in beside:
        rows.append({**row, "text": row["name"], "top": top, "left": 18})
        top += _LINE_PX
    return {"width": 300, "height": max(top, _NEAR_PX[1]), **_listing(context, rows)}


def _listing(context: BriefContext, rows: Sequence[Json]) -> dict[str, Json]:
    height: dict[str, Json] = {"field": "top", "type": "quantitative", "scale": None, "axis": None}
    return {
        "data": rows_data(rows),
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.heading)"}],
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "x": 6},
                "encoding": {
                    "y": height,
                    "shape": by_word("heading", _looks(context, 1)),
                    "color": by_word("heading", _looks(context, 0)),
                    "description": DESCRIPTION,
                },
            },
            {
                "mark": {"type": "text", "align": "left"},
                "encoding": {
                    "x": {**height, "field": "left"},
                    "y": height,
                    "text": {"field": "text", "type": "nominal"},
                },
            },
        ],
    }
