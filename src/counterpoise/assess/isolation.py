"""Isolation as a declared set of components, each with its bounds; never one number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations import RelationFinding
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.model.findings import Finding
from counterpoise.model.view import View

METHOD = (
    "Share of the standing conditions of one kind that are lost on the day, of all that are known "
    "by then. A condition whose state is unknown counts as kept in the lower and as lost in the "
    "upper bound. Components are listed beside each other and never added up."
)


@dataclass(frozen=True)
class Contribution:
    """What one partner contributes to a component: conditions lost, open and in all."""

    partner: str
    lost: int
    unknown: int
    total: int


@dataclass(frozen=True, kw_only=True)
class IsolationFinding(Finding):
    """One component: `value` is the share lost, `interval` its bounds (not a probability).

    Attributes
    ----------
    decomposition
        Contribution of each partner, in the order of the case.
    """

    component: str
    title: str
    lost: int
    unknown: int
    total: int
    decomposition: tuple[Contribution, ...]


@dataclass(frozen=True)
class _Kind:
    """A component of isolation: which conditions belong to it, and when one is lost."""

    component: str
    title: str
    belongs: Callable[[ComponentFinding], bool]
    lost: frozenset[str]


def _is_presence(finding: ComponentFinding) -> bool:
    """Whether it is a presence: a mission counts once, not by each thing it does."""
    return finding.kind == "deployment" and finding.instrument in {"", "presence"}


def _is_open(finding: ComponentFinding) -> bool:
    """Whether a sanction is carried as active although its lifting is not in evidence."""
    return (
        finding.kind == "sanctions"
        and finding.state == "active"
        and "lifting" in finding.not_in_evidence
    )


_GONE = frozenset({"suspended", "ended", "lifted"})
_KINDS = (
    _Kind("memberships", "memberships suspended or left", lambda f: f.kind == "membership", _GONE),
    _Kind("missions", "missions and contingents gone", _is_presence, _GONE),
    _Kind(
        "donors",
        "donor instruments suspended",
        lambda f: f.kind in {"aid", "finance"},
        _GONE,
    ),
    _Kind(
        "sanctions",
        "sanctions in force",
        lambda f: f.kind == "sanctions" and f.counted,
        frozenset({"active"}),
    ),
    _Kind("representation", "envoys gone", lambda f: f.kind == "representation", _GONE),
)


def isolation_findings(
    view: View, names: Names, relations: Sequence[RelationFinding]
) -> tuple[IsolationFinding, ...]:
    """Compute every component of isolation that the case has conditions for.

    Parameters
    ----------
    relations
        Relations of the partners, channel by channel; those in rift form a component of their own.
    """
    conditions = [f for f in component_findings(view, names) if _bears_on_focal(view, f)]
    found = [
        _finding(view, kind, [f for f in conditions if kind.belongs(f)])
        for kind in _KINDS
        if any(kind.belongs(f) for f in conditions)
    ]
    rifts = _rifts(view, relations)
    return (*found, rifts) if rifts is not None else tuple(found)


def _bears_on_focal(view: View, finding: ComponentFinding) -> bool:
    return view.principal(finding.target) == view.case.heading.focal and _stood(view, finding)


def _stood(view: View, finding: ComponentFinding) -> bool:
    """Whether the condition stood at some time within the case's period.

    What ended before the period, and what was refused before it ever began, is not lost in it.
    What is suspended, eased or lifted stood before; what is first heard of when it ends stood if
    its start is said not to be in evidence.
    """
    measure = next(item for item in view.case.measures if item.id == finding.measure)
    part = next(item for item in measure.components if item.id == finding.component)
    begun = any(change.to not in {"ended", "unknown"} for change in part.changes)
    start = view.case.heading.period.first
    over_since = finding.since.last if finding.state in _GONE else None
    if start is not None and over_since is not None and over_since < start:
        return False
    return begun or "start" in part.not_in_evidence


def _finding(view: View, kind: _Kind, conditions: Sequence[ComponentFinding]) -> IsolationFinding:
    lost = [f for f in conditions if f.state in kind.lost and not _is_open(f)]
    unknown = [f for f in conditions if f.state == "unknown" or _is_open(f)]
    total = len(conditions)
    return IsolationFinding(
        id=f"isolation:{kind.component}",
        evidence=tuple(dict.fromkeys(e for f in conditions for e in f.evidence)),
        method=METHOD,
        sentence=f"{kind.title}: {len(lost)} of {total} on {view.on}"
        + (f", {len(unknown)} unknown." if unknown else "."),
        value=len(lost) / total,
        unit="share of conditions",
        interval=(len(lost) / total, (len(lost) + len(unknown)) / total),
        parameters={"on": view.on.isoformat()},
        component=kind.component,
        title=kind.title,
        lost=len(lost),
        unknown=len(unknown),
        total=total,
        decomposition=tuple(_decomposed(view, conditions, lost, unknown)),
    )


def _decomposed(
    view: View,
    conditions: Sequence[ComponentFinding],
    lost: Sequence[ComponentFinding],
    unknown: Sequence[ComponentFinding],
) -> Iterable[Contribution]:
    issuers = dict.fromkeys(view.principal(actor) for f in conditions for actor in f.issuers)
    for issuer in sorted(issuers, key=lambda name: _place(view, name)):

        def count(group: Sequence[ComponentFinding], name: str = issuer) -> int:
            return sum(name in map(view.principal, f.issuers) for f in group)

        yield Contribution(issuer, count(lost), count(unknown), count(conditions))


def _place(view: View, partner: str) -> tuple[int, str]:
    partners = view.case.heading.partners
    return (partners.index(partner) if partner in partners else len(partners), partner)


def _rifts(view: View, relations: Sequence[RelationFinding]) -> IsolationFinding | None:
    """Relations that stand negative, channel by channel, every channel weighted alike.

    A relation without sufficient evidence counts as sound in the lower and as negative in the
    upper bound.
    """
    rows = [row for row in relations if row.side == "deeds" and row.channel != OVERALL and row.acts]
    if not rows:
        return None
    channels: dict[str, list[RelationFinding]] = {}
    for row in rows:
        channels.setdefault(row.channel, []).append(row)
    low = [_share(group, {"negative"}) for group in channels.values()]
    high = [_share(group, {"negative", "insufficient"}) for group in channels.values()]
    negative = [row for row in rows if row.standing == "negative"]
    unknown = [row for row in rows if row.standing == "insufficient"]
    partners = dict.fromkeys(row.partner for row in rows)
    return IsolationFinding(
        id="isolation:rifts",
        evidence=tuple(dict.fromkeys(e for row in rows for e in row.evidence)),
        method=f"{METHOD} Relations are told channel by channel; every channel weighs alike.",
        sentence=(
            f"relations in rift: {len(negative)} of {len(rows)} partner and channel pairs on "
            f"{view.on}, {len(unknown)} without sufficient evidence."
        ),
        value=sum(low) / len(low),
        unit="mean share over channels",
        interval=(sum(low) / len(low), sum(high) / len(high)),
        parameters={"on": view.on.isoformat(), "channel_weight": 1.0},
        component="rifts",
        title="relations in rift",
        lost=len(negative),
        unknown=len(unknown),
        total=len(rows),
        decomposition=tuple(
            Contribution(
                partner,
                sum(row.partner == partner for row in negative),
                sum(row.partner == partner for row in unknown),
                sum(row.partner == partner for row in rows),
            )
            for partner in partners
        ),
    )


def _share(group: Sequence[RelationFinding], standings: set[str]) -> float:
    return sum(row.standing in standings for row in group) / len(group)
