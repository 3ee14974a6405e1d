"""A claim that the ledger holds contested or alleged, stated as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.checks.matching import matching
from counterpoise.lint.draft import Draft
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report

ID = "contested-unattributed"
_OPEN = frozenset({"contested", "alleged", "denied"})


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        if has("attribution", unit.text) or has("denial", unit.text) or has("hedge", unit.text):
            continue
        if draft.sides_follow(unit):
            continue
        found = matching(draft, unit)
        best = [fact for fact, cover in found if cover == found[0][1]]
        fact = next((fact for fact in best if fact.status in _OPEN), None)
        if fact is None:
            continue
        denied = f"; denied by {', '.join(fact.denied_by)}" if fact.denied_by else ""
        yield draft.report(
            ID,
            "error",
            unit,
            f"the ledger holds this {fact.status}, the sentence states it as a fact",
            evidence=f"claim {fact.id}: held by {', '.join(fact.supported_by) or 'nobody'}{denied}",
            mend="say who holds it and who denies it",
        )


CHECK = Check(
    ID,
    "error",
    "ledger",
    "A contested, alleged or denied claim of the ledger in a sentence without attribution.",
    "Claims told in quite other words than the ledger's, and claims it does not hold.",
    _run,
)
