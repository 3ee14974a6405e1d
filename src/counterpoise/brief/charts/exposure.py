"""Exposure before and after: how many partners a channel rests on, and what has been lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterpoise.assess.dependence import DependenceFinding
from counterpoise.assess.isolation import IsolationFinding, isolation_findings
from counterpoise.assess.ties import StandingTie
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    LINE,
    SOFT,
    Marks,
    by_word,
    figure,
    lines_of,
    rows_data,
    signs,
    written,
)
from counterpoise.brief.charts.telling import day_words, name_of
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_LABELS_PX, _PLOT_PX, _TEXT_LETTERS, _ROW_PX, _LINE_PX = 205, 190, 48, 38, 12


def exposure_chart(context: BriefContext) -> tuple[Figure, ...]:
    """Two panels of pairs, baseline day and day: firm partners by channel, shares lost."""
    found = context.exposure
    earlier = {
        item.component: item
        for item in isolation_findings(
            context.view.at(found.baseline), context.names, context.relations_before
        )
    }
    marks = Marks()
    partners = [row for item in found.dependence for row in _firm_rows(context, item, marks)]
    lost = [row for item in found.isolation for row in _lost_rows(context, item, earlier, marks)]
    text = context.language.text
    panels: list[Json] = []
    if partners:
        most = max(int(str(row["number"])) for row in partners)
        ticks: list[Json] = [*range(most + 1)]
        panels.append(_panel(context, text("chart_exposure_firm"), partners, ticks, "datum.value"))
    if lost:
        whole = context.language.percent(1)
        shares = f"datum.value === 0 ? '0' : datum.value === 1 ? '{whole}' : ''"
        panels.append(_panel(context, text("chart_exposure_lost"), lost, [0, 0.5, 1], shares))
    if not panels:
        return ()
    body: dict[str, Json] = {"vconcat": panels, "spacing": 22}
    alternative = _alternative(context, [*partners, *lost])
    return (figure("exposure", text("chart_exposure"), body, marks, alternative),)


def _alternative(context: BriefContext, rows: Sequence[Mapping[str, Json]]) -> str:
    return " ".join(context.language.sentence(str(row["words"])) for row in rows)


def _when(context: BriefContext, *, after: bool) -> str:
    return context.on if after else day_words(context, context.exposure.baseline)


def _firm_rows(
    context: BriefContext, item: DependenceFinding, marks: Marks
) -> Sequence[dict[str, Json]]:
    language = context.language
    channel = language.capital(context.vocabulary.channels[item.channel].label(language.code))
    rows = []
    shown = []
    for after, ties in ((False, item.before), (True, item.after)):
        names = _firm(context, ties)
        day = _when(context, after=after)
        listed = language.listed(names) if names else language.text("spread_none")
        words = marks.add(f"{channel}, {day}: {listed}", item.evidence)
        row: dict[str, Json] = {
            "row": channel,
            "number": len(names),
            "low": len(names),
            "high": len(names),
            "day": day,
            "words": words,
            "lines": [],
        }
        rows.append(row)
        shown.append(listed)
    return _told(rows, shown)


def _told(rows: list[dict[str, Json]], shown: Sequence[str]) -> list[dict[str, Json]]:
    """Write beside the later day's mark what was and what is."""
    rows[-1]["lines"] = lines_of(" → ".join(shown), _TEXT_LETTERS, 3)
    return rows


def _firm(context: BriefContext, ties: Sequence[StandingTie]) -> list[str]:
    partners = dict.fromkeys(tie.partner for tie in ties if tie.is_firm)
    return [name_of(context, partner) for partner in partners]


def _lost_rows(
    context: BriefContext,
    item: IsolationFinding,
    earlier: Mapping[str, IsolationFinding],
    marks: Marks,
) -> Sequence[dict[str, Json]]:
    language = context.language
    title = language.capital(language.text(f"isolation_{item.component}"))
    before = earlier.get(item.component)
    rows = []
    shares = []
    for after, found in ((False, before), (True, item)):
        if found is None or found.interval is None:
            continue
        day = _when(context, after=after)
        part = _bounds(found)
        share = language.text("of_total", part=part, total=str(found.total))
        words = marks.add(f"{title}, {day}: {share}", found.evidence)
        row: dict[str, Json] = {
            "row": title,
            "number": float(found.value or 0),
            "low": found.interval[0],
            "high": found.interval[1],
            "day": day,
            "words": words,
            "lines": [],
        }
        rows.append(row)
        shares.append(share)
    if item.component == "rifts" and rows:
        shares[-1] = language.text("chart_exposure_mean", share=shares[-1])
    return _told(rows, shares)


def _bounds(found: IsolationFinding) -> str:
    return str(found.lost) if not found.unknown else f"{found.lost}–{found.lost + found.unknown}"


def _panel(
    context: BriefContext,
    title: str,
    rows: Sequence[dict[str, Json]],
    ticks: Sequence[Json],
    label: str,
) -> dict[str, Json]:
    before, after = _when(context, after=False), _when(context, after=True)
    order: list[Json] = [*dict.fromkeys(str(row["row"]) for row in rows)]
    y: dict[str, Json] = {"field": "row", "type": "nominal", "sort": order, "axis": {**_ROWS}}
    offset: dict[str, Json] = {
        "field": "day",
        "type": "nominal",
        "sort": [before, after],
        "scale": {"paddingOuter": 0.6},
    }
    x: dict[str, Json] = {
        "field": "number",
        "type": "quantitative",
        "scale": {"domain": [0, ticks[-1]], "nice": False},
        "axis": {"values": [*ticks], "labelExpr": label, "grid": True},
    }
    return {
        "title": {"text": title, "offset": 8},
        "width": _PLOT_PX,
        "height": {"step": _ROW_PX, "for": "position"},
        "data": rows_data([*rows]),
        "encoding": {"y": y, "yOffset": offset},
        "resolve": {"scale": {"yOffset": "shared"}},
        "layer": _pairs(x, before, after),
    }


_ROWS: Mapping[str, Json] = {
    "labelLimit": _LABELS_PX,
    "minExtent": _LABELS_PX,
    "domain": False,
    "ticks": False,
    "offset": 8,
    "labelColor": INK,
}


def _pairs(x: dict[str, Json], before: str, after: str) -> list[Json]:
    """Return the bounds, the sign of either day, and what was and is in words."""
    legend: dict[str, Json] = {"orient": "top", "symbolSize": 80, "offset": 2}
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 4, "color": LINE},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": signs(80),
            "encoding": {
                "x": x,
                "shape": by_word("day", {before: "circle", after: "square"}, legend),
                "color": by_word("day", {before: SOFT, after: BLUE}, legend),
                "description": DESCRIPTION,
            },
        },
        written("lines", {}, lineHeight=_LINE_PX, x=_PLOT_PX + 16),
    ]
