"""The questions asked of the lake, as Ibis expressions that every engine answers alike.

No expression divides: a mean is a sum and a count, because Spark raises where DuckDB gives inf.
"""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, Table


def partners_monthly(events: Table, focal_iso3: str) -> Table:
    """Sum up a state's events by partner, direction, month and PLOVER type.

    Parameters
    ----------
    events
        Rows of the kind ``events``.
    focal_iso3
        ISO 3166 alpha-3 code of the state.

    Returns
    -------
    Table
        ``partner`` (ISO3 or organisation id), ``direction`` (``out`` from the focal state, ``in``
        towards it), ``month`` (first day), ``plover_type``, ``acts``, ``reports``, ``scaled``
        (rows with a scale value), ``scale_sum``, ``feed``; ordered by all keys. Events of the
        state with itself and events without a partner are left out.
    """
    sides = []
    for direction, own, other in (("out", "source", "target"), ("in", "target", "source")):
        partner = ibis.coalesce(events[f"{other}_iso3"], events[f"{other}_org"])
        sides.append(
            events.filter(events[f"{own}_iso3"] == focal_iso3).select(
                feed=events.feed,
                partner=partner,
                direction=ibis.literal(direction),
                month=events.event_date.truncate("M"),
                plover_type=events.plover_type,
                acts=events.acts,
                reports=events.reports,
                scale_value=events.scale_value,
            )
        )
    both = sides[0].union(sides[1])
    both = both.filter(both.partner.notnull() & (both.partner != focal_iso3))
    keys = ["feed", "partner", "direction", "month", "plover_type"]
    return (
        both.group_by(keys)
        .agg(
            acts=both.acts.sum(),
            reports=both.reports.sum(),
            scaled=both.scale_value.count(),
            scale_sum=both.scale_value.sum(),
        )
        .order_by(keys)
    )


def dyad_daily(events: Table, source_iso3: str, target_iso3: str) -> Table:
    """Sum up the directed events of one pair by day.

    Returns
    -------
    Table
        ``feed``, ``event_date``, ``acts``, ``reports``, ``scaled``, ``scale_sum``; ordered.
    """
    pair = events.filter((events.source_iso3 == source_iso3) & (events.target_iso3 == target_iso3))
    return (
        pair.group_by(["feed", "event_date"])
        .agg(
            acts=pair.acts.sum(),
            reports=pair.reports.sum(),
            scaled=pair.scale_value.count(),
            scale_sum=pair.scale_value.sum(),
        )
        .order_by(["feed", "event_date"])
    )


def coverage(rows: Table, day: str) -> Table:
    """Count rows by feed and month: a month without a row is missing, not quiet.

    Parameters
    ----------
    day
        ``event_date`` or ``start_date``.
    """
    named = rows.mutate(month=rows[day].truncate("M"))
    return (
        named.group_by(["feed", "month"])
        .agg(rows=named.count(), days=named[day].nunique())
        .order_by(["feed", "month"])
    )


def between(events: Table, focal_iso3: str, partner: str | None) -> Table:
    """List single events of a state, with one partner or with any, the latest first.

    Parameters
    ----------
    partner
        ISO3 or organisation id.
    """
    source = ibis.coalesce(events.source_iso3, events.source_org)
    target = ibis.coalesce(events.target_iso3, events.target_org)
    own = (source == focal_iso3) | (target == focal_iso3)
    chosen = events.filter(own)
    if partner is not None:
        chosen = chosen.filter((source == partner) | (target == partner))
        if partner != focal_iso3:
            chosen = chosen.filter(ibis.coalesce(source != target, ibis.literal(False)))
    return chosen.order_by([ibis.desc("event_date"), "feed", "event_id"])


def latest_months(monthly: Table, partner: str | None) -> Table:
    """Order monthly sums by the latest month first, of one partner or of all."""
    chosen = monthly if partner is None else monthly.filter(monthly.partner == partner)
    keys = ["feed", "partner", "direction", "plover_type"]
    return chosen.order_by([ibis.desc("month"), *keys])


def yearly_values(records: Table, subject_iso3: str) -> Table:
    """Sum up a structural feed's values of one subject by object, indicator and year.

    Returns
    -------
    Table
        ``feed``, ``object``, ``indicator``, ``year``, ``unit``, ``records``, ``valued``,
        ``value_sum``; ordered.
    """
    own = records.filter(records.subject_iso3 == subject_iso3)
    own = own.mutate(
        object=ibis.coalesce(own.object_iso3, own.object_org, own.object_raw),
        year=own.start_date.year(),
    )
    keys = ["feed", "object", "indicator", "year", "unit"]
    return (
        own.group_by(keys)
        .agg(records=own.count(), valued=own.value.count(), value_sum=own.value.sum())
        .order_by(keys)
    )


def involving(records: Table, actor: str, side: str) -> Table:
    """Keep the structural records in which an actor is a party, alone or in a list of several.

    Parameters
    ----------
    actor
        ISO3 or organisation id.
    side
        ``subject`` or ``object``.
    """
    return records.filter(is_party(records, actor, side))


def is_party(records: Table, actor: str, side: str) -> BooleanValue:
    """Say of each structural record whether an actor is a party, alone or in a list; never null."""
    alone = ibis.coalesce(records[f"{side}_iso3"], records[f"{side}_org"]) == actor
    listed = records[f"{side}_members"].contains(f",{actor},")
    never = ibis.literal(False)
    found: BooleanValue = ibis.coalesce(alone, never) | ibis.coalesce(listed, never)
    return found
