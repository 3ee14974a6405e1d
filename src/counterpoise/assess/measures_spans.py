"""The course of every component of a measure: its states as spans of days.

Tells what `counterpoise.assess.measures` tells of single days, for all days up to the view's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.measures import Change, Component, ComponentState, Measure
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


@dataclass(frozen=True)
class _Dated:
    change: Change
    when: DateInterval


def course_findings(view: View) -> tuple[CourseFinding, ...]:
    """Return the course of every component known by the view's day, in the order of the case."""
    parts = [(measure, part) for measure in view.case.measures for part in measure.components]
    courses = {f"{measure.id}/{part.id}": _spans(view, part) for measure, part in parts}
    return tuple(
        finding
        for measure, part in parts
        if (finding := _finding(view, measure, part, courses)) is not None
    )


def _dated(view: View, part: Component) -> list[_Dated]:
    found = []
    for change in part.changes:
        act = view.propositions.get(change.act)
        if act is not None and change.act in view.admitted:
            when = change.from_ if change.how == "announced" else act.when
            found.append(_Dated(change, when))
    return sorted(found, key=lambda item: item.when.sort_key)


def _spans(view: View, part: Component) -> list[StateSpan]:
    """Walk through the changes that have begun by the view's day."""
    spans: list[StateSpan] = []
    state: ComponentState | None = None
    since: date | None = None
    acts: tuple[str, ...] = ()
    for item in _dated(view, part):
        first, last = item.when.first, item.when.last
        if last is None or (first is not None and first > view.on):
            continue
        change = item.change
        shown = change.how == "maintained"
        if state is None and shown:
            before = (first or last) - _DAY
            spans.append(StateSpan("unknown", None, before, False, False, (change.act,)))
        elif state is not None and state != change.to:
            end = (first or last) - _DAY
            spans.append(StateSpan(state, since, end, False, False, acts))
        if state == change.to:
            acts = (*acts, change.act)
            continue
        if first is not None and first < last:
            until = min(last - _DAY, view.on)
            spans.append(StateSpan("unknown", first, until, until == view.on, False, (change.act,)))
        state, since, acts = change.to, last, (change.act,)
    if state is not None and since is not None and since <= view.on:
        spans += _last(view, part, state, since, acts)
    return _in_order(spans)


def _in_order(spans: Sequence[StateSpan]) -> list[StateSpan]:
    """Let each span begin after the one before; where two are open at once, the first tells."""
    ordered: list[StateSpan] = []
    for span in spans:
        first = span.first
        if ordered and (first is None or first <= ordered[-1].last):
            first = ordered[-1].last + _DAY
        if first is None or first <= span.last:
            ordered.append(replace(span, first=first))
        elif ordered:
            shown = (*ordered[-1].evidence, *span.evidence)
            ordered[-1] = replace(ordered[-1], evidence=tuple(dict.fromkeys(shown)))
    return ordered


def _last(
    view: View, part: Component, state: ComponentState, since: date, acts: tuple[str, ...]
) -> Sequence[StateSpan]:
    if part.persists:
        return [StateSpan(state, since, view.on, True, False, acts)]
    last = max(
        (item.when.last for item in _dated(view, part) if item.when.last is not None), default=since
    )
    held = StateSpan(state, since, min(last, view.on), last >= view.on, False, acts)
    if last >= view.on:
        return [held]
    return [held, StateSpan("unknown", last + _DAY, view.on, True, False, acts)]


def _finding(
    view: View, measure: Measure, part: Component, courses: dict[str, list[StateSpan]]
) -> CourseFinding | None:
    spans = courses[f"{measure.id}/{part.id}"]
    loose = [
        item.change
        for item in _dated(view, part)
        if not item.when.is_known and view.known.propositions[item.change.act] <= view.on
    ]
    if not spans and not loose:
        return None
    voiding = courses.get(part.voided_by, [])
    marked = tuple(_voided(span, voiding) for span in spans)
    acts = dict.fromkeys([e for span in marked for e in span.evidence] + [c.act for c in loose])
    told = "; ".join(map(_told, marked))
    return CourseFinding(
        id=f"course:{measure.id}/{part.id}",
        evidence=tuple(acts),
        method=METHOD,
        sentence=f"{measure.title}, {part.title}: {told or 'date not in evidence'}.",
        value=marked[-1].state if marked else _loose_state(loose[-1]),
        parameters={"on": view.on.isoformat()},
        measure=measure.id,
        kind=measure.kind,
        title=measure.title,
        component=part.id,
        component_title=part.title,
        alone=len(measure.components) == 1,
        spans=marked,
        undated=_loose_state(loose[-1]) if loose and not marked else None,
    )


def _loose_state(change: Change) -> ComponentState:
    """Return the state that a change without a date tells; what is only announced is unknown."""
    return "unknown" if change.how == "announced" else change.to


def _voided(span: StateSpan, voiding: Sequence[StateSpan]) -> StateSpan:
    """Mark an active span whose end lies within an active span of what voids it."""
    takes = span.state == "active" and any(
        other.state == "active" and (other.first or date.min) <= span.last <= other.last
        for other in voiding
    )
    return replace(span, voided=takes)


def _told(span: StateSpan) -> str:
    return f"{span.state} {span.first or '..'} to {'..' if span.goes_on else span.last}"
