"""Sentences for single findings: the pieces that sections are planned from."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

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


def told(context: BriefContext, proposition: str) -> str:
    """Say what a proposition says, with its holders where it is no plain assertion."""
    claim = context.claim(proposition)
    if claim.status in {"asserted", "confirmed", "announced"}:
        return claim.statement
    return attributed(context, claim)


def attributed(context: BriefContext, claim: ClaimFinding) -> str:
    """Say who holds what about a claim: supporters first, then those who deny it."""
    language = context.language
    clauses = _grouped(context, claim.supported_by)
    said = language.clauses(clauses) + ("," if len(clauses) > 1 else "")
    text = f"{said} {language.that(claim.statement)}" if clauses else ""
    if claim.denied_by:
        if not text:
            denials = language.listed(_grouped(context, claim.denied_by))
            return language.text("denied_alone", holders=denials, statement=claim.statement)
        text = f"{text}; {language.listed(_grouped(context, claim.denied_by, it=True))}"
    return text


def holders(context: BriefContext, holdings: Sequence[Holding], *, it: bool = False) -> str:
    """Say who takes one position together: “A and B allege”, “A and B allege it”."""
    language = context.language
    plural = len(holdings) > 1 or holdings[0].plural
    names = language.listed([held.name for held in holdings])
    return language.holds(names, holdings[0].position, plural=plural, it=it)


def _grouped(context: BriefContext, holdings: Sequence[Holding], *, it: bool = False) -> list[str]:
    """Holders of the same position together, the strongest position first."""
    return [
        holders(context, tuple(group), it=it)
        for _, group in itertools.groupby(holdings, key=lambda held: held.position)
    ]
