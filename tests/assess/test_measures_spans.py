"""The course of a component agrees, day by day, with its state on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counterpoise.assess.measures import component_findings
from counterpoise.assess.measures_spans import CourseFinding, course_findings
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary


def _days(found: tuple[CourseFinding, ...], view: View) -> list[date]:
    """Every day on which something begins or ends, and the days around it."""
    edges = {view.on}
    for item in found:
        for span in item.spans:
            edges |= {span.last, span.last + timedelta(days=1)}
            if span.first is not None:
                edges |= {span.first, span.first - timedelta(days=1)}
    return sorted(day for day in edges if day <= view.on)


def _state(item: CourseFinding, day: date) -> str | None:
    for span in item.spans:
        if (span.first is None or span.first <= day) and day <= span.last:
            return span.state
    return None


@pytest.mark.parametrize("name", ["mali", "three"])
def test_spans_tell_what_single_days_tell(name: str, request: pytest.FixtureRequest) -> None:
    case: Case = request.getfixturevalue(name)
    view = view_of(case)
    found = course_findings(view)
    names = Names(view, Vocabulary.read())
    compared = 0
    for day in _days(found, view):
        states = {
            f"{item.measure}/{item.component}": item
            for item in component_findings(replace(view, on=day), names)
        }
        for item in found:
            if item.undated is not None:
                continue
            told = states.get(f"{item.measure}/{item.component}")
            assert _state(item, day) == (told.state if told is not None else None), (item.id, day)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("name", ["mali", "three"])
def test_the_last_day_is_that_of_the_table(name: str, request: pytest.FixtureRequest) -> None:
    case: Case = request.getfixturevalue(name)
    view = view_of(case)
    names = Names(view, Vocabulary.read())
    states = {f"{i.measure}/{i.component}": i for i in component_findings(view, names)}
    found = course_findings(view)
    assert {f"{item.measure}/{item.component}" for item in found} == set(states)
    for item in found:
        told = states[f"{item.measure}/{item.component}"]
        assert item.value == told.state
        assert set(told.evidence) <= set(item.evidence)
        if item.spans:
            assert item.spans[-1].voided == (bool(told.voided_by) and told.state == "active")


def test_spans_follow_each_other_and_each_has_evidence(mali: Case) -> None:
    for item in course_findings(view_of(mali)):
        for before, after in zip(item.spans, item.spans[1:], strict=False):
            assert after.first == before.last + timedelta(days=1)
        assert all(span.evidence for span in item.spans)


def test_nothing_known_later_is_in_a_course(mali: Case) -> None:
    cut = date(2022, 6, 30)
    view = view_of(mali, as_of=cut)
    known = {item.id for item in view.case.propositions}
    found = course_findings(view)
    assert found
    for item in found:
        assert set(item.evidence) <= known
        assert all(span.last <= cut for span in item.spans)
