"""Digits of a number as a language groups them."""

from __future__ import annotations

NARROW = "\u202f"
"""Narrow no-break space, which parts thousands in French."""


def digits(value: float, language: str = "en", *, significant: int = 12) -> str:
    """Write a number with its thousands parted: "2,146" in English, "2 146" in French."""
    plain = f"{value:,.{significant}g}"
    return plain.replace(",", NARROW).replace(".", ",") if language == "fr" else plain
