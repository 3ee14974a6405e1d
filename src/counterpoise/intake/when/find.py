"""Dates in a stretch of text, in order, each resolved against what it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from counterpoise.intake.when.patterns import compiled
from counterpoise.intake.when.resolve import Leaning, resolve
from counterpoise.model.dates import Basis, DateInterval

Relation = Literal["on", "since", "until", "before", "after", "by"]
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "since",
        re.compile(r"(?:since|from|as of|depuis|dès)(?: the| le| la| about| around)?$", re.I),
    ),
    (
        "until",
        re.compile(r"(?:until|till|through|up to|jusqu[’']\w+|jusque)(?: the| le| la)?$", re.I),
    ),
    ("before", re.compile(r"(?:before|prior to|avant)(?: the| le| la)?$", re.I)),
    ("after", re.compile(r"(?:after|following|après|suite \w+)(?: the| le| la)?$", re.I)),
    ("by", re.compile(r"(?:\bby|\bfor|d[’']ici|pour)(?: the| le| la)?$", re.I)),
)
_RELATIVE_RULES = frozenset({"counted", "ago_fr", "next", "next_fr", "month_fr", "neighbour"})
_WEAK_RULES = frozenset({"year", "decade", "years"})
_PREPOSITION = re.compile(r"(?:in|since|until|by|en|depuis|dès|of|from)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    Attributes
    ----------
    start, end
        Span, shifted by the offset given to `find_dates`.
    relation
        How the sentence uses it: on the day, since, until, before, after or by it.
    relative
        Resolved against another date.
    """

    start: int
    end: int
    interval: DateInterval
    relation: Relation
    relative: bool


def find_dates(
    text: str,
    *,
    offset: int = 0,
    published: DateInterval | None = None,
    previous: DateInterval | None = None,
    basis: Basis = "body",
) -> tuple[DateMention, ...]:
    """Find the dates of a stretch of text.

    Parameters
    ----------
    published
        Date of the document; what "last year" and a day without a year lean on.
    previous
        The date mentioned last before the stretch; what "ten days later" leans on.

    Returns
    -------
    tuple of DateMention
        In order. A wording that leans on a date that is not there is left out: nothing is guessed.
    """
    leaning = Leaning(published or DateInterval(), previous or DateInterval(), basis)
    found: list[DateMention] = []
    for name, match in _matches(text):
        interval = resolve(name, match, leaning)
        if interval is None:
            continue
        before = text[max(0, match.start() - 30) : match.start()].rstrip()
        relation: Relation = next((r for r, p in _RELATIONS if p.search(before)), "on")
        span = (offset + match.start(), offset + match.end())
        found.append(DateMention(*span, interval, relation, name in _RELATIVE_RULES))
        names_a_year = name not in _WEAK_RULES or _PREPOSITION.search(before) is not None
        if names_a_year or not leaning.previous.is_known:
            leaning = Leaning(leaning.published, interval, basis)
    return tuple(found)


def only_date(text: str) -> DateInterval:
    """Resolve a text that is nothing but a date; unknown when it is not one."""
    found = find_dates(text.strip(), basis="source_date")
    return found[0].interval if found else DateInterval()


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """Non-overlapping matches in order; a rule named earlier wins over a later one."""
    if not any(character.isdigit() for character in text) and len(text) < 6:
        return []
    taken: list[tuple[str, re.Match[str]]] = []
    for name, pattern in compiled():
        for match in pattern.finditer(text):
            if all(match.end() <= m.start() or match.start() >= m.end() for _, m in taken):
                taken.append((name, match))
    return sorted(taken, key=lambda item: item[1].start())
