"""How a state's suppliers of arms moved between two windows of orders, and which are gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from counterpoise.assess.data_exposure_findings import (
    ChangeFinding,
    ShareChange,
)
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.assess.data_exposure_shares import Counted
from counterpoise.relations.concentration import OrderChange, change_by_orders

CHANGE = (
    "Change of the index between the windows: median and 90 % interval over 4,000 draws (seed 0) "
    "of the shares behind the orders, each window a Dirichlet posterior worth (sum v)²/sum v² "
    "orders; orders of one supplier in one year count as one. The unknown supplier is not in it."
)
INTERVAL_FROM = "which supplier wins an order, had as many orders been placed anew"


def _packages(
    counted: Counted, order: Sequence[str], years: Mapping[str, int]
) -> dict[str, list[float]]:
    """Sum the orders of one supplier in one year: they are seldom won apart."""
    sums: dict[tuple[str, int], float] = {}
    for amount in counted.amounts:
        key = (amount.partner, years[amount.record])
        sums[key] = sums.get(key, 0.0) + amount.value
    kept = {key: value for key, value in sums.items() if value > 0}
    return {
        "values": list(kept.values()),
        "places": [float(order.index(partner)) for partner, _ in kept],
    }


def arms_change(
    structure: Structure, earlier: Counted, later: Counted, years: Mapping[str, int]
) -> ChangeFinding | None:
    """Compare the shares behind the orders of two windows; None without orders on either side.

    Parameters
    ----------
    years
        Year of order by record.
    """
    if not earlier.partners or not later.partners:
        return None
    order = tuple(dict.fromkeys(later.partners + earlier.partners))
    sides = [_packages(each, order, years) for each in (earlier, later)]
    moved = change_by_orders(
        (sides[0]["values"], np.array(sides[0]["places"], dtype=np.int64)),
        (sides[1]["values"], np.array(sides[1]["places"], dtype=np.int64)),
        len(order),
    )
    partners = _share_changes(structure, (earlier, later), order, moved)
    records = dict.fromkeys(a.record for each in (earlier, later) for a in each.amounts)
    return ChangeFinding(
        id=f"data-exposure:{later.flow(structure)}:change:{later.focal}:{later.window}",
        evidence=structure.evidence(records),
        method=CHANGE,
        sentence=_told(structure, earlier, later, moved),
        value=moved.value,
        unit="index",
        interval=moved.interval,
        parameters={
            "draws": 4000.0,
            "seed": 0.0,
            "coverage": 0.9,
            "orders_before": moved.orders[0],
            "orders_after": moved.orders[1],
        },
        channel=later.channel,
        basis=later.basis,
        instrument=later.instrument,
        amount_unit=later.unit,
        focal=later.focal,
        feed=structure.feed,
        vintage=structure.vintage,
        before_window=earlier.window,
        after_window=later.window,
        before=moved.before,
        after=moved.after,
        interval_from=INTERVAL_FROM,
        no_interval="",
        partners=partners,
        flags=tuple(dict.fromkeys(earlier.flags + later.flags)),
    )


def _share_changes(
    structure: Structure, sides: tuple[Counted, Counted], order: Sequence[str], moved: OrderChange
) -> tuple[ShareChange, ...]:
    totals = [sum(each.value_of(partner) for partner in each.partners) for each in sides]
    return tuple(
        ShareChange(
            partner=partner,
            name=structure.name(partner),
            before=sides[0].value_of(partner) / totals[0],
            after=sides[1].value_of(partner) / totals[1],
            change=float(moved.shares[place, 0]),
            interval=(float(moved.shares[place, 1]), float(moved.shares[place, 2])),
        )
        for place, partner in enumerate(order)
    )


def _told(structure: Structure, earlier: Counted, later: Counted, moved: OrderChange) -> str:
    low, high = moved.interval
    return (
        f"{structure.name(later.focal)}, arms orders: index {moved.before:.2f} in "
        f"{earlier.window}, {moved.after:.2f} in {later.window}; the shares behind the orders "
        f"moved it by {moved.value:+.2f} (90 % interval {low:+.2f} to {high:+.2f}; "
        f"{moved.orders[0]:.1f} and {moved.orders[1]:.1f} equal orders)."
    )
