"""Notes that fit another sentence than the one that calls them, shifted or swapped by one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concept, concepts, countries
from counterpoise.model.documents import Note

ID = "note-support"
_OPENING = re.compile(r"(?:\[\w+\]\s*)?(?:These|Those|This|Ces|Cette)\s(?P<noun>[a-zà-ÿ]{4,})")
_EXAMPLE = re.compile(r"\bfor (?:example|instance)\b|\bpar exemple\b", re.IGNORECASE)
_ABRIDGED = re.compile(r"\b(?:and|et)\s\w+\s(?:other|autres)\s(?:sources|works)\b", re.IGNORECASE)
_STRONG, _WEAK = 5.0, 1.0
_MINIMUM_CONCEPTS = 3
_MINIMUM_OWN = 4
_NAME_WORDS = 3
_REPORTED_DAYS = 4
_MANY = 4
_SIDES = ("For:", "Against:", "Pour :", "Contre :")


@dataclass(frozen=True, slots=True)
class _Link:
    """A call with its sentence, its note and what the note is about."""

    number: int
    unit: Unit
    note: Note
    about: frozenset[str]


def _links(draft: Draft) -> list[_Link]:
    found = []
    for unit in draft.body:
        for number, note in draft.called(unit):
            about = _about(draft, note) - _who(note)
            found.append(_Link(number, unit, note, about))
    return found


def _about(draft: Draft, note: Note) -> frozenset[str]:
    """Concepts of the note's titles and comments; who published it and when says nothing."""
    titles = " ".join(work.title for work in note.citations if work.kind not in {"interview"})
    position, prose = note.start, []
    for work in sorted(note.citations, key=lambda w: w.start):
        prose.append(draft.document.text[position : max(work.start, position)])
        position = max(work.end, position)
    prose.append(draft.document.text[position : note.end])
    return concepts(f"{titles} {' '.join(prose)}")


def _who(note: Note) -> frozenset[str]:
    """Words of publishers' names, and of works known by such a name alone."""
    names = [work.publisher for work in note.citations]
    names += [w.title for w in note.citations if len(w.title.split()) <= _NAME_WORDS]
    return concepts(" ".join(names))


def _run(draft: Draft) -> Iterator[Report]:
    links = _links(draft)
    reported: set[int] = set()
    for report in (*_continuing(draft, links), *_swapped(draft, links), *_strayed(draft, links)):
        if report.note not in reported:
            reported |= {report.note, _partner(report, links)}
            yield report


def _partner(report: Report, links: list[_Link]) -> int:
    """Return the other note of a report on two that look exchanged, else the note itself."""
    following = [link.number for link in links if link.number > report.note]
    return following[0] if "exchanged" in report.message and following else report.note


def _report(draft: Draft, link: _Link, message: str, evidence: str) -> Report:
    return draft.report(
        ID,
        "error",
        link.unit,
        message,
        evidence=evidence,
        mend="put the note at the sentence it supports, and cite a source here",
        note=link.number,
    )


def _continuing(draft: Draft, links: list[_Link]) -> Iterator[Report]:
    """Find notes that open with “these agreements” while only the note before speaks of any."""
    for before, link in itertools.pairwise(links):
        match = _OPENING.match(draft.document.quote(link.note))
        if match is None:
            continue
        noun = concept(match.group("noun"))
        preceding = draft.before(link.unit)
        near = link.unit.concepts | (preceding.concepts if preceding is not None else frozenset())
        if noun and noun not in near and noun in before.about:
            yield _report(
                draft,
                link,
                f"note {link.number} goes on from note {before.number}, not from its sentence",
                f"“{match.group().strip()}” has no antecedent in the sentence",
            )


def _swapped(draft: Draft, links: list[_Link]) -> Iterator[Report]:
    """Two neighbouring notes that each fit the other's sentence."""
    for first, second in itertools.pairwise(links):
        if first.note.block != second.note.block or first.unit is second.unit:
            continue
        own = (_fit(draft, first, first.unit), _fit(draft, second, second.unit))
        crossed = (_fit(draft, first, second.unit), _fit(draft, second, first.unit))
        shared = (first.about & second.unit.concepts, second.about & first.unit.concepts)
        weighty = min(crossed) >= _STRONG or min(map(len, shared)) >= _MANY
        plain = min(crossed) >= _STRONG / 2 and sum(crossed) > 3 * sum(own) + _STRONG / 2
        dated = _follows(first, second) and _follows(second, first)
        if (weighty and sum(crossed) > 1.5 * sum(own)) or plain or dated:
            yield _report(
                draft,
                first,
                f"notes {first.number} and {second.number} look exchanged",
                "each is dated right after the other's event, and not after its own"
                if dated
                else f"fit {sum(own):.1f} as they stand, {sum(crossed):.1f} exchanged",
            )


def _follows(link: _Link, other: _Link) -> bool:
    """Whether a note's only work came out right after the other's event and not its own."""
    days = [_event_day(item.unit) for item in (link, other)]
    issued = [work.issued for work in link.note.citations]
    if len(issued) != 1 or issued[0].precision != "day" or issued[0].first is None:
        return False
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    own, crossed = ((issued[0].first - day).days for day in days if day is not None)
    return 0 <= crossed <= _REPORTED_DAYS and not 0 <= own <= _REPORTED_DAYS


def _event_day(unit: Unit) -> date | None:
    """Return the day of a sentence that has one date and that to the day."""
    days = [m.interval for m in unit.dates if m.relation == "on"]
    return days[0].first if len(days) == 1 and days[0].precision == "day" else None


def _strayed(draft: Draft, links: list[_Link]) -> Iterator[Report]:
    """Find notes without a word in common with their sentence that fit the neighbour's."""
    for index, link in enumerate(links):
        own = link.unit.concepts - set(countries().values())
        if link.unit.text.lstrip(" -*").startswith(_SIDES):
            continue
        if (
            len(link.about) < _MINIMUM_CONCEPTS - 1
            or len(own) < _MINIMUM_OWN
            or _EXAMPLE.search(draft.document.quote(link.note))
            or _ABRIDGED.search(draft.document.quote(link.note))
        ):
            continue
        if any(work.protected and not work.secondary for work in link.note.citations):
            continue  # the interview carries the sentence; the rest of the note is an aside
        if _fit(draft, link, link.unit) >= _WEAK:
            continue
        neighbours = [
            other
            for other in links[max(0, index - 1) : index + 2]
            if other is not link and other.note.block == link.note.block
        ]
        for other in neighbours:
            fit = _fit(draft, link, other.unit)
            common = len(link.about & other.unit.concepts)
            strong = (fit >= _STRONG and common > 1) or common >= _MANY
            if strong and other.unit is not link.unit:
                yield _report(
                    draft,
                    link,
                    f"note {link.number} shares nothing with its sentence and fits that of note "
                    f"{other.number}",
                    "in common: " + ", ".join(sorted(link.about & other.unit.concepts)),
                )
                break


def _fit(draft: Draft, link: _Link, unit: Unit) -> float:
    """Weigh what a note and a sentence have in common."""
    return draft.weigh(link.about & unit.concepts)


CHECK = Check(
    ID,
    "error",
    "document",
    "A note that fits its neighbour's sentence: swapped, shifted by one, or going on from the "
    "note before.",
    "Notes of bare interviews, and wrong sources that share words with their sentence.",
    _run,
)
