"""What is left, whom the state depends on, and what it has lost."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.architecture import ArchitectureFinding
from counterpoise.assess.dependence import DependenceFinding
from counterpoise.assess.isolation import IsolationFinding
from counterpoise.assess.isolation_ranking import RankFinding
from counterpoise.assess.ties import StandingTie
from counterpoise.brief.charts import CHARTS
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Paragraph, Section, Sentence, Table
from counterpoise.model.dates import DateInterval


def exposure(context: BriefContext) -> Section | None:
    """Dependence channel by channel, and the components of isolation beside each other."""
    found = context.exposure
    blocks: list[Block] = []
    if found.dependence:
        blocks.append(_dependence(context, found.dependence))
    if found.isolation:
        blocks.append(_isolation(context, found.isolation))
    if context.length == "full":
        blocks.extend(CHARTS["exposure"](context))
    if found.ranking is not None:
        blocks.append(Paragraph((_ranking(context, found.ranking),)))
    if not blocks or context.length == "page":
        return None
    return Section("exposure", context.language.text("section_exposure"), tuple(blocks))


def architecture_sentences(
    context: BriefContext, whole: ArchitectureFinding
) -> tuple[Sentence, ...]:
    """How many parts are left, which they are, and what leaned on those that have gone."""
    language = context.language
    text = language.text
    name = context.measure_name
    left = [name(part.title) for part in whole.parts if part.state == "active"]
    gone = [
        name(part.title) for part in whole.parts if part.state in {"ended", "suspended", "lifted"}
    ]
    restricted = [name(part.title) for part in whole.parts if part.restricted_by]
    which = "all" if whole.active == whole.total else "left" if left else "none"
    which = "one" if which == "left" and whole.active == 1 else which
    told = text(
        f"architecture_{which}",
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
    for link in whole.dependents:
        if link.effects:
            told = text(
                "architecture_dependent",
                giver=name(link.giver),
                taker=name(link.taker),
                functions=language.listed(list(link.functions)),
            )
            sentences.append(Sentence(language.sentence(told), link.evidence, whole))
    return tuple(sentences)


def spread_sentence(context: BriefContext, finding: DependenceFinding) -> Sentence | None:
    """Tell a channel whose firm ties have shrunk from several partners to one or none."""
    if finding.spread_before != "several partners" or finding.spread_after == "several partners":
        return None
    language = context.language
    key = "spread_to_one" if finding.provider else "spread_to_none"
    told = language.text(
        key,
        channel=context.vocabulary.channels[finding.channel].label(language.code),
        before=language.listed(_firm(context, finding.before)),
        baseline=language.date(DateInterval(finding.baseline, finding.baseline)),
        provider=context.names.short(finding.provider) if finding.provider else "",
    )
    return Sentence(language.sentence(told), finding.evidence, finding)


def _firm(context: BriefContext, ties: Sequence[StandingTie]) -> list[str]:
    return list(dict.fromkeys(context.names.short(tie.partner) for tie in ties if tie.is_firm))


def _dependence(context: BriefContext, findings: Sequence[DependenceFinding]) -> Table:
    language = context.language
    baseline = context.exposure.baseline
    before = language.date(DateInterval(baseline, baseline))
    return Table(
        id="dependence",
        caption=language.text("caption_dependence"),
        columns=(
            language.text("table_channel"),
            before,
            context.on,
            language.text("table_remaining"),
        ),
        rows=tuple(_channel(context, finding) for finding in _shown(context, findings)),
    )


def _shown(
    context: BriefContext, findings: Sequence[DependenceFinding]
) -> Sequence[DependenceFinding]:
    """All channels; in a brief, those where the spread of firm ties changed."""
    if context.length == "full":
        return findings
    return [item for item in findings if item.spread_before != item.spread_after]


def _channel(context: BriefContext, finding: DependenceFinding) -> tuple[Cell, ...]:
    language = context.language
    label = context.vocabulary.channels[finding.channel].label(language.code)
    tone = "bad" if finding.spread_after == "one partner" else ""
    remaining = dict.fromkeys(_remaining(context, tie) for tie in finding.remaining)
    return (
        Cell(language.capital(label)),
        Cell(_spread(context, finding.spread_before, finding.before), finding.evidence),
        Cell(_spread(context, finding.spread_after, finding.after), finding.evidence, tone),
        Cell("; ".join(remaining)),
    )


def _spread(context: BriefContext, spread: str, ties: Sequence[StandingTie]) -> str:
    """Say how many partners hold firm ties, and which."""
    language = context.language
    partners = _firm(context, ties)
    word = language.text("spread_" + spread.split(maxsplit=1)[0])
    return f"{word}: {language.listed(partners)}" if partners else word


def _remaining(context: BriefContext, tie: StandingTie) -> str:
    text = context.language.text
    reasons = []
    if tie.restricted_by:
        reasons.append(text("tie_restricted"))
    if tie.contested:
        reasons.append(text("tie_contested"))
    if tie.announced_end:
        reasons.append(text("tie_announced_end"))
    reasons.extend(text(f"side_{side}") for side in tie.open_sides)
    return f"{tie.title} ({', '.join(reasons)})"


def _isolation(context: BriefContext, findings: Sequence[IsolationFinding]) -> Table:
    text = context.language.text
    return Table(
        id="isolation",
        caption=text("caption_isolation", on=context.on),
        columns=(text("table_condition"), text("table_lost"), text("table_by_partner")),
        rows=tuple(_component(context, finding) for finding in findings),
    )


def _component(context: BriefContext, finding: IsolationFinding) -> tuple[Cell, ...]:
    text = context.language.text
    parts = [
        text("part_lost", partner=context.names.short(part.partner), lost=str(part.lost))
        for part in finding.decomposition
        if part.lost
    ]
    most = finding.lost + finding.unknown
    total = str(finding.total)
    bounds = text("of_total", part=str(finding.lost), total=total)
    if finding.unknown:
        bounds = text("of_total_between", low=str(finding.lost), high=str(most), total=total)
    return (
        Cell(context.language.capital(text(f"isolation_{finding.component}"))),
        Cell(bounds, finding.evidence, finding=finding),
        Cell(", ".join(parts)),
    )


def _ranking(context: BriefContext, ranking: RankFinding) -> Sentence:
    language = context.language
    told = language.text(
        "ranking_stable" if ranking.stable else "ranking_unstable",
        partner=context.names.short(ranking.order[0]),
        share=language.percent(float(ranking.value or 0)),
        draws=language.number(float(ranking.parameters["draws"])),
    )
    return Sentence(language.sentence(told), ranking.evidence, ranking)
