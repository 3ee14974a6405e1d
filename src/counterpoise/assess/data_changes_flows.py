"""Partners that are new or gone in a flow, and shares that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterpoise.assess.changes import ChangeFinding, ChangeKind, change_finding
from counterpoise.assess.data_changes_sides import METHOD, Sides
from counterpoise.assess.data_exposure_findings import ConcentrationFinding, Flow, PartnerShare

KINDS: Mapping[str, ChangeKind] = {"arms": "data arms", "aid": "data aid"}
MOST_NAMED = 6
"""Small partners named in a sentence that counts them."""


def flow_changes(sides: Sides, least_share: float) -> Iterator[ChangeFinding]:
    """Yield the changes of every flow told on both days, of other years on each.

    Parameters
    ----------
    least_share
        A partner whose share is and was smaller is counted with the others, not told by itself.
    """
    earlier = _newest(sides.before.concentration)
    for flow, after in _newest(sides.after.concentration).items():
        before = earlier.get(flow)
        if before is not None and before.window != after.window:
            yield from _partners(sides, before, after, least_share)


def _newest(found: Sequence[ConcentrationFinding]) -> dict[Flow, ConcentrationFinding]:
    newest: dict[Flow, ConcentrationFinding] = {}
    for item in sorted(found, key=lambda item: item.window.until):
        newest[item.flow] = item
    return newest


def _partners(
    sides: Sides, before: ConcentrationFinding, after: ConcentrationFinding, least: float
) -> Iterator[ChangeFinding]:
    was = {one.partner: one for one in before.partners}
    now = {one.partner: one for one in after.partners}
    small: dict[str, list[PartnerShare]] = {"new": [], "gone": []}
    for partner in dict.fromkeys((*now, *was)):
        one, other = was.get(partner), now.get(partner)
        shares = [side.share if side is not None else 0.0 for side in (one, other)]
        if one is not None and other is not None:
            if abs(shares[1] - shares[0]) >= least:
                yield _moved(sides, (before, after), one, other)
        elif max(shares) >= least:
            yield _came_or_went(sides, (before, after), one, other)
        elif other is not None:
            small["new"].append(other)
        elif one is not None:
            small["gone"].append(one)
    for state, partners in small.items():
        if partners:
            yield _small(sides, (before, after), state, partners, least)


def _what(item: ConcentrationFinding) -> str:
    return f"{item.channel.capitalize()}, {item.basis} ({item.feed}, {item.instrument})"


def _share(one: PartnerShare, item: ConcentrationFinding) -> str:
    low, high = one.share_bounds
    bounds = "" if f"{low:.1%}" == f"{high:.1%}" else f", bounds {low:.1%} to {high:.1%}"
    return f"{one.share:.1%} of {item.window}{bounds}"


def _moved(
    sides: Sides,
    items: tuple[ConcentrationFinding, ConcentrationFinding],
    one: PartnerShare,
    other: PartnerShare,
) -> ChangeFinding:
    before, after = items
    apart = (
        one.share_bounds[1] < other.share_bounds[0] or other.share_bounds[1] < (one.share_bounds[0])
    )
    hedge = "" if apart else "; the bounds hold no movement too"
    return _finding(
        sides,
        items,
        one.partner,
        (f"{one.share:.1%}", f"{other.share:.1%}"),
        f"{_what(after)}: the share of {other.name} is {_share(other, after)}, and was "
        f"{_share(one, before)}{hedge}.",
        (*one.records, *other.records),
    )


def _came_or_went(
    sides: Sides,
    items: tuple[ConcentrationFinding, ConcentrationFinding],
    one: PartnerShare | None,
    other: PartnerShare | None,
) -> ChangeFinding:
    before, after = items
    if other is not None:
        told = f"{other.name} is new: {_share(other, after)}, nothing in {before.window}"
        return _finding(
            sides,
            items,
            other.partner,
            ("", f"{other.share:.1%}"),
            f"{_what(after)}: {told}.",
            other.records,
        )
    assert one is not None, "a partner stands in one window at least"
    hedge = "; an unknown supplier may be the one" if after.unallocated[1] > 0 else ""
    told = f"{one.name} is gone: nothing in {after.window}, {_share(one, before)}{hedge}"
    return _finding(
        sides,
        items,
        one.partner,
        (f"{one.share:.1%}", "gone"),
        f"{_what(after)}: {told}.",
        one.records,
    )


def _small(
    sides: Sides,
    items: tuple[ConcentrationFinding, ConcentrationFinding],
    state: str,
    partners: Sequence[PartnerShare],
    least: float,
) -> ChangeFinding:
    names = ", ".join(one.name for one in partners[:MOST_NAMED])
    more = ", …" if len(partners) > MOST_NAMED else ""
    return _finding(
        sides,
        items,
        f"small-{state}",
        ("", f"{len(partners)} {state}"),
        f"{_what(items[1])}: {len(partners)} {state} with a share below {least:.0%} each "
        f"({names}{more}).",
        [record for one in partners for record in one.records],
    )


def _finding(
    sides: Sides,
    items: tuple[ConcentrationFinding, ConcentrationFinding],
    partner: str,
    states: tuple[str, str],
    sentence: str,
    evidence: Sequence[str],
) -> ChangeFinding:
    before, after = items
    return change_finding(
        KINDS[after.channel],
        f"{partner}/{after.flow}",
        states,
        sentence=sentence,
        evidence=tuple(dict.fromkeys(evidence)),
        method=METHOD,
        rests_on=(before.id, after.id),
        caveat=sides.caveat(after.feed),
    )
