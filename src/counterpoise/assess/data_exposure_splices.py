"""States that continue others, and partners made of several of a source's names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterpoise.vocabulary import Vocabulary

MARKS = re.compile(r"\*+|\s*\([^)]*\)")
"""What a source adds to a name: stars, and words in brackets."""


def continued_by(printed: str, vocabulary: Vocabulary) -> str | None:
    """Return the present state that continues a past one, by the Gleditsch–Ward code they share."""
    found = vocabulary.normalise(MARKS.sub("", printed).strip())
    past = None if found is None else vocabulary.countries.get(found)
    if past is None or past.status != "former" or past.gw is None:
        return None
    present = [
        item.code
        for item in vocabulary.countries.values()
        if item.gw == past.gw and item.status != "former"
    ]
    return present[0] if len(present) == 1 else None


def splices(printed: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Say where one partner is made of several of the source's names.

    Parameters
    ----------
    printed
        Pairs of partner and printed name.
    """
    names: dict[str, dict[str, None]] = {}
    for partner, name in printed:
        names.setdefault(partner, {})[name] = None
    return tuple(
        f"source splice: {vocabulary.name(partner) or partner} stands for "
        + " and ".join(sorted(found))
        for partner, found in sorted(names.items())
        if len(found) > 1 or continued_by(next(iter(found)), vocabulary) is not None
    )
