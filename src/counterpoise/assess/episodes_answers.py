"""Acts that answer acts, with their lag; and the ladder of diplomatic steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import weighed, with_principals
from counterpoise.assess.settings import Settings
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.propositions import Proposition
from counterpoise.model.view import View

ANSWER_METHOD = (
    "An act that a document says responds to another, both up to the day; lag: days from the one "
    "to the other, least and most where a date is uncertain. Between the same two sides: "
    "retaliation where both push down, reciprocation where both push up."
)
STEP_METHOD = "Acts of the types listed under diplomatic_steps, by the partner that they hit."


@dataclass(frozen=True, kw_only=True)
class AnswerFinding(Finding):
    """One act that answers another.

    Attributes
    ----------
    lag_days
        Least and most number of days between them; ``None`` where a date is not in evidence.
    """

    kind: str
    act: str
    act_statement: str
    act_when: DateInterval
    answer: str
    answer_statement: str
    answer_when: DateInterval
    lag_days: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class StepFinding(Finding):
    """One expulsion, with who did it to whom; an undated one is listed last."""

    act: str
    statement: str
    by: tuple[str, ...]
    target: tuple[str, ...]
    when: DateInterval


def answer_findings(view: View, names: Names, settings: Settings) -> tuple[AnswerFinding, ...]:
    """All pairs of act and answer known in the view, by the date of the answer."""
    found = []
    for item in view.case.propositions:
        first = view.propositions.get(item.answers)
        if first is None or not {item.id, first.id} <= view.admitted:
            continue
        if not (_happened(view, item.when) and _happened(view, first.when)):
            continue
        kind = _kind(view, names, settings, (first, item))
        lag = _lag(first.when, item.when)
        found.append(
            AnswerFinding(
                id=f"answer:{item.id}",
                evidence=(first.id, item.id),
                method=ANSWER_METHOD,
                sentence=f"{first.statement}; {item.statement}: {kind}, {_lag_text(lag)}.",
                value=lag[0] if lag is not None else None,
                unit="days",
                kind=kind,
                act=first.id,
                act_statement=first.statement,
                act_when=first.when,
                answer=item.id,
                answer_statement=item.statement,
                answer_when=item.when,
                lag_days=lag,
            )
        )
    return tuple(sorted(found, key=lambda pair: (pair.answer_when.sort_key, pair.id)))


def step_findings(view: View, settings: Settings) -> tuple[StepFinding, ...]:
    """All diplomatic steps between the focal state and others up to the day, by date."""
    listed = set(settings.diplomatic_steps.acts.value)
    focal = view.case.heading.focal
    found = []
    for item in view.case.propositions:
        if f"{item.event_type}/{item.mode}" not in listed or item.id not in view.admitted:
            continue
        by = tuple(dict.fromkeys(view.principal(actor) for actor in item.source_actors))
        target = tuple(dict.fromkeys(view.principal(actor) for actor in item.target_actors))
        if focal not in {*by, *target} or set(by) == set(target):
            continue
        if not _happened(view, item.when):
            continue
        found.append(
            StepFinding(
                id=f"step:{item.id}",
                evidence=(item.id,),
                method=STEP_METHOD,
                sentence=f"{item.when.edtf or 'date not in evidence'}: {item.statement}.",
                value="expulsion",
                act=item.id,
                statement=item.statement,
                by=by,
                target=target,
                when=item.when,
            )
        )
    return tuple(sorted(found, key=lambda step: (step.when.sort_key, step.id)))


def _happened(view: View, when: DateInterval) -> bool:
    certain = when.last if when.last is not None else when.first
    return certain is None or certain <= view.on


def _kind(view: View, names: Names, settings: Settings, pair: tuple[Proposition, ...]) -> str:
    """Retaliation or reciprocation between the same two sides, else a response."""
    acts = [weighed(view, names.vocabulary, settings, item) for item in pair]
    first, second = pair
    lines: dict[str, frozenset[str]] = {}
    sides = [
        with_principals(view, actors, lines)
        for actors in (
            first.source_actors,
            second.target_actors,
            first.target_actors,
            second.source_actors,
        )
    ]
    if not (sides[0] & sides[1] and sides[2] & sides[3]):
        return "response"
    weights = [act.weight for act in acts if act is not None]
    if len(weights) == 2 and max(weights) < 0:
        return "retaliation"
    if len(weights) == 2 and min(weights) > 0:
        return "reciprocation"
    return "response"


def _lag(first: DateInterval, second: DateInterval) -> tuple[int, int] | None:
    least = _days(first.last, second.first)
    most = _days(first.first, second.last)
    return None if least is None or most is None else (max(0, least), max(0, most))


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _lag_text(lag: tuple[int, int] | None) -> str:
    if lag is None:
        return "lag not in evidence"
    return f"after {lag[0]} days" if lag[0] == lag[1] else f"after {lag[0]} to {lag[1]} days"
