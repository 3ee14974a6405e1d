"""The state of every measure on a day, component by component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.names import Names
from counterpoise.model.dates import UNDATED, DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.measures import Change, Component, ComponentState, Measure
from counterpoise.model.view import View

METHOD = (
    "A component changes state through an act and takes its dates; the state on a day is that of "
    "the last change certain to lie on or before it. Between the first and the last possible day "
    "of a change the state is unknown."
)


@dataclass(frozen=True, kw_only=True)
class ComponentFinding(Finding):
    """State of one component of a measure on the day of the view.

    Attributes
    ----------
    since
        When that state began, unknown where not in evidence.
    until
        When it ended or is announced to end, as far as known.
    label
        Short name: the measure's title where it has one component, else the component's with the
        measure's in parentheses.
    counted
        False for a component that is the same standing condition as another one.
    voided_by
        ``measure/component`` that takes its effect away in practice, while that one is active.
    contested
        Whether somebody denies one of the acts that made the state.
    not_in_evidence
        Sides of the component on which the documents are silent.
    note
        The same in words, with what else keeps the state open.
    """

    measure: str
    kind: str
    title: str
    issuers: tuple[str, ...]
    target: str
    component: str
    component_title: str
    label: str
    channel: str
    instrument: str
    state: ComponentState
    since: DateInterval
    until: DateInterval
    same_as: str
    counted: bool
    voided_by: str
    contested: bool
    not_in_evidence: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class DatedChange:
    """A change with the date of its act."""

    change: Change
    when: DateInterval


def component_findings(view: View, names: Names) -> tuple[ComponentFinding, ...]:
    """Compute the state of every component that is known, in the order of the case."""
    states = {
        f"{measure.id}/{part.id}": state_of(view, part)
        for measure in view.case.measures
        for part in measure.components
    }
    findings = []
    for measure in view.case.measures:
        for part in measure.components:
            state = states[f"{measure.id}/{part.id}"]
            if state is not None:
                voided = states.get(part.voided_by) if part.voided_by else None
                in_force = voided is not None and voided.state == "active"
                findings.append(_finding(view, names, measure, part, state, voided=in_force))
    return tuple(findings)


@dataclass(frozen=True)
class PartState:
    """A component's state on a day, with the acts that made or show it."""

    state: ComponentState
    since: DateInterval
    until: DateInterval
    acts: tuple[str, ...]
    note: str


def state_of(view: View, part: Component) -> PartState | None:
    """State of a component on the view's day, or ``None`` before anything is known of it."""
    dated = dated_changes(view, part)
    if not dated:
        return None
    begun = [item for item in dated if item.when.last is not None and item.when.last <= view.on]
    later = [item for item in dated if item not in begun]
    held = begun[-1].change.to if begun else None
    straddling = [
        item
        for item in later
        if item.when.is_known
        and item.change.to != held
        and (item.when.first is None or item.when.first <= view.on)
    ]
    notes = [f"{side} not in evidence" for side in part.not_in_evidence]
    if straddling:
        change = straddling[0]
        text = f"changes to {change.change.to} within {change.when.edtf}"
        return PartState(
            "unknown", UNDATED, change.when, _acts(begun, straddling), "; ".join([text, *notes])
        )
    undated = [item for item in later if not item.when.is_known]
    if undated and len(undated) == len(dated):
        return _undated(view, undated, notes)
    if not begun:
        return _before_first(dated, notes)
    return _current(view, part, begun, later, notes)


def _undated(view: View, changes: Sequence[DatedChange], notes: list[str]) -> PartState | None:
    """State of a component whose changes have no date: told from the day they are known."""
    known = [c for c in changes if _is_known(view, c)]
    if not known:
        return None
    last = known[-1].change
    if last.how == "announced":
        note = "; ".join([f"announced as {last.to}, date not in evidence", *notes])
        return PartState("unknown", UNDATED, UNDATED, _acts(known), note)
    note = "; ".join(["date not in evidence", *notes])
    return PartState(last.to, UNDATED, UNDATED, _acts(known), note)


def _is_known(view: View, item: DatedChange) -> bool:
    return view.known.propositions[item.change.act] <= view.on


