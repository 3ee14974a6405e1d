"""What the document first tells as a rumour or charge, and later as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counterpoise.intake.wordlists import words
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concept

ID = "alleged-dropped"
_WINDOW = 60
_QUOTED = re.compile(r"[“«\"][^”»\"]*[”»\"]")


@cache
def _matters() -> re.Pattern[str]:
    """Nouns whose existence is what a rumour is about."""
    alternatives = "|".join(sorted(words("counterpoise.lint", "matters", "nouns"), key=len)[::-1])
    return re.compile(rf"(?<!\w)(?P<noun>{alternatives})(?!\w)", re.IGNORECASE)


@cache
def _flat() -> re.Pattern[str]:
    """Find the noun with a possessive or article that takes it for granted."""
    alternatives = "|".join(sorted(words("counterpoise.lint", "matters", "nouns"), key=len)[::-1])
    return re.compile(
        rf"(?<!\w)(?:its|his|her|their|the|this|son|sa|ses|leurs?|le|la)\s(?:[a-z-]+\s){{0,2}}"
        rf"(?P<noun>{alternatives})(?!\w)",
        re.IGNORECASE,
    )


def _names(text: str) -> set[str]:
    """Capitalised names, sentence openings included where they recur as names."""
    return {
        match.group().removesuffix("’s")
        for match in re.finditer(r"(?<![\w.])[A-ZÉÈ][\w’-]{3,}", text)
    }


def _run(draft: Draft) -> Iterator[Report]:
    rumours: list[tuple[Unit, str, set[str]]] = []
    for unit in draft.body:
        if _is_hedged(unit):
            for match in _matters().finditer(unit.text):
                near = unit.text[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
                rumours.append((unit, concept(match.group("noun")), _names(near)))
            continue
        plain = _QUOTED.sub(lambda m: " " * len(m.group()), unit.text)
        for match in _flat().finditer(plain):
            noun = concept(match.group("noun"))
            here = _names(plain[match.end() : match.end() + 30])
            source = next((u for u, n, held in rumours if n == noun and held & here), None)
            if source is not None:
                yield _report(draft, unit, source, match.group().strip())
                break


def _is_hedged(unit: Unit) -> bool:
    return has("hedge", unit.text)


def _report(draft: Draft, unit: Unit, source: Unit, words_used: str) -> Report:
    return draft.report(
        ID,
        "error",
        unit,
        f"“{words_used}” takes for a fact what line {source.line} tells as reported or denied",
        evidence=f"line {source.line}: {source.text.strip()[:160]}",
        mend="keep “alleged”, or say what has settled it",
    )


CHECK = Check(
    ID,
    "error",
    "document",
    "A contract, massacre or the like that is rumoured first and taken for granted later.",
    "Charges that the document never hedges; see contested-unattributed for the ledger's.",
    _run,
)
