"""Ranks or index values compared across a change of method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterpoise.intake.wordlists import load
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report

ID = "index-method"
_RANKS = re.compile(
    r"\b(?P<a>\d{1,3})(?:st|nd|rd|th|e)\b.{0,40}?\b(?:to|à|au|from|in)\s(?:the\s)?"
    r"(?P<b>\d{1,3})(?:st|nd|rd|th|e)\b",
    re.DOTALL,
)
_MOVES = re.compile(
    r"\b(?:fell|fall|dropped|slipped|rose|climbed|moved|passed?|chut|recul|pass)", re.I
)


@dataclass(frozen=True, slots=True)
class IndexMethod:
    """An index and the editions from which its values are no longer comparable."""

    name: str
    pattern: re.Pattern[str]
    breaks: tuple[int, ...]
    source: str


@cache
def methods() -> tuple[IndexMethod, ...]:
    """Read the table of indices."""
    rows = load("counterpoise.lint", "index_methods")["indices"]
    assert isinstance(rows, list)
    return tuple(
        IndexMethod(
            row["name"],
            re.compile(row["pattern"], re.IGNORECASE),
            tuple(row["breaks"]),
            row["source"],
        )
        for row in rows
    )


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.units:
        ranks = _RANKS.search(unit.text)
        years = sorted({m.interval.first.year for m in unit.dates if m.interval.first is not None})
        if ranks is None or not _MOVES.search(unit.text):
            continue
        span = (
            (years[0] - 1, years[0])
            if len(years) == 1
            else (years[0], years[-1])
            if years
            else None
        )
        known = next((m for m in methods() if m.pattern.search(unit.text)), None)
        if known is not None and span is not None:
            broken = [year for year in known.breaks if span[0] < year <= span[1]]
            if broken:
                yield _broken(draft, unit, known, broken[0])
        elif known is None:
            yield _unknown(draft, unit)


def _broken(draft: Draft, unit: Unit, known: IndexMethod, year: int) -> Report:
    return draft.report(
        ID,
        "error",
        unit,
        f"{known.name} changed its method with the {year} edition; the ranks are not comparable",
        evidence=known.source,
        mend="compare within one method, or say that the method changed",
    )


def _unknown(draft: Draft, unit: Unit) -> Report:
    return draft.report(
        ID,
        "warning",
        unit,
        "two ranks are compared without saying whether method and list of countries stayed",
        evidence="the index is not in the table of methods",
        mend="name the index and say that its method held",
    )


CHECK = Check(
    ID,
    "error",
    "document",
    "Ranks of an index compared across an edition that changed its method.",
    "Indices outside the table, which it says; changes of coverage within a method.",
    _run,
)
