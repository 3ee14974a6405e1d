"""Entries of the YAML outlines → records of the model."""

from __future__ import annotations

from typing import get_args

from counterpoise.casefiles.record import Record
from counterpoise.model.case import Heading
from counterpoise.model.dates import UNDATED
from counterpoise.model.evidence import Document
from counterpoise.model.measures import (
    Architecture,
    Change,
    Component,
    ComponentState,
    How,
    Measure,
    SupportLink,
)
from counterpoise.model.outlines import (
    ENTRY_ROLES,
    Entry,
    Gap,
    Lag,
    Mechanism,
    Option,
    Sign,
    Tracker,
)

TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


def heading(record: Record) -> Heading:
    """Read the head of case.yml; documents and gaps are left in the record."""
    if (version := record.text("format", required=True)) not in {"", "1"}:
        record.fault("format", f"format “{version}” is not known", "write 1 or upgrade")
    return Heading(
        id=record.identifier(),
        title=record.text("title", required=True),
        focal=record.text("focal", required=True),
        partners=record.words("partners"),
        period=record.date("period", required=True),
        language=record.text("language") or "en",
        tlp=record.choice("tlp", TLP, default="CLEAR"),
    )


def document(record: Record) -> Document:
    """One entry under `documents` of case.yml."""
    entry = Document(
        source=record.text("source", required=True),
        sha256=record.text("sha256", required=True),
        characters=record.integer("characters", least=1),
    )
    record.finish()
    return entry


def gap(record: Record) -> Gap:
    """One entry under `gaps` of case.yml."""
    entry = Gap(
        id=record.identifier(),
        question=record.text("question", required=True),
        about=record.words("about"),
        searched=record.words("searched"),
    )
    if not entry.about:
        record.fault("about", "no proposition raises this question", "name at least one")
    record.finish()
    return entry


def measure(record: Record) -> Measure:
    """One entry under `measures`."""
    entry = Measure(
        id=record.identifier(),
        kind=record.text("kind", required=True),
        title=record.text("title", required=True),
        issuers=record.words("issuers"),
        target=record.text("target", required=True),
        components=tuple(_component(part) for part in record.entries("components")),
    )
    if not entry.components:
        record.fault("components", "the measure has no component", "give it at least one")
    record.finish()
    return entry


def _component(record: Record) -> Component:
    entry = Component(
        id=record.identifier(),
        title=record.text("title", required=True),
        channel=record.text("channel", required=True),
        instrument=record.text("instrument"),
        persists=record.choice("persists", ("true", "false"), default="true") == "true",
        same_as=record.text("same_as"),
        voided_by=record.text("voided_by"),
        not_in_evidence=record.words("not_in_evidence"),
        changes=tuple(_change(change) for change in record.entries("changes")),
    )
    record.finish()
    return entry


def _change(record: Record) -> Change:
    how = record.choice("how", get_args(How), default="begins")
    entry = Change(
        act=record.text("act", required=True),
        to=record.choice("to", get_args(ComponentState)),
        how=how,
        from_=record.date("from") if how == "announced" else UNDATED,
    )
    record.finish()
    return entry


def architecture(record: Record) -> Architecture:
    """One entry under `architectures`."""
    entry = Architecture(
        id=record.identifier(),
        title=record.text("title", required=True),
        leader=record.text("leader"),
        parts=record.words("parts"),
        rests_on=record.words("rests_on"),
    )
    record.finish()
    return entry


def support(record: Record) -> SupportLink:
    """One entry under `supports`."""
    entry = SupportLink(
        id=record.identifier(),
        giver=record.text("giver", required=True),
        taker=record.text("taker", required=True),
        functions=record.words("functions"),
        rests_on=record.words("rests_on"),
        effects=record.words("effects"),
    )
    record.finish()
    return entry


def tracker(record: Record) -> Tracker:
    """One entry under `trackers`."""
    kind = record.choice("kind", tuple(ENTRY_ROLES))
    entry = Tracker(
        id=record.identifier(),
        kind=kind,
        title=record.text("title", required=True),
        actors=record.words("actors"),
        entries=tuple(_entry(part, ENTRY_ROLES[kind]) for part in record.entries("entries")),
    )
    record.finish()
    return entry


def _entry(record: Record, roles: tuple[str, ...]) -> Entry:
    entry = Entry(
        role=record.choice("role", roles),
        rests_on=record.words("rests_on"),
        label=record.text("label"),
        detail=record.text("detail"),
        actors=record.words("actors"),
        met_by=record.words("met_by"),
        due=record.date("due"),
    )
    if not entry.rests_on:
        record.fault("rests_on", "the entry rests on no proposition", "name at least one")
    record.finish()
    return entry


def option(record: Record) -> Option:
    """One entry under `options`."""
    entry = Option(
        id=record.identifier(),
        proposition=record.text("proposition", required=True),
        addressees=record.words("addressees"),
        condition=record.text("condition"),
        feasibility=record.text("feasibility"),
        fallback=record.text("fallback"),
        reciprocal=record.text("reciprocal"),
        advised_against=record.flag("advised_against"),
        fulfilled_by=record.words("fulfilled_by"),
        contradicted_by=record.words("contradicted_by"),
        moves=record.words("moves"),
    )
    record.finish()
    return entry


def mechanism(record: Record) -> Mechanism:
    """One entry under `mechanisms`."""
    entry = Mechanism(
        id=record.identifier(),
        proposition=record.text("proposition", required=True),
        cause=record.text("cause", required=True),
        effect=record.text("effect", required=True),
        sign=record.choice("sign", get_args(Sign)),
        lag=record.choice("lag", get_args(Lag), default="unstated"),
    )
    record.finish()
    return entry
