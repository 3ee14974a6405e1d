"""A quotation that is opened and not closed, or closed and not opened."""

from __future__ import annotations

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
    for units in holders.values():
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
