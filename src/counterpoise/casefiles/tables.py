"""Rows of the CSV files → records of the model."""

from __future__ import annotations

from typing import get_args

from counterpoise.casefiles.record import Record
from counterpoise.model.actors import Actor, Role
from counterpoise.model.case import Translation
from counterpoise.model.evidence import Locator
from counterpoise.model.propositions import (
    POSITIONS,
    Bound,
    Kind,
    Proposition,
    Quantity,
    Stance,
    Tie,
)

ACTOR_COLUMNS = ("id", "kind", "name", "short", "aliases", "principal", "active", "active_words")
ROLE_COLUMNS = (
    *("id", "actor", "role", "of", "held", "held_words", "held_basis"),
    *("public", "source", "locators"),
)
LOCATOR_COLUMNS = ("id", "document", "section", "paragraph", "note", "start", "end", "sha256")
PROPOSITION_COLUMNS = (
    *("id", "kind", "statement", "channel", "event_type", "mode"),
    *("source_actors", "target_actors", "third_actors", "tie", "when", "when_words", "when_basis"),
    *("place", "public", "answers", "topics"),
)
STANCE_COLUMNS = (
    *("id", "proposition", "holder", "position", "when", "when_words", "when_basis", "source"),
    *("locators", "by_act", "wording", "dates_it", "dates_it_words", "self_report", "reviewed"),
)
QUANTITY_COLUMNS = (
    *("proposition", "value", "low", "high", "unit", "bound", "who", "where"),
    *("period", "period_words", "provider", "vintage", "method", "wording"),
)
TEXT_COLUMNS = ("record", "field", "text")
_HEX_DIGITS = frozenset("0123456789abcdef")


def actor(record: Record) -> Actor:
    """One row of actors.csv."""
    return Actor(
        id=record.identifier(),
        kind=record.text("kind", required=True),
        name=record.text("name", required=True),
        short=record.text("short"),
        aliases=record.words("aliases"),
        principal=record.text("principal"),
        active=record.date("active"),
    )


def role(record: Record) -> Role:
    """One row of roles.csv."""
    return Role(
        id=record.identifier(),
        actor=record.text("actor", required=True),
        role=record.text("role", required=True),
        of=record.text("of"),
        held=record.date("held"),
        public=record.flag("public"),
        source=record.text("source", required=True),
        locators=record.words("locators"),
    )


def locator(record: Record) -> Locator:
    """One row of locators.csv."""
    digest = record.text("sha256", required=True)
    if len(digest) != 64 or not _HEX_DIGITS.issuperset(digest):
        record.fault(
            "sha256", f"“{digest}” is not a SHA-256", "write 64 lower-case hexadecimal digits"
        )
    start, end = record.integer("start"), record.integer("end", least=1)
    if end <= start:
        record.fault(
            "end", f"the span ends at {end} and starts at {start}", "end it after its start"
        )
    return Locator(
        id=record.identifier(),
        document=record.text("document", required=True),
        section=record.text("section", required=True),
        paragraph=record.integer("paragraph", default=0),
        note=record.integer("note", default=0),
        start=start,
        end=end,
        sha256=digest,
    )


def proposition(record: Record) -> Proposition:
    """One row of propositions.csv."""
    return Proposition(
        id=record.identifier(),
        kind=record.choice("kind", get_args(Kind)),
        statement=record.text("statement", required=True),
        channel=record.text("channel"),
        event_type=record.text("event_type"),
        mode=record.text("mode"),
        source_actors=record.words("source_actors"),
        target_actors=record.words("target_actors"),
        third_actors=record.words("third_actors"),
        tie=record.choice("tie", get_args(Tie), default=""),
        when=record.date("when"),
        place=record.text("place"),
        public=record.flag("public"),
        answers=record.text("answers"),
        topics=record.words("topics"),
    )


def stance(record: Record) -> Stance:
    """One row of stances.csv."""
    return Stance(
        id=record.identifier(),
        proposition=record.text("proposition", required=True),
        holder=record.text("holder", required=True),
        position=record.choice("position", POSITIONS),
        when=record.date("when"),
        source=record.text("source", required=True),
        locators=record.words("locators"),
        by_act=record.text("by_act"),
        wording=_quotation(record),
        dates_it=record.date("dates_it"),
        self_report=record.flag("self_report"),
        reviewed=record.text("reviewed"),
    )


def _quotation(record: Record) -> str:
    text = record.text("wording")
    if len(text.split()) > 8:
        record.fault(
            "wording", f"the quotation has {len(text.split())} words", "quote eight words at most"
        )
    return text


def quantity(record: Record) -> Quantity:
    """One row of quantities.csv."""
    low, high = record.number("low"), record.number("high")
    if low is not None and high is not None and low > high:
        record.fault("low", f"{low:g} is above the upper bound {high:g}", "swap them")
    return Quantity(
        proposition=record.identifier("proposition"),
        value=record.number("value"),
        low=low,
        high=high,
        unit=record.text("unit", required=True),
        bound=record.choice("bound", get_args(Bound), default="exactly"),
        who=record.text("who"),
        where=record.text("where"),
        period=record.date("period"),
        provider=record.text("provider"),
        vintage=record.text("vintage"),
        method=record.text("method"),
        wording=record.text("wording"),
    )


def translation(record: Record, language: str) -> Translation:
    """One row of texts.LANG.csv."""
    of, field = record.text("record", required=True), record.text("field", required=True)
    return Translation(
        id=f"{language}:{of}:{field}",
        language=language,
        record=of,
        field=field,
        text=record.text("text", required=True),
    )
