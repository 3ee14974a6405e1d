"""Partner by partner: where each relation stands, where it heads, and the acts behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpoise.assess.acts import ActFinding
from counterpoise.assess.relations import RelationFinding
from counterpoise.brief.charts import CHARTS
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Section, Table

ARROWS = {"worsening": "↓", "improving": "↑", "mixed": "↕", "steady": "→", "insufficient": "–"}
_CHARTS = {"brief": ("relations",), "full": ("map", "relations", "grid", "timeline", "acts")}
_TONES = {"negative": "bad", "positive": "good", "mixed": "open", "unclear": "open"}


def partners(context: BriefContext) -> Section | None:
    """Plan a table of the relations, a chart of all acts, and tables of each partner's."""
    known = [item for item in context.overall if item.acts or item.undated]
    if not known:
        return None
    blocks: list[Block] = [_relations(context, known)]
    if context.length != "page":
        for name in _CHARTS[context.length]:
            if name in CHARTS:
                blocks.extend(CHARTS[name](context))
    if context.length == "full":
        blocks.extend(_acts(context, item.partner) for item in known)
    return Section("partners", context.language.text("section_partners"), tuple(blocks))


def _relations(context: BriefContext, known: Sequence[RelationFinding]) -> Table:
    text = context.language.text
    order = {item.partner: place for place, item in enumerate(context.scored)}
    rows = sorted(known, key=lambda item: order.get(item.partner, len(order)))
    columns: tuple[str, ...] = ("partner", "standing", "direction", "latest", "contrary")
    if context.length != "full":
        rows = [item for item in rows if item.value is not None]
    if context.length == "page":
        columns = columns[:3]
    return Table(
        id="relations",
        caption=text("caption_relations", focal=context.focal, on=context.on),
        columns=tuple(text(f"table_{name}") for name in columns),
        rows=tuple(_row(context, item)[: len(columns)] for item in rows),
    )


def _row(context: BriefContext, item: RelationFinding) -> tuple[Cell, ...]:
    """Cells of a relation; short of a full brief one note documents all of its acts."""
    cells = _relation(context, item)
    if context.length == "full":
        return cells
    documented = set(item.evidence)
    return tuple(
        replace(cell, evidence=()) if place > 1 and documented.issuperset(cell.evidence) else cell
        for place, cell in enumerate(cells)
    )


def _relation(context: BriefContext, item: RelationFinding) -> tuple[Cell, ...]:
    language = context.language
    text = language.text
    if item.value is None:
        standing = text("standing_insufficient")
    else:
        low, high = item.interval or (0.0, 0.0)
        standing = text(
            "standing_scored",
            word=text(f"standing_{item.standing}"),
            score=language.score(float(item.value)),
            low=language.score(low),
            high=language.score(high),
        )
    heading = item.direction.heading
    arrow = f"{ARROWS[heading]} {text(f'direction_{heading}')}"
    return (
        Cell(language.capital(item.name)),
        Cell(standing, item.evidence, _TONES.get(item.standing, "quiet"), finding=item),
        Cell(arrow, item.direction.acts),
        _latest(context, item),
        _contrary(context, item),
    )


def _latest(context: BriefContext, item: RelationFinding) -> Cell:
    """Show the latest act of the relation, as the reason behind its direction."""
    acts = [context.acts_by_proposition.get(name) for name in item.direction.acts or item.evidence]
    known = [act for act in acts if act is not None]
    if not known:
        return Cell("")
    last = max(known, key=lambda act: (act.when.sort_key, act.proposition))
    dated = last.when.precision not in {"open", "unknown"}
    when = f"{context.language.date(last.when)}: " if dated else ""
    return Cell(context.language.sentence(f"{when}{last.statement}"), last.evidence)


def _contrary(context: BriefContext, item: RelationFinding) -> Cell:
    """Ties and acts that speak against the standing, so that no trend stands alone."""
    ties = [
        tie.title + (f" ({context.language.text('tie_void')})" if tie.voided_by else "")
        for tie in item.contrary_ties
    ]
    told = item.contrary[:1] if item.value is not None else ()
    acts = [
        act.statement for name in told if (act := context.acts_by_proposition.get(name)) is not None
    ]
    evidence = dict.fromkeys([e for tie in item.contrary_ties for e in tie.evidence] + [*told])
    return Cell(context.language.sentence("; ".join([*ties, *acts])), tuple(evidence))


def _acts(context: BriefContext, partner: str) -> Table:
    language = context.language
    acts = [act for act in context.acts if partner in act.partners]
    return Table(
        id=f"acts-{partner}",
        caption=language.text(
            "caption_acts", focal=context.focal, partner=context.names.short(partner)
        ),
        columns=tuple(language.text(f"table_{name}") for name in ("date", "act", "status")),
        rows=tuple(_act(context, act) for act in acts),
    )


def _act(context: BriefContext, act: ActFinding) -> tuple[Cell, ...]:
    language = context.language
    tone = "good" if act.direction == "cooperative" else "bad"
    status = context.vocabulary.statuses[act.status].label(language.code)
    return (
        Cell(language.date(act.when)),
        Cell(language.sentence(act.statement), act.evidence, tone),
        Cell(status),
    )
