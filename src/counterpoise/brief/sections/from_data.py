"""What arms, aid, sanctions and votes data show, apart from what documents tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counterpoise.assess.alignment_findings import DistanceFinding
from counterpoise.assess.data_beside_findings import DataBeside
from counterpoise.assess.data_exposure_findings import (
    AgreementFinding,
    ConcentrationFinding,
    Flow,
    SanctionsFinding,
    Window,
)
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Paragraph, Section, Sentence, Table
from counterpoise.brief.feed_evidence import MOST_RECORDS
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding


def from_data(context: BriefContext) -> Section | None:
    """Tell concentration, sanctions and votes by source; a full brief alone has room for it."""
    found = context.data
    if found is None or context.length != "full":
        return None
    text = context.language.text
    blocks: list[Block] = [Paragraph((Sentence(text("data_lead"), framing=True),))]
    if found.exposure.concentration:
        blocks.append(_concentration(context, found))
    told = (*_sanctions(context, found), *_missing(context, found))
    if told:
        blocks.append(Paragraph(told))
    if found.exposure.votes:
        blocks.append(_votes(context, found))
        end = tuple(_end_of_votes(context, found))
        if end:
            blocks.append(Paragraph(end))
    return Section("data", text("section_data"), tuple(blocks))


def _opened(finding: Finding) -> tuple[str, ...]:
    return finding.evidence[:MOST_RECORDS]


def _concentration(context: BriefContext, found: DataBeside) -> Table:
    text = context.language.text
    latest: dict[Flow, list[ConcentrationFinding]] = {}
    for item in found.exposure.concentration:
        latest.setdefault(item.flow, []).append(item)
    rows = []
    for items in latest.values():
        items.sort(key=lambda item: item.window.since)
        before = items[-2] if len(items) > 1 else None
        rows.append(_row(context, items[-1], before))
    return Table(
        id="data-concentration",
        caption=text("caption_data", focal=context.focal),
        columns=tuple(text(f"table_data_{name}") for name in ("what", "top", "index", "before")),
        rows=tuple(rows),
    )


def _row(
    context: BriefContext, item: ConcentrationFinding, before: ConcentrationFinding | None
) -> tuple[Cell, ...]:
    language = context.language
    what = language.text(f"data_{item.channel}_{item.basis}")
    share = _bounded(
        context,
        language.percent(item.top_share),
        [language.percent(bound) for bound in item.top_bounds],
    )
    top = language.text("data_top", partner=language.capital(_name(context, item)), share=share)
    earlier = Cell("")
    if before is not None:
        told = language.text("data_years", value=_index(context, before), years=_years(before))
        earlier = Cell(told, _opened(before), finding=before)
    return (
        Cell(language.capital(language.text("data_years", value=what, years=_years(item)))),
        Cell(top, _opened(item), finding=item),
        Cell(_index(context, item)),
        earlier,
    )


def _name(context: BriefContext, item: ConcentrationFinding) -> str:
    """Name the greatest partner in the brief's language, or as the source prints it."""
    printed = next((one.name for one in item.partners if one.partner == item.top), item.top)
    known = item.top in set(context.vocabulary.actor_ids())
    return context.names.short(item.top) if known else printed


def _index(context: BriefContext, item: ConcentrationFinding) -> str:
    bounds = [_plain(context, bound) for bound in item.bounds]
    return _bounded(context, _plain(context, float(item.value or 0)), bounds)


def _bounded(context: BriefContext, value: str, bounds: list[str]) -> str:
    """Write a value, with bounds in brackets unless they say the same."""
    if set(bounds) == {value}:
        return value
    return context.language.text("data_bounded", value=value, low=bounds[0], high=bounds[1])


def _plain(context: BriefContext, value: float) -> str:
    return context.language.number(round(value, 2))


def _years(item: ConcentrationFinding) -> str:
    return _span(item.window)


def _span(window: Window) -> str:
    return f"{window.since}–{window.until}"


def _sanctions(context: BriefContext, found: DataBeside) -> Iterator[Sentence]:
    for item in found.exposure.sanctions:
        yield Sentence(_sanctions_told(context, item), _opened(item), item)


def _sanctions_told(context: BriefContext, item: SanctionsFinding) -> str:
    language = context.language
    told = language.text(
        "data_sanctions",
        focal=context.focal,
        number=str(item.bounds[1]),
        certain=str(item.bounds[0]),
        year=str(item.year),
        before=str(item.before),
        before_year=str(item.before_year),
    )
    return language.sentence(told)


def _missing(context: BriefContext, found: DataBeside) -> Iterator[Sentence]:
    language = context.language
    channels = sorted({item.channel for item in found.exposure.missing})
    if channels:
        named = language.listed([language.text(f"data_channel_{one}") for one in channels])
        yield Sentence(
            language.sentence(language.text("data_missing", channels=named)), framing=True
        )


def _votes(context: BriefContext, found: DataBeside) -> Table:
    text = context.language.text
    partners = context.view.case.heading.partners
    shown = [item for item in found.exposure.votes if item.partner in partners]
    distances = (
        {item.partner: item for item in found.alignment.distances} if found.alignment else {}
    )
    columns = ("partner", "data_alike", "data_alike_before", "data_change", "data_distance")
    return Table(
        id="data-votes",
        caption=text("caption_data_votes", focal=context.focal),
        columns=tuple(text(f"table_{name}") for name in columns),
        rows=tuple(_pair(context, item, distances.get(item.partner)) for item in shown),
    )


def _pair(
    context: BriefContext, item: AgreementFinding, distance: DistanceFinding | None
) -> tuple[Cell, ...]:
    language = context.language
    change = ""
    if item.value is not None and item.interval is not None:
        change = language.text(
            "data_points",
            change=_points(context, float(item.value)),
            low=_points(context, item.interval[0]),
            high=_points(context, item.interval[1]),
        )
    apart = Cell("")
    if distance is not None and isinstance(distance.value, float) and distance.interval is not None:
        told = language.text(
            "data_distance",
            year=str(distance.now.year),
            value=_plain(context, distance.value),
            low=_plain(context, distance.interval[0]),
            high=_plain(context, distance.interval[1]),
        )
        apart = Cell(told, _opened(distance), finding=distance)
    return (
        Cell(language.capital(context.names.short(item.partner))),
        Cell(_alike(context, item.after, item.after_window), _opened(item), finding=item),
        Cell(_alike(context, item.before, item.before_window)),
        Cell(change),
        apart,
    )


def _points(context: BriefContext, share: float) -> str:
    sign = "−" if share < 0 else "+"
    return sign + context.language.number(round(abs(100 * share), 1))


def _alike(context: BriefContext, share: float | None, window: Window) -> str:
    language = context.language
    if share is None:
        return language.text("standing_insufficient")
    return language.text("data_years", value=language.percent(share), years=_span(window))


def _end_of_votes(context: BriefContext, found: DataBeside) -> Iterator[Sentence]:
    if found.alignment is None:
        return
    last: date = found.alignment.basis.until
    if last < context.view.on:
        day = context.language.date(DateInterval(last, last))
        told = context.language.text("data_votes_end", day=day)
        feed = found.feed(found.alignment.basis.feed).evidence
        yield Sentence(context.language.sentence(told), (feed,))
