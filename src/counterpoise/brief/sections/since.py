"""What changed since an earlier day."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.assess.changes import ChangeFinding
from counterpoise.brief.charts.reported_marks import turn_words
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Bullets, Paragraph, Section, Sentence
from counterpoise.brief.wording import act_sentence
from counterpoise.model.dates import DateInterval

_MOST = {"page": 4, "brief": 10, "full": 1000}


def since(context: BriefContext) -> Section | None:
    """Tell new acts, then what stands otherwise than it did: relations, measures, claims."""
    if context.earlier is None:
        return None
    language = context.language
    day = context.earlier.as_of or context.earlier.on
    title = language.text("section_since", day=language.date(DateInterval(day, day)))
    most = _MOST[context.length]
    lines = (*tuple(_acts(context))[: most // 2], *_changes(context))[:most]
    lines += tuple(_reported(context))[: most // 2]
    if not lines:
        nothing = Sentence(language.text("since_nothing"), framing=True)
        return Section("since", title, (Paragraph((nothing,)),))
    blocks: tuple[Block, ...] = (Bullets(lines),)
    return Section("since", title, blocks)


def _acts(context: BriefContext) -> Iterable[Sentence]:
    """Acts known now and not then: the deeds that happened since, the latest first."""
    new = {item.subject for item in context.changes if item.kind == "new claim"}
    day = context.earlier.on if context.earlier is not None else context.view.on
    happened = [
        act
        for act in context.acts
        if act.proposition in new and act.when.first is not None and act.when.first > day
    ]
    happened.sort(key=lambda act: (act.speech, act.direction))
    happened.sort(key=lambda act: act.when.sort_key, reverse=True)
    return (act_sentence(context, act) for act in happened)


def _changes(context: BriefContext) -> Iterable[Sentence]:
    order = ("relation", "measure", "flipped status")
    found = sorted(
        (item for item in context.changes if item.kind in order and item.before),
        key=lambda item: order.index(item.kind),
    )
    return (_change(context, item) for item in found)


def _reported(context: BriefContext) -> Iterable[Sentence]:
    """Tell turning points of reported events not found before, with their feed named."""
    new = {
        item.subject: item
        for item in context.reported_changes
        if item.kind == "reported turning point" and not item.before
    }
    for turn in context.reported.turns if context.reported is not None else ():
        item = new.get(f"{turn.partner}/{turn.feed}/{turn.likeliest}")
        if item is not None:
            words = turn_words(context, turn)
            yield Sentence(context.language.sentence(words), turn.evidence, item)


def _change(context: BriefContext, item: ChangeFinding) -> Sentence:
    language = context.language
    told = language.text(
        "since_change",
        subject=_subject(context, item),
        before=_word(context, item, item.before),
        after=_word(context, item, item.after),
    )
    return Sentence(language.sentence(told), item.evidence, item)


def _subject(context: BriefContext, item: ChangeFinding) -> str:
    """Name what changed: a claim's statement, a component's title, a partner and channel."""
    if item.kind == "flipped status":
        return context.claim(item.subject).statement
    head, _, tail = item.subject.partition("/")
    if item.kind == "measure":
        return next(f.label for f in context.measures if (f.measure, f.component) == (head, tail))
    channels = context.vocabulary.channels
    label = channels[tail].label(context.language.code) if tail in channels else tail
    return context.language.text(
        "since_relation" if tail in channels else f"since_relation_{tail}",
        partner=context.names.short(head),
        channel=label,
    )


def _word(context: BriefContext, item: ChangeFinding, word: str) -> str:
    """Return the word of a status, state or standing in the brief's language."""
    code = context.language.code
    if item.kind == "relation":
        return context.language.text(f"standing_{word}")
    words = context.vocabulary.statuses
    if item.kind == "measure":
        words = context.vocabulary.component_states
    head = word.split(" ", maxsplit=1)[0].split(",", maxsplit=1)[0]
    return words[head].label(code) if head in words else word
