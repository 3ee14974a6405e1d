"""Outlines of states for maps, and where the sign of each stands; see data/README.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from counterpoise.model.findings import Json


@cache
def world() -> dict[str, Json]:
    """Return the topology of the world's states, read once."""
    file = resources.files("counterpoise.brief.charts") / "data" / "world.topojson"
    found: dict[str, Json] = json.loads(file.read_text(encoding="utf-8"))
    return {key: found[key] for key in ("type", "objects", "arcs", "transform")}


def points() -> Mapping[str, tuple[float, float]]:
    """Return the code of each state on the map → degrees east and north of its sign."""
    objects = world()["objects"]
    assert isinstance(objects, dict)
    countries = objects["countries"]
    assert isinstance(countries, dict)
    shapes = countries["geometries"]
    assert isinstance(shapes, list)
    found = {}
    for shape in shapes:
        match shape:
            case {"id": str(code), "properties": {"point": [float() | int() as east, north]}}:
                found[code] = (float(east), float(str(north)))
    return found


def around(centre: tuple[float, float], degrees: float) -> dict[str, Json]:
    """Return the world without states whose signs lie further than so many degrees away."""
    where, whole = points(), world()
    match whole:
        case {"objects": {"countries": {"geometries": list(shapes)}}}:
            near: list[Json] = [
                shape
                for shape in shapes
                if isinstance(shape, dict)
                and distance(where.get(str(shape.get("id"))), centre) <= degrees
            ]
            return {
                **whole,
                "objects": {"countries": {"type": "GeometryCollection", "geometries": near}},
            }
    return whole


def distance(point: tuple[float, float] | None, centre: tuple[float, float]) -> float:
    """Return how far two lie apart along either axis, in degrees; 0 for a shape without a code."""
    if point is None:
        return 0.0
    return max(abs(point[0] - centre[0]), abs(point[1] - centre[1]))
