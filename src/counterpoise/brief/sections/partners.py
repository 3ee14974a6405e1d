"""Partner by partner: the acts, in a chart and in tables."""

from __future__ import annotations

from counterpoise.assess.acts import ActFinding
from counterpoise.brief.charts import acts_chart
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Section, Table


def partners(context: BriefContext) -> Section | None:
    """Plan a chart of all acts over time, then a table of each partner's."""
    by_partner: dict[str, list[ActFinding]] = {}
    for act in context.acts:
        for partner in act.partners:
            by_partner.setdefault(partner, []).append(act)
    if not by_partner:
        return None
    order = [name for name in context.view.case.heading.partners if name in by_partner]
    blocks: list[Block] = [acts_chart(context, order)]
    blocks.extend(_table(context, partner, by_partner[partner]) for partner in order)
    return Section("partners", context.language.text("section_partners"), tuple(blocks))


def _table(context: BriefContext, partner: str, acts: list[ActFinding]) -> Table:
    language = context.language
    focal = context.names.short(context.view.case.heading.focal)
    return Table(
        id=f"acts-{partner}",
        caption=language.text("caption_acts", focal=focal, partner=context.names.short(partner)),
        columns=tuple(language.text(f"table_{name}") for name in ("date", "act", "status")),
        rows=tuple(_row(context, act) for act in acts),
    )


def _row(context: BriefContext, act: ActFinding) -> tuple[Cell, ...]:
    language = context.language
    tone = "good" if act.direction == "cooperative" else "bad"
    status = context.vocabulary.statuses[act.status].label(language.code)
    return (
        Cell(language.date(act.when)),
        Cell(language.sentence(act.statement), act.evidence, tone),
        Cell(status),
    )
