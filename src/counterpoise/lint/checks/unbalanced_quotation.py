"""A quotation that is opened and not closed, or closed and not opened."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report

ID = "unbalanced-quotation"
_PAIRS = (("“", "”"), ("«", "»"))


def _run(draft: Draft) -> Iterator[Report]:
    holders: dict[int, list[Unit]] = {}
    for unit in draft.units:
        holder = unit.paragraph if unit.paragraph is not None else unit.note
        assert holder is not None
        holders.setdefault(holder.start, []).append(unit)
    runs_on = _running_on(list(holders.values()))
    for units in holders.values():
        if units[0].start in runs_on:
            continue
        text = "".join(unit.text for unit in units)
        for opening, closing in _PAIRS:
            opened, closed = text.count(opening), text.count(closing)
            if opened != closed:
                unit = _place(units, opening, closing)
                yield draft.report(
                    ID,
                    "warning",
                    unit,
                    f"“{opening}” and “{closing}” do not pair: {opened} against {closed}",
                    evidence="it is open who speaks, or where the title ends",
                    mend="close the quotation where it ends",
                )


def _running_on(holders: list[list[Unit]]) -> set[int]:
    """Find the paragraphs of a quotation whose every paragraph opens with the mark anew."""
    found: set[int] = set()
    for left, right in itertools.pairwise(holders):
        first, second = ("".join(unit.text for unit in units).strip() for units in (left, right))
        for opening, closing in _PAIRS:
            open_end = first.count(opening) == first.count(closing) + 1
            if open_end and second.startswith(opening) and left[0].note is right[0].note is None:
                found.add(left[0].start)
    return found


def _place(units: list[Unit], opening: str, closing: str) -> Unit:
    return next((u for u in units if u.text.count(opening) != u.text.count(closing)), units[0])


CHECK = Check(
    ID,
    "warning",
    "document",
    "Quotation marks that do not pair within a paragraph or note.",
    "Straight marks, and quotations that run over several paragraphs on purpose.",
    _run,
)
