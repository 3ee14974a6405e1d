"""Names of actors as running text and tables use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary


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
        found = self.view.actors.get(actor)
        if found is not None:
            return found.kind == "group"
        country = self.vocabulary.countries.get(actor)
        return self.language == "fr" and country is not None and country.french.plural

    def listed(self, actors: Iterable[str], *, conjunction: str = "and") -> str:
        """Join names for running text: “A”, “A and B”, “A, B and C”."""
        names = [self.short(actor) for actor in actors]
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
