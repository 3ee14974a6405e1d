"""Sentences for single findings: the pieces that sections are planned from."""

from __future__ import annotations

from counterpoise.assess.acts import ActFinding
from counterpoise.assess.claims import ClaimFinding, Holding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Sentence


def act_sentence(context: BriefContext, act: ActFinding, *, dated: bool = True) -> Sentence:
    """Tell an act with its date; what is contested or alleged is attributed."""
    language = context.language
    claim = context.claim(act.proposition)
    when = language.when(act.when) if dated else ""
    if claim.status in {"contested", "alleged"}:
        text = language.sentence(attributed(context, claim), f"({when})" if when else "")
    else:
        text = language.sentence(f"{when}," if when else "", act.statement)
    return Sentence(text, claim.evidence, act)


def attributed(context: BriefContext, claim: ClaimFinding) -> str:
    """Say who holds what about a claim: supporters first, then those who deny it."""
    language = context.language
    clauses = _grouped(context, claim.supported_by)
    text = f"{language.listed(clauses)} {language.that(claim.statement)}" if clauses else ""
    if claim.denied_by:
        denials = language.listed(_grouped(context, claim.denied_by))
        text = f"{text}; {denials}{language.text('denies_it')}"
    return text


def _grouped(context: BriefContext, holdings: tuple[Holding, ...]) -> list[str]:
    """Holders of the same position together: “A and B allege”."""
    by_position: dict[str, list[str]] = {}
    for held in holdings:
        by_position.setdefault(held.position, []).append(held.name)
    language = context.language
    return [
        language.holds(language.listed(names), position, plural=len(names) > 1)
        for position, names in by_position.items()
    ]
