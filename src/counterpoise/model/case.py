"""A case: one state, its partners, a period, and everything recorded about them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from counterpoise.model.actors import Actor, Role
from counterpoise.model.dates import DateInterval
from counterpoise.model.evidence import Document, Locator, Source
from counterpoise.model.measures import Architecture, Measure, SupportLink
from counterpoise.model.outlines import Gap, Mechanism, Option, Tracker
from counterpoise.model.propositions import Proposition, Quantity, Stance


@dataclass(frozen=True, slots=True)
class Heading:
    """What a case is about.

    Attributes
    ----------
    id
        The case's name, as given on the command line.
    focal
        The state whose foreign relations are followed.
    partners
        The actors whose relation with it is followed, in the order of display.
    period
        The time that the case covers.
    language
        Language of the case's own words, as an ISO 639-1 code.
    tlp
        Traffic Light Protocol 2.0 marking: CLEAR, GREEN, AMBER, AMBER+STRICT or RED.
    """

    id: str
    title: str
    focal: str
    partners: tuple[str, ...]
    period: DateInterval
    language: str = "en"
    tlp: str = "CLEAR"


@dataclass(frozen=True, slots=True)
class Translation:
    """A text of a record in another language."""

    id: str
    language: str
    record: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """All records of a case, each tuple in the order of its file."""

    heading: Heading
    actors: tuple[Actor, ...] = ()
    roles: tuple[Role, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[Document, ...] = ()
    locators: tuple[Locator, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    stances: tuple[Stance, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    measures: tuple[Measure, ...] = ()
    architectures: tuple[Architecture, ...] = ()
    supports: tuple[SupportLink, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    options: tuple[Option, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    gaps: tuple[Gap, ...] = ()
    translations: tuple[Translation, ...] = ()

    @staticmethod
    def collections() -> tuple[str, ...]:
        """Names of the record collections, in the order in which they are stored."""
        return tuple(field.name for field in fields(Case) if field.name != "heading")
