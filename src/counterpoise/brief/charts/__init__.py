"""Charts of a brief as Vega-Lite 5 specifications, data inline; one file a chart, listed here.

A chart draws what findings state and computes nothing. It names the evidence that every mark rests
on, says in words what it shows, and stays away (no figure) where there is nothing to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterpoise.brief.charts.acts import acts_chart
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure

Chart = Callable[[BriefContext], tuple[Figure, ...]]

CHARTS: Mapping[str, Chart] = {
    "acts": acts_chart,
}
"""Name → the function that draws it; several figures where one would not fit a page."""