def _known_undated(view: View, changes: Sequence[DatedChange]) -> list[DatedChange]:
    """Pick the changes made by the day, on a day that is not in evidence."""
    return [
        item
        for item in changes
        if not item.when.is_known and item.change.how != "announced" and _is_known(view, item)
    ]


def _current(
    view: View,
    part: Component,
    begun: Sequence[DatedChange],
    later: Sequence[DatedChange],
    notes: list[str],
) -> PartState:
    last = begun[-1]
    since = last.when if last.change.how != "maintained" else UNDATED
    for earlier in reversed(begun[:-1]):
        if earlier.change.to != last.change.to:
            break
        since = earlier.when if earlier.change.how != "maintained" else UNDATED
    state = last.change.to
    undated = [item for item in _known_undated(view, later) if item.change.to != state]
    if undated:
        text = f"changed to {undated[-1].change.to} on a day not in evidence"
        return PartState(
            "unknown", UNDATED, UNDATED, _acts(begun, undated), "; ".join([text, *notes])
        )
    until = next(
        (item.when for item in later if item.when.is_known and item.change.to != state), UNDATED
    )
    if not part.persists and last.when.last is not None and view.on > last.when.last:
        return PartState(
            "unknown",
            since,
            until,
            _acts(begun),
            "; ".join([f"state after {last.change.to} since {since.edtf} not in evidence", *notes]),
        )
    return PartState(state, since, until, _acts(begun), "; ".join(notes))


def _before_first(dated: Sequence[DatedChange], notes: list[str]) -> PartState | None:
    """Before the first change: unknown where that change shows a state that held already."""
    first = next((item for item in dated if item.when.is_known), dated[0])
    if first.change.how != "maintained":
        return None
    return PartState("unknown", UNDATED, UNDATED, (first.change.act,), "; ".join(notes))


def dated_changes(view: View, part: Component) -> list[DatedChange]:
    """Return the admitted changes of a component in the order of their dates."""
    dated = []
    for change in part.changes:
        act = view.propositions.get(change.act)
        if act is None or change.act not in view.admitted:
            continue
        when = change.from_ if change.how == "announced" else act.when
        dated.append(DatedChange(change, when))
    return sorted(dated, key=lambda item: item.when.sort_key)


def _acts(*groups: Sequence[DatedChange]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.change.act for group in groups for item in group))


def _finding(
    view: View, names: Names, measure: Measure, part: Component, state: PartState, *, voided: bool
) -> ComponentFinding:
    issuers, target = names.listed(measure.issuers), names.short(measure.target)
    title = part.title if part.title == measure.title else f"{measure.title}, {part.title}"
    since = f" since {state.since.edtf}" if state.since.is_known else ""
    note = f" ({state.note})" if state.note else ""
    return ComponentFinding(
        id=f"measure:{measure.id}/{part.id}",
        evidence=state.acts,
        method=METHOD,
        sentence=f"{title} ({issuers}, {target}): {state.state}{since}{note}.",
        value=state.state,
        parameters={"on": view.on.isoformat()},
        measure=measure.id,
        kind=measure.kind,
        title=measure.title,
        issuers=measure.issuers,
        target=measure.target,
        component=part.id,
        component_title=part.title,
        label=(
            measure.title if len(measure.components) == 1 else f"{part.title} ({measure.title})"
        ),
        channel=part.channel,
        instrument=part.instrument,
        state=state.state,
        since=state.since,
        until=state.until,
        same_as=part.same_as,
        counted=not part.same_as,
        voided_by=part.voided_by if voided else "",
        contested=any(view.standings[act].status == "contested" for act in state.acts),
        not_in_evidence=part.not_in_evidence,
        note=state.note,
    )


def in_force(findings: Sequence[ComponentFinding]) -> Iterator[ComponentFinding]:
    """Components that are active on the day, each standing condition once."""
    return (item for item in findings if item.state == "active" and item.counted)


def changed_between(
    view: View, first: date, last: date
) -> Iterator[tuple[Measure, Component, str]]:
    """Components that changed state within a span of days, with the act that changed them."""
    for measure in view.case.measures:
        for part in measure.components:
            for item in dated_changes(view, part):
                if item.when.last is not None and first < item.when.last <= last:
                    yield measure, part, item.change.act
