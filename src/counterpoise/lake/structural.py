"""Questions asked of the structural records, as Ibis expressions for every engine."""

from __future__ import annotations

from collections.abc import Collection

from ibis.expr.types import Table

from counterpoise.lake.queries import is_party

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
