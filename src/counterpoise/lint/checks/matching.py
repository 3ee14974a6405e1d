"""Which of the ledger's claims a sentence is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import fsum, log
from weakref import WeakKeyDictionary

from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.ledger_view import LedgerFact
from counterpoise.lint.words import concepts, fold

_COVERAGE = 0.7
_MINIMUM_SHARED = 3
_NEARLY_ALL = 0.95
Matches = tuple[tuple[LedgerFact, float], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    fact: LedgerFact
    held: frozenset[str]
    whole: float


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    weights: dict[str, float]
    found: dict[int, Matches] = field(default_factory=dict)


_INDICES: WeakKeyDictionary[Draft, _Index] = WeakKeyDictionary()


def _index(draft: Draft) -> _Index:
    """Concepts of every claim, weighed by how few claims hold them; made once a draft."""
    known = _INDICES.get(draft)
    if known is not None:
        return known
    facts = draft.ledger.facts() if draft.ledger is not None else ()
    pairs = [(fact, concepts(fact.statement)) for fact in facts]
    counts = Counter(concept for _, held in pairs for concept in held)
    total = max(len(pairs), 2)
    weights = {name: log(1 + total / count) for name, count in counts.items()}
    entries = tuple(
        _Entry(fact, held, fsum(weights[name] for name in held)) for fact, held in pairs if held
    )
    index = _Index(entries, weights)
    _INDICES[draft] = index
    return index


def matching(draft: Draft, unit: Unit) -> Matches:
    """Claims whose statement the sentence covers by weight, best first.

    A claim fits when the sentence holds at least `_COVERAGE` of the weight of its concepts,
    `_MINIMUM_SHARED` of them, and names all its actors; a sentence that holds `_NEARLY_ALL` need
    not name them.
    """
    index = _index(draft)
    if unit.index not in index.found:
        fitting = [(e.fact, _cover(index, e, unit)) for e in index.entries]
        kept = [pair for pair in fitting if pair[1] >= _COVERAGE and _is_about(*pair, unit)]
        index.found[unit.index] = tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0].id)))
    return index.found[unit.index]


def _cover(index: _Index, entry: _Entry, unit: Unit) -> float:
    shared = entry.held & unit.concepts
    if len(shared) < _MINIMUM_SHARED and not _is_short_and_whole(entry, unit):
        return 0.0
    return fsum(index.weights[name] for name in shared) / entry.whole


def _is_short_and_whole(entry: _Entry, unit: Unit) -> bool:
    """Tell a claim of one or two concepts in a sentence that says little else."""
    return entry.held <= unit.concepts and len(unit.concepts) <= 2 * len(entry.held) + 1


def _is_about(fact: LedgerFact, cover: float, unit: Unit) -> bool:
    return cover >= _NEARLY_ALL or all(_is_named_in(actor, unit) for actor in fact.actors)


def _is_named_in(names: tuple[str, ...], unit: Unit) -> bool:
    """Whether an actor stands in the sentence, under any of its names or as its country."""
    return names[0] in unit.concepts or is_named(names, unit.text)


def is_named(names: tuple[str, ...], text: str) -> bool:
    """Whether a text holds an actor's identifier as it is written, or any of its names."""
    folded = fold(text)
    return re.search(rf"(?<!\w){re.escape(names[0])}(?!\w)", text) is not None or any(
        re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names[1:]
    )
