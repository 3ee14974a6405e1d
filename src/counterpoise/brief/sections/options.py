"""Recommendations as a tracker."""

from __future__ import annotations

from counterpoise.assess.options import OptionFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Cell, Section, Table
from counterpoise.brief.wording import told


def options(context: BriefContext) -> Section | None:
    """Every recommendation with its condition, feasibility, fallback and evidence."""
    if not context.options or context.length != "full":
        return None
    text = context.language.text
    table = Table(
        id="options",
        caption=text("caption_options", on=context.on),
        columns=tuple(
            text(f"table_{name}")
            for name in ("addressee", "action", "feasibility", "fallback", "progress")
        ),
        rows=tuple(_row(context, item) for item in context.options),
    )
    return Section("options", text("section_options"), (table,))


def _row(context: BriefContext, item: OptionFinding) -> tuple[Cell, ...]:
    language = context.language
    text = language.text
    names = language.listed([context.names.short(name) for name in item.addressees])
    by_id = {other.option: other for other in context.options}
    links = []
    if item.fallback in by_id:
        links.append(by_id[item.fallback].action)
    if item.reciprocal in by_id:
        links.append(text("option_reciprocal", action=by_id[item.reciprocal].action))
    conditions = [item.condition, item.feasibility]
    if item.advised_against:
        conditions.append(text("option_advised_against"))
    progress = text("progress_" + item.progress.replace(" ", "_"))
    proof = [told(context, name) for name in item.evidence[1:]]
    return (
        Cell(language.capital(names)),
        Cell(language.sentence(item.action), item.evidence[:1]),
        Cell(language.sentence("; ".join(filter(None, conditions)))),
        Cell(language.sentence("; ".join(links))),
        Cell(
            language.sentence(f"{progress}: {'; '.join(proof)}")
            if proof
            else language.sentence(progress),
            item.evidence[1:],
        ),
    )
