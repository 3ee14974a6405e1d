"""A name or phrase that may mean two persons or two countries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from counterpoise.intake.wordlists import words
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report
from counterpoise.lint.words import countries, country_codes, fold

ID = "ambiguous-referent"
_NAME = r"[A-ZÉÈÎÔ][\w’-]+"
_FULL = re.compile(
    rf"(?<![\w-])(?P<given>{_NAME}(?:\s{_NAME}){{0,3}})\s(?P<family>{_NAME})(?![\w-])"
)
_TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "colonel",
        "general",
        "captain",
        "imam",
        "king",
        "queen",
        "mr",
        "mrs",
        "ms",
        "ambassador",
        "secretary",
        "chancellor",
        "chairman",
        "premier",
        "ministre",
        "président",
        "général",
        "capitaine",
        "m",
        "mme",
    ]
)
_TWO = re.compile(
    r"\b(?P<phrase>(?:between\s)?the\stwo\s(?:countries|states|governments|capitals|sides|neighbours)|"
    r"les\sdeux\s(?:pays|États|capitales))\b"
)


def _run(draft: Draft) -> Iterator[Report]:
    yield from _shared_names(draft)
    yield from _two_of_many(draft)


def _bearers(draft: Draft) -> dict[str, set[str]]:
    """Family names with the given names they are used with in the document."""
    common = set(re.findall(r"(?<![\w’-])[a-zà-ÿ][\w-]+", draft.document.text))
    openers = words("counterpoise.lint", "markers", "openers")
    known = countries().keys() | words("counterpoise.lint", "markers", "not_families")
    found: dict[str, set[str]] = defaultdict(set)
    persons: set[str] = set()
    for unit in draft.units:
        for match in _FULL.finditer(unit.text):
            before = unit.text[: match.start()].split()[-1:]
            names = match.group("given").split()
            given = [w for w in names if fold(w) not in _TITLES | openers]
            family = match.group("family")
            is_common = any(w.casefold() in common or "’" in w for w in [*given, family])
            if not given or is_common or any(fold(w) in known for w in [*given, family]):
                continue
            found[family].add(given[-1])
            if len(given) < len(names) or (before and fold(before[0].strip(",;")) in _TITLES):
                persons.add(family)
    return {
        family: given for family, given in found.items() if len(given) > 1 and family in persons
    }


def _shared_names(draft: Draft) -> Iterator[Report]:
    bearers = {
        family: given
        for family, given in _bearers(draft).items()
        if _used_alone(draft, family, given)
    }
    for family, given in bearers.items():
        for unit in draft.body:
            if not _is_alone(unit.text, family, given):
                continue
            if any(f"{name} {family}" in _context(draft, unit) for name in given):
                continue
            yield draft.report(
                ID,
                "warning",
                unit,
                f"“{family}” may be {' or '.join(f'{name} {family}' for name in sorted(given))}",
                evidence="both stand in the document, neither by full name in this passage",
                mend="give the full name",
            )


def _used_alone(draft: Draft, family: str, given: set[str]) -> bool:
    return any(_is_alone(unit.text, family, given) for unit in draft.body)


def _is_alone(text: str, family: str, given: set[str]) -> bool:
    for match in re.finditer(rf"(?<![\w-]){re.escape(family)}(?![\w-])", text):
        head = text[: match.start()].split()
        before = head[-1] if len(head) > 1 else ""
        if before not in given and (not before[:1].isupper() or fold(before) in _TITLES):
            return True
    return False


def _context(draft: Draft, unit: Unit) -> str:
    """Return the paragraph up to the end of the sentence."""
    holder = unit.paragraph if unit.paragraph is not None else unit.note
    assert holder is not None
    return draft.document.text[holder.start : unit.end]


def _two_of_many(draft: Draft) -> Iterator[Report]:
    """Find “the two countries” right behind a passage that names more than two."""
    for unit in draft.units:
        match = _TWO.search(unit.text)
        if match is None:
            continue
        here = set(country_codes(unit.text))
        if len(here) >= 2:
            continue
        before = draft.before(unit)
        named = set(country_codes(before.text)) | here if before is not None else here
        if len(named) > 2:
            yield draft.report(
                ID,
                "warning",
                unit,
                f"“{match.group('phrase')}” follows {len(named)} countries",
                evidence=", ".join(sorted(named)),
                mend="name the two",
            )


CHECK = Check(
    ID,
    "warning",
    "document",
    "A family name that two persons of the document bear, used alone; “the two countries” behind "
    "three.",
    "Pronouns, and offices held by several persons in turn.",
    _run,
)
