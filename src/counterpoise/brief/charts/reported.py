"""Coded acts and reported events beside each other: a panel each, one row a partner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counterpoise.assess.relations import Extras, RelationFinding, relation_findings
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.assess.reported_findings import ReportedFinding
from counterpoise.assess.reported_turn_findings import Reported
from counterpoise.brief.charts.reported_marks import Frame, Plate, key_line, turn_words
from counterpoise.brief.charts.reported_panels import Point, line_panel, sums_panel
from counterpoise.brief.charts.style import Marks, figure
from counterpoise.brief.charts.telling import label_of, name_of, period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.model.findings import Json

_MOST_PARTNERS = 5


def reported_chart(context: BriefContext) -> tuple[Figure, ...]:
    """Draw, for the partners most reported on, the coded score and each feed in panels apart."""
    found = context.reported
    if found is None:
        return ()
    coded = {
        item.partner: item
        for item in relation_findings(context.view, context.names, extras=Extras(series=True))
        if item.channel == OVERALL and item.value is not None
    }
    partners = _partners(found, coded, _MOST_PARTNERS)
    if not partners:
        return ()
    marks = Marks()
    told_of = {item.feed for item in found.relations if item.partner in partners}
    kinds = tuple(state.feed for state in found.feeds if state.feed in told_of)
    rows: list[Json] = [
        _row(context, found, coded[partner], kinds, marks, last=partner == partners[-1])
        for partner in partners
    ]
    body: dict[str, Json] = {
        "vconcat": [*rows, key_line(context)],
        "spacing": 16,
        "resolve": {"axis": {"x": "independent"}},
    }
    text = context.language.text
    told = [_alternative(context, found, coded[partner]) for partner in partners]
    return (figure("reported", text("chart_reported"), body, marks, " ".join(told)),)


def _partners(found: Reported, coded: dict[str, RelationFinding], most: int) -> tuple[str, ...]:
    """Partners with a coded score, those with most reported acts first."""
    acts: dict[str, int] = {}
    for item in found.relations:
        if item.partner in coded:
            acts[item.partner] = acts.get(item.partner, 0) + (item.acts or 0)
    ranked = sorted(acts, key=lambda partner: (-acts[partner], partner))
    return tuple(partner for partner in ranked[:most] if acts[partner])


def _row(
    context: BriefContext,
    found: Reported,
    coded: RelationFinding,
    feeds: Sequence[str],
    marks: Marks,
    *,
    last: bool,
) -> dict[str, Json]:
    """Panels of one partner: coded, then feed by feed; the last row writes the years."""
    frame = Frame(period_start(context), context.view.on, len(feeds) + 1, labels=last)
    name, unit = label_of(context, coded.partner), context.language.text("chart_reported_coded")
    plate = Plate(name, unit, f"{name}, {unit}", coded.evidence)
    points = _coded_points(coded, frame.first)
    panels: list[Json] = [line_panel(context, frame, plate, points, marks, bound=1.0)]
    panels += [_feed_panel(context, found, feed, coded.partner, frame, marks) for feed in feeds]
    return {"hconcat": panels, "spacing": frame.spacing, "bounds": "flush"}


def _feed_panel(
    context: BriefContext, found: Reported, feed: str, partner: str, frame: Frame, marks: Marks
) -> dict[str, Json]:
    state = found.feed(feed)
    pair = (feed, partner)
    item = next((one for one in found.relations if (one.feed, one.partner) == pair), None)
    key = "chart_reported_sums" if state.kind == "sums" else "chart_reported_feed"
    unit = context.language.text(key)
    plate = Plate(
        name=state.label,
        unit=unit,
        called=f"{label_of(context, partner)}, {state.label}, {unit}",
        evidence=item.evidence if item is not None else (),
        turns=tuple(turn for turn in found.turns if (turn.feed, turn.partner) == pair),
        missing=tuple(_missing(state.since, state.until, state.missing, frame)),
    )
    if state.kind == "sums":
        series = item.series if item is not None else ()
        return sums_panel(context, frame, plate, series, marks)
    return line_panel(context, frame, plate, _reported_points(item, frame.first), marks)


def _coded_points(item: RelationFinding, start: date) -> list[Point]:
    return [
        Point(point.day, point.value, *(point.interval or (None, None)))
        for point in item.series
        if point.day >= start
    ]


def _reported_points(item: ReportedFinding | None, start: date) -> list[Point]:
    """Points of the score in months with acts or coverage; without a score, none."""
    if item is None:
        return []
    return [
        Point(point.day, point.value, point.low, point.high)
        for point in item.scores
        if point.day >= start
    ]


def _missing(
    since: date, until: date, months: Sequence[date], frame: Frame
) -> list[tuple[date, date]]:
    """Spans without coverage: before the feed begins, missing months, after it ends."""
    found = [(frame.first, since)] if since > frame.first else []
    for month in months:
        following = (month + timedelta(days=31)).replace(day=1)
        if found and found[-1][1] == month:
            found[-1] = (found[-1][0], following)
        else:
            found.append((month, following))
    if until < frame.last - timedelta(days=31):
        found.append((until, frame.last))
    return [
        (max(first, frame.first), min(last, frame.last))
        for first, last in found
        if last > frame.first and first < frame.last
    ]


def _alternative(context: BriefContext, found: Reported, coded: RelationFinding) -> str:
    language = context.language
    parts = [
        language.text(
            "chart_reported_alternative",
            partner=name_of(context, coded.partner),
            score=language.score(float(coded.value or 0)),
        )
    ]
    for item in found.relations:
        if item.partner == coded.partner and isinstance(item.value, float):
            parts.append(
                language.text(
                    "chart_reported_alternative_feed",
                    feed=item.label,
                    score=language.score(item.value),
                )
            )
    turns = [turn for turn in found.turns if turn.partner == coded.partner]
    parts += [turn_words(context, turn) for turn in turns if turn.last >= period_start(context)]
    return language.sentence("; ".join(parts))
