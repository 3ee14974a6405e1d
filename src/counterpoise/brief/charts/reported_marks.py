"""What the panels of the chart of reported events share: frame, gaps, turning points, a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.assess.reported_turn_findings import TurnFinding
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    LINE,
    SOFT,
    VERMILION,
    WASH,
    WIDTH_PX,
    Marks,
    by_word,
    rows_data,
    signs,
    time_axis,
)
from counterpoise.brief.context import BriefContext
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Json

HEIGHT_PX, _AXIS_PX, _GAP_PX = 88, 38, 14


@dataclass(frozen=True)
class Frame:
    """What the panels of a row share: the days shown, how many they are, who writes the years."""

    first: date
    last: date
    panels: int
    labels: bool

    @property
    def width(self) -> int:
        """Width of one plot, in pixels."""
        whole = WIDTH_PX - 24 - (self.panels - 1) * _GAP_PX
        return whole // self.panels - _AXIS_PX

    @property
    def spacing(self) -> int:
        """Pixels from one plot to the next: the gap, and room for the labels of an axis."""
        return _GAP_PX + _AXIS_PX

    def time(self) -> dict[str, Json]:
        """Horizontal axis of days."""
        axis = time_axis(self.first, self.last, labels=self.labels, ticks=self.labels, grid=True)
        domain: list[Json] = [self.first.isoformat(), self.last.isoformat()]
        return {**axis, "scale": {"type": "utc", "domain": domain, "padding": 0}}


@dataclass(frozen=True)
class Plate:
    """What a panel is of.

    Attributes
    ----------
    name, unit
        The heading: whose it is, and what is drawn in which unit.
    called
        What its marks call it: partner and feed.
    evidence
        What the drawn numbers rest on.
    turns
        Turning points to mark.
    missing
        Spans without coverage.
    """

    name: str
    unit: str
    called: str
    evidence: tuple[str, ...] = ()
    turns: tuple[TurnFinding, ...] = ()
    missing: tuple[tuple[date, date], ...] = ()


def key_line(context: BriefContext) -> dict[str, Json]:
    """Say below the panels what their signs mean."""
    row: dict[str, Json] = {"text": context.language.text("chart_reported_key")}
    return {
        "width": 400,
        "height": 12,
        "data": rows_data([row]),
        "mark": {"type": "text", "align": "left", "x": 0, "y": 6, "color": SOFT, "fontSize": 9.5},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }


def gap_layers(frame: Frame, missing: Sequence[tuple[date, date]]) -> list[Json]:
    """Fields over the spans without coverage."""
    rows: list[Json] = [
        {"day": first.isoformat(), "until": last.isoformat()} for first, last in missing
    ]
    if not rows:
        return []
    return [
        {
            "data": rows_data(rows),
            "mark": {
                "type": "rect",
                "color": WASH,
                "stroke": LINE,
                "strokeDash": [2, 2],
                "strokeWidth": 0.6,
                "aria": False,
            },
            "encoding": {"x": frame.time(), "x2": {"field": "until"}},
        }
    ]


def zero_line(number: dict[str, Json]) -> dict[str, Json]:
    """Draw a line at zero."""
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
        "encoding": {"y": {**number, "field": "zero"}},
    }


def turn_layers(
    context: BriefContext, frame: Frame, turns: Sequence[TurnFinding], marks: Marks
) -> list[Json]:
    """Bands over the intervals of onset, with a sign that tells the direction."""
    rows = _turn_rows(context, frame, turns, marks)
    if not rows:
        return [headroom()]
    looks = {"up": BLUE, "down": VERMILION, "level": SOFT}
    shapes = {"up": "triangle-up", "down": "triangle-down", "level": "square"}
    return [
        headroom(),
        {
            "data": rows_data(rows),
            "mark": {"type": "rect", "opacity": 0.25, "aria": False},
            "encoding": {
                "x": frame.time(),
                "x2": {"field": "until"},
                "color": by_word("sign", looks),
            },
        },
        {
            "data": rows_data(rows),
            "mark": signs(50),
            "encoding": {
                "x": {**frame.time(), "field": "middle"},
                "y": {"value": -5},
                "shape": by_word("sign", shapes),
                "color": by_word("sign", looks),
                "description": DESCRIPTION,
            },
        },
    ]


def _turn_rows(
    context: BriefContext, frame: Frame, turns: Sequence[TurnFinding], marks: Marks
) -> list[Json]:
    rows: list[Json] = []
    for turn in turns:
        if turn.last < frame.first or turn.first > frame.last:
            continue
        words = marks.add(context.language.capital(turn_words(context, turn)), turn.evidence)
        first = max(turn.first, frame.first)
        last = max(min(turn.last, frame.last), first + timedelta(days=4))
        middle = max(turn.likeliest, frame.first)
        row: dict[str, Json] = {
            "day": first.isoformat(),
            "until": last.isoformat(),
            "middle": middle.isoformat(),
            "sign": {"better": "up", "worse": "down"}.get(turn.sign, "level"),
            "words": words,
        }
        rows.append(row)
    return rows


def headroom() -> dict[str, Json]:
    """Room for signs above a plot, so that the headings of all panels stand level."""
    return {
        "data": rows_data([{}]),
        "mark": {**signs(50, aria=False), "opacity": 0, "x": 4, "y": -5},
    }


def turn_words(context: BriefContext, turn: TurnFinding) -> str:
    """Tell a turning point in a few words, labelled with its feed."""
    kind = turn.kind
    language = context.language
    feed = language.text("reported_sums" if kind == "sums" else "reported_acts", feed=turn.label)
    told = language.text(
        f"chart_reported_turn_{turn.sign}",
        feed=feed,
        partner=turn.name,
        when=language.when(DateInterval(turn.first, turn.last)),
    )
    if turn.burst_days is not None:
        told += language.text("reported_turn_burst", days=language.days(turn.burst_days))
    return language.typeset(told)


def nothing_known(context: BriefContext, frame: Frame) -> dict[str, Json]:
    """Say in an empty panel that there is nothing in evidence."""
    row: dict[str, Json] = {"text": context.language.text("chart_reported_nothing")}
    return {
        "data": rows_data([row]),
        "mark": {
            "type": "text",
            "color": SOFT,
            "fontSize": 10,
            "x": frame.width // 2,
            "y": HEIGHT_PX // 3,
            "aria": True,
        },
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }
