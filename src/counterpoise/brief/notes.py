"""Numbering: every sentence gets a note that lists what its evidence is documented by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from counterpoise.assess.reported_findings import FeedState
from counterpoise.brief.citation import citation, place
from counterpoise.brief.document import (
    Block,
    Bullets,
    Cell,
    Note,
    Paragraph,
    Section,
    Sentence,
    Sides,
    Table,
)
from counterpoise.brief.feed_evidence import feed_parts
from counterpoise.brief.language import Language
from counterpoise.model.cut import PUBLIC_ACT
from counterpoise.model.view import View

Marked = TypeVar("Marked", Sentence, Cell)


@dataclass
class NoteBook:
    """Hands out note numbers in order of first use; the same evidence has the same note.

    Notes cite only sources published by the as-of day: an act public by nature that was documented
    later says so and shows its evidence identifier alone.

    Attributes
    ----------
    most_sources, most_places
        How many sources a note names, and how many places in each; the rest is counted. ``None``:
        all of them.
    feeds
        Feeds by ``feed@vintage``, cited where evidence is of reported events.
    """

    view: View
    language: Language
    most_sources: int | None = None
    most_places: int | None = None
    feeds: Mapping[str, FeedState] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    _cited: set[str] = field(default_factory=set)

    def mark(self, item: Marked) -> Marked:
        """Return a sentence or cell with the number of its note."""
        if not item.evidence:
            return item
        if item.evidence not in self._numbers:
            number = len(self.notes) + 1
            self._numbers[item.evidence] = number
            self.notes.append(Note(number, self._text(item.evidence), item.evidence))
        return replace(item, note=self._numbers[item.evidence])

    def section(self, section: Section) -> Section:
        """Return a section with every sentence and cell numbered."""
        return replace(section, blocks=tuple(map(self._block, section.blocks)))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return Paragraph(_each(self.mark, block.sentences))
            case Bullets():
                return Bullets(_each(self.mark, block.sentences))
            case Sides():
                return replace(
                    block,
                    claim=self.mark(block.claim),
                    supporting=_each(self.mark, block.supporting),
                    denying=_each(self.mark, block.denying),
                )
            case Table():
                return replace(block, rows=tuple(_each(self.mark, row) for row in block.rows))
        return block

    def _text(self, evidence: Sequence[str]) -> str:
        """Cite every source behind some evidence, once each, with the places in it."""
        locators: dict[str, list[str]] = {}
        undocumented: list[str] = []
        for proposition in self._propositions(evidence):
            documented = False
            for dated in self.view.stances.get(proposition, ()):
                if dated.stance.source == PUBLIC_ACT:
                    continue
                documented = True
                source = self.view.sources[dated.stance.source]
                reading = source.cited_by or source.id
                for name in dict.fromkeys((source.id, reading)):
                    if name in self.view.sources:
                        locators.setdefault(name, [])
                locators.setdefault(reading, []).extend(dated.stance.locators)
            if not documented:
                undocumented.append(proposition)
        named = list(locators.items())
        cut = self.most_sources is not None and len(named) > self.most_sources + 1
        shown = named[: self.most_sources] if cut else named
        parts = [self._cite(name, places) for name, places in shown]
        if cut:
            more = self.language.count(len(named) - len(shown))
            parts.append(self.language.text("more_sources", number=more))
        parts += [self.language.text("public_act", evidence=name) for name in undocumented]
        parts += feed_parts(evidence, self.feeds, self._cited, self.language)
        return " ".join(map(self.language.sentence, parts))

    def _propositions(self, evidence: Sequence[str]) -> Sequence[str]:
        """Propositions behind evidence identifiers, stances resolved to theirs."""
        by_stance = self._by_stance
        found = (by_stance.get(name, name) for name in evidence)
        return tuple(dict.fromkeys(name for name in found if name in self.view.propositions))

    @cached_property
    def _by_stance(self) -> dict[str, str]:
        return {stance.id: stance.proposition for stance in self.view.case.stances}

    def _cite(self, name: str, locators: Sequence[str]) -> str:
        source = self.view.sources.get(name)
        if source is None:
            return ""
        first = name not in self._cited
        self._cited.add(name)
        text = citation(source, self.language, short=not first)
        found = [self.view.locators[key] for key in locators if key in self.view.locators]
        found = found[: self.most_places]
        return ", ".join(filter(None, (text, place(found, self.language))))


def _each(mark: Callable[[Marked], Marked], items: Sequence[Marked]) -> tuple[Marked, ...]:
    return tuple(map(mark, items))
