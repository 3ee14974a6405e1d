"""French names in running text: article, elision and contraction."""

from __future__ import annotations

from dataclasses import dataclass

_ELIDES = tuple("AEIOUÀÂÉÈÊËÎÏÔÛaeiouàâéèêëîïôû")


@dataclass(frozen=True, slots=True)
class FrenchName:
    """A name with the grammar that running text needs.

    Attributes
    ----------
    name
        The bare name, "Mali".
    genre
        Gender, "m" or "f".
    plural
        The name is a plural ("Pays-Bas").
    article
        The name takes the definite article; false for "Cuba" or "Israël".
    locative
        Preposition of place before the bare name: "en", "au", "aux", "à", "à la"; empty for
        what is no place.
    mute_h
        The initial h is mute, so that "de" elides ("d'Haïti").
    """

    name: str
    genre: str
    plural: bool = False
    article: bool = True
    locative: str = ""
    mute_h: bool = False

    @property
    def _elides(self) -> bool:
        return self.mute_h or self.name.startswith(_ELIDES)

    @property
    def subject(self) -> str:
        """With its article: "le Mali", "l'Algérie", "les Pays-Bas", "Cuba"."""
        if not self.article:
            return self.name
        if self.plural:
            return f"les {self.name}"
        if self._elides:
            return f"l'{self.name}"
        return f"{'le' if self.genre == 'm' else 'la'} {self.name}"

    @property
    def of(self) -> str:
        """After "de": "du Mali", "de l'Algérie", "des Pays-Bas", "d'Israël"."""
        return self._after("de", masculine="du", plural="des")

    @property
    def to(self) -> str:
        """After "à" of the addressee: "au Mali", "à la France", "aux Pays-Bas", "à Cuba"."""
        return self._after("à", masculine="au", plural="aux")

    @property
    def within(self) -> str:
        """With the preposition of place: "au Mali", "en France", "à Cuba"."""
        return f"{self.locative} {self.name}" if self.locative else f"à {self.subject}"

    def _after(self, preposition: str, *, masculine: str, plural: str) -> str:
        if not self.article:
            elided = preposition == "de" and self._elides
            return f"d'{self.name}" if elided else f"{preposition} {self.name}"
        if self.plural:
            return f"{plural} {self.name}"
        if self.genre == "m" and not self._elides:
            return f"{masculine} {self.name}"
        return f"{preposition} {self.subject}"
