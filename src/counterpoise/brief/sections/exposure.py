"""What is left, whom the state depends on, and what it has lost."""

from __future__ import annotations

from counterpoise.assess.architecture import ArchitectureFinding
from counterpoise.assess.dependence import DependenceFinding
from counterpoise.assess.ties import StandingTie
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Paragraph, Section, Sentence, Table
from counterpoise.model.dates import DateInterval


def exposure(context: BriefContext) -> Section | None:
    """Architecture, dependence channel by channel, and the components of isolation."""
    blocks: list[Block] = [
        Paragraph(architecture_sentences(context, whole)) for whole in context.architectures
    ]
    if context.dependence:
        blocks.append(_dependence(context))
    if context.isolation:
        blocks.append(_isolation(context))
        if context.ranking is not None:
            blocks.append(Paragraph((_ranking(context),)))
    if not blocks:
        return None
    return Section("exposure", context.language.text("section_exposure"), tuple(blocks))


def architecture_sentences(
    context: BriefContext, whole: ArchitectureFinding
) -> tuple[Sentence, ...]:
    """How many parts are left, which they are, and what leaned on those that have gone."""
    language = context.language
    text = language.text
    left = [part.title for part in whole.parts if part.state == "active"]
    gone = [part.title for part in whole.parts if part.state in {"ended", "suspended", "lifted"}]
    restricted = [part.title for part in whole.parts if part.restricted_by]
    key = "architecture_all" if len(left) == whole.total else "architecture_left"
    told = text(
        key if left else "architecture_none",
        active=language.count(whole.active),
        total=language.count(whole.total),
        left=language.listed(left),
        gone=language.listed(gone),
        on=context.on,
        title=whole.title,
    )
    if restricted:
        told += text("architecture_restricted", parts=language.listed(restricted))
    sentences = [Sentence(language.sentence(told), whole.evidence, whole)]
    sentences.extend(
        Sentence(
            language.sentence(
                text(
                    "architecture_dependent",
                    giver=link.giver,
                    taker=link.taker,
                    functions=language.listed(link.functions),
                )
            ),
            link.evidence,
            whole,
        )
        for link in whole.dependents
        if link.effects
    )
    return tuple(sentences)


def _dependence(context: BriefContext) -> Table:
    language = context.language
    first = context.dependence[0]
    before = language.date(DateInterval(first.baseline, first.baseline))
    return Table(
        id="dependence",
        caption=language.text("caption_dependence", before=before, on=context.on),
        columns=(
            language.text("table_channel"),
            before,
            context.on,
            language.text("table_remaining"),
        ),
        rows=tuple(_channel(context, finding) for finding in context.dependence),
    )


def _channel(context: BriefContext, finding: DependenceFinding) -> tuple[Cell, ...]:
    language = context.language
    label = context.vocabulary.channels[finding.channel].label(language.code)
    tone = "bad" if finding.spread_after == "one partner" else ""
    return (
        Cell(label),
        Cell(_spread(context, finding.spread_before, finding.before), finding.evidence),
        Cell(_spread(context, finding.spread_after, finding.after), finding.evidence, tone),
        Cell("; ".join(dict.fromkeys(_remaining(context, tie) for tie in finding.remaining))),
    )


def _spread(context: BriefContext, spread: str, ties: tuple[StandingTie, ...]) -> str:
    """Say how many partners hold firm ties, and which."""
    language = context.language
    partners = dict.fromkeys(context.names.short(tie.partner) for tie in ties if tie.is_firm)
    word = language.text("spread_" + spread.split(maxsplit=1)[0])
    return f"{word}: {language.listed(list(partners))}" if partners else word


def _remaining(context: BriefContext, tie: StandingTie) -> str:
    text = context.language.text
    reasons = []
    if tie.restricted_by:
        reasons.append(text("tie_restricted"))
    if tie.contested:
        reasons.append(text("tie_contested"))
    if tie.announced_end:
        reasons.append(text("tie_announced_end"))
    reasons.extend(text("side_not_in_evidence", side=text(f"side_{s}")) for s in tie.open_sides)
    return f"{tie.title} ({', '.join(reasons)})"


def _isolation(context: BriefContext) -> Table:
    language = context.language
    text = language.text
    rows = []
    for finding in context.isolation:
        parts = [
            f"{context.names.short(part.partner)} {part.lost}"
            for part in finding.decomposition
            if part.lost
        ]
        most = finding.lost + finding.unknown
        bounds = str(finding.lost) if most == finding.lost else f"{finding.lost}–{most}"
        rows.append(
            (
                Cell(text(f"isolation_{finding.component}")),
                Cell(text("of_total", part=bounds, total=str(finding.total)), finding.evidence),
                Cell(", ".join(parts)),
            )
        )
    return Table(
        id="isolation",
        caption=text("caption_isolation", on=context.on),
        columns=(text("table_component"), text("table_lost"), text("table_by_partner")),
        rows=tuple(rows),
    )


def _ranking(context: BriefContext) -> Sentence:
    language = context.language
    ranking = context.ranking
    assert ranking is not None
    key = "ranking_stable" if ranking.stable else "ranking_unstable"
    told = language.text(
        key,
        partner=context.names.short(ranking.order[0]),
        share=language.percent(float(ranking.value or 0)),
        draws=language.number(ranking.parameters_number("draws")),
    )
    return Sentence(language.sentence(told), ranking.evidence, ranking)
