"""The three-part opening: what is new, why it matters, what should be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from counterpoise.assess.acts import ActFinding
from counterpoise.assess.claims import ClaimFinding
from counterpoise.assess.measures import ComponentFinding, in_force
from counterpoise.assess.options import OptionFinding
from counterpoise.assess.relations import RelationFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Bullets, Paragraph, Section, Sentence
from counterpoise.brief.prose import narrated
from counterpoise.brief.sections.exposure import architecture_sentences, spread_sentence
from counterpoise.brief.wording import holders

RECENT = timedelta(days=183)
"""How far back "new" reaches: half a year, the span over which directions are told."""
_MOST = {"page": 3, "brief": 4, "full": 5}
_MOVING = {"worsening", "improving"}
"""Directions told with the span over which they are told, once a paragraph."""


def new(context: BriefContext) -> Section | None:
    """Where relations stand and head, then the latest deeds."""
    told = [*_extremes(context), *_others(context)]
    blocks: list[Block] = [Paragraph(tuple(told))] if told else []
    latest = _latest(context)
    if latest:
        blocks.append(Paragraph(narrated(context, latest)))
    if not blocks:
        return None
    return Section("new", context.language.text("section_new"), tuple(blocks))


def _extremes(context: BriefContext) -> Iterable[Sentence]:
    """Tell the worst relation where it stands negative and the best where it stands positive."""
    scored = context.scored
    if len(scored) < 2:
        return
    worst, best = scored[0], scored[-1]
    first = worst.standing == "negative"
    if first:
        yield _relation(context, "relation_worst", worst, "clause")
    if best.standing == "positive":
        moving = best.direction.heading in _MOVING
        again = first and (worst.direction.heading == best.direction.heading or moving)
        key = "relation_best" if first else "relation_best_alone"
        yield _relation(context, key, best, "again" if again else "clause")


def _relation(context: BriefContext, key: str, relation: RelationFinding, clause: str) -> Sentence:
    language = context.language
    low, high = relation.interval or (0.0, 0.0)
    told = language.text(
        key,
        focal=context.focal,
        partner=relation.name,
        score=language.score(float(relation.value or 0)),
        low=language.score(low),
        high=language.score(high),
        heading=language.text(f"{clause}_{relation.direction.heading}"),
    )
    return Sentence(language.sentence(told), relation.evidence, relation)


def _others(context: BriefContext) -> Iterable[Sentence]:
    """Relations in between together, and those about which too little is recorded."""
    language = context.language
    between = [item for item in context.scored if item.standing in {"mixed", "unclear"}]
    after = any(True for _ in _extremes(context))
    mixed = "relations_mixed" if after else "relations_mixed_alone"
    thin = [item for item in context.overall if item.value is None and item.acts]
    for key, group in ((mixed, between), ("relations_thin", thin)):
        if group:
            names = language.listed([item.name for item in group])
            told = language.text(key, partners=names, focal=context.focal)
            evidence = tuple(dict.fromkeys(e for item in group for e in item.evidence))
            yield Sentence(language.sentence(told), evidence)


def _latest(context: BriefContext) -> Sequence[ActFinding]:
    """Latest deed with each of the partners with whom most was done of late, by date."""
    since = context.view.on - RECENT
    recent: dict[str, list[ActFinding]] = {}
    for act in context.acts:
        if not act.speech and act.when.first is not None and act.when.first > since:
            for partner in act.partners:
                recent.setdefault(partner, []).append(act)
    order = sorted(recent, key=lambda name: (-len(recent[name]), context.position(name)))
    chosen = {recent[partner][-1].proposition for partner in order[: _MOST[context.length]]}
    return [act for act in context.acts if act.proposition in chosen]


def matters(context: BriefContext) -> Section | None:
    """Tell what is left of the security system, dependence, sanctions, and judgements."""
    told: list[Sentence] = []
    for whole in context.exposure.architectures:
        told.extend(architecture_sentences(context, whole))
    told.extend(
        sentence
        for finding in context.exposure.dependence
        if (sentence := spread_sentence(context, finding)) is not None
    )
    told.extend(_sanctions(context))
    told.extend(_judgements(context))
    if not told:
        return None
    return Section("matters", context.language.text("section_matters"), (Paragraph(tuple(told)),))


def _sanctions(context: BriefContext) -> Iterable[Sentence]:
    """Sanctions that are in force on the focal state, by who imposes them."""
    language, focal = context.language, context.view.case.heading.focal
    by_issuers: dict[tuple[str, ...], list[str]] = {}
    evidence: dict[tuple[str, ...], list[str]] = {}
    doubtful: list[ComponentFinding] = []
    for item in in_force(context.measures):
        if item.target == focal and item.kind == "sanctions":
            if "lifting" in item.not_in_evidence:
                doubtful.append(item)
                continue
            by_issuers.setdefault(item.issuers, []).append(item.component_title)
            evidence.setdefault(item.issuers, []).extend(item.evidence)
    for issuers, titles in by_issuers.items():
        told = language.text(
            "sanctions_in_force_plural" if _is_plural(context, issuers) else "sanctions_in_force",
            issuers=language.listed([context.names.short(name) for name in issuers]),
            titles=language.listed(titles),
            focal=context.focal,
        )
        yield Sentence(language.sentence(told), tuple(dict.fromkeys(evidence[issuers])))
    if doubtful:
        components = language.listed([item.component_title for item in doubtful])
        names = dict.fromkeys(name for item in doubtful for name in item.issuers)
        told = language.text(
            "sanctions_lifting_open",
            issuers=language.listed([context.names.short(name) for name in names]),
            titles=components,
        )
        known = tuple(dict.fromkeys(e for item in doubtful for e in item.evidence))
        yield Sentence(language.sentence(told), known)


def _is_plural(context: BriefContext, actors: Sequence[str]) -> bool:
    return len(actors) > 1 or context.names.is_plural(actors[0])


def _judgements(context: BriefContext) -> Iterable[Sentence]:
    """Tell what is judged of the focal state's isolation, attributed, two clauses at the most."""
    found = [
        claim
        for claim in context.claims
        if claim.kind == "judgement" and "isolation" in claim.topics and claim.supported_by
    ][:2]
    groups: dict[tuple[str, ...], list[ClaimFinding]] = {}
    for claim in found:
        groups.setdefault(tuple(held.holder for held in claim.supported_by), []).append(claim)
    language = context.language
    for claims in groups.values():
        clauses = language.clauses([language.that(claim.statement) for claim in claims])
        told = f"{holders(context, claims[0].supported_by)} {clauses}"
        evidence = tuple(dict.fromkeys(e for claim in claims for e in claim.evidence))
        yield Sentence(language.sentence(told), evidence)


