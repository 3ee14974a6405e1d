"""Arms: orders placed in a window and what was delivered on them, deliveries made in a window."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from counterpoise.assess.data_exposure_arms_change import arms_change
from counterpoise.assess.data_exposure_findings import ConcentrationFinding, Found, Window
from counterpoise.assess.data_exposure_loss import suppliers_gone
from counterpoise.assess.data_exposure_opening import no_rows
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Row, Structure
from counterpoise.assess.data_exposure_shares import Amount, Counted, concentration_finding
from counterpoise.assess.data_exposure_splices import continued_by, splices
from counterpoise.lake import structural

FEEDS = ("sipri_transfers",)
UNIT = "million TIV"
UNKNOWN = re.compile(r"unknown supplier", re.IGNORECASE)
BELOW_HALF = 0.5
"""The register prints 0 where the volume lies between 0 and half a million."""
ORDERS = (
    "Orders are those placed in the window; the amount is what the register says was delivered on "
    "them up to the day it was generated, in trend-indicator values (capability, not money). An "
    "order whose year or number delivered is marked “?” counts whole in the value and from nothing "
    "in the bounds; the publisher does not say how far it may be off."
)
DELIVERIES = (
    "Deliveries are those with a year of delivery in the window. Where an order was delivered in "
    "several years, of which some lie outside, the register does not say how much came when: the "
    "value splits it evenly over its years, the bounds hold everything from nothing to all of it."
)


def arms_found(structure: Structure, question: Question) -> Found:
    """Compute everything that the register tells of a state's suppliers."""
    window = structure.window(question)
    rows = structure.rows_of(question.focal)
    later, earlier = (_orders(structure, rows, question.focal, w) for w in (window, window.before))
    if not later.amounts and not later.unallocated[1]:
        return Found(missing=(no_rows(structure, "arms", question.focal, window),))
    deliveries = [_deliveries(structure, rows, question.focal, w) for w in (window.before, window)]
    made = [concentration_finding(structure, each) for each in (earlier, later, *deliveries)]
    kept: tuple[ConcentrationFinding, ...] = tuple(item for item in made if item is not None)
    change = arms_change(structure, earlier, later, {row.record_id: row.year for row in rows})
    loss = suppliers_gone(structure, earlier, later, deliveries[1])
    return Found(
        feeds=(structure.use(rows),),
        concentration=kept,
        changes=() if change is None else (change,),
        isolation=() if loss is None else (loss,),
    )


def _orders(structure: Structure, rows: Sequence[Row], focal: str, window: Window) -> Counted:
    chosen = [row for row in rows if window.since <= row.year <= window.until]
    delivered = [row for row in chosen if row.value is not None]
    unsure = [row for row in delivered if _unsure(row)]
    flags = [*_flags(structure, delivered)]
    if unsure:
        flags.append(f"{len(unsure)} of {len(delivered)} orders carry “?” on their year or number")
    if len(chosen) > len(delivered):
        flags.append(f"orders without a delivery yet: {len(chosen) - len(delivered)}")
    frame = _frame(focal, window, "orders", tuple(flags), ORDERS)
    in_all, anywhere = _market(structure, window)
    return _counted(
        structure,
        [(row, row.value or 0.0, *_range(row, unsure=_unsure(row))) for row in delivered],
        replace(frame, given_in_all=in_all, anywhere=anywhere),
    )


@lru_cache(maxsize=16)
def _market(
    structure: Structure, window: Window
) -> tuple[Mapping[str, float], Mapping[str, frozenset[str]]]:
    """Return what each supplier delivered to all, and who delivered each kind to anybody."""
    table = structure.table(window)
    in_all: dict[str, float] = {}
    for found in structure.engine.rows(structural.given_in_all(table, to_states_only=False)):
        partner = _partner_of(structure, found)
        in_all[partner] = in_all.get(partner, 0.0) + float(str(found["given"]))
    givers: dict[str, set[str]] = {}
    for found in structure.engine.rows(structural.givers_by_kind(table)):
        if not UNKNOWN.match(str(found["object_raw"])):
            givers.setdefault(str(found["indicator"]), set()).add(_partner_of(structure, found))
    return in_all, {item: frozenset(names) for item, names in givers.items()}


def _deliveries(structure: Structure, rows: Sequence[Row], focal: str, window: Window) -> Counted:
    parts, straddling = [], 0
    for row in rows:
        years = [
            int(year) for year in re.findall(r"\d{4}", row.attributes.get("years_of_delivery", ""))
        ]
        inside = sum(window.since <= year <= window.until for year in years)
        if row.value is None or not inside:
            continue
        low, high = _range(row, unsure=row.attributes.get("delivered_uncertain") == "?")
        straddling += inside < len(years)
        whole = inside == len(years)
        parts.append((row, row.value * inside / len(years), low if whole else 0.0, high))
    flags = [*_flags(structure, [part[0] for part in parts])]
    if straddling:
        flags.append(f"{straddling} of {len(parts)} orders were delivered partly outside {window}")
    return _counted(structure, parts, _frame(focal, window, "deliveries", tuple(flags), DELIVERIES))


def _counted(
    structure: Structure,
    parts: Sequence[tuple[Row, float, float, float]],
    empty: Counted,
) -> Counted:
    """Put the parts into a frame that is empty but for what describes it."""
    amounts, free, free_records = [], [0.0, 0.0], []
    for row, value, low, high in parts:
        if UNKNOWN.match(row.object):
            free = [free[0] + low, free[1] + high]
            free_records.append(row.record_id)
            continue
        partner = structure.partner(row.object, row.object_iso3, row.object_org)
        amounts.append(
            Amount(
                partner=partner.id,
                printed=row.object,
                kind=partner.kind,
                item=row.indicator,
                value=value,
                low=low,
                high=high,
                record=row.record_id,
            )
        )
    return replace(
        empty,
        amounts=tuple(amounts),
        unallocated=(round(free[0], 9), round(free[1], 9)),
        unallocated_records=tuple(free_records),
    )


def _frame(focal: str, window: Window, basis: str, flags: tuple[str, ...], method: str) -> Counted:
    return Counted(
        channel="arms",
        basis=basis,
        instrument="major conventional arms",
        unit=UNIT,
        focal=focal,
        window=window,
        amounts=(),
        unallocated=(0.0, 0.0),
        unallocated_records=(),
        printed_total=None,
        given_in_all={},
        anywhere={},
        flags=flags,
        method=method,
    )


def _partner_of(structure: Structure, found: dict[str, object]) -> str:
    iso3, org = found["object_iso3"], found["object_org"]
    return structure.partner(
        str(found["object_raw"]),
        None if iso3 is None else str(iso3),
        None if org is None else str(org),
    ).id


def _unsure(row: Row) -> bool:
    marks = row.attributes
    return marks.get("order_uncertain") == "?" or marks.get("delivered_uncertain") == "?"


def _range(row: Row, *, unsure: bool) -> tuple[float, float]:
    """Return the least and the greatest volume that the row's printed amount may stand for."""
    value = row.value or 0.0
    high = value if value > 0 else BELOW_HALF
    return (0.0 if unsure else value), high


def _flags(structure: Structure, rows: Sequence[Row]) -> tuple[str, ...]:
    named = [
        (structure.partner(row.object, row.object_iso3, row.object_org).id, row.object)
        for row in rows
        if not UNKNOWN.match(row.object)
    ]
    earlier = sorted(
        {row.subject for row in rows if continued_by(row.subject, structure.vocabulary)}
    )
    own = tuple(f"recipient printed as {name}, which it continues" for name in earlier)
    return (*splices(named, structure.vocabulary), *own)
