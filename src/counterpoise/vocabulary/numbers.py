"""Digits of a number as a language groups them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NARROW = "\u202f"
"""Narrow no-break space, which parts thousands in French."""


_WORDS: Mapping[str, Sequence[str]] = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
}


def in_prose(value: float, language: str = "en") -> str:
    """Write a number as running text does: whole numbers from two to ten in words."""
    words = _WORDS.get(language, ())
    if value == int(value) and 2 <= value < 2 + len(words):
        return words[int(value) - 2]
    return digits(value, language)


def digits(value: float, language: str = "en", *, significant: int = 12) -> str:
    """Write a number with its thousands parted: "2,146" in English, "2 146" in French."""
    plain = f"{value:,.{significant}g}"
    return plain.replace(",", NARROW).replace(".", ",") if language == "fr" else plain
