"""A count that does not match the list that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.intake.numbers import NumberMention
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report

ID = "count-list"
_LIST = re.compile(
    r"(?P<what>[^.;:–—()]{0,60}?)(?::|\s[–—]|,\snamely|,\sà\ssavoir|\s\((?!e\.g|such))\s?"
    r"(?P<items>[^.;:–—()]+)"
)
_ITEM_BREAK = re.compile(r",\s(?:and\s|et\s|or\s|as well as\s)?|\s(?:and|et|as well as)\s")
_SIGNATORIES = re.compile(
    r"\s?(?:[\w-]+\s){0,2}(?:countries|states|governments|members|nations|pays|États|gouvernements)"
    r"[^.]{0,60}?\b(?:declared|signed|said|stated|condemned|announced|ont\s(?:déclaré|signé))"
)
_MAXIMUM_ITEM_WORDS = 6
_SEVERAL = 4


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.units:
        for mention in unit.numbers:
            if mention.bound != "exactly" or mention.value != int(mention.value):
                continue
            if not 2 <= mention.value <= 60 or mention.unit in {"%", "rank", "USD", "EUR"}:
                continue
            after = unit.text[mention.end - unit.start :]
            items = _items(after)
            if items and len(items) != mention.value:
                yield _mismatch(draft, unit, mention, items)
            elif (
                not items
                and mention.value >= _SEVERAL
                and _SIGNATORIES.match(after)
                and not _is_listed(draft, unit)
            ):
                yield _unlisted(draft, unit, mention)


def _items(after: str) -> list[str]:
    """Split the list behind a count; empty when what follows is no bare list of names."""
    match = _LIST.match(after)
    if match is None:
        return []
    items = [item.strip() for item in _ITEM_BREAK.split(match.group("items")) if item.strip()]
    capitals = [item for item in items if re.match(r"(?:the\s|la\s|le\s|l’|les\s)?[A-ZÉÎ]", item)]
    short = all(len(item.split()) <= _MAXIMUM_ITEM_WORDS for item in items)
    return items if len(items) >= 2 and short and len(capitals) == len(items) else []


def _is_listed(draft: Draft, unit: Unit) -> bool:
    """Whether a note of the sentence lists at least as many names as it takes to check."""
    return any(
        len(_ITEM_BREAK.split(draft.document.quote(note))) >= 8 for _, note in draft.called(unit)
    )


def _mismatch(draft: Draft, unit: Unit, mention: NumberMention, items: list[str]) -> Report:
    return draft.report(
        ID,
        "error",
        unit,
        f"the sentence counts {mention.wording} and lists {len(items)}",
        evidence="; ".join(items),
        mend="correct the count or complete the list",
    )


def _unlisted(draft: Draft, unit: Unit, mention: NumberMention) -> Report:
    return draft.report(
        ID,
        "info",
        unit,
        f"“{mention.wording} {mention.unit}” are counted and nowhere listed",
        evidence="neither the sentence nor its notes name them",
        mend="list them in the note",
    )


CHECK = Check(
    ID,
    "error",
    "document",
    "A number followed by a list of names of another length; a count of signatories without list.",
    "Lists of lower-case phrases, and lists that a following sentence gives.",
    _run,
)
