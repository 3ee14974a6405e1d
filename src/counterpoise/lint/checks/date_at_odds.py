"""A date that the ledger does not allow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from counterpoise.intake.when.find import DateMention
from counterpoise.lint.checking import Check
from counterpoise.lint.checks.matching import matching
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.ledger_view import LedgerFact
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts
from counterpoise.model.dates import DateInterval

ID = "date-at-odds"
_CLAUSE = re.compile(r";\s|,\s(?:while|whereas|but|mais|tandis|alors)\b")
_ASIDE = re.compile(r",\s(?:which|who|whose|qui|dont)\s[^,]*$")


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        dates = [m for m in unit.dates if m.relation in {"on", "after"} and _counts(draft, unit, m)]
        if not dates:
            continue
        fitting = [fact for fact, _ in matching(draft, unit) if fact.kind == "act"]
        acts = [
            fact
            for fact in fitting
            if fact.when.precision not in {"unknown", "open"} and _in_its_clause(fact, unit, dates)
        ]
        if not acts or any(
            _agrees(fact.when, mention.interval) for fact in acts for mention in unit.dates
        ):
            continue
        yield draft.report(
            ID,
            "error",
            unit,
            f"the ledger dates this {acts[0].when.edtf}, the sentence "
            f"{' and '.join(m.interval.edtf for m in dates)}",
            evidence=f"claim {acts[0].id}: {acts[0].statement}",
            mend="correct the date, or add the source for another dating to the ledger",
        )


def _in_its_clause(fact: LedgerFact, unit: Unit, dates: list[DateMention]) -> bool:
    """Tell whether a date stands in the clause that tells the claim, and not in another."""
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(unit.text)), len(unit.text)]
    held = concepts(fact.statement)
    clauses = list(itertools.pairwise(cuts))
    start, end = max(clauses, key=lambda span: len(held & concepts(unit.text[slice(*span)])))
    return any(start <= mention.start - unit.start < end for mention in dates)


def _counts(draft: Draft, unit: Unit, mention: DateMention) -> bool:
    """Tell a date of the main clause that is not after the draft's own."""
    published, first = draft.document.published.last, mention.interval.first
    if published is not None and first is not None and first > published:
        return False
    return _ASIDE.search(unit.text[: mention.start - unit.start]) is None


def _agrees(left: DateInterval, right: DateInterval) -> bool:
    starts_before_end = right.last is None or left.first is None or left.first <= right.last
    ends_after_start = right.first is None or left.last is None or left.last >= right.first
    return starts_before_end and ends_after_start


CHECK = Check(
    ID,
    "error",
    "ledger",
    "A dated sentence about an act that the ledger dates otherwise.",
    "Acts that the ledger does not hold, and sentences that tell them in quite other words.",
    _run,
)
