from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.assess.invented import FOCAL, NEAR, Act, case_of, seen

from counterpoise.assess.changes import ChangeFinding, Span, change_findings
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.model.measures import Change, Component, Measure
from counterpoise.model.propositions import Stance

LOSSES = [
    Act(FOCAL, NEAR, "SANCTION/expel", f"2022-0{month}-10", known=f"2022-0{month}-11")
    for month in range(1, 7)
]


def changes(case: Case, since: str, until: str) -> list[ChangeFinding]:
    before, names_before = seen(case, as_of=date.fromisoformat(since))
    after, names_after = seen(case, as_of=date.fromisoformat(until))
    return list(change_findings(Span(before, after, names_before, names_after)))


def test_claims_known_since_are_new():
    found = changes(case_of(LOSSES), "2022-04-01", "2022-05-30")
    assert [item.subject for item in found if item.kind == "new claim"] == ["act-03", "act-04"]


def test_a_later_denial_flips_a_status():
    case = case_of(LOSSES)
    denial = Stance(
        "late", "act-00", NEAR, "denies", parse_date("2022-05-20"), "act-04-report-0", ()
    )
    found = changes(replace(case, stances=(*case.stances, denial)), "2022-05-01", "2022-05-30")
    flips = [item for item in found if item.kind == "flipped status"]
    assert [(item.subject, item.before, item.after) for item in flips] == [
        ("act-00", "asserted", "contested")
    ]


def test_a_component_that_changed_state_is_told():
    part = Component(
        "all", "all", "trade", (Change("act-00", "active"), Change("act-04", "lifted"))
    )
    case = replace(
        case_of(LOSSES), measures=(Measure("m", "sanctions", "M", (FOCAL,), NEAR, (part,)),)
    )
    (found,) = [i for i in changes(case, "2022-04-01", "2022-06-30") if i.kind == "measure"]
    assert (found.subject, found.before, found.after) == ("m/all", "active", "lifted")


def test_a_partner_that_crosses_a_threshold_is_told_with_both_scores():
    found = [
        i for i in changes(case_of(LOSSES), "2022-01-15", "2022-06-30") if i.kind == "relation"
    ]
    overall = next(item for item in found if item.subject == f"{NEAR}/overall")
    assert (overall.before, overall.after) == ("insufficient", "negative")
    assert "insufficient evidence before" in overall.sentence
    assert overall.evidence


@pytest.mark.parametrize("day", ["2022-03-01", "2022-12-01"])
def test_nothing_changes_between_a_day_and_itself(day):
    assert changes(case_of(LOSSES), day, day) == []


def test_mali_in_the_summer_of_2022(mali):
    found = {(i.kind, i.subject): i for i in changes(mali, "2022-06-30", "2022-08-31")}
    lifted = found["measure", "ecowas-sanctions-2022/economic"]
    assert (lifted.before, lifted.after) == ("active", "lifted")
    assert ("new claim", "p103-arrests-49") in found
    assert all(item.evidence for item in found.values())
