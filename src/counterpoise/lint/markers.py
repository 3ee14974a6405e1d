"""The marker words of `data/markers.yml` as patterns."""

from __future__ import annotations

import re
from functools import cache

from counterpoise.intake.wordlists import words


@cache
def marker(key: str) -> re.Pattern[str]:
    """Return the pattern that finds any marker of a list, at the start of a word, case ignored."""
    alternatives = "|".join(sorted(words("counterpoise.lint", "markers", key), key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)


def has(key: str, text: str) -> bool:
    """Tell whether a text holds a marker of a list."""
    return marker(key).search(text) is not None
