"""What a sentence says of the state of measures: predicate, quantifier, date, and of which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterpoise.intake.wordlists import load, words
from counterpoise.lint.draft import Unit
from counterpoise.lint.words import fold
from counterpoise.model.dates import DateInterval

_STEM_LETTERS = 6
_PARTS = re.compile(r"[^\W\d_]{4,}")
_CLAUSE = re.compile(
    r";|,\s(?:while|but|whereas|which|who|mais|tandis|alors|qui|que|dont)\b|"
    r"\b(?:and|but|then)\s(?:(?!targeted|limited|related|united)\w{3,}ed|did|has|have|had|was|were|said|told|sent)\b|"
    r"\bet\s(?:a|ont|avait|est|sont)\b",
    re.IGNORECASE,
)
_NOUNS = frozenset({"levée", "levées", "reprise", "reprises", "partie", "parties"})
_VERB = re.compile(
    r"\b(?:a|ont|avait|avaient|été|est|sont|fut|furent)\b[^.;:]{0,20}$", re.IGNORECASE
)
_DID_NOT = re.compile(r"\b(?:did|do|does)(?:\snot|n[’']t)\b[^.;]{0,20}$", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|,\s(?:while|but|whereas|mais|tandis|alors)\b")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb of a measure's state.

    Attributes
    ----------
    accepted
        States of a component that make it true.
    history
        Whether a change once made counts, or the state on the day.
    """

    name: str
    pattern: re.Pattern[str]
    accepted: frozenset[str]
    history: bool


@dataclass(frozen=True, slots=True)
class MeasureStatement:
    """One predicate of a sentence with what stands around it.

    Attributes
    ----------
    quantifier
        all, none, most, some, or "" for a bare noun.
    behind, before
        What the clause says behind the predicate and before it.
    passive
        Whether the measure is the subject.
    when
        Date of the clause, unknown when it has none.
    """

    predicate: Predicate
    negated: bool
    quantifier: str
    before: str
    behind: str
    passive: bool
    when: DateInterval


def _table(key: str) -> dict[str, object]:
    found = load("counterpoise.lint", "measures")[key]
    assert isinstance(found, dict)
    return found


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(str(load("counterpoise.lint", "measures")[key]), re.IGNORECASE)


@cache
def predicates() -> tuple[Predicate, ...]:
    """All predicates of `data/measures.yml`."""
    found = []
    for name, row in _table("predicates").items():
        assert isinstance(row, dict)
        pattern = re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)", re.IGNORECASE)
        found.append(Predicate(name, pattern, frozenset(row["accepted"]), bool(row["history"])))
    return tuple(found)


@cache
def nouns(kind: str) -> re.Pattern[str] | None:
    """Words for measures of a kind; None for a kind that is known by its title alone."""
    row = _table("kinds").get(kind)
    if not isinstance(row, dict) or not row["words"]:
        return None
    return re.compile(rf"(?<![\w-])(?:{row['words']})(?![\w-])", re.IGNORECASE)


@cache
def says(kind: str) -> frozenset[str]:
    """Names of the predicates that can be said of a kind of measure."""
    row = _table("kinds").get(kind)
    return frozenset(row["says"]) if isinstance(row, dict) else frozenset()


@cache
def _quantifiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = _table("quantifiers").items()
    return tuple((name, re.compile(str(text), re.IGNORECASE)) for name, text in rows)


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(word) for word in words("counterpoise.lint", "measures", "generic"))


def is_generic(word: str) -> bool:
    """Whether a word tells no measure from another."""
    return fold(word) in _generic()


def stems(text: str) -> frozenset[str]:
    """Stems of the words that tell one component from another."""
    found = (fold(match.group()) for match in _PARTS.finditer(text))
    return frozenset(word[:_STEM_LETTERS] for word in found if word not in _generic())


def statements(unit: Unit) -> Iterator[MeasureStatement]:
    """Read what a sentence says of states, leaving out what it only wishes, plans or fears."""
    found = sorted(
        ((match, item) for item in predicates() for match in item.pattern.finditer(unit.text)),
        key=lambda pair: pair[0].start(),
    )
    for index, (match, predicate) in enumerate(found):
        left = found[index - 1][0].end() if index else 0
        right = found[index + 1][0].start() if index + 1 < len(found) else len(unit.text)
        left = max([left, *(m.end() for m in _BREAK.finditer(unit.text, 0, match.start()))])
        before, behind = unit.text[left : match.start()], unit.text[match.end() : right]
        behind = _CLAUSE.split(behind)[0]
        when = _date(unit, left, match.end() + len(behind))
        if _is_noun(match.group(), before):
            continue
        if _pattern("unreal").search(before) or (_DID_NOT.search(before) and not when.is_known):
            continue
        holds = predicate.name == "hold"
        verb = f"{before}{match.group()}" if holds else before
        is_passive = _pattern("passive").search(before) is not None or (
            holds and re.search(r"in (?:force|place|effect)|active|en (?:vig|place)", verb[-40:])
        )
        negated = _pattern("negation").search(before) is not None or (
            holds and re.search(r"\b(?:no longer|not|pas|plus)\b", match.group()) is not None
        )
        around = f"{before[-30:]} {behind}" if not is_passive else f"{before} {behind[:12]}"
        yield MeasureStatement(
            predicate=predicate,
            negated=negated,
            quantifier=_quantifier(around),
            before=before,
            behind=behind,
            passive=bool(is_passive),
            when=when,
        )


def _is_noun(word: str, before: str) -> bool:
    """Tell the French nouns that are spelt like a participle."""
    return word.casefold() in _NOUNS and _VERB.search(before) is None


def _quantifier(text: str) -> str:
    return next((name for name, pattern in _quantifiers() if pattern.search(text)), "")


def _date(unit: Unit, left: int, right: int) -> DateInterval:
    """Return the date of the clause, or the only one of the sentence."""
    dates = [m for m in unit.dates if m.relation == "on" and m.interval.last is not None]
    here = [m for m in dates if left <= m.start - unit.start < right]
    if here:
        return here[0].interval
    aside = unit.text[right:].startswith(",")
    return dates[0].interval if len(dates) == 1 and not aside else DateInterval()
