"""Standing conditions before an episode and on the day, component by component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import with_principals
from counterpoise.assess.settings import Settings
from counterpoise.model.view import View

Change = Literal["worse", "better", "same", "not comparable"]


@dataclass(frozen=True)
class StateChange:
    """A component's state on two days, and whether that is worse for the relation."""

    component: str
    before: str
    after: str
    change: Change
    reason: str


@dataclass(frozen=True)
class StateComparison:
    """All components between the focal state and a partner on two days.

    Attributes
    ----------
    left_out
        Components that cannot be compared, each with its reason in `changes`.
    verdict
        Worse where more are worse than better, better the other way round, mixed where as many,
        same where none changed; empty where nothing can be compared.
    """

    before: date
    after: date
    changes: tuple[StateChange, ...]
    left_out: tuple[str, ...]
    verdict: str


def compare_states(
    view: View, names: Names, settings: Settings, partner: str, before: date
) -> StateComparison:
    """Compare the components on `before` with those on the view's day.

    A component that ties is better when active; one that restricts, when it is not. What begins
    after `before` counts as absent on it, what is first recorded as suspended, eased, lifted or
    ended as active; a state that the documents do not tell is left out.
    """
    earlier = {
        f"{item.measure}/{item.component}": item.state
        for item in component_findings(view.at(before), names)
    }
    restricting = set(settings.restrictions.kinds.value)
    changes = []
    for item in _between(view, names, partner):
        name = f"{item.measure}/{item.component}"
        state = earlier.get(name) or _implied(view, item)
        changes.append(_change(name, state, item, ties=item.kind not in restricting))
    return StateComparison(
        before=before,
        after=view.on,
        changes=tuple(changes),
        left_out=tuple(item.component for item in changes if item.change == "not comparable"),
        verdict=_verdict(changes),
    )


def day_before(first: date | None) -> date | None:
    """Return the day before, where there is one."""
    return first - timedelta(days=1) if first is not None else None


def _implied(view: View, item: ComponentFinding) -> str:
    """State before the first recorded change: what can only end must have held."""
    for measure in view.case.measures:
        for part in measure.components:
            if measure.id == item.measure and part.id == item.component:
                return "absent" if part.changes[0].to in {"active", "unknown"} else "active"
    return "absent"


def _verdict(changes: Sequence[StateChange]) -> str:
    worse = sum(change.change == "worse" for change in changes)
    better = sum(change.change == "better" for change in changes)
    if all(change.change == "not comparable" for change in changes):
        return ""
    if worse == better:
        return "mixed" if worse else "same"
    return "worse" if worse > better else "better"


def _between(view: View, names: Names, partner: str) -> list[ComponentFinding]:
    focal = view.case.heading.focal
    lines: dict[str, frozenset[str]] = {}
    found = []
    for item in component_findings(view, names):
        issuers = with_principals(view, item.issuers, lines)
        target = with_principals(view, (item.target,), lines)
        if item.counted and (
            (partner in issuers and focal in target) or (focal in issuers and partner in target)
        ):
            found.append(item)
    return found


def _change(name: str, before: str, item: ComponentFinding, *, ties: bool) -> StateChange:
    if "unknown" in {before, item.state}:
        reason = item.note or "state not in evidence"
        return StateChange(name, before, item.state, "not comparable", reason)
    gain = _rank(item.state, ties=ties) - _rank(before, ties=ties)
    kind: Change = "same" if gain == 0 else ("better" if gain > 0 else "worse")
    voided = f"void in practice: {item.voided_by}" if item.voided_by else ""
    return StateChange(name, before, item.state, kind, voided)


def _rank(state: str, *, ties: bool) -> int:
    strength = {"active": 2, "eased": 1}.get(state, 0)
    return strength if ties else -strength
