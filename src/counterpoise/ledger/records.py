"""The records of a case as rows: identifier, body as JSON, digest, and the columns to ask by."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from counterpoise.errors import LedgerError
from counterpoise.model.actors import Actor, Role
from counterpoise.model.case import Case, Heading, Translation
from counterpoise.model.dates import DateInterval
from counterpoise.model.evidence import Document, Locator, Source
from counterpoise.model.known import NEVER, known_days
from counterpoise.model.measures import Architecture, Measure, SupportLink
from counterpoise.model.outlines import Gap, Mechanism, Option, Tracker
from counterpoise.model.propositions import Proposition, Quantity, Stance

Record: TypeAlias = (
    Heading
    | Actor
    | Role
    | Source
    | Document
    | Locator
    | Proposition
    | Stance
    | Quantity
    | Measure
    | Architecture
    | SupportLink
    | Tracker
    | Option
    | Mechanism
    | Gap
    | Translation
)
Row: TypeAlias = dict[str, object]

HEADING = "heading"
_IDENTIFIER = MappingProxyType({"documents": "source", "quantities": "proposition"})
_DATE = MappingProxyType(
    {
        HEADING: "period",
        "actors": "active",
        "roles": "held",
        "sources": "issued",
        "propositions": "when",
        "stances": "when",
        "quantities": "period",
    }
)
_VALUE_WORDING = MappingProxyType({"stances": "wording", "quantities": "wording"})
_SOURCE = MappingProxyType(
    {
        "roles": "source",
        "sources": "cited_by",
        "documents": "source",
        "locators": "document",
        "stances": "source",
    }
)


def kinds() -> tuple[str, ...]:
    """Names of the kinds of record: the heading, then the collections of a case."""
    return (HEADING, *Case.collections())


def records_of(case: Case, kind: str) -> tuple[Record, ...]:
    """Return the records of one kind, in the order of their file."""
    if kind == HEADING:
        return (case.heading,)
    found: tuple[Record, ...] = getattr(case, kind)
    return found


def case_of(records: Mapping[str, tuple[Record, ...]]) -> Case:
    """Make a case of its records by kind, the heading among them."""
    (heading,) = records[HEADING]
    collections: dict[str, Any] = {kind: records[kind] for kind in Case.collections()}
    return replace(Case(cast("Heading", heading)), **collections)


def known_of(case: Case) -> Mapping[str, Mapping[str, date]]:
    """Return the known days of a case's records by kind and identifier.

    Figures are known with their propositions. What no dated document supports has no known day.
    """
    days = known_days(case)
    by_kind = {
        "sources": days.sources,
        "stances": days.stances,
        "propositions": days.propositions,
        "quantities": days.propositions,
        "roles": days.roles,
    }
    return {
        kind: {key: day for key, day in of_kind.items() if day != NEVER}
        for kind, of_kind in by_kind.items()
    }


def identifier(kind: str, record: Record) -> str:
    """Return what names a record within its kind."""
    return _text(record, _IDENTIFIER.get(kind, "id"))


def row_of(kind: str, record: Record, known: date | None) -> Row:
    """Return the columns of a record that come from itself, and its known day.

    The digest covers the body and the known day: a record whose source turns out to have been
    published on another day is a revised record.

    Raises
    ------
    LedgerError
        The record cannot be stored without loss: a figure that is not finite, or the character
        NUL in a text, which PostgreSQL does not store.
    """
    if isinstance(record, Quantity):
        _refuse_infinite(record)
    body = adapter(kind).dump_json(record)
    if b"\\u0000" in body:
        raise LedgerError(
            "the record holds the character NUL or its escape “\\u0000”",
            where=f"{kind} “{identifier(kind, record)}”",
            remedy="remove it from the case's file",
        )
    when = _interval(record, _DATE[kind]) if kind in _DATE else None
    digest = hashlib.sha256(body)
    digest.update(b"" if known is None else known.isoformat().encode())
    return {
        "body": body.decode(),
        "digest": digest.hexdigest(),
        "value_wording": _text(record, _VALUE_WORDING[kind]) if kind in _VALUE_WORDING else None,
        "date_wording": None if when is None else when.wording,
        "source": _text(record, _SOURCE[kind]) if kind in _SOURCE else None,
        "valid_first": None if when is None else when.first,
        "valid_last": None if when is None else when.last,
        "known": known,
    }


EMPTY_ROW: Mapping[str, object] = MappingProxyType(
    dict.fromkeys(
        ("body", "value_wording", "date_wording", "source", "valid_first", "valid_last", "known")
    )
    | {"digest": ""}
)
"""The columns of a withdrawal: the revision before it says what was withdrawn."""


def record_from(kind: str, body: str, *, where: str) -> Record:
    """Read a record back from its body.

    Raises
    ------
    LedgerError
        The body does not fit the kind of record, as after a change of the file by other hands.
    """
    try:
        return adapter(kind).validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise LedgerError(
            f"a stored record of kind “{kind}” cannot be read ({first['msg']}): {body[:80]}",
            where=where,
            remedy="open the ledger with the version of counterpoise that wrote it, "
            "or load the case into a new ledger",
        ) from error


@cache
def adapter(kind: str) -> TypeAdapter[Record]:
    """Return what writes and reads the records of a kind, from the annotations of `Case`."""
    annotation = get_type_hints(Case)[kind]
    return TypeAdapter(annotation if kind == HEADING else get_args(annotation)[0])


def _text(record: Record, name: str) -> str:
    value: str = attrgetter(name)(record)
    return value


def _interval(record: Record, name: str) -> DateInterval:
    value: DateInterval = attrgetter(name)(record)
    return value


def _refuse_infinite(record: Quantity) -> None:
    for figure in (record.value, record.low, record.high):
        if figure is not None and not math.isfinite(figure):
            raise LedgerError(
                f"the figure {figure} is not finite",
                where=f"quantities “{record.proposition}”",
                remedy="leave the field empty where the figure is not in evidence",
            )
