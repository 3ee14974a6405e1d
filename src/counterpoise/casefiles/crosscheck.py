"""Rules that hold between the files of a case: every name used is declared somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Protocol

from counterpoise.casefiles.record import Faults
from counterpoise.model.case import Case
from counterpoise.model.measures import Component
from counterpoise.model.propositions import Proposition
from counterpoise.vocabulary import Vocabulary

Places = Mapping[tuple[str, str], str]
"""(collection, identifier) → file and line, for messages."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Checker:
    """One pass over a case; each method is one rule."""

    def __init__(self, case: Case, vocabulary: Vocabulary, places: Places, faults: Faults) -> None:
        self.case = case
        self.vocabulary = vocabulary
        self.places = places
        self.faults = faults
        self.propositions = {item.id: item for item in case.propositions}
        self.actors = {item.id for item in case.actors} | set(vocabulary.actor_ids())
        self.sources = {item.id for item in case.sources}
        self.locators = {item.id for item in case.locators}
        self.documents = {item.source: item for item in case.documents}
        self.components = {
            f"{measure.id}/{part.id}": part
            for measure in case.measures
            for part in measure.components
        }

    def known(self, what: str, name: str, among: Collection[str], at: tuple[str, str]) -> None:
        """Complain unless `name` is one of `among`."""
        if not name or name in among:
            return
        # One letter off a three-letter code is another state, not a slip of the pen.
        near = difflib.get_close_matches(name, list(among)[:20_000], n=1) if len(name) > 3 else []
        hint = f"write “{near[0]}” or declare it" if near else "declare it or mend the name"
        where = self.places.get(at, f"{at[0]} “{at[1]}”")
        self.faults.add(f"{what} “{name}” is not known", where=where, remedy=hint)

    def all_known(
        self, what: str, names: Iterable[str], among: Collection[str], at: tuple[str, str]
    ) -> None:
        """Complain about every one of `names` that is not among the known ones."""
        for name in names:
            self.known(what, name, among, at)

    def heading(self) -> None:
        """Focal state, partners, documents and gaps exist."""
        head, at = self.case.heading, ("case", "heading")
        self.known("focal state", head.focal, self.actors, at)
        self.all_known("partner", head.partners, self.actors, at)
        issued = {item.id: item.issued.is_known for item in self.case.sources}
        for document in self.case.documents:
            self.known("document", document.source, self.sources, at)
            if not issued.get(document.source, True):
                self.faults.add(
                    f"“{document.source}” was read and has no date of publication",
                    where=self.places.get(("sources", document.source), "sources.json"),
                    remedy="give its record the field issued: all that it says is known from there",
                )
        for gap in self.case.gaps:
            self.all_known("proposition", gap.about, self.propositions, ("gaps", gap.id))
            self.all_known("document", gap.searched, self.documents, ("gaps", gap.id))

    def actors_and_roles(self) -> None:
        """Principals, holders of roles and their evidence exist; kinds are the vocabulary's."""
        for actor in self.case.actors:
            at = ("actors", actor.id)
            self.known("kind of actor", actor.kind, self.vocabulary.actor_kinds, at)
            self.known("principal", actor.principal, self.actors, at)
        for role in self.case.roles:
            at = ("roles", role.id)
            self.all_known("actor", (role.actor, role.of), self.actors, at)
            self.known("source", role.source, self.sources, at)
            self.all_known("locator", role.locators, self.locators, at)

    def spans(self) -> None:
        """Locators lie inside a document that was read."""
        for locator in self.case.locators:
            at = ("locators", locator.id)
            self.known("document", locator.document, self.documents, at)
            document = self.documents.get(locator.document)
            if document is not None and locator.end > document.characters:
                self.faults.add(
                    f"the span ends at {locator.end}, outside its document of "
                    f"{document.characters} characters",
                    where=self.places.get(at, locator.id),
                    remedy="count code points of the untouched file",
                )
        for source in self.case.sources:
            self.known("citing document", source.cited_by, self.sources, ("sources", source.id))

    def acts(self) -> None:
        """Propositions use known channels, event types, modes and actors."""
        for item in self.case.propositions:
            at = ("propositions", item.id)
            self.known("channel", item.channel, self.vocabulary.channels, at)
            self.all_known("actor", item.source_actors, self.actors, at)
            self.all_known("actor", item.target_actors, self.actors, at)
            self.all_known("actor", item.third_actors, self.actors, at)
            self.known("act", item.answers, self.propositions, at)
            self._event_type(item, at)
            if item.public and not item.source_actors:
                self.faults.add(
                    f"“{item.id}” is public and nobody did it",
                    where=self.places.get(at, item.id),
                    remedy="name the source_actors who announced it by acting",
                )

    def _event_type(self, item: Proposition, at: tuple[str, str]) -> None:
        if item.kind == "act" and not item.event_type:
            self.faults.add(
                "an act without an event type",
                where=self.places.get(at, item.id),
                remedy="name one of " + ", ".join(self.vocabulary.event_types),
            )
        self.known("event type", item.event_type, self.vocabulary.event_types, at)
        kind = self.vocabulary.event_types.get(item.event_type)
        if kind is not None:
            self.known(f"mode of {item.event_type}", item.mode, kind.modes, at)

    def stances(self) -> None:
        """Stances point at propositions, holders, sources, locators and acts."""
        for stance in self.case.stances:
            at = ("stances", stance.id)
            self.known("proposition", stance.proposition, self.propositions, at)
            self.known("holder", stance.holder, self.actors, at)
            self.known("source", stance.source, self.sources, at)
            self.all_known("locator", stance.locators, self.locators, at)
            self.known("act", stance.by_act, self.propositions, at)
        held = {stance.proposition for stance in self.case.stances}
        for item in self.case.propositions:
            if item.id not in held:
                self.faults.add(
                    f"nobody holds a stance on “{item.id}”",
                    where=self.places.get(("propositions", item.id), item.id),
                    remedy="add a stance with its source",
                )

    def quantities(self) -> None:
        """Figures and propositions of kind quantity belong together one to one."""
        figures = {figure.proposition for figure in self.case.quantities}
        for figure in self.case.quantities:
            at = ("quantities", figure.proposition)
            self.known("proposition", figure.proposition, self.propositions, at)
        for identifier in _repeated(figure.proposition for figure in self.case.quantities):
            self._twice("quantities", identifier)
        for item in self.case.propositions:
            if item.kind == "quantity" and item.id not in figures:
                self.faults.add(
                    f"“{item.id}” is a quantity without a figure",
                    where=self.places.get(("propositions", item.id), item.id),
                    remedy="add its row to quantities.csv",
                )

    def measures(self) -> None:
        """Measures change through propositions and link to components that exist."""
        for measure in self.case.measures:
            at = ("measures", measure.id)
            self.all_known("actor", (*measure.issuers, measure.target), self.actors, at)
            for part in measure.components:
                self._component(part, at)
        for whole in self.case.architectures:
            at = ("architectures", whole.id)
            self.known("actor", whole.leader, self.actors, at)
            self.all_known("component", whole.parts, self.components, at)
            self.all_known("proposition", whole.rests_on, self.propositions, at)
        for link in self.case.supports:
            at = ("supports", link.id)
            self.all_known("component", (link.giver, link.taker), self.components, at)
            self.all_known("proposition", link.rests_on + link.effects, self.propositions, at)

    def _component(self, part: Component, at: tuple[str, str]) -> None:
        self.known("channel", part.channel, self.vocabulary.channels, at)
        self.all_known("component", (part.same_as, part.voided_by), self.components, at)
        self.all_known("act", (change.act for change in part.changes), self.propositions, at)

    def outlines(self) -> None:
        """Trackers, options and mechanisms stand on propositions."""
        for tracker in self.case.trackers:
            at = ("trackers", tracker.id)
            self.all_known("actor", tracker.actors, self.actors, at)
            for entry in tracker.entries:
                self.all_known("actor", entry.actors, self.actors, at)
                self.all_known("proposition", entry.rests_on + entry.met_by, self.propositions, at)
        options = {option.id for option in self.case.options}
        for option in self.case.options:
            at = ("options", option.id)
            self.all_known("actor", option.addressees, self.actors, at)
            self.all_known("option", (option.fallback, option.reciprocal), options, at)
            evidence = (option.proposition, *option.fulfilled_by, *option.contradicted_by)
            self.all_known("proposition", evidence, self.propositions, at)
            for move in option.moves:
                self._move(move, at)
        for mechanism in self.case.mechanisms:
            at = ("mechanisms", mechanism.id)
            self.known("proposition", mechanism.proposition, self.propositions, at)

    def _move(self, move: str, at: tuple[str, str]) -> None:
        partner, _, rest = move.partition(":")
        channel, _, sign = rest.partition(":")
        if sign not in {"+", "-"}:
            self.faults.add(
                f"“{move}” is not a move",
                where=f"{self.places.get(at, at[1])}, field moves",
                remedy="write PARTNER:CHANNEL:+ or PARTNER:CHANNEL:-",
            )
            return
        self.known("partner", partner, self.actors, at)
        self.known("channel", channel, self.vocabulary.channels, at)

    def translations(self) -> None:
        """Check that translated texts belong to records that exist."""
        names = set(self.actors) | set(self.propositions) | set(self.components)
        names.add(self.case.heading.id)
        for collection in ("roles", "sources", "measures", "architectures", "supports"):
            names.update(item.id for item in getattr(self.case, collection))
        for collection in ("trackers", "options", "mechanisms", "gaps", "stances"):
            names.update(item.id for item in getattr(self.case, collection))
        for tracker in self.case.trackers:
            names.update(f"{tracker.id}/{place}" for place in range(len(tracker.entries)))
        for text in self.case.translations:
            self.known("record", text.record, names, ("translations", text.id))

    def duplicates(self) -> None:
        """No identifier stands twice in one collection."""
        for name in ("actors", "roles", "sources", "locators", "propositions", "stances"):
            self._unique(name, getattr(self.case, name))
        for name in ("measures", "trackers", "options", "mechanisms", "gaps", "translations"):
            self._unique(name, getattr(self.case, name))
        for measure in self.case.measures:
            self._unique(f"components of {measure.id}", measure.components)

    def _unique(self, collection: str, items: Iterable[_Identified]) -> None:
        for identifier in _repeated(item.id for item in items):
            self._twice(collection, identifier)

    def _twice(self, collection: str, identifier: str) -> None:
        self.faults.add(
            f"the identifier “{identifier}” stands twice",
            where=self.places.get((collection, identifier), collection),
            remedy="give each record one of its own",
        )


def _repeated(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def crosscheck(case: Case, vocabulary: Vocabulary, places: Places, faults: Faults) -> None:
    """Check everything that one file says about another; faults are added to `faults`."""
    checker = _Checker(case, vocabulary, places, faults)
    rules: tuple[Callable[[], None], ...] = (
        *(checker.duplicates, checker.heading, checker.actors_and_roles, checker.spans),
        *(checker.acts, checker.stances, checker.quantities, checker.measures, checker.outlines),
        checker.translations,
    )
    for rule in rules:
        rule()
