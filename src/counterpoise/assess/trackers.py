"""Matters followed over time: one generic table, with a reading for each kind that has one.

A reading is a function from a tracker's lines to a sentence and the propositions it rests on; the
kinds without one are shown line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.claims import statement_text
from counterpoise.assess.names import Names
from counterpoise.model.dates import UNDATED, DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.outlines import Entry, Tracker
from counterpoise.model.propositions import Quantity
from counterpoise.model.status import Status
from counterpoise.model.view import View

METHOD = "Lines and their evidence as the case links them, cut to what was known by the day."


@dataclass(frozen=True)
class Line:
    """One line of a tracker on the day.

    Attributes
    ----------
    statements, statuses
        What the propositions behind it say, and where each stands.
    when
        Date of the earliest of them.
    met, met_when
        Statements that fulfil or answer it by the day, and when the first of them happened.
    state
        ``done``, ``open``, ``overdue`` for what can be met, else empty.
    """

    role: str
    label: str
    detail: str
    actors: tuple[str, ...]
    statements: tuple[str, ...]
    statuses: tuple[Status, ...]
    quantities: tuple[Quantity, ...]
    when: DateInterval
    due: DateInterval
    met: tuple[str, ...]
    met_when: DateInterval
    state: str
    self_report: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TrackerFinding(Finding):
    """A tracker on the day, with its reading where its kind has one."""

    tracker: str
    kind: str
    title: str
    actors: tuple[str, ...]
    lines: tuple[Line, ...]
    reading: str


_CAN_BE_MET = {"milestone", "demand"}


def tracker_findings(view: View, names: Names, kind: str = "") -> tuple[TrackerFinding, ...]:
    """All trackers known in the view (of one kind, if given), in the order of the case."""
    return tuple(
        finding
        for tracker in view.case.trackers
        if not kind or tracker.kind == kind
        if (finding := _finding(view, names, tracker)) is not None
    )


def _finding(view: View, names: Names, tracker: Tracker) -> TrackerFinding | None:
    lines = tuple(line for entry in tracker.entries if (line := _line(view, entry)) is not None)
    if not lines:
        return None
    read = READINGS.get(tracker.kind)
    reading = read(lines, names, view.on) if read is not None else ""
    evidence = tuple(dict.fromkeys(e for line in lines for e in line.evidence))
    return TrackerFinding(
        id=f"tracker:{tracker.id}",
        evidence=evidence,
        method=METHOD,
        sentence=f"{tracker.title}: {reading or f'{len(lines)} lines'}.",
        value=reading or float(len(lines)),
        unit="" if reading else "lines",
        parameters={"on": view.on.isoformat()},
        tracker=tracker.id,
        kind=tracker.kind,
        title=tracker.title,
        actors=tracker.actors,
        lines=lines,
        reading=reading,
    )


def _line(view: View, entry: Entry) -> Line | None:
    """Return the line of an entry, or ``None`` while nothing behind it lies before the day."""
    items = [
        view.propositions[name]
        for name in entry.rests_on
        if name in view.admitted and not _is_later(view.propositions[name].when, view.on)
    ]
    if not items:
        return None
    met = [
        view.propositions[name]
        for name in entry.met_by
        if name in view.admitted and not _is_later(view.propositions[name].when, view.on)
    ]
    dates = sorted((item.when for item in items), key=lambda when: when.sort_key)
    met_dates = sorted((item.when for item in met), key=lambda when: when.sort_key)
    holders = [held.stance for item in items for held in view.standings[item.id].supported_by]
    return Line(
        role=entry.role,
        label=entry.label,
        detail=entry.detail,
        actors=entry.actors,
        statements=tuple(statement_text(view, item) for item in items),
        statuses=tuple(view.standings[item.id].status for item in items),
        quantities=tuple(view.quantities[i.id] for i in items if i.id in view.quantities),
        when=dates[0],
        due=entry.due,
        met=tuple(statement_text(view, item) for item in met),
        met_when=met_dates[0] if met_dates else UNDATED,
        state=_state(entry, bool(met), view.on),
        self_report=any(stance.self_report for stance in holders),
        evidence=tuple(item.id for item in (*items, *met)),
    )


def _is_later(when: DateInterval, day: date) -> bool:
    return when.first is not None and when.first > day


def _state(entry: Entry, met: bool, day: date) -> str:
    if entry.role not in _CAN_BE_MET:
        return ""
    if met:
        return "done"
    if entry.due.last is not None and entry.due.last < day:
        return "overdue"
    return "open"


Reading = Callable[[Sequence[Line], Names, date], str]


def _milestones(lines: Sequence[Line], _names: Names, _on: date) -> str:
    done = [line for line in lines if line.state == "done"]
    pending = [line.label for line in lines if line.state in {"open", "overdue"}]
    told = f"{len(done)} of {len(lines)} milestones done"
    return f"{told}; pending: {', '.join(pending)}" if pending else told


def _demands(lines: Sequence[Line], names: Names, _on: date) -> str:
    told = []
    for line in lines:
        if line.role == "demand" and line.state == "open":
            owing = names.listed(line.actors[1:]) or "somebody"
            since = line.when.edtf or "a day not in evidence"
            told.append(f"{line.label} open since {since}, {owing} owes an answer")
    return "; ".join(told) or "no open demand in evidence"


def _series(lines: Sequence[Line], _names: Names, _on: date) -> str:
    """Change between the first and the last figure, only where their scopes agree."""
    figures = [q for line in lines if line.role == "figure" for q in line.quantities]
    excluded = sum(line.role == "excluded" for line in lines)
    told = change(figures)
    if excluded:
        told += f"; {excluded} figure{'s' if excluded > 1 else ''} of another scope left out"
    return told


def _editions(lines: Sequence[Line], _names: Names, _on: date) -> str:
    ranks = [q for line in lines if line.role == "edition" for q in line.quantities]
    breaks = [line.detail or line.label for line in lines if line.role == "break"]
    if len(ranks) < 2 or ranks[0].value is None or ranks[-1].value is None:
        return "fewer than two editions in evidence"
    moved = ranks[-1].value - ranks[0].value
    way = "down" if moved > 0 else "up"
    told = f"rank {ranks[0].value:g} to {ranks[-1].value:g} ({abs(moved):g} places {way})"
    if breaks:
        return f"{told}; editions are not comparable: {'; '.join(breaks)}"
    return told


def _crisis(lines: Sequence[Line], names: Names, on: date) -> str:
    opening = next((line for line in lines if line.role == "opening"), None)
    settled = next((line for line in lines if line.role == "settlement"), None)
    if opening is None or opening.when.first is None:
        return "opening not in evidence"
    mediators = dict.fromkeys(a for line in lines if line.role == "mediation" for a in line.actors)
    by = f", {names.listed(mediators)} mediating" if mediators else ""
    if settled is None or settled.when.last is None:
        days = (on - opening.when.first).days
        return f"open since {opening.when.edtf} ({days} days){by}"
    days = (settled.when.last - opening.when.first).days
    return f"{opening.when.edtf} to {settled.when.edtf}, {days} days{by}"


def _poll(lines: Sequence[Line], _names: Names, _on: date) -> str:
    unknown = [line.label for line in lines if line.role == "unknown"]
    caveats = sum(line.role == "caveat" for line in lines)
    told = [f"not in evidence: {', '.join(unknown)}"] if unknown else []
    if caveats:
        told.append(f"{caveats} caveat{'s' if caveats > 1 else ''}")
    return "; ".join(told)


def _contrast(lines: Sequence[Line], _names: Names, _on: date) -> str:
    claimed = sum(line.role == "claimed" for line in lines)
    measured = sum(line.role == "measured" for line in lines)
    return f"{claimed} claimed beside {measured} measured; no verdict is computed"


def _before_after(lines: Sequence[Line], _names: Names, _on: date) -> str:
    confounders = [
        line.label or line.statements[0]
        for line in lines
        if line.role in {"confounder", "earlier_trend"}
    ]
    figures = [q for line in lines if line.role in {"before", "after"} for q in line.quantities]
    told = f"{change(figures)}; " if len(figures) > 1 else ""
    return f"{told}no cause is computed: {len(confounders)} confounders ({', '.join(confounders)})"


def _shocks(lines: Sequence[Line], _names: Names, _on: date) -> str:
    return f"{len(lines)} shocks that overlap: {', '.join(line.label for line in lines)}"


READINGS: Mapping[str, Reading] = {
    "transition": _milestones,
    "accord": _demands,
    "series": _series,
    "index": _editions,
    "crisis": _crisis,
    "poll": _poll,
    "contrast": _contrast,
    "before_after": _before_after,
    "shocks": _shocks,
}
"""Kind of tracker → how its lines are read."""


def change(figures: Sequence[Quantity]) -> str:
    """Tell the change from the first to the last figure, or why it must not be computed."""
    known = sorted((q for q in figures if q.value is not None), key=lambda q: q.period.sort_key)
    if len(known) < 2:
        return "fewer than two figures in evidence"
    first, last = known[0], known[-1]
    mismatches = [
        name
        for name in ("unit", "who", "where", "provider", "method")
        if getattr(first, name) != getattr(last, name)
    ]
    if mismatches:
        return f"not comparable: {', '.join(mismatches)} differ"
    if not first.value or last.value is None:
        return "no ratio from zero"
    ratio = last.value / first.value
    return (
        f"{first.value:,.12g} ({first.period.edtf}) to {last.value:,.12g} ({last.period.edtf}), "
        f"{ratio - 1:+.1%}, ×{ratio:.2f}"
    )
