"""The course of every component of a measure: its states as spans of days.

Tells what `counterpoise.assess.measures` tells of single days, for all days up to the view's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterpoise.assess.measures import DatedChange, dated_changes, state_of
from counterpoise.model.findings import Finding
from counterpoise.model.measures import Component, ComponentState, Measure
from counterpoise.model.view import View

METHOD = (
    "A component changes state through an act and takes its dates. Between the first and the last "
    "possible day of a change its state is unknown; it is carried forward only where it persists."
)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class StateSpan:
    """A state from its first to its last day.

    Attributes
    ----------
    first
        ``None``: it held before anything is in evidence.
    goes_on
        Whether it still holds on the view's day, as far as is known.
    voided
        Whether another component took its effect away in practice by the span's end.
    evidence
        The acts that began it, or that show it.
    """

    state: ComponentState
    first: date | None
    last: date
    goes_on: bool
    voided: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CourseFinding(Finding):
    """The course of one component.

    Attributes
    ----------
    alone
        Whether its measure has no other component.
    undated
        The state of a component none of whose changes has a date.
    """

    measure: str
    kind: str
    title: str
    component: str
    component_title: str
    alone: bool
    spans: tuple[StateSpan, ...]
    undated: ComponentState | None


def course_findings(view: View) -> tuple[CourseFinding, ...]:
    """Return the course of every component known by the view's day, in the order of the case."""
    parts = [(measure, part) for measure in view.case.measures for part in measure.components]
    courses = {f"{measure.id}/{part.id}": _spans(view, part) for measure, part in parts}
    return tuple(
        finding
        for measure, part in parts
        if (finding := _finding(view, measure, part, courses)) is not None
    )


def _spans(view: View, part: Component) -> list[StateSpan]:
    """Ask for the state at every day on which it may change, and join equal neighbours."""
    changes = dated_changes(view, part)
    if not any(item.when.is_known for item in changes):
        return []
    spans: list[StateSpan] = []
    days = _turns(view, changes)
    for first, following in zip(days, [*days[1:], view.on + _DAY], strict=True):
        found = state_of(view.at(first), part)
        if found is None:
            continue
        since = None if first == days[0] else first
        span = StateSpan(
            found.state, since, following - _DAY, following > view.on, False, found.acts
        )
        if spans and spans[-1].state == span.state:
            before = spans.pop()
            shown = tuple(dict.fromkeys((*before.evidence, *span.evidence)))
            span = replace(span, first=before.first, evidence=shown)
        spans.append(span)
    return spans


def _turns(view: View, changes: Sequence[DatedChange]) -> list[date]:
    """Days on which the state may change, up to the view's, after the day before them all."""
    days: set[date] = set()
    for item in changes:
        days |= {day for day in (item.when.first, item.when.last) if day is not None}
        if item.when.last is not None and item.when.last < date.max:
            days.add(item.when.last + _DAY)
        if not item.when.is_known:
            days.add(view.known.propositions[item.change.act])
    past = sorted(day for day in days if date.min < day <= view.on)
    return [past[0] - _DAY, *past] if past else [view.on]


def _finding(
    view: View, measure: Measure, part: Component, courses: dict[str, list[StateSpan]]
) -> CourseFinding | None:
    spans = courses[f"{measure.id}/{part.id}"]
    now = state_of(view, part)
    if now is None:
        return None
    voiding = courses.get(part.voided_by, [])
    marked = tuple(_voided(span, voiding) for span in spans)
    acts = dict.fromkeys([*(e for span in marked for e in span.evidence), *now.acts])
    told = "; ".join(map(_told, marked))
    return CourseFinding(
        id=f"course:{measure.id}/{part.id}",
        evidence=tuple(acts),
        method=METHOD,
        sentence=f"{measure.title}, {part.title}: {told or 'date not in evidence'}.",
        value=now.state,
        parameters={"on": view.on.isoformat()},
        measure=measure.id,
        kind=measure.kind,
        title=measure.title,
        component=part.id,
        component_title=part.title,
        alone=len(measure.components) == 1,
        spans=marked,
        undated=now.state if not marked else None,
    )


def _voided(span: StateSpan, voiding: Sequence[StateSpan]) -> StateSpan:
    """Mark an active span whose end lies within an active span of what voids it."""
    takes = span.state == "active" and any(
        other.state == "active" and (other.first or date.min) <= span.last <= other.last
        for other in voiding
    )
    return replace(span, voided=takes)


def _told(span: StateSpan) -> str:
    return f"{span.state} {span.first or '..'} to {'..' if span.goes_on else span.last}"
