"""Candidate claims from what a text shows by itself, without a coder.

A candidate is a dated sentence that names a known actor, a figure with its unit, or quoted speech
with a known speaker. Pull quotes, captions and furniture yield none, so nothing counts twice.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from counterpoise.intake.gazetteer import ActorMention, Gazetteer
from counterpoise.intake.numbers import NumberMention, find_numbers
from counterpoise.intake.when.find import DateMention, find_dates
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import Sentence, TextDocument, TextType

CandidateKind = Literal["event", "figure", "speech"]
_READ: frozenset[TextType] = frozenset({"body", "list", "quotation"})
_CALL = re.compile(r"\[\^?\w{1,12}\]")
_QUOTED = re.compile(r"[“«\"]\s?([^”»\"]{15,}?)\s?[”»\"]")
_SAYS = re.compile(
    r"\b(?:said|says|call\w*|stat\w+|declar\w+|accus\w+|claim\w*|describ\w+|den\w+|announc\w+|told|"
    r"affirm\w+|déclar\w+|dit|qualifi\w+|dénonc\w+|dément\w*|indiqu\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that the text may hold, unreviewed.

    Attributes
    ----------
    id
        First twelve digits of the SHA-256 of kind and quoted characters, with the offset.
    start, end
        Span of the sentence in the document's text.
    statement
        The sentence without its note calls, white space single.
    speaker
        Actor identifier of who is quoted; empty for other kinds.
    notes
        Global numbers of the notes that the sentence calls.
    """

    id: str
    kind: CandidateKind
    start: int
    end: int
    statement: str
    when: DateInterval
    actors: tuple[str, ...]
    figure: NumberMention | None = None
    speaker: str = ""
    notes: tuple[int, ...] = ()


def candidates(document: TextDocument, names: Gazetteer) -> tuple[Candidate, ...]:
    """Find the candidates of a document, in order; notes that comment are read like the body."""
    found: list[Candidate] = []
    for paragraph in document.paragraphs(*_READ):
        found += _in_sentences(document, paragraph.sentences, names)
    for note in document.notes:
        cited = [(work.start, work.end) for work in note.citations]
        prose = tuple(
            sentence
            for sentence in note.sentences
            if not any(start < sentence.end and sentence.start < end for start, end in cited)
        )
        found += _in_sentences(document, prose, names)
    return tuple(found)


def _in_sentences(
    document: TextDocument, sentences: tuple[Sentence, ...], names: Gazetteer
) -> list[Candidate]:
    found: list[Candidate] = []
    previous = DateInterval()
    for sentence in sentences:
        raw = document.quote(sentence)
        text = _CALL.sub(lambda match: " " * len(match.group()), raw)
        dates = find_dates(text, published=document.published, previous=previous)
        mentions = names.find(text)
        found += _of_sentence(sentence, text, dates, mentions)
        previous = dates[-1].interval if dates else previous
    return found


def _of_sentence(
    sentence: Sentence,
    text: str,
    dates: tuple[DateMention, ...],
    mentions: tuple[ActorMention, ...],
) -> list[Candidate]:
    actors = tuple(dict.fromkeys(mention.actor for mention in mentions))
    when = next((m.interval for m in dates if m.relation == "on"), DateInterval())
    found = []
    speaker = _speaker(text, mentions)
    if speaker:
        found.append(_made("speech", sentence, text, when, actors, speaker=speaker))
    for figure in find_numbers(text):
        if figure.unit and (figure.digits or figure.value >= 10) and figure.unit != "rank":
            found.append(_made("figure", sentence, text, when, actors, figure=figure))
    if when.is_known and actors and not found:
        found.append(_made("event", sentence, text, when, actors))
    return found


def _speaker(text: str, mentions: tuple[ActorMention, ...]) -> str:
    quoted = _QUOTED.search(text)
    if quoted is None:
        return ""
    before = [m for m in mentions if m.end <= quoted.start()]
    if not before or _SAYS.search(text[before[0].end : quoted.start()]) is None:
        return ""
    return before[0].actor


def _made(
    kind: CandidateKind,
    sentence: Sentence,
    text: str,
    when: DateInterval,
    actors: tuple[str, ...],
    *,
    figure: NumberMention | None = None,
    speaker: str = "",
) -> Candidate:
    extra = figure.wording if figure is not None else ""
    digest = hashlib.sha256(f"{kind}\n{sentence.start}\n{extra}\n{text}".encode()).hexdigest()[:12]
    return Candidate(
        id=digest,
        kind=kind,
        start=sentence.start,
        end=sentence.end,
        statement=" ".join(text.split()).rstrip("."),
        when=when,
        actors=actors,
        figure=figure,
        speaker=speaker,
        notes=sentence.anchors,
    )
