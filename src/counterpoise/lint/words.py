"""Words to compare: concepts of the field, country codes, and stems of everything else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from counterpoise.intake.when.patterns import table
from counterpoise.intake.wordlists import load
from counterpoise.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MINIMUM_LETTERS, _STEM_LETTERS = 3, 6
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "es",
    "s",
)


def fold(word: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")


@cache
def _stop() -> frozenset[str]:
    lists = load("counterpoise.lint", "lexicon")["stop"]
    assert isinstance(lists, dict)
    found = {fold(str(word)) for words in lists.values() for word in words}
    return frozenset(found | {fold(month) for month in table("months")})


@cache
def _concepts() -> dict[str, str]:
    """Beginnings of words → concept."""
    table = load("counterpoise.lint", "lexicon")["concepts"]
    assert isinstance(table, dict)
    return {fold(str(start)): str(concept) for concept, starts in table.items() for start in starts}


@cache
def countries() -> dict[str, str]:
    """Folded names, capitals and demonyms of one word or more → country code."""
    names: dict[str, str] = {}
    for code, country in Vocabulary.read().countries.items():
        if country.status in {"territory", "former"}:
            continue
        french = [form for pair in country.demonyms_fr for form in pair]
        forms = [country.name_en, country.name_fr, country.capital_en, country.capital_fr]
        for name in [*forms, *country.demonyms_en, *french]:
            folded = fold(name)
            if folded:
                names.setdefault(folded, code)
                names.setdefault(f"{folded}s", code)
    return names


@cache
def _country_pattern() -> re.Pattern[str]:
    names = sorted(countries(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def country_codes(text: str) -> list[str]:
    """Codes of the countries named, in order, repeats kept; capitals and demonyms count."""
    return [countries()[match.group()] for match in _country_pattern().finditer(fold(text))]


@cache
def concept(word: str) -> str:
    """Return the concept or stem of one word; empty for a word that carries nothing."""
    folded = fold(word).removesuffix("'s").split("'")[-1]
    if len(folded) < _MINIMUM_LETTERS or folded in _stop():
        return ""
    table = _concepts()
    for length in range(len(folded), _MINIMUM_LETTERS - 1, -1):
        found = table.get(folded[:length])
        if found is not None and (length >= 4 or length == len(folded)):
            return found
    return _stem(folded)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word[:_STEM_LETTERS]


def concepts(text: str) -> frozenset[str]:
    """All concepts of a text; countries as their codes."""
    folded = fold(text)
    codes = {countries()[match.group()] for match in _country_pattern().finditer(folded)}
    rest = _country_pattern().sub(" ", folded)
    found = {concept(word) for match in _WORD.finditer(rest) for word in match.group().split("-")}
    return frozenset((found | codes) - {""})
