"""Rows of the lake: reported events, and the structural records kept beside them.

An *event* is who did what to whom on a day, as one feed reports it. A *structural record* is a
value a source gives for a subject, or for a subject and an object, over a period: a vote, an arms
order, a sanction case, a year of aid, a dyad's daily sum.

Counting. Feeds differ in what one row is. `reports` is how many reports a row stands for (None
where the feed does not say). `acts` is 1 for the first row of an act and 0 for every further row
that repeats it, so that ``sum(acts)`` counts acts and ``sum(reports)`` counts reports, and neither
is mistaken for the other. A duplicate is another report, not another act.

Two times. `event_date` is valid time: the day the event is said to have happened. `known_date`
is known time: the day from which the row could be known; None where the source does not tell,
and such rows never enter a replay as of a date.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the rows of a feed are."""

    EVENTS = "events"
    STRUCTURE = "structure"


class Precision(StrEnum):
    """How finely a structural record is dated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Event:
    """One reported event.

    Attributes
    ----------
    event_id
        Unique within the feed; the feed's own where it has one.
    feed, feed_version
        The feed's id, and the release or code book the row follows.
    origin
        Name of the file the row was read from.
    event_date, known_date
        Valid time and known time; see the module's text.
    source_raw, target_raw
        The name or code exactly as the feed prints it.
    source_actor, target_actor
        Actor id of the vocabulary: an ISO 3166 alpha-3 code, an organisation's or a person's id.
    source_iso3, target_iso3
        State the actor belongs to on that day; None for organisations of several states and
        wherever the resolution abstains.
    source_org, target_org
        Organisation's id where the actor is, or speaks for, one.
    source_sector, target_sector
        PLOVER sector of the actor (GOV, MIL, REB, …).
    source_confidence, target_confidence
        Confidence of the resolution, 0 to 1; None where the feed's own code was taken over.
    cameo
        CAMEO code with its leading zero, where the feed has one.
    plover_type, plover_mode
        PLOVER event type and mode.
    scale_value, scale_name
        Cooperation–conflict value and the table it was taken from; tables differ.
    reports, acts
        See the module's text on counting.
    fatalities_low, fatalities_best, fatalities_high
        Deaths, where the feed counts them.
    native_type
        The feed's own name of the event's type.
    place, latitude, longitude
        Where it happened, in degrees (WGS 84).
    url
        Address of the report, where the feed gives one.
    """

    event_id: str
    feed: str
    feed_version: str
    origin: str
    event_date: dt.date
    known_date: dt.date | None = None
    source_raw: str | None = None
    source_actor: str | None = None
    source_iso3: str | None = None
    source_org: str | None = None
    source_sector: str | None = None
    source_confidence: float | None = None
    target_raw: str | None = None
    target_actor: str | None = None
    target_iso3: str | None = None
    target_org: str | None = None
    target_sector: str | None = None
    target_confidence: float | None = None
    cameo: str | None = None
    plover_type: str | None = None
    plover_mode: str | None = None
    scale_value: float | None = None
    scale_name: str | None = None
    reports: int | None = None
    acts: int = 1
    fatalities_low: int | None = None
    fatalities_best: int | None = None
    fatalities_high: int | None = None
    native_type: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StructuralRecord:
    """One value of a structural source.

    Attributes
    ----------
    record_id
        Unique within the feed.
    indicator
        What is measured, in the source's own code or words.
    subject_raw, object_raw
        Names as printed: recipient and supplier, sanctioned and sanctioning, voter, state.
    subject_iso3, object_iso3, subject_org, object_org
        Resolution of the names; None where it abstains (a group of states, a total, a state that
        no longer exists and has no code).
    start_date, end_date, precision
        The period the value covers, first and last day inclusive; end None while it lasts.
    known_date
        Day from which the value could be known; None where the source does not tell.
    value, unit
        Number and unit; None where the source leaves the cell to words.
    text
        The value in words: a vote, a status.
    attributes
        Every other column of the source's row, as a JSON object of strings.
    subject_members, object_members
        Codes of a party that is a list of several, each between commas (``,BLR,RUS,``); None where
        the party is one, or none of the list is known.
    """

    record_id: str
    feed: str
    feed_version: str
    origin: str
    indicator: str
    start_date: dt.date
    precision: str
    end_date: dt.date | None = None
    known_date: dt.date | None = None
    subject_raw: str | None = None
    subject_iso3: str | None = None
    subject_org: str | None = None
    object_raw: str | None = None
    object_iso3: str | None = None
    object_org: str | None = None
    value: float | None = None
    unit: str | None = None
    text: str | None = None
    attributes: str | None = None
    subject_members: str | None = None
    object_members: str | None = None


ROW_TYPES: dict[Kind, type[Event] | type[StructuralRecord]] = {
    Kind.EVENTS: Event,
    Kind.STRUCTURE: StructuralRecord,
}

DATE_COLUMN: dict[Kind, str] = {Kind.EVENTS: "event_date", Kind.STRUCTURE: "start_date"}

_TYPES = {"str": "text", "dt.date": "date", "int": "integer", "float": "real"}


def columns(kind: Kind) -> dict[str, str]:
    """Return the columns of a kind of row, in order, with their type.

    Returns
    -------
    dict
        Column name to one of ``text``, ``date``, ``integer``, ``real``.
    """
    fields = dataclasses.fields(ROW_TYPES[kind])
    return {field.name: _TYPES[str(field.type).split(" | ")[0]] for field in fields}


def required(kind: Kind) -> frozenset[str]:
    """Return the names of the columns that are never empty."""
    fields = dataclasses.fields(ROW_TYPES[kind])
    return frozenset(field.name for field in fields if "None" not in str(field.type))
