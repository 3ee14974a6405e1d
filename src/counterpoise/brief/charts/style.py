"""The look that all charts share: colours, fonts, sizes, and what stands behind a mark.

Colours are those of Okabe and Ito (2008), Color Universal Design, told apart with any common colour
deficiency; shape or outline doubles each of them, so that a grey print still reads. No chart uses a
number format or a month's name of the renderer: all words come from the brief's language.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

BLUE, VERMILION, ORANGE, PURPLE = "#0072B2", "#D55E00", "#E69F00", "#CC79A7"
INK, SOFT, LINE, WASH = "#1d232b", "#55606e", "#c9cfd7", "#eef1f4"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first is bundled with the renderer; the others have its widths or stand in everywhere."""
WIDTH_PX = 668
"""Width of a chart: the measure of the text column in HTML, close to that of an A4 page."""
LABEL_PX = 10.5

_AXIS: dict[str, Json] = {
    "aria": False,
    "domainColor": LINE,
    "gridColor": LINE,
    "labelColor": SOFT,
    "labelFontSize": LABEL_PX,
    "tickColor": LINE,
    "title": None,
}
_CONFIG: dict[str, Json] = {
    "font": FONT,
    "background": "white",
    "axis": _AXIS,
    "view": {"stroke": None},
    "legend": {"aria": False, "labelColor": INK, "labelFontSize": LABEL_PX, "title": None},
    "title": {"aria": False, "color": INK, "fontSize": 12, "anchor": "start"},
    "text": {"aria": False, "color": INK, "fontSize": LABEL_PX},
    "rule": {"aria": False},
    "line": {"aria": False},
    "area": {"aria": False},
}


@dataclass
class Marks:
    """Words and evidence of the marks that a reader can point at or step through.

    The words are a mark's description in the picture; the evidence behind them travels in the
    specification's `usermeta`, which renderers carry and do not read.
    """

    found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, words: str, evidence: Iterable[str]) -> str:
        """Register a mark and return its words; the same words gather their evidence."""
        self.found[words] = tuple(dict.fromkeys((*self.found.get(words, ()), *evidence)))
        return words

    @property
    def evidence(self) -> tuple[str, ...]:
        """Everything that the marks rest on, in their order."""
        return tuple(dict.fromkeys(name for names in self.found.values() for name in names))


def figure(
    name: str, title: str, body: Mapping[str, Json], marks: Marks, alternative: str
) -> Figure:
    """Put a chart together: its body, the shared look, and the evidence behind its marks."""
    spec: dict[str, Json] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "usermeta": {"marks": {words: [*names] for words, names in marks.found.items()}},
        "padding": {"left": 12, "right": 12, "top": 4, "bottom": 4},
        **body,
        "config": _CONFIG,
    }
    return Figure(f"chart-{name}", title, spec, alternative, marks.evidence)


def time_axis(first: date, last: date, **more: Json) -> dict[str, Json]:
    """Horizontal axis of days in universal time, labelled with years alone."""
    years: list[Json] = [
        f"{year}-01-01" for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first
    ]
    axis: dict[str, Json] = {"format": "%Y", "values": years, "labelAlign": "left", **more}
    return {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()]},
        "axis": axis,
    }


def by_word(field_name: str, looks: Mapping[str, str], legend: Json = None) -> dict[str, Json]:
    """Encode words by given looks (colours or shapes), in the order given."""
    return {
        "field": field_name,
        "type": "nominal",
        "scale": {"domain": [*looks], "range": [*looks.values()]},
        "legend": legend,
    }


def lines_of(text: str, letters: int, most: int | None = None) -> list[Json]:
    """Break a text into lines of so many letters, at most so many lines."""
    if most is None:
        return [*textwrap.wrap(text, letters)]
    return [*textwrap.wrap(text, letters, max_lines=most, placeholder=" …")]


def rows_data(rows: Sequence[Json]) -> dict[str, Json]:
    """Inline data."""
    return {"values": [*rows]}


DESCRIPTION: dict[str, Json] = {"field": "words", "type": "nominal"}
"""Encodes the words of a mark."""


def pixels(name: str) -> dict[str, Json]:
    """Place by a field that counts pixels."""
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def written(name: str, place: Mapping[str, Json], **look: Json) -> dict[str, Json]:
    """Write a field, a text or lines of it, where `place` says."""
    return {
        "mark": {"type": "text", "align": "left", "fontSize": 10, **look},
        "encoding": {**place, "text": {"field": name, "type": "nominal"}},
    }


def signs(size: int, **look: Json) -> dict[str, Json]:
    """Draw filled signs of a size, an area in square pixels."""
    return {"type": "point", "filled": True, "size": size, "opacity": 1, **look}
