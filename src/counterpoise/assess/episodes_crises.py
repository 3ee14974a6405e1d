"""Crises: from the opening to the settlement, with mediators, duration and escalations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoise.assess.names import Names
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.outlines import Entry, Tracker
from counterpoise.model.view import View

CrisisState = Literal["open", "being settled", "settled", "not yet dated"]
METHOD = (
    "From a tracker of kind crisis: it opens with its earliest opening act and ends with its last "
    "settlement; what escalates between a mediated step and the settlement does not re-open it. "
    "Duration: days from the opening to the last settlement, least and most where a date is "
    "uncertain."
)


@dataclass(frozen=True)
class CrisisStep:
    """One step of a crisis.

    Attributes
    ----------
    within_deescalation
        An escalation after a mediated step or a first settlement: it does not re-open a crisis
        that is settled later.
    """

    role: str
    label: str
    when: DateInterval
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    within_deescalation: bool


@dataclass(frozen=True, kw_only=True)
class CrisisFinding(Finding):
    """A crisis up to the view's day.

    Attributes
    ----------
    duration_days
        Least and most number of days from the opening to the last settlement, or to the view's day
        while it lasts; ``None`` where a date is not in evidence.
    residue
        What it may have left behind, as steps.
    """

    title: str
    parties: tuple[str, ...]
    state: CrisisState
    opened: DateInterval
    settled: DateInterval
    duration_days: tuple[int, int] | None
    mediators: tuple[str, ...]
    steps: tuple[CrisisStep, ...]
    residue: tuple[CrisisStep, ...]


def crisis_findings(view: View, names: Names) -> tuple[CrisisFinding, ...]:
    """All crises of the case that have opened by the view's day."""
    found = []
    for tracker in view.case.trackers:
        if tracker.kind != "crisis":
            continue
        finding = _crisis(view, names, tracker)
        if finding is not None:
            found.append(finding)
    return tuple(found)


def _crisis(view: View, names: Names, tracker: Tracker) -> CrisisFinding | None:
    known = [entry for entry in tracker.entries if _happened(view, entry)]
    openings = [_when(view, entry) for entry in known if entry.role == "opening"]
    if not openings:
        return None
    opened = min(openings, key=lambda when: when.sort_key)
    settlements = [_when(view, entry) for entry in known if entry.role == "settlement"]
    dated = sorted((when for when in settlements if when.is_known), key=lambda when: when.sort_key)
    awaited = any(
        entry.role == "settlement" and entry not in known for entry in tracker.entries
    ) or any(
        entry.role == "escalation" and dated and _after(_when(view, entry), dated[-1])
        for entry in known
    )
    state = _state(opened, dated, awaited=awaited)
    settled = dated[-1] if state == "settled" else DateInterval()
    steps = tuple(_steps(view, known))
    mediators = dict.fromkeys(
        actor for entry in known if entry.role == "mediation" for actor in entry.actors
    )
    duration = _duration(opened, settled if settled.is_known else DateInterval(view.on, view.on))
    return CrisisFinding(
        id=f"crisis:{tracker.id}",
        evidence=tuple(dict.fromkeys(item for step in steps for item in step.evidence)),
        method=METHOD,
        sentence=_sentence(names, tracker, state, duration, tuple(mediators)),
        value=duration[1] if duration is not None else None,
        unit="days",
        parameters={"on": view.on.isoformat()},
        title=tracker.title,
        parties=tracker.actors,
        state=state,
        opened=opened,
        settled=settled,
        duration_days=duration,
        mediators=tuple(mediators),
        steps=tuple(step for step in steps if step.role != "residue"),
        residue=tuple(step for step in steps if step.role == "residue"),
    )


def _state(
    opened: DateInterval, settlements: Sequence[DateInterval], *, awaited: bool
) -> CrisisState:
    """Open until a first settlement; settled once the last one lies behind every escalation."""
    if not opened.is_known:
        return "not yet dated"
    if not settlements:
        return "open"
    return "being settled" if awaited else "settled"


def _steps(view: View, entries: Sequence[Entry]) -> Iterable[CrisisStep]:
    eased = [_when(view, entry) for entry in entries if entry.role in {"mediation", "settlement"}]
    ordered = sorted(entries, key=lambda entry: _when(view, entry).sort_key)
    for entry in ordered:
        when = _when(view, entry)
        after = any(_after(when, step) for step in eased)
        yield CrisisStep(
            role=entry.role,
            label=entry.label,
            when=when,
            actors=entry.actors,
            evidence=entry.rests_on,
            within_deescalation=entry.role == "escalation" and after,
        )


def _after(when: DateInterval, settlement: DateInterval) -> bool:
    return when.first is not None and settlement.last is not None and when.first > settlement.last


def _happened(view: View, entry: Entry) -> bool:
    """Whether one of the propositions that the entry stands on lies on or before the day."""
    for name in entry.rests_on:
        item = view.propositions.get(name)
        if item is None or name not in view.admitted:
            continue
        if not item.when.is_known:
            if view.known.propositions[name] <= view.on:
                return True
        elif view.happened_by(item, view.on):
            return True
    return False


def _when(view: View, entry: Entry) -> DateInterval:
    """Earliest date among the propositions that the entry stands on."""
    dates = [view.propositions[name].when for name in entry.rests_on if name in view.propositions]
    return min(dates, key=lambda when: when.sort_key, default=DateInterval())


def _duration(opened: DateInterval, closed: DateInterval) -> tuple[int, int] | None:
    if not opened.is_known or not closed.is_known:
        return None
    least = _days(opened.last, closed.first)
    most = _days(opened.first, closed.last)
    return None if least is None or most is None else (max(0, least), max(0, most))


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _sentence(
    names: Names,
    tracker: Tracker,
    state: CrisisState,
    duration: tuple[int, int] | None,
    mediators: Sequence[str],
) -> str:
    length = "duration not in evidence"
    if duration is not None:
        least, most = duration
        length = f"{most} days" if least == most else f"{least} to {most} days"
    through = f", {names.listed(mediators)} mediating" if mediators else ""
    return f"{tracker.title}: {state}, {length}{through}."
