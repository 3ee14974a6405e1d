"""Which of the ledger's claims a sentence is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from weakref import WeakKeyDictionary

from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.ledger_view import LedgerFact
from counterpoise.lint.words import concepts, fold

_COVERAGE = 0.7
_MINIMUM_SHARED = 3
_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True)
class _Index:
    facts: tuple[tuple[LedgerFact, frozenset[str]], ...]
    weights: dict[str, float]


_INDICES: WeakKeyDictionary[Draft, _Index] = WeakKeyDictionary()


def _index(draft: Draft) -> _Index:
    """Concepts of every claim, weighed by how few claims hold them; made once a draft."""
    known = _INDICES.get(draft)
    if known is not None:
        return known
    facts = draft.ledger.facts() if draft.ledger is not None else ()
    pairs = tuple((fact, concepts(fact.statement)) for fact in facts)
    counts = Counter(concept for _, held in pairs for concept in held)
    total = max(len(pairs), 2)
    index = _Index(pairs, {name: log(1 + total / count) for name, count in counts.items()})
    _INDICES[draft] = index
    return index


def _is_named(names: tuple[str, ...], unit: Unit) -> bool:
    """Whether an actor stands in the sentence, under any of its names or as its country."""
    if names[0] in unit.concepts:
        return True
    text = fold(unit.text)
    return any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", text) for name in names[1:])


def matching(draft: Draft, unit: Unit) -> Iterator[tuple[LedgerFact, float]]:
    """Claims whose statement the sentence covers by weight, best first.

    A claim fits when the sentence holds at least `_COVERAGE` of the weight of its concepts,
    `_MINIMUM_SHARED` of them, and names all its actors; a sentence that holds `_NEARLY_ALL` need
    not name them.
    """
    index = _index(draft)
    found = []
    for fact, held in index.facts:
        shared = held & unit.concepts
        if len(shared) < min(_MINIMUM_SHARED, len(held)) or not shared:
            continue
        whole = sum(index.weights[name] for name in held)
        cover = sum(index.weights[name] for name in shared) / whole
        named = cover >= _NEARLY_ALL or all(_is_named(a, unit) for a in fact.actors)
        if cover >= _COVERAGE and named:
            found.append((fact, cover))
    return iter(sorted(found, key=lambda pair: (-pair[1], pair[0].id)))
