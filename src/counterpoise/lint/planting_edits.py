"""Edits of a draft's text at places of its tree."""

from __future__ import annotations

import itertools
import re
from random import Random

from counterpoise.lint.draft import Draft, Unit
from counterpoise.model.documents import Note

_LABEL = re.compile(r"\s*(?:\[\^?\w{1,12}\]:?|\d{1,4}[.)])\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def press_links(draft: Draft) -> list[tuple[Unit, Note]]:
    """Sentences with one call whose note cites one dated work with a title, and no more."""
    found = []
    for unit in draft.body:
        for _, note in draft.called(unit):
            works = note.citations
            plain = len(works) == 1 and works[0].title and works[0].issued.is_known
            if len(unit.anchors) == 1 and plain and works[0].end >= note.end - 2:
                found.append((unit, note))
    return found


def insert(draft: Draft, random: Random, sentence: str) -> str | None:
    """Put a sentence before one of the running text that a call covers."""
    places = [
        unit
        for unit in draft.body
        if unit.anchors
        and unit.paragraph is not None
        and unit.paragraph.type == "body"
        and unit.start == unit.paragraph.start
    ] or [unit for unit in draft.body if unit.anchors or not draft.document.anchors]
    if not places:
        return None
    start = random.choice(places).start
    return f"{draft.document.text[:start]}{sentence} {draft.document.text[start:]}"


def cut_note(draft: Draft, random: Random) -> str | None:
    """Drop a note that is called."""
    notes = [note for note in draft.document.notes if note.number]
    if len(notes) < 2:
        return None
    note = random.choice(notes)
    return draft.document.text[: note.start] + draft.document.text[note.end :]


def cut_call(draft: Draft, random: Random) -> str | None:
    """Drop the call and note of a dated or counted sentence that closes its paragraph."""
    places = []
    for unit in draft.body:
        paragraph = unit.paragraph
        closes = paragraph is not None and unit.end >= paragraph.end - 1
        if closes and unit.anchors and unit.section is not None and unit.section.title:
            dated = any(m.interval.precision in {"day", "month"} for m in unit.dates)
            if dated and paragraph is not None and paragraph.type == "body":
                places.append(unit)
    if not places:
        return None
    unit = random.choice(places)
    text = draft.document.text
    spans = [(a.start, a.end) for a in draft.document.anchors if a.number in unit.anchors]
    spans += [(note.start, note.end) for _, note in draft.called(unit)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def shift_year(draft: Draft, note: Note, years: int) -> str | None:
    """Move the year of a note's only citation."""
    text = draft.document.text
    found = list(_YEAR.finditer(text, note.start, note.end))
    if not found:
        return None
    match = found[-1]
    return f"{text[: match.start()]}{int(match.group()) + years}{text[match.end() :]}"


def retitle(draft: Draft, note: Note, title: str) -> str | None:
    """Give the work that a note cites another title."""
    text = draft.document.text
    place = text.find(note.citations[0].title, note.start, note.end)
    if place < 0:
        return None
    return text[:place] + title + text[place + len(note.citations[0].title) :]


def swap_notes(draft: Draft, random: Random) -> str | None:
    """Exchange the contents of two notes on end whose sentences follow each other."""
    links = press_links(draft)
    pairs = [
        (first, second)
        for (left, first), (right, second) in itertools.pairwise(links)
        if second.number == first.number + 1
        and first.block == second.block
        and right.index - left.index == 1
    ]
    if not pairs:
        return None
    first, second = random.choice(pairs)
    text = draft.document.text
    a, b = _content_start(text, first), _content_start(text, second)
    contents = text[a : first.end], text[b : second.end]
    return text[:a] + contents[1] + text[first.end : b] + contents[0] + text[second.end :]


def _content_start(text: str, note: Note) -> int:
    label = _LABEL.match(text, note.start, note.end)
    return label.end() if label is not None else note.start
