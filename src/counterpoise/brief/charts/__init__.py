"""Charts of a brief as Vega-Lite 5 specifications, data inline; one file a chart, listed here.

A chart draws what findings state and computes nothing. It names the evidence that every mark rests
on, says in words what it shows, and stays away (no figure) where there is nothing to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterpoise.brief.charts.acts import acts_chart
from counterpoise.brief.charts.course import course_chart
from counterpoise.brief.charts.exposure import exposure_chart
from counterpoise.brief.charts.grid import grid_chart
from counterpoise.brief.charts.measures import measures_chart
from counterpoise.brief.charts.partner_map import map_chart
from counterpoise.brief.charts.timeline import timeline_chart
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure

Chart = Callable[[BriefContext], tuple[Figure, ...]]

CHARTS: Mapping[str, Chart] = {
    "map": map_chart,
    "relations": course_chart,
    "grid": grid_chart,
    "timeline": timeline_chart,
    "measures": measures_chart,
    "exposure": exposure_chart,
    "acts": acts_chart,
}
"""Name → the function that draws it; several figures where one would not fit a page."""
