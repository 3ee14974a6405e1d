"""Contested claims, both sides beside each other with the same verbs."""

from __future__ import annotations

from counterpoise.assess.claims import ClaimFinding, Holding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Paragraph, Section, Sentence, Sides
from counterpoise.model.dates import DateInterval


def contested(context: BriefContext) -> Section | None:
    """Every contested claim with its supporters and its deniers."""
    claims = [claim for claim in context.claims if claim.status == "contested"]
    if not claims:
        return None
    text = context.language.text
    lead = Paragraph((Sentence(text("contested_lead"), framing=True),))
    blocks: list[Block] = [lead, *(_sides(context, claim) for claim in claims)]
    return Section("contested", text("section_contested"), tuple(blocks))


def _sides(context: BriefContext, claim: ClaimFinding) -> Sides:
    language = context.language
    return Sides(
        id=claim.proposition,
        claim=Sentence(language.sentence(claim.statement), claim.evidence, claim),
        supporting=tuple(_position(context, held) for held in claim.supported_by),
        denying=tuple(_position(context, held) for held in claim.denied_by),
    )


def _position(context: BriefContext, held: Holding) -> Sentence:
    language = context.language
    words = f": {language.quoted(held.wording)}" if held.wording else ""
    day = language.date(DateInterval(held.day, held.day))
    holder = language.holds(held.name, held.position)
    return Sentence(f"{holder} ({day}){words}.", (held.stance,))
