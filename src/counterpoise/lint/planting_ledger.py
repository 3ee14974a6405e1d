"""Defects against a ledger: dates, figures, contested claims and states of measures."""

from __future__ import annotations

from random import Random

from counterpoise.lint.checks.matching import matching
from counterpoise.lint.draft import Draft
from counterpoise.lint.ledger_view import LedgerComponent
from counterpoise.lint.planting_edits import insert

_WRONG_STATES = {
    ("sanctions", "active"): (
        "{issuer} lifted its {part}.",
        "The {part} of {issuer} have been lifted.",
        "{issuer} lifted all its sanctions.",
    ),
    ("sanctions", "lifted"): (
        "The {part} of {issuer} remain in force.",
        "All sanctions of {issuer} are still in force.",
    ),
    ("aid", "suspended"): ("{issuer} has resumed its {part} aid.",),
    ("aid", "active"): (
        "{issuer} suspended its {part} aid.",
        "All aid of {issuer} was suspended.",
    ),
    ("deployment", "ended"): ("{measure} is still in place.", "{measure} remains in force."),
    ("deployment", "active"): ("{measure} has ended.",),
    ("access", "active"): ("{issuer} has lifted its {part}.",),
}


def wrong_date(draft: Draft, random: Random) -> str | None:
    """Move the date of a sentence that a dated claim of the ledger fits."""
    units = []
    for unit in draft.body:
        if len(unit.dates) != 1 or unit.dates[0].relation != "on":
            continue
        facts = [f for f, _ in matching(draft, unit) if f.kind == "act" and f.when.is_known]
        if facts and facts[0].when.precision in {"day", "month"}:
            units.append(unit)
    if not units:
        return None
    mention = random.choice(units).dates[0]
    text = draft.document.text
    wording = text[mention.start : mention.end]
    year = str(mention.interval.first.year) if mention.interval.first is not None else "x"
    if year not in wording:
        return None
    moved = wording.replace(year, str(int(year) - random.randint(1, 2)))
    return text[: mention.start] + moved + text[mention.end :]


def wrong_figure(draft: Draft, random: Random) -> str | None:
    """Change a figure that the ledger holds."""
    places = []
    for unit in draft.body:
        for fact, _ in matching(draft, unit):
            if fact.figure is None:
                continue
            places += [n for n in unit.numbers if n.value == fact.figure.value and n.digits]
    if not places:
        return None
    mention = random.choice(places)
    text = draft.document.text
    digits = f"{mention.value * random.choice((2, 3, 4, 5, 7, 10, 12)):,.10g}"
    old = next(
        (d for d in (f"{mention.value:,.10g}", f"{mention.value:.10g}") if d in mention.wording), ""
    )
    if not old:
        return None
    changed = mention.wording.replace(old, digits, 1)
    return text[: mention.start] + changed + text[mention.start + len(mention.wording) :]


def contested(draft: Draft, random: Random) -> str | None:
    """State a contested claim of the ledger flatly."""
    facts = draft.ledger.facts() if draft.ledger is not None else ()
    open_facts = [f for f in facts if f.status == "contested" and len(f.statement.split()) > 4]
    if not open_facts:
        return None
    statement = random.choice(open_facts).statement
    return insert(draft, random, f"{statement[:1].upper()}{statement[1:]}.")


def wrong_state(draft: Draft, random: Random) -> str | None:
    """Give a component of the ledger a state that it does not have."""
    known = draft.ledger.components(None) if draft.ledger is not None else ()
    usable = [
        c
        for c in known
        if (c.kind, c.state) in _WRONG_STATES
        and not c.contested
        and (c.kind != "access" or "ban" in c.instrument)
    ]
    if not usable:
        return None
    chosen = random.choice(usable)
    return insert(draft, random, _state_sentence(chosen, random))


def _state_sentence(chosen: LedgerComponent, random: Random) -> str:
    issuer = chosen.issuers[0][1] if len(chosen.issuers[0]) > 1 else chosen.issuers[0][0]
    part = chosen.instrument
    if chosen.kind == "aid":
        part = part.removesuffix(" aid")
    form = random.choice(_WRONG_STATES[chosen.kind, chosen.state])
    text = form.format(issuer=issuer, part=part, measure=chosen.measure)
    return text[:1].upper() + text[1:]
