"""States of measures in the invented case, worked out by hand from its document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from counterpoise.assess.measures import changed_between, component_findings, in_force
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.model.measures import Change, Component, Measure
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

EARLY = "2022-07-01"
BY_HAND_ON_1_JULY_2022 = {
    "union-membership/membership": ("suspended", "2020-08-20", "", ""),
    "union-sanctions-2020/general": (
        "unknown",
        "2020-08-20",
        "",
        "state after active since 2020-08-20 not in evidence",
    ),
    "union-sanctions-2022/economic": ("lifted", "2022-06-11", "", ""),
    "union-sanctions-2022/financial": ("lifted", "2022-06-11", "", ""),
    "union-sanctions-2022/individual": ("active", "", "", "start not in evidence"),
    "union-sanctions-2022/trade": ("active", "2022-02", "", "lifting not in evidence"),
    "union-sanctions-2022/diplomatic": ("active", "2022-02", "", ""),
    "lantern/presence": ("active", "2014-06", "2022-09-30", ""),
    "mission/presence": ("active", "2013-07-01", "", "end not in evidence"),
    "corland-contingent/presence": ("unknown", "", "", "start not in evidence"),
    "harrow/presence": ("active", "2021-09", "", ""),
    "bersian-aid/humanitarian": ("unknown", "", "", "start not in evidence"),
}
BY_HAND_ON_THE_LAST_DAY = BY_HAND_ON_1_JULY_2022 | {
    "lantern/presence": ("ended", "2022-09-30", "", ""),
    "corland-contingent/presence": ("active", "", "2023-06", "start not in evidence"),
    "bersian-aid/development": ("suspended", "2022-10-03", "", "start not in evidence"),
    "bersian-aid/humanitarian": ("active", "", "", "start not in evidence"),
    "relief-access/ban": ("active", "2022-10-07", "", ""),
    "mission-access/spokesman": ("active", "", "", "date not in evidence"),
    "corland-arms/aircraft": (
        "unknown",
        "2022-11",
        "",
        "state after active since 2022-11 not in evidence",
    ),
    "corland-loan/loan": ("unknown", "", "", "announced as active, date not in evidence"),
}


def states(look: Callable, **days: str) -> dict[str, tuple[str, str, str, str]]:
    view, names = look(**days)
    return {
        f"{found.measure}/{found.component}": (
            found.state,
            found.since.edtf,
            found.until.edtf,
            found.note,
        )
        for found in component_findings(view, names)
    }


def test_on_a_day_with_everything_known(look: Callable) -> None:
    assert states(look, on=EARLY) == BY_HAND_ON_1_JULY_2022


def test_on_the_last_known_day(look: Callable) -> None:
    assert states(look) == BY_HAND_ON_THE_LAST_DAY


def test_as_of_a_day_only_what_was_public(look: Callable) -> None:
    """Of the end of the operation, of the contingent and of the aid nobody could know."""
    known = {
        key: value
        for key, value in BY_HAND_ON_1_JULY_2022.items()
        if key not in {"corland-contingent/presence", "bersian-aid/humanitarian"}
    } | {
        "lantern/presence": ("active", "2014-06", "", ""),
        "mission/presence": ("active", "2013-07-01", "", ""),
    }
    assert states(look, as_of=EARLY) == known


@pytest.mark.parametrize(
    ("day", "state"), [("2022-01-31", None), ("2022-02-10", "unknown"), ("2022-02-28", "active")]
)
def test_within_the_month_of_a_change_the_state_is_unknown(
    day: str, state: str | None, look: Callable
) -> None:
    found = states(look, on=day).get("union-sanctions-2022/economic")
    assert (found and found[0]) == state
    if state == "unknown":
        assert found[3] == "changes to active within 2022-02"


def test_as_of_the_middle_of_the_month_the_sanctions_are_not_yet_known(look: Callable) -> None:
    assert "union-sanctions-2022/economic" not in states(look, as_of="2022-02-27")
    assert states(look, as_of="2022-02-28")["union-sanctions-2022/economic"][0] == "active"


def test_one_standing_condition_is_counted_once(look: Callable) -> None:
    found = component_findings(*look(on=EARLY))
    linked = {f.component: (f.same_as, f.counted) for f in found if f.measure.endswith("2022")}
    assert linked["diplomatic"] == ("union-membership/membership", False)
    assert all(counted for name, (_, counted) in linked.items() if name != "diplomatic")
    assert "diplomatic" not in [item.component for item in in_force(found)]


def test_aid_is_void_while_the_ban_lasts(look: Callable) -> None:
    def voided(day: str) -> str:
        found = component_findings(*look(on=day))
        return next(item.voided_by for item in found if item.component == "humanitarian")

    assert voided("2022-10-06") == ""
    assert voided("2022-10-07") == "relief-access/ban"


def test_a_state_that_rests_on_a_denied_claim_says_so(look: Callable) -> None:
    contested = {f.measure for f in component_findings(*look(on=EARLY)) if f.contested}
    assert contested == {"harrow"}
    without = component_findings(*look(on=EARLY, with_contested=False))
    assert "harrow" not in {finding.measure for finding in without}


def test_every_state_names_the_acts_it_rests_on(look: Callable, three: Case) -> None:
    acts = {item.id for item in three.propositions}
    for finding in component_findings(*look()):
        assert finding.evidence
        assert set(finding.evidence) <= acts
    economic = next(f for f in component_findings(*look()) if f.component == "economic")
    assert economic.evidence == ("a-union-sanctions", "a-union-eases")


def test_the_sentence_holds_state_and_date(look: Callable) -> None:
    found = {f.component: f.sentence for f in component_findings(*look(on=EARLY))}
    assert found["economic"] == (
        "Sanctions of 2022, economic sanctions (the Union, Anvar): lifted since 2022-06-11."
    )


def test_what_changed_between_two_days(look: Callable) -> None:
    view, _ = look()
    changed = {
        (measure.id, part.id, act)
        for measure, part, act in changed_between(view, date(2022, 9, 1), date(2022, 10, 7))
    }
    assert changed == {
        ("lantern", "presence", "a-lantern-ends"),
        ("bersian-aid", "development", "a-xab-suspends-aid"),
        ("bersian-aid", "humanitarian", "a-xab-keeps-relief"),
        ("relief-access", "ban", "a-relief-ban"),
    }


def with_changes(three: Case, dates: dict[str, str], *changes: Change) -> Case:
    """The case with one component whose acts have other dates."""
    acts = tuple(
        replace(item, when=parse_date(dates[item.id]), public=False) if item.id in dates else item
        for item in three.propositions
    )
    part = Component("part", "part", "trade", changes)
    measure = Measure("m", "sanctions", "M", ("union",), "XAA", (part,))
    return replace(three, propositions=acts, measures=(measure,))


def state_on(case: Case, on: date) -> tuple[str, str] | None:
    view = view_of(case, on=on)
    found = component_findings(view, Names(view, Vocabulary.read()))
    return (found[0].state, found[0].note) if found else None


def test_a_change_known_only_to_have_come_by_a_day_leaves_the_days_before_it_open(
    three: Case,
) -> None:
    case = with_changes(
        three,
        {"a-takeover": "2020-08-18", "a-accord": "/2022-08-18"},
        Change("a-takeover", "active"),
        Change("a-accord", "lifted"),
    )
    assert state_on(case, date(2022, 8, 18)) == ("lifted", "")
    assert state_on(case, date(2022, 8, 17))[0] == "unknown"


def test_an_undated_change_beside_dated_ones_is_not_passed_over(three: Case) -> None:
    """That the sanctions ended is known, the day is not: they cannot be told to be active."""
    case = with_changes(
        three,
        {"a-takeover": "2020-08-18", "a-spokesman-expelled": ""},
        Change("a-takeover", "active"),
        Change("a-spokesman-expelled", "ended"),
    )
    after = date(2023, 3, 1) + timedelta(days=1)
    assert state_on(case, after)[0] != "active"
