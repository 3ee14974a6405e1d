"""Known actors in running text: a case's names first, then the vocabulary's countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.model.actors import Actor
from counterpoise.vocabulary import Vocabulary

_MINIMUM_LETTERS = 3


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text; the span is that of the name."""

    start: int
    end: int
    actor: str


class Gazetteer:
    """Names and what they stand for; the longest name at a place wins, and case counts."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None

    def find(self, text: str, offset: int = 0) -> tuple[ActorMention, ...]:
        """Find the actors named in a stretch of text, in order."""
        if self._pattern is None:
            return ()
        plain = text.replace("’", "'")
        return tuple(
            ActorMention(offset + match.start(), offset + match.end(), self._names[match.group()])
            for match in self._pattern.finditer(plain)
        )


def gazetteer(actors: Iterable[Actor], vocabulary: Vocabulary) -> Gazetteer:
    """Collect the names of a case's actors and of the vocabulary's states and organisations."""
    names: dict[str, str] = {}
    for actor in actors:
        for name in (actor.name, actor.short, *actor.aliases):
            _add(names, name.removeprefix("the "), actor.id)
    for code, country in vocabulary.countries.items():
        if country.status in {"territory", "former"}:
            continue
        french = [form.capitalize() for pair in country.demonyms_fr for form in pair]
        for name in (country.name_en, country.name_fr, country.capital_en, country.capital_fr):
            _add(names, name, code)
        for name in (*country.demonyms_en, *french):
            _add(names, name, code)
    return Gazetteer(names)


def _add(names: dict[str, str], name: str, actor: str) -> None:
    plain = name.replace("’", "'").strip()
    if len(plain) >= _MINIMUM_LETTERS:
        names.setdefault(plain, actor)
