"""A figure that the ledger does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.intake.numbers import NumberMention
from counterpoise.lint.checking import Check
from counterpoise.lint.checks.matching import matching
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.ledger_view import LedgerFigure
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts

ID = "figure-at-odds"
_RELATIVE_TOLERANCE = 0.005


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        if not unit.numbers:
            continue
        pairs = [(fact, fact.figure) for fact, _ in matching(draft, unit) if fact.figure]
        held = [(fact, figure) for fact, figure in pairs if _fits(figure, unit)]
        if not held or any(_is_same(n, figure) for _, figure in held for n in unit.numbers):
            continue
        fact, figure = held[0]
        rivals = [n for n in unit.numbers if _same_kind(n, figure)]
        if rivals:
            yield draft.report(
                ID,
                "error",
                unit,
                f"the ledger has {figure.value:,.10g} {figure.unit}, the sentence "
                f"{rivals[0].wording}",
                evidence=f"claim {fact.id}: {fact.statement} ({figure.scope})",
                mend="correct the figure, or add its source to the ledger",
            )


def _fits(figure: LedgerFigure, unit: Unit) -> bool:
    """Whether the sentence's dates, where it has any, leave room for the figure's period."""
    first, last = figure.period.first, figure.period.last
    spans = [m.interval for m in unit.dates if m.interval.first is not None]
    if not spans or first is None or last is None:
        return True
    return any(
        span.first is not None and span.first <= last and (span.last is None or span.last >= first)
        for span in spans
    )


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
