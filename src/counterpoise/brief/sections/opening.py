"""The three-part opening: what is new, why it matters, what should be done."""

from __future__ import annotations

from datetime import timedelta

from counterpoise.assess.acts import ActFinding
from counterpoise.assess.measures import in_force
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Bullets, Paragraph, Section, Sentence
from counterpoise.brief.wording import act_sentence, attributed

RECENT = timedelta(days=183)
"""How far back "new" reaches: half a year, the span over which directions are told."""
_MOST_PARTNERS = 5


def new(context: BriefContext) -> Section | None:
    """Latest material act with each of the partners with whom most happened of late."""
    since = context.view.on - RECENT
    recent: dict[str, list[ActFinding]] = {}
    for act in context.acts:
        if not act.speech and act.when.last is not None and act.when.last > since:
            for partner in act.partners:
                recent.setdefault(partner, []).append(act)
    order = sorted(recent, key=lambda name: (-len(recent[name]), context.position(name)))
    latest = dict.fromkeys(recent[partner][-1].proposition for partner in order[:_MOST_PARTNERS])
    acts = [act for act in context.acts if act.proposition in latest]
    if not acts:
        return None
    told = tuple(act_sentence(context, act) for act in acts)
    return Section("new", context.language.text("section_new"), (Paragraph(told),))


def matters(context: BriefContext) -> Section | None:
    """Tell what is in force against the focal state, and what is judged of it."""
    language = context.language
    focal = context.view.case.heading.focal
    active = [
        finding
        for finding in in_force(context.measures)
        if finding.target == focal and finding.kind in {"sanctions", "membership", "access"}
    ]
    told = []
    if active:
        titles = [f"{item.component_title}" for item in active]
        text = language.sentence(
            language.text("in_force_on", on=context.on), language.listed(titles)
        )
        evidence = tuple(dict.fromkeys(e for item in active for e in item.evidence))
        told.append(Sentence(text, evidence))
    told.extend(
        Sentence(language.sentence(attributed(context, claim)), claim.evidence, claim)
        for claim in context.claims
        if claim.kind == "judgement" and "isolation" in claim.topics
    )
    if not told:
        return None
    return Section("matters", language.text("section_matters"), (Paragraph(tuple(told)),))


def done(context: BriefContext) -> Section | None:
    """Tell what the documents recommend, attributed to those who recommend it."""
    language = context.language
    lines = [
        Sentence(language.sentence(attributed(context, claim)), claim.evidence, claim)
        for claim in context.claims
        if claim.kind == "recommendation"
    ]
    if not lines:
        return None
    return Section("done", language.text("section_done"), (Bullets(tuple(lines)),))
