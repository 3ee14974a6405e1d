"""What partners of the earlier window no longer give, flow by flow: a component of isolation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpoise.assess.data_exposure_findings import LossFinding, LossPart, Pair, Window
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.assess.data_exposure_shares import Counted

ORDERS = (
    "Share of what known suppliers delivered on orders of the earlier window that came from "
    "suppliers without any delivery on orders of the later one. What counts is when an order was "
    "placed: a supplier that is gone may still have delivered on earlier orders. Amounts are "
    "trend-indicator values. An unknown supplier of the later window may be any of them: the lower "
    "bound is then 0."
)
AID = (
    "Sum over donors of what each gives less a year than in the earlier window, as a share of what "
    "all gave then; donors that give more do not offset it. A donor without any figure in the "
    "later window counts as gone in the value and the upper bound, as unchanged in the lower."
)


@dataclass(frozen=True)
class _Component:
    """What is particular to one component."""

    id: str
    title: str
    method: str
    unit: str
    counted: str


SUPPLIERS = _Component(
    "suppliers",
    "arms suppliers gone",
    ORDERS,
    "share of what was delivered on orders of the earlier window",
    "delivered on orders placed in the window",
)
DONORS = _Component(
    "donors",
    "aid withdrawn",
    AID,
    "share of what was given a year in the earlier window",
    "given a year, net",
)


def suppliers_gone(
    structure: Structure, earlier: Counted, later: Counted, made: Counted
) -> LossFinding | None:
    """Sum the shares of suppliers that delivered nothing on later orders.

    Parameters
    ----------
    earlier, later
        Orders placed in each window.
    made
        Deliveries made in the later window, on whatever orders.
    """
    if not earlier.partners:
        return None
    total = sum(earlier.value_of(partner) for partner in earlier.partners)
    parts = tuple(
        LossPart(
            partner=partner,
            name=structure.name(partner),
            before=earlier.value_of(partner),
            after=later.value_of(partner),
            part=earlier.value_of(partner) / total if later.value_of(partner) <= 0 else 0.0,
        )
        for partner in earlier.partners
    )
    gone = [part for part in parts if part.part > 0]
    value = sum(part.part for part in parts)
    low = 0.0 if later.unallocated[1] > 0 else value
    told = ", ".join(f"{part.name} ({part.part:.0%})" for part in gone) or "none"
    hedge = "; an unknown supplier may be one of them" if low < value else ""
    still = [part.name for part in gone if made.value_of(part.partner) > 0]
    if still:
        hedge += f"; on earlier orders {', '.join(still)} still delivered in {later.window}"
    sentence = (
        f"Suppliers with deliveries on orders placed in {earlier.window} and none on orders placed "
        f"in {later.window}: {told}, {value:.0%} of the {sum(p.before for p in parts):,.1f} "
        f"{later.unit} delivered on the earlier orders{hedge}."
    )
    return _finding(structure, (earlier, later), SUPPLIERS, parts, (low, value), sentence)


def aid_withdrawn(
    structure: Structure,
    counted: Mapping[Window, Counted],
    window: Window,
    lengths: tuple[int, int],
    told_of: frozenset[str],
) -> LossFinding | None:
    """Sum what donors give less a year; None without an earlier window to compare with.

    Parameters
    ----------
    lengths
        Years with figures in the earlier and in the later window.
    told_of
        Donors with a figure in the later window.
    """
    earlier, later = counted[window.before], counted[window]
    if not earlier.partners or not all(lengths):
        return None
    total = sum(earlier.value_of(partner) for partner in earlier.partners) / lengths[0]
    parts = []
    for partner in earlier.partners:
        before = earlier.value_of(partner) / lengths[0]
        after = later.value_of(partner) / lengths[1]
        part = max(0.0, before - max(0.0, after)) / total
        parts.append(LossPart(partner, structure.name(partner), before, after, part))
    value = sum(part.part for part in parts)
    low = sum(part.part for part in parts if part.partner in told_of)
    greatest = sorted(parts, key=lambda part: (-part.part, part.partner))[:3]
    told = ", ".join(f"{part.name} ({part.part:.1%})" for part in greatest if part.part > 0)
    sentence = (
        f"Aid given less a year in {window} than in {window.before}: {value:.0%} of the "
        f"{total:,.1f} {later.unit} a year that all gave then; greatest parts: {told or 'none'}."
    )
    return _finding(structure, (earlier, later), DONORS, tuple(parts), (low, value), sentence)


def _finding(
    structure: Structure,
    sides: tuple[Counted, Counted],
    component: _Component,
    parts: Sequence[LossPart],
    bounds: Pair,
    sentence: str,
) -> LossFinding:
    earlier, later = sides
    return LossFinding(
        id=f"data-exposure:{later.flow(structure)}:{component.id}:{later.focal}:{later.window}",
        evidence=structure.evidence(dict.fromkeys(a.record for one in sides for a in one.amounts)),
        method=component.method,
        sentence=sentence,
        value=bounds[1],
        unit=component.unit,
        parameters={},
        component=component.id,
        title=component.title,
        channel=later.channel,
        focal=later.focal,
        feed=structure.feed,
        vintage=structure.vintage,
        before_window=earlier.window,
        after_window=later.window,
        counted=f"{later.unit} {component.counted}",
        bounds=bounds,
        decomposition=tuple(parts),
    )
