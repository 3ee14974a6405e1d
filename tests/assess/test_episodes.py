from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.assess.invented import FAR, FOCAL, NEAR, Act, case_of, seen

from counterpoise.assess.episodes import EpisodeFinding, episode_findings
from counterpoise.assess.episodes_answers import answer_findings, step_findings
from counterpoise.assess.episodes_crises import crisis_findings
from counterpoise.assess.settings import Settings
from counterpoise.model.case import Case
from counterpoise.model.measures import Change, Component, Measure
from counterpoise.model.outlines import Entry, Tracker

RUPTURE = [
    Act(NEAR, FOCAL, "ACCUSE", "2021-05-24/2021-06-03", "rhetoric"),
    Act(NEAR, FOCAL, "SANCTION", "2021-06-03", "security", tie="lost"),
    Act(FOCAL, NEAR, "SANCTION/expel", "2022-01", "diplomacy"),
    Act(NEAR, FOCAL, "RETREAT/withdraw", "2022-08-15", "security", tie="lost"),
    Act(FOCAL, NEAR, "ACCUSE", "2022-08-16", "diplomacy"),
]


def episodes(case: Case, **days: object) -> tuple[EpisodeFinding, ...]:
    return episode_findings(*seen(case, **days))


def test_a_rupture_opens_with_its_first_lost_tie_and_the_dispute_before():
    (found,) = episodes(case_of(RUPTURE))
    assert (found.kind, found.partner) == ("rupture", NEAR)
    assert found.onset.edtf == "2021-05-24/2021-06-03"
    assert [entry.channel for entry in found.channels] == ["rhetoric", "security", "diplomacy"]
    assert not any(act.precursor for act in found.acts)


def test_what_pushed_the_same_way_earlier_is_a_precursor():
    early = Act(NEAR, FOCAL, "RETREAT", "2021-02", tie="strained")
    (found,) = episodes(case_of([early, *RUPTURE]))
    assert [act.proposition for act in found.acts if act.precursor] == ["act-00"]
    assert found.onset.edtf == "2021-05-24/2021-06-03"


def test_the_peak_is_the_month_of_the_greatest_weight_with_runners_up():
    (found,) = episodes(case_of(RUPTURE))
    assert found.peak.month == date(2022, 8, 1)
    assert found.peak.weight == pytest.approx(0.9)
    assert found.peak.acts == ("act-03", "act-04")
    assert found.peak.runners_up[0].month == date(2021, 6, 1)
    assert 0.5 < found.peak.agreement < 1
    assert found.peak.draws == 1000


def test_acts_after_a_year_of_silence_open_another_episode():
    later = [replace(act, when=act.when.replace("202", "201")) for act in RUPTURE]
    early = case_of([*later, *RUPTURE])
    early = replace(early, heading=replace(early.heading, period=early.heading.period))
    found = episodes(early)
    assert [item.onset.first.year for item in found if item.onset.first] == [2011, 2021]


def test_a_contrary_act_is_listed_and_a_run_in_one_channel_is_no_episode():
    help_ = Act(NEAR, FOCAL, "CONSULT", "2022-03-01", "aid")
    (found,) = episodes(case_of([*RUPTURE, help_]))
    assert [act.proposition for act in found.contrary] == ["act-05"]
    one_channel = [replace(act, channel="security", kind="SANCTION") for act in RUPTURE]
    assert episodes(case_of(one_channel)) == ()


def test_a_rapprochement_mirrors_a_rupture():
    turned = [
        replace(act, kind="AID" if act.kind != "ACCUSE" else "SUPPORT", tie="formed")
        for act in RUPTURE
    ]
    (found,) = episodes(case_of(turned))
    assert found.kind == "rapprochement"
    assert found.residual == ()


def tie(name: str, act: str, **fields: object) -> Measure:
    part = Component("part", "part", "aid", (Change(act, "active", "maintained"),), **fields)
    return Measure(name, "aid", f"Aid {name}", (NEAR,), FOCAL, (part,))


def test_residual_ties_come_with_what_voids_them():
    ban = Component("all", "all", "access", (Change("act-04", "active"),))
    case = replace(
        case_of([*RUPTURE, Act(NEAR, FOCAL, "AGREE", "2022-09-01", "aid")]),
        measures=(
            tie("food", "act-05", voided_by="ban/all"),
            Measure("ban", "access", "Ban", (FOCAL,), NEAR, (ban,)),
        ),
    )
    (found,) = episodes(case)
    assert [(item.component, item.voided_by) for item in found.residual] == [
        ("food/part", "ban/all")
    ]


def test_states_before_and_after_are_compared_and_the_unknown_is_left_out():
    gone = Component("all", "all", "security", (Change("act-03", "ended"),))
    case = replace(
        case_of([*RUPTURE, Act(NEAR, FOCAL, "AGREE", "2022-09-01", "aid")]),
        measures=(
            Measure("force", "deployment", "Force", (NEAR,), FOCAL, (gone,)),
            tie("food", "act-05"),
        ),
    )
    (found,) = episodes(case)
    assert found.states is not None
    assert found.states.before == date(2021, 5, 23)
    told = {change.component: change.change for change in found.states.changes}
    assert told == {"force/all": "worse", "food/part": "not comparable"}
    assert found.states.verdict == "worse"
    assert found.states.left_out == ("food/part",)


def test_no_acts_no_episodes():
    assert episodes(case_of([])) == ()
    assert episodes(case_of(RUPTURE[:1])) == ()


