"""Measures over time, component by component: when each was active, suspended, lifted, unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from counterpoise.assess.measures_spans import CourseFinding, StateSpan, course_findings
from counterpoise.brief.charts.style import (
    BLUE,
    DESCRIPTION,
    INK,
    ORANGE,
    SOFT,
    WIDTH_PX,
    Marks,
    figure,
    lines_of,
    pixels,
    rows_data,
    signs,
    time_axis,
    written,
)
from counterpoise.brief.charts.telling import day_words, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

LOOKS: Mapping[str, str] = {
    "active": "filled",
    "voided": "dashed",
    "suspended": "hollow",
    "eased": "thin",
    "gone": "line",
    "unknown": "dotted",
}
"""What a span shows → how its bar is drawn; the shape alone tells it in grey."""
_LABELS_PX, _ROW_PX, _LETTERS = 285, 17, 56
_GOING_ON = 7
MOST_ROWS = 44
"""What one page of paper holds."""


def measures_chart(context: BriefContext) -> tuple[Figure, ...]:
    """Bars of all components, one row each, in as many figures as pages need."""
    found = [item for item in course_findings(context.view) if _seen(context, item)]
    groups = _pages(found)
    text = context.language.text
    figures = []
    for number, group in enumerate(groups, start=1):
        marks = Marks()
        body = _body(context, group, marks)
        key = "chart_measures" if len(groups) == 1 else "chart_measures_part"
        title = text(key, number=str(number), total=str(len(groups)))
        name = "measures" if number == 1 else f"measures-{number}"
        figures.append(figure(name, title, body, marks, _alternative(context, group)))
    return tuple(figures)


def _pages(found: Sequence[CourseFinding]) -> list[list[CourseFinding]]:
    """Pages of about equal length, no measure torn apart."""
    pages: list[list[CourseFinding]] = []
    least = -(-len(found) // MOST_ROWS) if found else 0
    each = -(-len(found) // least) if least else 0
    for item in found:
        begins = not pages or (len(pages[-1]) >= each and pages[-1][-1].measure != item.measure)
        if begins:
            pages.append([])
        pages[-1].append(item)
    return pages


def _alternative(context: BriefContext, found: Sequence[CourseFinding]) -> str:
    """Say how many components stand how on the day, and which are void in practice."""
    language = context.language
    counts: dict[str, int] = {}
    for item in found:
        state = str(item.value)
        counts[state] = counts.get(state, 0) + 1
    states = context.vocabulary.component_states
    told = [f"{states[state].label(language.code)} {number}" for state, number in counts.items()]
    void = [_name(context, item) for item in found if item.spans and item.spans[-1].voided]
    sentence = language.text("chart_measures_alternative", day=context.on, counts=", ".join(told))
    if void:
        sentence += f"; {language.text('tie_void')}: {language.listed(void)}"
    return language.sentence(sentence)


def _seen(context: BriefContext, item: CourseFinding) -> bool:
    """Whether there is more to draw than that it was over before the period began."""
    start = period_start(context)
    first = item.spans[0].first if item.spans else None
    over = {"lifted", "ended"}
    return any(span.last >= start and span.state not in over for span in item.spans) or (
        item.undated is not None or (first is not None and first >= start)
    )


def _name(context: BriefContext, item: CourseFinding) -> str:
    text = item.title if item.alone else f"{item.title}: {item.component_title}"
    return context.language.typeset(text)


def _body(context: BriefContext, found: Sequence[CourseFinding], marks: Marks) -> dict[str, Json]:
    start, on = period_start(context), context.view.on
    labels: list[Json] = []
    spans: list[Json] = []
    for place, item in enumerate(found):
        top = place * _ROW_PX + _ROW_PX // 2
        lines = lines_of(_name(context, item), _LETTERS, 1)
        suffix = ""
        if item.undated is not None:
            suffix = _state(context, item.undated, voided=False)
            words = (
                f"{_name(context, item)}: {suffix}, {context.language.text('date_not_in_evidence')}"
            )
            marks.add(words, item.evidence)
            loose: dict[str, Json] = {
                "top": top,
                "look": "undated",
                "words": words,
                "sign": f"? {suffix}",
            }
            spans.append(loose)
        label: dict[str, Json] = {"top": top, "label": str(lines[0]) if lines else ""}
        labels.append(label)
        spans.extend(
            row
            for span in item.spans
            if span.last >= start
            for row in (_span(context, item, span, top, marks),)
        )
    height = len(found) * _ROW_PX
    plot: dict[str, Json] = {
        "width": WIDTH_PX - _LABELS_PX - 20,
        "height": height,
        "layer": _layers(labels, spans, time_axis(start, on, grid=True, orient="top")),
    }
    return {"vconcat": [plot, _legend(context)], "spacing": 12}


def _state(context: BriefContext, state: str, *, voided: bool) -> str:
    word = context.vocabulary.component_states[state].label(context.language.code)
    return f"{word}, {context.language.text('tie_void')}" if voided else word


def _span(
    context: BriefContext, item: CourseFinding, span: StateSpan, top: int, marks: Marks
) -> dict[str, Json]:
    text = context.language.text
    start = period_start(context)
    since = day_words(context, span.first) if span.first is not None else "…"
    until = text("chart_measures_open") if span.goes_on else day_words(context, span.last)
    state = _state(context, span.state, voided=span.voided)
    words = marks.add(f"{_name(context, item)}: {state}, {since} – {until}", span.evidence)
    look = {"lifted": "gone", "ended": "gone"}.get(span.state, span.state)
    first = max(span.first or start, start)
    return {
        "top": top,
        "day": first.isoformat(),
        "last": max(span.last, first + timedelta(days=1)).isoformat(),
        "look": "voided" if span.voided else look,
        "open": span.goes_on and look != "gone",
        "words": words,
    }


def _layers(labels: Sequence[Json], spans: Sequence[Json], time: dict[str, Json]) -> list[Json]:
    y: dict[str, Json] = {"y": pixels("top")}
    shown = rows_data(spans)
    words: dict[str, Json] = {"description": DESCRIPTION}
    bars: list[Json] = [
        {
            "data": shown,
            "transform": [{"filter": f"datum.look === '{look}'"}],
            "mark": {"type": "bar", **style},
            "encoding": {"x": time, "x2": {"field": "last"}, **y, **words},
        }
        for look, style in BARS.items()
    ]
    onward = signs(45, shape="triangle-right", color=INK, xOffset=_GOING_ON, aria=False)
    undated = written("sign", {**y, **words}, x=3, color=SOFT, aria=True)
    return [
        {"data": rows_data(labels), **written("label", y, x=-_LABELS_PX)},
        *bars,
        {
            "data": shown,
            "transform": [{"filter": "datum.open"}],
            "mark": onward,
            "encoding": {"x": {**time, "field": "last"}, **y},
        },
        {"data": shown, "transform": [{"filter": "datum.look === 'undated'"}], **undated},
    ]


BARS: Mapping[str, dict[str, Json]] = {
    "active": {"height": 10, "color": BLUE},
    "voided": {"height": 9, "color": "white", "stroke": BLUE, "strokeDash": [3, 2]},
    "suspended": {"height": 9, "color": "white", "stroke": ORANGE, "strokeWidth": 1.6},
    "eased": {"height": 5, "color": BLUE},
    "gone": {"height": 1.5, "color": SOFT},
    "unknown": {"height": 5, "color": "white", "stroke": SOFT, "strokeDash": [1, 2]},
}


def _legend(context: BriefContext) -> dict[str, Json]:
    text = context.language.text
    rows: list[Json] = []
    left = -_LABELS_PX
    for look in LOOKS:
        word = text(f"chart_measures_{look}")
        row: dict[str, Json] = {
            "left": left,
            "right": left + 18,
            "text": left + 24,
            "look": look,
            "word": word,
        }
        rows.append(row)
        left += 24 + round(5.2 * len(word)) + 16
    where: dict[str, Json] = {"type": "quantitative", "scale": None, "axis": None}
    bars: list[Json] = [
        {
            "transform": [{"filter": f"datum.look === '{look}'"}],
            "mark": {"type": "bar", "y": 8, "aria": False, **style},
            "encoding": {"x": {**where, "field": "left"}, "x2": {"field": "right"}},
        }
        for look, style in BARS.items()
    ]
    words: dict[str, Json] = {
        "mark": {"type": "text", "align": "left", "y": 8, "fontSize": 10},
        "encoding": {
            "x": {**where, "field": "text"},
            "text": {"field": "word", "type": "nominal"},
        },
    }
    return {"width": 380, "height": 16, "data": rows_data(rows), "layer": [*bars, words]}
