"""Ruptures, rapprochements and crises, and acts that answered acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from counterpoise.assess.episodes import EpisodeFinding
from counterpoise.assess.episodes_answers import AnswerFinding
from counterpoise.assess.episodes_crises import CrisisFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Bullets, Paragraph, Section, Sentence
from counterpoise.model.dates import DateInterval, parse_date

_LEVEL = 0.005
"""Weights closer than what is printed of them are level."""
_WIDEST_LAG_DAYS = 31
"""A lag known no better than this tells nothing of how fast an answer came."""


def episodes(context: BriefContext) -> Section | None:
    """Tell every episode and crisis in a paragraph, then the answers with their lags."""
    if context.length == "page":
        return None
    told_of = [tuple(episode_sentences(context, item)) for item in context.episodes]
    crises = [tuple(_crisis(context, item)) for item in context.crises]
    if context.length == "brief":
        first = tuple(sentences[0] for sentences in told_of + crises)
        return Section("episodes", context.language.text("section_episodes"), (Paragraph(first),))
    blocks: list[Block] = [Paragraph(sentences) for sentences in told_of + crises]
    answers = [
        item
        for item in context.answers
        if item.lag_days is not None and item.lag_days[1] - item.lag_days[0] < _WIDEST_LAG_DAYS
    ]
    answers.sort(key=lambda item: item.answer_when.sort_key)
    told = tuple(_answer(context, item) for item in answers)
    if told:
        lead = Sentence(context.language.text("answers_lead"), framing=True)
        blocks.extend((Paragraph((lead,)), Bullets(told)))
    if not blocks:
        return None
    return Section("episodes", context.language.text("section_episodes"), tuple(blocks))


def episode_sentences(context: BriefContext, item: EpisodeFinding) -> Iterable[Sentence]:
    """Onset and extent of an episode; its peak with the runner-up; what is left of the tie."""
    language = context.language
    text = language.text
    channels = [context.vocabulary.channels[c.channel].label(language.code) for c in item.channels]
    opened = text(
        f"{item.kind}_opened",
        partner=item.name,
        focal=context.focal,
        onset=language.when(item.onset),
        channels=language.listed(channels),
    )
    yield Sentence(language.sentence(opened), item.evidence, item)
    peak = item.peak
    runner = peak.runners_up[0] if peak.runners_up else None
    level = runner is not None and abs(runner.weight - peak.weight) < _LEVEL
    key = "episode_level" if level else "episode_peak"
    told = text(
        key if runner is not None else "episode_peak_alone",
        peak=language.when(_month(peak.month)),
        runner=language.date(_month(runner.month)) if runner else "",
        share=language.percent(peak.agreement),
    )
    yield Sentence(language.sentence(told), tuple(peak.acts), item)
    if item.residual:
        ties = [
            f"{tie.title}, {text('tie_void')}" if tie.voided_by else tie.title
            for tie in item.residual
        ]
        evidence = tuple(dict.fromkeys(name for tie in item.residual for name in tie.evidence))
        told = text("residual_tie", ties=language.listed(ties))
        yield Sentence(language.sentence(told), evidence, item)


def _month(day: date) -> DateInterval:
    return parse_date(f"{day:%Y-%m}")


def _crisis(context: BriefContext, item: CrisisFinding) -> Iterable[Sentence]:
    language = context.language
    text = language.text
    mediators = language.listed([context.names.short(name) for name in item.mediators])
    by = text("crisis_mediated", mediators=mediators) if mediators else ""
    key = "crisis_settled" if item.duration_days is not None else "crisis_open"
    told = text(
        key,
        title=item.title,
        opened=language.date(item.opened),
        settled=language.date(item.settled),
        days=language.listed([str(day) for day in sorted(set(item.duration_days or ()))]),
        mediated=by,
    )
    yield Sentence(language.sentence(told), item.evidence, item)
    inside = [step for step in item.steps if step.within_deescalation]
    if inside:
        steps = [f"{step.label} ({language.date(step.when)})" for step in inside]
        told = text("crisis_within", steps=language.listed(steps))
        evidence = tuple(dict.fromkeys(name for step in inside for name in step.evidence))
        yield Sentence(language.sentence(told), evidence, item)


def _answer(context: BriefContext, item: AnswerFinding) -> Sentence:
    language = context.language
    low, high = item.lag_days or (0, 0)
    key = "answer_same_day" if high == 0 else "answer_after" if low == high else "answer_within"
    told = language.text(
        key,
        when=language.when(item.answer_when),
        date=language.date(item.answer_when),
        days=language.days(high),
        act=item.act_statement,
        answer=item.answer_statement,
    )
    return Sentence(language.sentence(told), item.evidence, item)
