"""How charts word an act: dated, and attributed where it is contested or alleged."""

from __future__ import annotations

from datetime import date

from counterpoise.assess.claims import ClaimFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.wording import attributed
from counterpoise.model.dates import DateInterval

ATTRIBUTED = frozenset({"contested", "alleged", "denied"})
"""Statuses that a label never leaves out."""


def told(context: BriefContext, claim: ClaimFinding) -> str:
    """Tell a claim without its date; a contested or alleged one with its holders."""
    language = context.language
    return language.typeset(language.capital(_words(context, claim)))


def dated(context: BriefContext, claim: ClaimFinding) -> str:
    """Tell a claim after its date: “3 June 2021: …”."""
    language = context.language
    when = language.capital(language.date(claim.when))
    return language.typeset(f"{when}: {_words(context, claim)}")


def _words(context: BriefContext, claim: ClaimFinding) -> str:
    return attributed(context, claim) if claim.status in ATTRIBUTED else claim.statement


def name_of(context: BriefContext, actor: str) -> str:
    """Return the short name of an actor as it stands in a sentence."""
    return context.language.typeset(context.names.short(actor))


def label_of(context: BriefContext, actor: str) -> str:
    """Return the short name of an actor as it stands at the head of a row or beside a sign."""
    return context.language.capital(name_of(context, actor))


def day_words(context: BriefContext, day: date) -> str:
    """Write one day as notes do."""
    return context.language.date(DateInterval(day, day))


def period_start(context: BriefContext) -> date:
    """First day that charts of time show: the case's, or a decade before the view's day."""
    first = context.view.case.heading.period.first
    on = context.view.on
    return min(first, on) if first is not None else on.replace(year=on.year - 10, day=1)
