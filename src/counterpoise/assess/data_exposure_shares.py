"""From partners' amounts to a finding of concentration, alike for every channel."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.assess.data_exposure_findings import (
    ConcentrationFinding,
    Flow,
    KindSupply,
    PartnerShare,
    Window,
)
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.relations.concentration import (
    Bounds,
    asymmetry,
    herfindahl,
    herfindahl_normalised,
    missingness_bounds,
    replacement_growth,
    shares_of,
    substitution,
)

FORMULA = (
    "Herfindahl–Hirschman index of the shares of known partners, H = sum of squared shares; "
    "effective partners 1/H; normalised (H - 1/n)/(1 - 1/n). Bounds: least and greatest value over "
    "every allocation of the amounts without a partner, to partners listed or not, and over every "
    "amount between its ends. Asymmetry (Hirschman 1945): the partner's share for the state less "
    "the state's share for the partner. Growth: the partner's amount over that of all others. "
)

WHOLE = 1e-9
"""Two sums of the same amounts in another order agree to this part."""
MOST_ROWS = 5
"""Rows named in a flag; the finding's evidence holds all."""


@dataclass(frozen=True)
class Amount:
    """A part of a partner's amount: one record, or one record's part in the window."""

    partner: str
    printed: str
    kind: str
    item: str
    value: float
    low: float
    high: float
    record: str


@dataclass(frozen=True)
class Counted:
    """All amounts of a window, and what is known to be missing of it.

    Attributes
    ----------
    printed_total
        The source's own total, where it agrees with its members; None where there is none.
    given_in_all
        What each partner gives to all states together, in the same unit; empty if not computed.
    anywhere
        Partners that gave each item to anybody in the window; empty where there are no items.
    """

    channel: str
    basis: str
    instrument: str
    unit: str
    focal: str
    window: Window
    amounts: tuple[Amount, ...]
    unallocated: tuple[float, float]
    unallocated_records: tuple[str, ...]
    printed_total: float | None
    given_in_all: Mapping[str, float]
    anywhere: Mapping[str, frozenset[str]]
    flags: tuple[str, ...]
    method: str

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners with an amount above 0, the greatest first, ties by name."""
        sums: dict[str, float] = {}
        for amount in self.amounts:
            sums[amount.partner] = sums.get(amount.partner, 0.0) + amount.value
        kept = [partner for partner, value in sums.items() if value > 0]
        return tuple(sorted(kept, key=lambda partner: (-round(sums[partner], 9), partner)))

    def flow(self, structure: Structure) -> Flow:
        """Return what the amounts are amounts of."""
        return Flow(structure.feed, self.channel, self.basis, self.instrument, self.unit)

    def value_of(self, partner: str) -> float:
        """Return a partner's amount."""
        return round(sum(a.value for a in self.amounts if a.partner == partner), 9)


def concentration_finding(structure: Structure, counted: Counted) -> ConcentrationFinding | None:
    """Make the finding; None where no partner has an amount."""
    order = counted.partners
    if not order:
        return None
    values = np.array([counted.value_of(partner) for partner in order])
    ends = np.array([_ends(counted, partner) for partner in order])
    bounds = missingness_bounds(ends[:, 0], ends[:, 1], counted.unallocated)
    listed = _listed(structure, counted, order, values, bounds)
    index = herfindahl(values)
    records = [a.record for a in counted.amounts] + list(counted.unallocated_records)
    total = float(round(values.sum(), 9))
    return ConcentrationFinding(
        id=f"data-exposure:{counted.flow(structure)}:{counted.focal}:{counted.window}",
        evidence=structure.evidence(dict.fromkeys(records)),
        method=FORMULA + counted.method,
        sentence=_sentence(structure, counted, listed, index, bounds),
        value=index,
        unit="index from 1/n to 1",
        parameters={"since": float(counted.window.since), "until": float(counted.window.until)},
        channel=counted.channel,
        basis=counted.basis,
        instrument=counted.instrument,
        focal=counted.focal,
        feed=structure.feed,
        vintage=structure.vintage,
        window=counted.window,
        amount_unit=counted.unit,
        total=total,
        unallocated=counted.unallocated,
        printed_total=counted.printed_total,
        partners=listed,
        normalised=herfindahl_normalised(values),
        effective=1 / index,
        top=order[0],
        top_share=listed[0].share,
        bounds=bounds.herfindahl,
        effective_bounds=(bounds.effective_partners[0], _finite(bounds.effective_partners[1])),
        top_bounds=bounds.top_share,
        kinds=_kinds(counted, order[0]),
        flags=(*counted.flags, *_faults(structure, counted, order)),
    )


