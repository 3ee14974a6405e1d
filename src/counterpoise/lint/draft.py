"""A draft prepared for the checks: its sentences with their dates, figures, concepts and notes."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from counterpoise.intake.numbers import NumberMention, find_numbers
from counterpoise.intake.when.find import DateMention, find_dates
from counterpoise.lint.ledger_view import LedgerView
from counterpoise.lint.reports import Report, Severity
from counterpoise.lint.words import concepts
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import (
    Citation,
    Note,
    Paragraph,
    Section,
    Sentence,
    TextDocument,
    TextType,
)

_CALL = re.compile(r"\s?\[\^?\w{1,12}\]|[¹²³⁰⁴-⁹]+")
READ: frozenset[TextType] = frozenset({"summary", "body", "list", "quotation", "strapline"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of the running text or of a note.

    Attributes
    ----------
    text
        The characters, note calls blanked out so that offsets stay.
    dates, numbers
        With spans in the document; a relative date leans on the paragraph's date before it.
    """

    index: int
    start: int
    end: int
    line: int
    text: str
    paragraph: Paragraph | None
    note: Note | None
    section: Section | None
    anchors: tuple[int, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    concepts: frozenset[str]

    @property
    def in_note(self) -> bool:
        """Whether the sentence stands in a note."""
        return self.note is not None


class Draft:
    """A parsed document with what the checks share.

    Parameters
    ----------
    ledger
        A case's ledger, or None when the document alone is checked.
    """

    def __init__(self, document: TextDocument, ledger: LedgerView | None = None) -> None:
        self.document = document
        self.ledger = ledger

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All sentences that state something, in order: the running text, then the notes."""
        found: list[Unit] = []
        for section in self.document.sections:
            for paragraph in section.paragraphs:
                if paragraph.type in READ:
                    self._add(found, paragraph, None, section)
        for note in self.document.notes:
            self._add(found, None, note, None)
        return tuple(found)

    def _add(
        self,
        found: list[Unit],
        paragraph: Paragraph | None,
        note: Note | None,
        section: Section | None,
    ) -> None:
        holder = paragraph if paragraph is not None else note
        assert holder is not None
        previous = DateInterval()
        if note is not None and note.number:
            previous = self._date_before_call(found, note.number)
        for sentence in holder.sentences:
            unit = self._unit(len(found), sentence, previous, paragraph, note, section)
            found.append(unit)
            if unit.dates:
                previous = unit.dates[-1].interval

    @staticmethod
    def _date_before_call(found: list[Unit], number: int) -> DateInterval:
        caller = next((unit for unit in found if number in unit.anchors), None)
        if caller is None or not caller.dates:
            return DateInterval()
        return caller.dates[-1].interval

    def _unit(
        self,
        index: int,
        sentence: Sentence,
        previous: DateInterval,
        paragraph: Paragraph | None,
        note: Note | None,
        section: Section | None,
    ) -> Unit:
        raw = self.document.quote(sentence)
        text = _CALL.sub(lambda match: " " * len(match.group()), raw)
        for number in sentence.anchors:
            anchor = self.document.anchors[number - 1]
            first, last = anchor.start - sentence.start, anchor.end - sentence.start
            text = text[:first] + " " * (last - first) + text[last:]
        dates = find_dates(
            text,
            offset=sentence.start,
            published=self.document.published,
            previous=previous,
            basis="note" if note is not None else "body",
        )
        return Unit(
            index=index,
            start=sentence.start,
            end=sentence.end,
            line=1 + self.document.text.count("\n", 0, sentence.start),
            text=text,
            paragraph=paragraph,
            note=note,
            section=section,
            anchors=sentence.anchors,
            dates=dates,
            numbers=find_numbers(text, offset=sentence.start),
            concepts=concepts(text),
        )

    @cached_property
    def body(self) -> tuple[Unit, ...]:
        """The sentences of the running text."""
        return tuple(unit for unit in self.units if unit.note is None)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of each concept: the rarer in the document's sentences, the heavier."""
        counts = Counter(concept for unit in self.units for concept in unit.concepts)
        total = max(len(self.units), 2)
        return {name: math.log(total / count) for name, count in counts.items()}

    def weigh(self, shared: frozenset[str]) -> float:
        """Sum the weights of concepts; one that no sentence holds weighs as a single use does."""
        unseen = math.log(max(len(self.units), 2))
        return math.fsum(self.weights.get(name, unseen) for name in shared)

    def before(self, unit: Unit) -> Unit | None:
        """Return the sentence before, in the same paragraph or note."""
        if unit.index == 0:
            return None
        previous = self.units[unit.index - 1]
        same = (previous.paragraph, previous.note) == (unit.paragraph, unit.note)
        return previous if same else None

    def sides_follow(self, unit: Unit) -> bool:
        """Whether the next sentences set out who is for and who is against the statement."""
        following = [u.text.lstrip(" -*") for u in self.units[unit.index + 1 : unit.index + 12]]
        has_for = following[:1] and following[0].startswith(("For:", "Pour :", "Pour:"))
        return bool(has_for) and any(text.startswith(("Against:", "Contre")) for text in following)

    def called(self, unit: Unit) -> tuple[tuple[int, Note], ...]:
        """Return the notes that a sentence calls, with their global numbers."""
        pairs = [(number, self.document.note_of(number)) for number in unit.anchors]
        return tuple((number, note) for number, note in pairs if note is not None)

    def works(self, note: Note) -> tuple[Citation, ...]:
        """Return what a note cites, chains followed to the works they stand for."""
        found: list[Citation] = []
        for citation in note.citations:
            if citation.kind != "reference":
                found.append(citation)
            elif citation.refers_to > 0:
                target = self.document.note_of(citation.refers_to)
                found += [] if target is None or target is note else self._direct(target, citation)
        return tuple(found)

    @staticmethod
    def _direct(target: Note, chain: Citation) -> list[Citation]:
        direct = [work for work in target.citations if work.kind != "reference"]
        if chain.title:
            direct = [work for work in direct if work.title and work.title in chain.title]
        return direct

    def report(
        self,
        check: str,
        severity: Severity,
        unit: Unit,
        message: str,
        *,
        evidence: str,
        mend: str,
        note: int = 0,
    ) -> Report:
        """Build a report on one sentence."""
        return Report(
            check=check,
            severity=severity,
            start=unit.start,
            end=unit.end,
            line=unit.line,
            note=note or (unit.note.number if unit.note is not None else 0),
            sentence=self.document.text[unit.start : unit.end],
            message=message,
            evidence=evidence,
            mend=mend,
        )
