"""The typed entries of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counterpoise.vocabulary.french import FrenchName


@dataclass(frozen=True, slots=True)
class Mode:
    """A PLOVER mode: how an act of a type was done."""

    code: str
    gloss: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen types of act.

    Attributes
    ----------
    quad
        verbal_cooperation, material_cooperation, verbal_conflict or material_conflict.
    speech
        The act consists of words alone.
    channel
        Where acts of the type usually belong.
    modes
        Mode by code; empty for types without modes.
    """

    code: str
    quad: str
    speech: bool
    channel: str
    gloss: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class CameoEntry:
    """A CAMEO code's home in PLOVER.

    Attributes
    ----------
    code
        The CAMEO code with its leading zero.
    mode
        Empty where the code settles none.
    channel
        The code's channel: its own, else its type's usual one.
    neutral
        The code says nothing of a relation's direction; scores leave it out.
    reason
        Why the home departs from the table published on 17 September 2021; empty where it
        does not.
    """

    code: str
    event_type: str
    mode: str
    channel: str
    neutral: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that relations run through; not material where it holds words alone."""

    code: str
    label_en: str
    label_fr: str
    material: bool
    gloss: str

    def label(self, lang: str = "en") -> str:
        """Return the label in "en" or "fr"."""
        return self.label_fr if lang == "fr" else self.label_en


@dataclass(frozen=True, slots=True)
class VerbForms:
    """A verb in the third person; the French past is the passé composé."""

    present: str
    present_plural: str
    past: str
    past_plural: str


@dataclass(frozen=True, slots=True)
class Position:
    """What a holder can say of a proposition.

    Attributes
    ----------
    rank
        1 is the strongest support; a denial has the last rank and `supports` false.
    status
        The status of a claim whose strongest undenied stance this is.
    """

    code: str
    rank: int
    supports: bool
    status: str
    gloss: str
    en: VerbForms
    fr: VerbForms


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a closed list: a status, a state, a kind of actor, a bound, a grade.

    Attributes
    ----------
    fr, fr_feminine
        Equal where the word does not agree.
    genre_fr
        Gender of a French noun, "m" or "f"; empty for adjectives and phrases.
    gloss
        What it means; may be empty for words that speak for themselves.
    sign
        For a bound, how the figure may be compared; else empty.
    in_force
        For the state of a component; None where nobody can tell, and for other words.
    days
        For a precision, the longest span in days; None where open, and for other words.
    """

    code: str
    en: str
    fr: str
    fr_feminine: str
    genre_fr: str
    gloss: str
    sign: str
    in_force: bool | None
    days: int | None

    def label(self, lang: str = "en", genre: str = "m") -> str:
        """Return the word in "en" or "fr", agreeing with a gender in French."""
        if lang != "fr":
            return self.en
        return self.fr_feminine if genre == "f" else self.fr


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory.

    Attributes
    ----------
    code, iso2
        ISO 3166-1 alpha-3 and alpha-2 (3166-3 for past states).
    cow, cow_abbreviation
        Correlates of War state number and abbreviation (State System Membership v2016); None
        and empty outside that list.
    gw
        Gleditsch-Ward number, microstates included; None outside that list.
    status
        member or observer of the United Nations, non_member, territory, former.
    article_en
        English running text puts "the" before the name.
    french
        The French name with its grammar.
    demonyms_fr
        Pairs of masculine and feminine.
    valid_from, valid_to
        First and last day where the vocabulary gives them; None is no claim.
    """

    code: str
    iso2: str
    cow: int | None
    cow_abbreviation: str
    gw: int | None
    status: str
    name_en: str
    article_en: bool
    french: FrenchName
    capital_en: str
    capital_fr: str
    demonyms_en: tuple[str, ...]
    demonyms_fr: tuple[tuple[str, str], ...]
    aliases_en: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None

    @property
    def name_fr(self) -> str:
        """The bare French name."""
        return self.french.name

    def name(self, lang: str = "en") -> str:
        """Return the name for running text, with its article: "the Gambia", "la Gambie"."""
        if lang == "fr":
            return self.french.subject
        return f"the {self.name_en}" if self.article_en else self.name_en


@dataclass(frozen=True, slots=True)
class Membership:
    """States that belonged to an organisation from a first to a last day, None where open."""

    states: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation, or a named group of states.

    Attributes
    ----------
    abbreviation_en, abbreviation_fr
        Empty where none is usual.
    article_en, abbreviation_article_en
        English running text puts "the" before the name, before the abbreviation.
    french
        The French name with its grammar, which the abbreviation follows.
    seat
        City of the headquarters, in English; empty where unsettled.
    parent
        Identifier of the organisation it belongs to; empty for none.
    memberships
        Empty where no list is kept. A suspension is no exit and is not recorded here.
    """

    code: str
    kind: str
    name_en: str
    article_en: bool
    abbreviation_en: str
    abbreviation_article_en: bool
    french: FrenchName
    abbreviation_fr: str
    aliases_en: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    seat: str
    parent: str
    memberships: tuple[Membership, ...]

    @property
    def name_fr(self) -> str:
        """The bare French name."""
        return self.french.name

    def name(self, lang: str = "en", *, short: bool = True) -> str:
        """Return the name for running text, with its article, abbreviated if `short`."""
        if lang == "fr":
            return self.short_french.subject if short else self.french.subject
        bare, article = self.name_en, self.article_en
        if short and self.abbreviation_en:
            bare, article = self.abbreviation_en, self.abbreviation_article_en
        return f"the {bare}" if article else bare

    @property
    def short_french(self) -> FrenchName:
        """The French abbreviation with its grammar, or the name where there is none."""
        if not self.abbreviation_fr:
            return self.french
        full = self.french
        return FrenchName(self.abbreviation_fr, full.genre, full.plural, full.article)

    def members_on(self, day: date) -> frozenset[str] | None:
        """Return the states that belonged on a day, None where no list is kept.

        A membership without a first day counts from always.
        """
        if not self.memberships:
            return None
        return frozenset(
            state
            for membership in self.memberships
            if (membership.first is None or membership.first <= day)
            and (membership.last is None or day <= membership.last)
            for state in membership.states
        )
