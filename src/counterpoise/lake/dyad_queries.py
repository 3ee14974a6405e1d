"""Questions about pairs of states, asked of the lake alike on every engine.

Acts are counted once (``acts`` is 1 for the first report of an act), scale values are summed over
acts and not over reports, and no expression divides.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis.expr.types import Table

_KEYS = ["feed", "partner", "direction", "month"]


def focal_monthly(events: Table, focal_iso3: str) -> Table:
    """Sum up a state's acts and reports by feed, partner, direction and month.

    Parameters
    ----------
    events
        Rows of the kind ``events``.
    focal_iso3
        ISO 3166 alpha-3 code of the state.

    Returns
    -------
    Table
        ``feed``, ``partner`` (ISO3 or organisation id), ``direction`` (``out`` from the focal
        state, ``in`` towards it), ``month`` (first day), ``acts``, ``reports``, ``scaled`` (acts
        with a scale value) and ``scale_sum`` over them; ordered by all keys.
    """
    both = _sides(events, focal_iso3)
    both = both.mutate(month=both.event_date.truncate("M"))
    scaled = both.scale_value.notnull() & (both.acts == 1)
    return (
        both.group_by(_KEYS)
        .agg(
            acts=both.acts.sum(),
            reports=both.reports.sum(),
            scaled=scaled.cast("int64").sum(),
            scale_sum=both.scale_value.sum(where=scaled),
        )
        .order_by(_KEYS)
    )


def focal_acts(events: Table, focal_iso3: str, partners: Sequence[str]) -> Table:
    """List the single acts between a state and some partners; further reports are left out.

    Returns
    -------
    Table
        ``feed``, ``partner``, ``direction``, ``event_date``, ``event_id``, ``plover_type``,
        ``plover_mode``, ``cameo``, ``native_type``, ``scale_value``, ``source_raw``,
        ``target_raw``, ``source_sector``, ``target_sector``, ``url``; ordered by feed, partner,
        day and id.
    """
    both = _sides(events, focal_iso3)
    chosen = both.filter(both.partner.isin(list(partners)) & (both.acts == 1))
    columns = ["feed", "partner", "direction", "event_date", "event_id", "plover_type"]
    columns += ["plover_mode", "cameo", "native_type", "scale_value", "source_raw", "target_raw"]
    columns += ["source_sector", "target_sector", "url"]
    ordered = ["feed", "partner", "event_date", "event_id", "direction"]
    return chosen.select(columns).order_by(ordered)


def days_covered(rows: Table, day: str) -> Table:
    """Count the rows of every day that has any: a day without one is missing, not quiet.

    Parameters
    ----------
    day
        ``event_date`` or ``start_date``.

    Returns
    -------
    Table
        ``feed``, ``day``, ``rows``; ordered.
    """
    named = rows.select(feed=rows.feed, day=rows[day])
    return named.group_by(["feed", "day"]).agg(rows=named.count()).order_by(["feed", "day"])


def type_scale(events: Table) -> Table:
    """Sum up the scale values of all acts of a feed by PLOVER type.

    Returns
    -------
    Table
        ``feed``, ``plover_type``, ``acts``, ``scaled``, ``scale_sum``; ordered.
    """
    return _scale_by(events, ["feed", "plover_type"])


def monthly_type_scale(events: Table) -> Table:
    """Sum up the scale values as `type_scale` does, month by month.

    Returns
    -------
    Table
        ``feed``, ``month`` (first day), ``plover_type``, ``acts``, ``scaled``, ``scale_sum``;
        ordered.
    """
    monthly = events.mutate(month=events.event_date.truncate("M"))
    return _scale_by(monthly, ["feed", "month", "plover_type"])


def _scale_by(events: Table, keys: Sequence[str]) -> Table:
    acts = events.filter(events.acts == 1)
    return (
        acts.group_by(list(keys))
        .agg(
            acts=acts.count(),
            scaled=acts.scale_value.count(),
            scale_sum=acts.scale_value.sum(),
        )
        .order_by(list(keys))
    )


def focal_daily_sums(records: Table, focal_iso3: str, indicator: str) -> Table:
    """Sum up the daily values of an indicator between a state and every partner.

    The pair of such a feed is undirected: both orders count.

    Returns
    -------
    Table
        ``feed``, ``partner`` (ISO3), ``day``, ``total``, ``without_value`` (rows of that day whose
        value is missing: the total leaves them out); ordered.
    """
    sides = [
        records.filter((records[f"{own}_iso3"] == focal_iso3) & (records.indicator == indicator))
        .filter(records[f"{other}_iso3"].notnull() & (records[f"{other}_iso3"] != focal_iso3))
        .select(
            feed=records.feed,
            partner=records[f"{other}_iso3"],
            day=records.start_date,
            value=records.value,
        )
        for own, other in (("subject", "object"), ("object", "subject"))
    ]
    both = sides[0].union(sides[1])
    keys = ["feed", "partner", "day"]
    empty = both.value.isnull().cast("int64").sum()
    summed = both.group_by(keys).agg(total=both.value.sum(), without_value=empty)
    return summed.order_by(keys)


def _sides(events: Table, focal_iso3: str) -> Table:
    """Return a state's events seen from it: with partner and direction."""
    sides = []
    for direction, own, other in (("out", "source", "target"), ("in", "target", "source")):
        side = events.filter(events[f"{own}_iso3"] == focal_iso3)
        partner = ibis.coalesce(side[f"{other}_iso3"], side[f"{other}_org"])
        sides.append(side.mutate(partner=partner, direction=ibis.literal(direction)))
    both = sides[0].union(sides[1])
    return both.filter(both.partner.notnull() & (both.partner != focal_iso3))


def world_monthly(events: Table) -> Table:
    """Count the acts of every pair of actors by month and type: what a score is fitted on.

    Returns
    -------
    Table
        ``feed``, ``first``, ``second`` (ISO3 or organisation ids, in alphabetical order),
        ``month``, ``root`` (first two digits of the CAMEO code), ``plover_type``, ``acts``,
        ``scaled``, ``scale_sum``; ordered.
    """
    source = ibis.coalesce(events.source_iso3, events.source_org)
    target = ibis.coalesce(events.target_iso3, events.target_org)
    acts = events.filter((events.acts == 1) & source.notnull() & target.notnull())
    acts = acts.filter(source != target)
    named = acts.select(
        feed=acts.feed,
        first=ibis.least(source, target),
        second=ibis.greatest(source, target),
        month=acts.event_date.truncate("M"),
        root=acts.cameo.substr(0, 2),
        plover_type=acts.plover_type,
        scale_value=acts.scale_value,
    )
    keys = ["feed", "first", "second", "month", "root", "plover_type"]
    return (
        named.group_by(keys)
        .agg(
            acts=named.count(),
            scaled=named.scale_value.count(),
            scale_sum=named.scale_value.sum(),
        )
        .order_by(keys)
    )
