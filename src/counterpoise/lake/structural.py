"""Questions asked of the structural records, as Ibis expressions for every engine."""

from __future__ import annotations

from collections.abc import Collection

import ibis
from ibis.expr.types import Table

from counterpoise.lake.queries import is_party

SESSION_OPENS = 9
"""Month in which a regular session of the General Assembly opens."""

ROW = (
    "record_id",
    "indicator",
    "subject_raw",
    "object_raw",
    "object_iso3",
    "object_org",
    "object_members",
    "start_date",
    "end_date",
    "known_date",
    "value",
    "unit",
    "text",
    "attributes",
)


def of_subject(records: Table, iso3: str, names: Collection[str] = ()) -> Table:
    """Select the records of one state, also in a list of several or as a state that it continues.

    Returns
    -------
    Table
        The columns of `ROW`, ordered by start and record.
    """
    own = is_party(records, iso3, "subject")
    if names:
        own = own | records.subject_raw.isin(sorted(names))
    return records.filter(own).select(*ROW).order_by(["start_date", "record_id"])


def uncoded_names(records: Table, side: str) -> Table:
    """List the printed names without a code.

    Parameters
    ----------
    side
        ``subject`` or ``object``.
    """
    bare = records.filter(
        records[f"{side}_iso3"].isnull()
        & records[f"{side}_org"].isnull()
        & records[f"{side}_raw"].notnull()
    )
    return bare.select(name=bare[f"{side}_raw"]).distinct().order_by("name")


def given_in_all(records: Table, *, to_states_only: bool) -> Table:
    """Sum what each object gives to all subjects together.

    Returns
    -------
    Table
        ``object_raw``, ``object_iso3``, ``object_org``, ``given``; ordered.
    """
    rows = records.filter(records.value.notnull())
    if to_states_only:
        rows = rows.filter(rows.subject_iso3.notnull())
    keys = ["object_raw", "object_iso3", "object_org"]
    return rows.group_by(keys).agg(given=rows.value.sum()).order_by(keys)


def givers_by_kind(records: Table) -> Table:
    """List which objects gave each kind (the indicator) to anybody.

    Returns
    -------
    Table
        ``indicator``, ``object_raw``, ``object_iso3``, ``object_org``; distinct, ordered.
    """
    rows = records.filter(records.value.notnull())
    keys = ["indicator", "object_raw", "object_iso3", "object_org"]
    return rows.select(*keys).distinct().order_by(keys)


def agreement_by_session(records: Table, focal_iso3: str, others: Collection[str]) -> Table:
    """Count the roll calls in which a state and others both voted, and voted alike.

    Parameters
    ----------
    records
        One record a vote: the indicator names the roll call, the text the choice.
    others
        ISO 3166 alpha-3 codes.

    Returns
    -------
    Table
        ``partner``, ``year`` (in which the session opened), ``both``, ``alike``, ``first``,
        ``last`` (the focal state's first and last record in the order of text); ordered.
    """
    own = records.filter(records.subject_iso3 == focal_iso3)
    own = own.select(
        indicator=own.indicator,
        choice=own.text,
        year=own.start_date.year() - ibis.ifelse(own.start_date.month() < SESSION_OPENS, 1, 0),
        own_record=own.record_id,
    )
    their = records.filter(records.subject_iso3.isin(sorted(others)))
    their = their.select(call=their.indicator, partner=their.subject_iso3, theirs=their.text)
    pairs = own.join(their, own.indicator == their.call)
    alike = ibis.ifelse(pairs.choice == pairs.theirs, 1, 0)
    return (
        pairs.group_by(["partner", "year"])
        .agg(
            both=pairs.count(),
            alike=alike.sum(),
            first=pairs.own_record.min(),
            last=pairs.own_record.max(),
        )
        .order_by(["partner", "year"])
    )
