"""The language of a passage, by its script and its function words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from counterpoise.intake.wordlists import load, words

UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_MINIMUM_HITS = 2
_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh", "HEBREW": "he", "ETHIOPIC": "am"}
_SAMPLE_WORDS = 400
_ACCENTED = re.compile(r"[éèêàçùôîœ]")


def language_of(text: str, default: str = UNKNOWN) -> str:
    """Return the ISO 639-1 code of a passage, ``default`` when it is too short to tell.

    The decision is a count of function words; two hits more than the runner-up's are not
    needed, but a tie keeps the default.
    """
    sample = _WORD.findall(text[:8000].lower())[:_SAMPLE_WORDS]
    scripted = _by_script(sample)
    if scripted is not None:
        return scripted
    counts = Counter(sample)
    scores = {
        language: sum(counts[word] for word in known & counts.keys())
        for language, known in _function_words()
    }
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, hits), (_, second) = ranked[0], ranked[1]
    if hits >= _MINIMUM_HITS and hits > second:
        return best
    if default == UNKNOWN and _ACCENTED.search(text.lower()) and scores["fr"] == hits > 0:
        return "fr"
    return default


@cache
def _function_words() -> tuple[tuple[str, frozenset[str]], ...]:
    languages = load("counterpoise.intake", "languages")
    return tuple((name, words("counterpoise.intake", "languages", name)) for name in languages)


def _by_script(sample: list[str]) -> str | None:
    if not sample:
        return None
    foreign = [word for word in sample if not word.isascii() and ord(word[0]) > 0x36F]
    if len(foreign) * 2 <= len(sample):
        return None
    script = unicodedata.name(foreign[0][0], "").split(" ", maxsplit=1)[0]
    return _SCRIPTS.get(script)
