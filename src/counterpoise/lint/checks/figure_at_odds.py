"""A figure that the ledger does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.intake.numbers import NumberMention
from counterpoise.lint.checking import Check
from counterpoise.lint.checks.matching import matching
from counterpoise.lint.draft import Draft
from counterpoise.lint.ledger_view import LedgerFigure
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts

ID = "figure-at-odds"
_RELATIVE_TOLERANCE = 0.005


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        if not unit.numbers:
            continue
        for fact, _ in matching(draft, unit):
            if fact.figure is None:
                continue
            rivals = [n for n in unit.numbers if _same_kind(n, fact.figure)]
            if rivals and not any(_is_same(n, fact.figure) for n in unit.numbers):
                yield draft.report(
                    ID,
                    "error",
                    unit,
                    f"the ledger has {fact.figure.value:,.10g} {fact.figure.unit}, the sentence "
                    f"{rivals[0].wording}",
                    evidence=f"claim {fact.id}: {fact.statement} ({fact.figure.scope})",
                    mend="correct the figure, or add its source to the ledger",
                )
            break


def _same_kind(mention: NumberMention, figure: LedgerFigure) -> bool:
    if mention.unit in {"USD", "EUR", "XOF", "GBP", "%", "rank"}:
        return mention.unit.casefold() == figure.unit.casefold()
    return bool(concepts(mention.unit) & concepts(figure.unit))


def _is_same(mention: NumberMention, figure: LedgerFigure) -> bool:
    return abs(mention.value - figure.value) <= _RELATIVE_TOLERANCE * abs(figure.value)


CHECK = Check(
    ID,
    "error",
    "ledger",
    "A figure of the ledger's unit and of another value, in a sentence about its claim.",
    "Figures whose claim the ledger does not hold.",
    _run,
)
