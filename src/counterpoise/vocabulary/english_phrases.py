"""English noun phrases in running text: number and possessive."""

from __future__ import annotations

import re

_AFTER_HEAD = re.compile(
    r"[,(]|(?<=\s)interviewed\b|\b(?:of|in|on|at|for|from|to|with|who|that|which|and|living|working|contributing)\b"
)
_SINGULAR_IN_S = ("ss", "us", "is", "ics")
_PLURAL_WORDS = frozenset({"people", "police", "civilians", "several", "some"})


def is_plural(phrase: str) -> bool:
    """Whether the head of a noun phrase is a plural: "the Malian courts", "civilians in Mali".

    Names of states and organisations are singular whatever their ending ("the United States");
    the caller keeps them apart.
    """
    words = _AFTER_HEAD.split(phrase, maxsplit=1)[0].split()
    if not words:
        return False
    head = words[-1].lower()
    if head in _PLURAL_WORDS or words[0].lower() in _PLURAL_WORDS:
        return True
    return head.endswith("s") and not head.endswith(_SINGULAR_IN_S) and "'" not in head


def possessive(phrase: str) -> str:
    """Put a noun phrase into the possessive: "Mali's", "the United States'"."""
    return f"{phrase}'" if phrase.endswith("s") else f"{phrase}'s"
