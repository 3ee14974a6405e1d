"""Names of actors as running text and tables use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary, english_phrases, french_phrases

_PROPER = frozenset({"state", "organisation", "media", "person", "company", "think_tank", "ngo"})
"""Kinds of actor whose English names are singular whatever their ending."""


@dataclass(frozen=True)
class Names:
    """Looks up what an actor is called: in the case first, then in the vocabulary.

    The case speaks the language already, see `counterpoise.model.localise`.
    """

    view: View
    vocabulary: Vocabulary
    language: str = "en"

    def short(self, actor: str) -> str:
        """Short name, with its article where running text needs one; the code when unnamed."""
        found = self.view.actors.get(actor)
        if found is not None:
            return found.label
        return self.vocabulary.name(actor, self.language) or actor

    def is_plural(self, actor: str) -> bool:
        """Whether verbs agree with the actor's name in the plural."""
        if self.language == "fr":
            return french_phrases.is_plural(self.short(actor))
        found = self.view.actors.get(actor)
        if found is None or found.kind in _PROPER:
            return False
        return english_phrases.is_plural(found.label)

    def listed(self, actors: Iterable[str], *, conjunction: str = "and") -> str:
        """Join names for running text: “A”, “A and B”, “A, B and C”."""
        names = [self.short(actor) for actor in actors]
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
