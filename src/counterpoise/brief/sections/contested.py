"""Contested claims, both sides beside each other with the same verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoise.assess.claims import ClaimFinding, Holding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Bullets, Paragraph, Section, Sentence, Sides
from counterpoise.brief.wording import attributed, holders
from counterpoise.model.dates import DateInterval

_MOST = {"page": 2, "brief": 12}


def contested(context: BriefContext) -> Section | None:
    """Every contested claim with its supporters and its deniers."""
    claims = [claim for claim in context.claims if claim.status == "contested"]
    if not claims:
        return None
    text = context.language.text
    if context.length != "full":
        shown = claims[: _MOST[context.length]]
        bullets = Bullets(tuple(_told(context, claim) for claim in shown))
        return Section("contested", text("section_contested"), (bullets,))
    lead = Paragraph((Sentence(text("contested_lead"), framing=True),))
    blocks: list[Block] = [lead, *(_sides(context, claim) for claim in claims)]
    return Section("contested", text("section_contested"), tuple(blocks))


def _told(context: BriefContext, claim: ClaimFinding) -> Sentence:
    return Sentence(context.language.sentence(attributed(context, claim)), claim.evidence, claim)


def _sides(context: BriefContext, claim: ClaimFinding) -> Sides:
    language = context.language
    return Sides(
        id=claim.proposition,
        claim=Sentence(language.sentence(claim.statement), claim.evidence, claim),
        supporting=_positions(context, claim.supported_by),
        denying=_positions(context, claim.denied_by),
    )


def _positions(context: BriefContext, holdings: tuple[Holding, ...]) -> tuple[Sentence, ...]:
    """One sentence for all who took the same position on the same day in the same words."""
    groups: dict[tuple[str, date, str], list[Holding]] = {}
    for held in holdings:
        groups.setdefault((held.position, held.day, held.wording), []).append(held)
    return tuple(_position(context, group) for group in groups.values())


def _position(context: BriefContext, group: Sequence[Holding]) -> Sentence:
    language = context.language
    held = group[0]
    words = f": {language.quoted(held.wording)}" if held.wording else ""
    day = language.date(DateInterval(held.day, held.day))
    told = f"{holders(context, group, it=True)} ({day}){words}"
    return Sentence(language.sentence(told), tuple(held.stance for held in group))
