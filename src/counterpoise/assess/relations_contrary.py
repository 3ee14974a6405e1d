"""What speaks against a trend: contrary acts, and ties or restrictions that still stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import WeighedAct, with_principals
from counterpoise.assess.relations_direction import Direction
from counterpoise.assess.settings import Settings
from counterpoise.model.dates import DateInterval
from counterpoise.model.view import View


@dataclass(frozen=True)
class ContraryTie:
    """A standing condition between two actors on the day.

    Attributes
    ----------
    voided_by
        ``measure/component`` that leaves it without effect in practice, while that one is active.
    """

    component: str
    title: str
    kind: str
    state: str
    since: DateInterval
    until: DateInterval
    voided_by: str
    contested: bool
    note: str
    evidence: tuple[str, ...]


def contrary_acts(
    acts: Sequence[WeighedAct], standing: str, direction: Direction
) -> tuple[str, ...]:
    """Acts against the standing or the direction, the weightiest first; latest first among equals.

    Negative ones where the standing is positive; otherwise positive ones, what the relation still
    holds.
    """
    sign = -1 if standing == "positive" else 1
    turned = set(direction.against)
    found = [act for act in acts if act.weight * sign > 0 or act.proposition in turned]
    ranked = sorted(found, key=lambda act: act.proposition)
    ranked.sort(key=lambda act: (abs(act.weight), act.when.sort_key), reverse=True)
    return tuple(act.proposition for act in ranked)


def contrary_ties(
    view: View, names: Names, settings: Settings, partner: str, standing: str
) -> tuple[ContraryTie, ...]:
    """Ties that stand where the relation is not positive; restrictions that do where it is."""
    restricting = set(settings.restrictions.kinds.value)
    found = standing_conditions(view, names, partner)
    if standing == "positive":
        return tuple(item for item in found if item.kind in restricting)
    return tuple(item for item in found if item.kind not in restricting)


def residual_ties(
    view: View, names: Names, settings: Settings, partner: str
) -> tuple[ContraryTie, ...]:
    """Ties with a partner that stand on the day, with what voids them."""
    restricting = set(settings.restrictions.kinds.value)
    found = standing_conditions(view, names, partner)
    return tuple(item for item in found if item.kind not in restricting)


def standing_conditions(view: View, names: Names, partner: str) -> tuple[ContraryTie, ...]:
    """Active and eased components between the focal state and a partner, in the case's order."""
    focal = view.case.heading.focal
    lines: dict[str, frozenset[str]] = {}
    found = []
    for item in component_findings(view, names):
        if item.state not in {"active", "eased"} or not item.counted:
            continue
        issuers = with_principals(view, item.issuers, lines)
        target = with_principals(view, (item.target,), lines)
        if (partner in issuers and focal in target) or (focal in issuers and partner in target):
            found.append(_tie(item))
    return tuple(found)


def _tie(item: ComponentFinding) -> ContraryTie:
    return ContraryTie(
        component=f"{item.measure}/{item.component}",
        title=item.label,
        kind=item.kind,
        state=item.state,
        since=item.since,
        until=item.until,
        voided_by=item.voided_by,
        contested=item.contested,
        note=item.note,
        evidence=item.evidence,
    )
