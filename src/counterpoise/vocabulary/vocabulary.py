"""The vocabulary as one object: each file is read when first asked for, and once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from counterpoise.errors import VocabularyError
from counterpoise.vocabulary.entries import (
    CameoEntry,
    Channel,
    Country,
    EventType,
    OrganisationEntry,
    Position,
    Word,
)
from counterpoise.vocabulary.events import read_channels, read_event_types
from counterpoise.vocabulary.fields import VocabularyFile
from counterpoise.vocabulary.lookup import Lookup, spelled_names
from counterpoise.vocabulary.organisations import read_organisations
from counterpoise.vocabulary.places import read_countries
from counterpoise.vocabulary.words import Words, read_words

_Item = TypeVar("_Item")


class Vocabulary:
    """Event types, channels, words, states and organisations.

    Use `Vocabulary.read`. Properties raise `VocabularyError` at the first look if their file is
    faulty.
    """

    def __init__(self, root: Path | Traversable) -> None:
        self._root = root

    @staticmethod
    def read(root: Path | None = None) -> Vocabulary:
        """Return the bundled vocabulary, or that of another folder with the same files.

        The bundled one is shared within a process; another folder is read anew each time.
        """
        return _bundled() if root is None else Vocabulary(root)

    def _file(self, name: str) -> VocabularyFile:
        return VocabularyFile(self._root / name)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Channels by code, in order of display."""
        return read_channels(self._file("channels.yml"))

    @cached_property
    def _events(self) -> tuple[dict[str, EventType], dict[str, CameoEntry]]:
        return read_event_types(self._file("event_types.yml"), self.channels)

    @property
    def event_types(self) -> Mapping[str, EventType]:
        """PLOVER types by code, in PLOVER's order."""
        return self._events[0]

    @property
    def cameo(self) -> Mapping[str, CameoEntry]:
        """Every CAMEO code, roots included, with its home in PLOVER."""
        return self._events[1]

    @cached_property
    def _words(self) -> Words:
        return read_words(self._file("positions.yml"))

    @property
    def positions(self) -> Mapping[str, Position]:
        """Positions by code, the strongest support first, the denial last."""
        return self._words.positions

    def words(self, name: str) -> Mapping[str, Word]:
        """Return one closed list of words by code.

        Parameters
        ----------
        name
            statuses, component_states, actor_kinds, date_bases, date_precisions, bounds, grades.
        """
        return self._words.lists[name]

    @property
    def statuses(self) -> Mapping[str, Word]:
        """Statuses of a claim."""
        return self.words("statuses")

    @property
    def component_states(self) -> Mapping[str, Word]:
        """States of a measure's component."""
        return self.words("component_states")

    @property
    def actor_kinds(self) -> Mapping[str, Word]:
        """Kinds of actor."""
        return self.words("actor_kinds")

    @cached_property
    def countries(self) -> Mapping[str, Country]:
        """States and territories by ISO 3166-1 alpha-3; past states last."""
        return read_countries(self._file("countries.yml"))

    @cached_property
    def organisations(self) -> Mapping[str, OrganisationEntry]:
        """Organisations and groups of states by identifier."""
        return read_organisations(self._file("organisations.yml"))

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.countries, self.organisations)

    def country(self, code: str) -> Country:
        """Return the state or territory with an alpha-3 code, or raise `VocabularyError`."""
        return self._known(self.countries, code, "country", "countries.yml")

    def organisation(self, code: str) -> OrganisationEntry:
        """Return the organisation with an identifier, or raise `VocabularyError`."""
        return self._known(self.organisations, code, "organisation", "organisations.yml")

    def event_type(self, code: str) -> EventType:
        """Return the PLOVER type with a code, or raise `VocabularyError`."""
        return self._known(self.event_types, code, "event type", "event_types.yml")

    def from_cameo(self, code: str) -> CameoEntry:
        """Return a CAMEO code's home in PLOVER, or raise `VocabularyError`.

        Codes are texts: "010" (make statement) is not "10" (demand).
        """
        return self._known(self.cameo, code, "CAMEO code", "event_types.yml")

    def _known(self, table: Mapping[str, _Item], code: str, what: str, file: str) -> _Item:
        found = table.get(code)
        if found is None:
            raise VocabularyError(
                f'unknown {what} "{code}"',
                where=str(self._root / file),
                remedy="use one of the codes listed there",
            )
        return found

    def actor_ids(self) -> Iterator[str]:
        """Yield the codes of all states, territories and organisations."""
        yield from self.countries
        yield from self.organisations

    def name(self, actor: str, lang: str = "en") -> str:
        """Return an actor's short name for running text, with its article; "" if unknown.

        "the United States", "ECOWAS", "the EU"; in French "les États-Unis", "la CEDEAO", "l'UE".
        """
        country = self.countries.get(actor)
        if country is not None:
            return country.name(lang)
        organisation = self.organisations.get(actor)
        return "" if organisation is None else organisation.name(lang)

    def names(self, lang: str = "en") -> Mapping[str, str]:
        """Return every unambiguous spelling of one language, "en" or "fr", with its actor.

        Names, abbreviations, aliases, demonyms and capitals as they are written, for a gazetteer.
        """
        spelled = spelled_names(self.countries, self.organisations, lang)
        return {name: code for name, code in spelled if self.normalise(name) == code}

    def normalise(self, name: str) -> str | None:
        """Return the actor a name stands for, None where nobody or several answer to it.

        Accents, case, stops and a leading article do not count; acronyms keep their case.
        """
        return self._lookup.find(name)

    def check(self) -> None:
        """Read every file and check what one says of another.

        Raises
        ------
        VocabularyError
            For an organisation with a state's code, an unknown kind or an unknown member.
        """
        for code, organisation in self.organisations.items():
            if code in self.countries:
                raise self._contradiction(code, f'"{code}" is also a state', "rename it")
            if organisation.kind not in self.actor_kinds:
                problem = f'unknown kind "{organisation.kind}" of {code}'
                raise self._contradiction(
                    code, problem, "name one of " + ", ".join(self.actor_kinds)
                )
            for membership in organisation.memberships:
                for state in membership.states:
                    if state not in self.countries:
                        problem = f'unknown member "{state}" of {code}'
                        raise self._contradiction(code, problem, "add it to countries.yml")
        self.from_cameo("01")

    def _contradiction(self, code: str, problem: str, remedy: str) -> VocabularyError:
        return self._file("organisations.yml").fault((code,), problem, remedy)


@cache
def _bundled() -> Vocabulary:
    return Vocabulary(resources.files(__package__))
