"""Which PLOVER type a sentence's verbs suggest: `event_verbs.yml` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from counterpoise.errors import VocabularyError

_FILE = "event_verbs.yml"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A type and the words that suggest it."""

    event_type: str
    words: str


def suggest_event_type(sentence: str) -> Suggestion | None:
    """Return the type of the first verb of the table; at one place the longest match wins.

    A suggestion for a reviewer; ``benchmarks/event_suggestions.py`` prints how often it is right on
    hand-coded sentences.
    """
    best: tuple[int, int, str, str] | None = None
    for event_type, pattern in _patterns():
        for match in pattern.finditer(sentence):
            found = (match.start(), -len(match.group()), event_type, match.group())
            if best is None or found[:2] < best[:2]:
                best = found
            break
    return None if best is None else Suggestion(best[2], best[3])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = resources.files("counterpoise.vocabulary") / _FILE
    rows = yaml.safe_load(source.read_text(encoding="utf-8"))
    if not isinstance(rows, dict) or not all(isinstance(row, list) for row in rows.values()):
        raise VocabularyError("not a list of verbs by type", where=_FILE, remedy="reinstall")
    return tuple((str(name), _pattern(row)) for name, row in rows.items())


def _pattern(verbs: list[str]) -> re.Pattern[str]:
    """Match any of the beginnings and the rest of the word; the longest stand first."""
    ordered = sorted(map(str, verbs), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})\w*", re.IGNORECASE)