CRISIS = [
    Act(FOCAL, NEAR, "COERCE/arrest", "2022-07-10", id="arrest"),
    Act(FAR, f"{FOCAL};{NEAR}", "CONSULT", "2022-09-03", id="talks"),
    Act(FOCAL, NEAR, "AGREE", "2022-11-23", id="memorandum"),
    Act(FOCAL, NEAR, "SANCTION/convict", "2022-11-30", id="sentence"),
    Act(FOCAL, NEAR, "CONCEDE", "2022-12-07", id="pardon"),
]


def crisis_case(settlement: str = "settlement") -> Case:
    entries = (
        Entry("opening", ("arrest",), "arrest"),
        Entry("mediation", ("talks",), "talks", actors=(FAR,)),
        Entry(settlement, ("memorandum",), "memorandum"),
        Entry("escalation", ("sentence",), "sentence"),
        Entry("settlement", ("pardon",), "pardon"),
        Entry("residue", ("arrest",), "a mark"),
    )
    tracker = Tracker("soldiers", "crisis", "The soldiers", (FOCAL, NEAR), entries)
    return replace(case_of(CRISIS), trackers=(tracker,))


@pytest.mark.parametrize("role", ["settlement", "mediation"])
def test_an_escalation_within_the_settlement_does_not_re_open_a_crisis(role):
    (found,) = crisis_findings(*seen(crisis_case(role)))
    assert (found.state, found.duration_days, found.mediators) == ("settled", (150, 150), (FAR,))
    assert [step.label for step in found.steps if step.within_deescalation] == ["sentence"]
    assert [step.label for step in found.residue] == ["a mark"]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2022-08-01", "open"), ("2022-12-01", "being settled"), ("2022-12-07", "settled")],
)
def test_a_crisis_is_told_by_the_day(day, state):
    (found,) = crisis_findings(*seen(crisis_case(), on=date.fromisoformat(day)))
    assert found.state == state
    (known,) = crisis_findings(*seen(crisis_case(), as_of=date.fromisoformat(day)))
    assert known.state == state


def test_a_crisis_that_has_not_opened_is_not_told():
    assert crisis_findings(*seen(crisis_case(), on=date(2022, 7, 1))) == ()


def test_answers_carry_their_lag():
    acts = [
        Act(NEAR, FOCAL, "SANCTION", "2022-11-16", "aid", id="cut"),
        Act(FOCAL, NEAR, "COERCE/ban", "2022-11-21", "access", answers="cut", id="ban"),
        Act(FOCAL, FAR, "SUPPORT", "2022-12", answers="cut", id="thanks"),
        Act(NEAR, FOCAL, "ACCUSE", "", answers="ban", id="protest"),
    ]
    view, names = seen(case_of(acts))
    found = answer_findings(view, names, Settings.read())
    assert [(item.answer, item.kind, item.lag_days) for item in found] == [
        ("ban", "retaliation", (5, 5)),
        ("thanks", "response", (15, 45)),
        ("protest", "retaliation", None),
    ]


def test_steps_list_expulsions_between_the_focal_state_and_others():
    acts = [
        Act(FOCAL, NEAR, "SANCTION/expel", "2022-02-01"),
        Act(FAR, NEAR, "SANCTION/expel", "2022-02-02"),
        Act(FOCAL, NEAR, "SANCTION", "2022-02-03"),
        Act(NEAR, FOCAL, "COERCE/deport", ""),
    ]
    view, _ = seen(case_of(acts))
    assert [step.act for step in step_findings(view, Settings.read())] == ["act-00", "act-03"]


def test_mali(mali):
    view, names = seen(mali)
    found = {(item.kind, item.partner): item for item in episode_findings(view, names)}
    france = found["rupture", "FRA"]
    assert france.onset.edtf == "2021-05-24/2021-06-03"
    assert [(item.component, item.voided_by) for item in france.residual] == [
        ("france-aid/humanitarian", "ngo-ban/activities")
    ]
    assert len({entry.channel for entry in france.channels}) >= 4
    russia = found["rapprochement", "RUS"]
    assert russia.onset.edtf == "2021-09"
    assert russia.channels[0].channel == "security"
    ecowas = found["rupture", "ECOWAS"]
    assert ecowas.deepest.edtf == "2022-01"
    assert ecowas.states is not None
    assert ecowas.states.before == date(2021, 5, 23)
    assert ecowas.states.verdict == "worse"
    assert "ecowas-au-sanctions-2020/economic" in ecowas.states.left_out
    eased = found["rapprochement", "ECOWAS"]
    assert "p101-ecowas-eases" in eased.evidence
    assert eased.onset.first is not None
    assert eased.onset.first > date(2022, 1, 31)


def test_the_soldiers_and_the_ban_of_mali(mali):
    view, names = seen(mali)
    (crisis,) = crisis_findings(view, names)
    assert (crisis.state, crisis.duration_days) == ("settled", (180, 180))
    assert crisis.mediators == ("TGO",)
    assert [step.evidence for step in crisis.steps if step.within_deescalation] == [
        ("p134-sentences",)
    ]
    answers = {item.answer: item for item in answer_findings(view, names, Settings.read())}
    assert answers["p066-ngo-ban"].act == "p066-suspends-aid"
    assert answers["p066-ngo-ban"].lag_days == (5, 5)
    steps = step_findings(view, Settings.read())
    assert len(steps) == 4
    assert len({step.target for step in steps}) == 3