def _listed(
    structure: Structure,
    counted: Counted,
    order: Sequence[str],
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
    bounds: Bounds,
) -> tuple[PartnerShare, ...]:
    shares, growth = shares_of(values), replacement_growth(values)
    matched = _matched(counted, order)
    found = []
    for place, partner in enumerate(order):
        own = [amount for amount in counted.amounts if amount.partner == partner]
        weight = _weight(float(values[place]), counted.given_in_all.get(partner))
        found.append(
            PartnerShare(
                partner=partner,
                name=structure.name(partner),
                printed=tuple(dict.fromkeys(sorted(amount.printed for amount in own))),
                kind=own[0].kind,
                value=float(values[place]),
                low=round(sum(amount.low for amount in own), 9),
                high=round(sum(amount.high for amount in own), 9),
                share=float(shares[place]),
                share_bounds=(float(bounds.shares[place, 0]), float(bounds.shares[place, 1])),
                weight_of_focal=weight,
                asymmetry=None if weight is None else asymmetry(float(shares[place]), weight),
                matched=None if matched is None else float(matched[place]),
                growth=_finite(float(growth[place])),
                records=structure.evidence(dict.fromkeys(amount.record for amount in own)),
            )
        )
    return tuple(found)


def _weight(value: float, in_all: float | None) -> float | None:
    """Return the state's share of all that a partner gives; None where that is no share.

    What a partner gives to all can be less than what it gives to the state: net amounts of others
    may lie below 0, or a row may be missing or stand twice. Then there is no weight, see `_faults`.
    """
    if in_all is None or in_all <= 0:
        return None
    if math.isclose(value, in_all, rel_tol=WHOLE):
        return 1.0
    return None if value > in_all else value / in_all


def _faults(structure: Structure, counted: Counted, order: Sequence[str]) -> Iterator[str]:
    """Tell which partners give the state more than they give to all together, and by which rows."""
    for partner in order:
        value, in_all = counted.value_of(partner), counted.given_in_all.get(partner)
        if in_all is None or value <= in_all or math.isclose(value, in_all, rel_tol=WHOLE):
            continue
        rows = dict.fromkeys(a.record for a in counted.amounts if a.partner == partner)
        shown = ", ".join(list(rows)[:MOST_ROWS]) + (", …" if len(rows) > MOST_ROWS else "")
        yield (
            f"{structure.name(partner)} gives {value:,.1f} to {structure.name(counted.focal)} and "
            f"{in_all:,.1f} to all states together, which is less: net amounts of others below 0, "
            f"or a fault of the data; no weight is told (rows {shown})"
        )


def _matched(
    counted: Counted, order: Sequence[str]
) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
    if not counted.anywhere:
        return None
    items = sorted({amount.item for amount in counted.amounts})
    table = np.zeros((len(order), len(items)))
    for amount in counted.amounts:
        if amount.partner in order:
            table[order.index(amount.partner), items.index(amount.item)] += amount.value
    return np.asarray(substitution(table)).reshape(len(order))


def _kinds(counted: Counted, top: str) -> tuple[KindSupply, ...]:
    """Tell for each item of the greatest partner who else gives it."""
    if not counted.anywhere:
        return ()
    sums: dict[str, float] = {}
    for amount in counted.amounts:
        if amount.partner == top and amount.value > 0:
            sums[amount.item] = sums.get(amount.item, 0.0) + amount.value
    return tuple(
        KindSupply(
            kind=item,
            value=round(value, 9),
            here=len({a.partner for a in counted.amounts if a.item == item and a.partner != top}),
            anywhere=len(counted.anywhere.get(item, frozenset()) - {top}),
        )
        for item, value in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _ends(counted: Counted, partner: str) -> tuple[float, float]:
    own = [amount for amount in counted.amounts if amount.partner == partner]
    low, high = sum(amount.low for amount in own), sum(amount.high for amount in own)
    return min(low, high), high


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _sentence(
    structure: Structure,
    counted: Counted,
    listed: Sequence[PartnerShare],
    index: float,
    bounds: Bounds,
) -> str:
    top = listed[0]
    told = (
        f"{structure.name(counted.focal)}, {counted.channel} ({counted.basis}) {counted.window}: "
        f"{top.name} gives {top.value:,.1f} of {sum(item.value for item in listed):,.1f} "
        f"{counted.unit} from {len(listed)} known partners ({top.share:.0%}); index {index:.2f}, "
        f"{1 / index:.1f} effective partners"
    )
    low, high = bounds.herfindahl
    if f"{low:.2f}" != f"{high:.2f}":
        told += f", between {low:.2f} and {high:.2f} whatever is missing"
    if counted.unallocated[1] > 0:
        told += f"; {counted.unallocated[1]:,.1f} from partners not told, a bound and no partner"
    return told + "."