def done(context: BriefContext) -> Section | None:
    """Tell what the documents recommend, attributed; what is asked of one actor stands together."""
    if not context.options:
        return None
    language = context.language
    by = tuple(dict.fromkeys(name for item in context.options for name in item.recommended_by))
    chosen = _chosen(context)
    told = language.text(
        "recommended_by" if len(chosen) < len(context.options) else "recommended_all",
        holders=language.listed([context.names.short(name) for name in by]),
        shown=language.count(len(chosen)),
        total=language.count(len(context.options)),
    )
    evidence = tuple(dict.fromkeys(item.evidence[0] for item in context.options))
    blocks: list[Block] = [Paragraph((Sentence(language.sentence(told), evidence),))]
    for subject, items in _by_subject(context, chosen).items():
        heads = tuple(dict.fromkeys(item.evidence[0] for item in items))
        head = f"{subject}:" if subject else language.text("recommended_others")
        if len(items) < len(chosen):
            blocks.append(Paragraph((Sentence(language.capital(head), heads),)))
        blocks.append(Bullets(tuple(_option(context, item, subject) for item in items)))
    return Section("done", language.text("section_done"), tuple(blocks))


def _by_subject(
    context: BriefContext, chosen: Sequence[OptionFinding]
) -> dict[str, list[OptionFinding]]:
    """Recommendations by the words that two or more of them begin with, the others last."""
    found: dict[str, list[OptionFinding]] = {}
    for item in chosen:
        found.setdefault(context.language.advice(item.action)[0], []).append(item)
    single = [
        item for subject, items in found.items() if len(items) < 2 or not subject for item in items
    ]
    told = {subject: items for subject, items in found.items() if subject and len(items) > 1}
    if single:
        told[""] = single
    return told


def _chosen(context: BriefContext) -> Sequence[OptionFinding]:
    """Choose the first recommendations to each addressee; all of them in a full brief."""
    if context.length == "full":
        return context.options
    most = {"page": 1, "brief": 3}[context.length]
    taken: dict[tuple[str, ...], int] = {}
    chosen = []
    for item in context.options:
        taken[item.addressees] = taken.get(item.addressees, 0) + 1
        if taken[item.addressees] <= most and not item.advised_against:
            chosen.append(item)
    return chosen[: 2 * most + 2]


def _option(context: BriefContext, item: OptionFinding, subject: str) -> Sentence:
    """Tell a recommendation with its condition and chances; its subject may stand above it."""
    language = context.language
    text = language.text
    told = language.advice(item.action)[1] if subject else item.action
    terms = []
    if item.condition:
        terms.append(text("option_condition_term", condition=item.condition))
    if item.feasibility:
        terms.append(text("option_feasibility_term", feasibility=item.feasibility))
    if item.advised_against:
        terms.append(text("option_advised_against"))
    if terms:
        told += text("option_terms", terms="; ".join(terms))
    return Sentence(language.sentence(told), item.evidence[:1], item)
