from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.invented import FAR, FOCAL, NEAR, Act, case_of, relations, seen

from counterpoise.assess.relations import Extras, relation_findings
from counterpoise.errors import InputError
from counterpoise.model.actors import Actor
from counterpoise.model.case import Case
from counterpoise.model.findings import as_json
from counterpoise.model.propositions import Stance

LEAN = settings(max_examples=25, deadline=None)
KINDS = ("AID", "SANCTION/expel", "ACCUSE", "COOPERATE", "RETREAT/withdraw", "CONSULT/visit")
WHENS = ("2021-03-05", "2021-11", "2022-02-01/2022-03-20", "2022-06-30", "/2022-08-18", "")
DRAWN = st.builds(
    Act,
    source=st.sampled_from([FOCAL, NEAR, FAR, f"{NEAR};{FAR}", f"{FOCAL};{NEAR}"]),
    target=st.sampled_from([FOCAL, NEAR, FAR]),
    kind=st.sampled_from(KINDS),
    when=st.sampled_from(WHENS),
    channel=st.sampled_from(["security", "aid", "rhetoric"]),
    tie=st.sampled_from(["", "", "lost", "formed"]),
    denied=st.booleans(),
    known=st.sampled_from(["2022-09-01", "2022-12-01"]),
)
DRAWN_ACTS = st.lists(DRAWN, min_size=1, max_size=10)
LOSSES = [Act(FOCAL, NEAR, "SANCTION/expel", f"2022-0{month}-10") for month in range(1, 7)]
GAINS = [Act(FAR, FOCAL, "AID", f"2022-0{month}-10", "aid") for month in range(1, 7)]


def test_losses_make_a_negative_relation_and_gains_a_positive_one():
    found = relations(case_of([*LOSSES, *GAINS]), on=date(2022, 7, 1))
    near, far = found[f"{NEAR}/overall"], found[f"{FAR}/overall"]
    assert (near.standing, far.standing) == ("negative", "positive")
    assert near.interval[0] < near.value < near.interval[1] < 0 < far.interval[0]
    assert near.direction.heading == "worsening"
    assert far.direction.heading == "improving"
    assert near.direction.acts == near.evidence


def test_a_withdrawal_of_invited_forces_is_a_lost_tie():
    pulled_back = [Act(NEAR, FOCAL, "RETREAT/withdraw", f"2022-0{m}-10") for m in range(1, 7)]
    lost = [replace(act, tie="lost") for act in pulled_back]
    day = date(2022, 7, 1)
    assert relations(case_of(pulled_back), on=day)[f"{NEAR}/overall"].standing == "positive"
    assert relations(case_of(lost), on=day)[f"{NEAR}/overall"].standing == "negative"


def test_words_stay_out_of_deeds():
    insults = [Act(FOCAL, NEAR, "ACCUSE", f"2022-0{m}-10", "rhetoric") for m in range(1, 7)]
    found = relations(case_of([*insults, *GAINS]), on=date(2022, 7, 1))
    assert found[f"{NEAR}/overall"].acts == 0
    assert found[f"{NEAR}/words"].negative == 6
    assert set(found) >= {f"{NEAR}/overall", f"{NEAR}/words", f"{FAR}/aid"}
    assert f"{NEAR}/rhetoric" not in found


def test_a_promise_is_words_in_any_channel_until_it_does_something_to_a_tie():
    promise, pact = (
        Act(NEAR, FOCAL, "AGREE", channel="trade"),
        Act(FAR, FOCAL, "AGREE", tie="formed"),
    )
    found = relations(case_of([promise, pact]))
    assert (found[f"{NEAR}/overall"].acts, found[f"{NEAR}/words"].acts) == (0, 1)
    assert (found[f"{FAR}/overall"].acts, found[f"{FAR}/words"].acts) == (1, 0)


def test_those_who_mediate_are_no_partners():
    act = Act(FOCAL, NEAR, "CONSULT/third-party", third=FAR)
    found = relations(case_of([act] * 3))
    assert found[f"{NEAR}/overall"].acts == 3
    assert found[f"{FAR}/overall"].acts == 0


def test_acts_of_sub_actors_count_for_their_principals():
    army = Actor("army", "office", "The army", principal=FOCAL)
    unit = Actor("unit", "office", "A unit", principal="army")
    envoy = Actor("envoy", "person", "The envoy", principal=NEAR)
    band = Actor("band", "armed_group", "A band")
    acts = [Act("unit", "envoy", "COERCE/arrest"), Act("band", NEAR, "ASSAULT")]
    found = relations(case_of(acts, (army, unit, envoy, band)))
    assert found[f"{NEAR}/overall"].evidence == ("act-00",)


def test_an_act_of_several_counts_for_each_of_them():
    found = relations(case_of([Act(f"{NEAR};{FAR}", FOCAL, "SANCTION")]))
    assert found[f"{NEAR}/overall"].acts == found[f"{FAR}/overall"].acts == 1


def test_a_joint_act_counts_unless_it_is_done_to_somebody_else():
    joint = Act(f"{FOCAL};{NEAR}", "", "COOPERATE")
    against = Act(f"{FOCAL};{NEAR}", FAR, "SANCTION")
    found = relations(case_of([joint, against]))
    assert found[f"{NEAR}/overall"].evidence == ("act-00",)
    assert found[f"{FAR}/overall"].evidence == ("act-01",)


def test_undated_acts_are_listed_and_left_out():
    found = relations(case_of([*LOSSES, Act(NEAR, FOCAL, "AID", "")]), on=date(2022, 12, 31))
    near = found[f"{NEAR}/overall"]
    assert near.undated == ("act-06",)
    assert near.acts == 6
    assert "1 act without a date left out" in near.sentence
    assert near.contrary == ("act-06",)


def test_an_act_to_come_is_not_counted():
    found = relations(case_of(LOSSES), on=date(2022, 3, 1))
    assert found[f"{NEAR}/overall"].acts == 2


def test_contrary_evidence_stands_beside_a_trend():
    found = relations(case_of([*LOSSES, Act(NEAR, FOCAL, "AID", "2022-06-20", "aid")]))
    near = found[f"{NEAR}/overall"]
    assert near.standing == "negative"
    assert near.contrary == ("act-06",)
    assert near.direction.heading == "worsening"
    assert near.direction.against == ("act-06",)


@pytest.mark.parametrize(
    ("acts", "reason"),
    [
        ([], "no dated act recorded"),
        (LOSSES[:1], "1 act"),
        ([replace(act, when="") for act in LOSSES], "no dated act recorded; 6 acts without a date"),
        ([replace(act, when="2012-05-01") for act in LOSSES], "6 acts, worth 0.0 of today"),
    ],
)
def test_too_little_is_said_to_be_too_little(acts, reason):
    found = relations(case_of([*acts, *GAINS]))[f"{NEAR}/overall"]
    assert found.value is None
    assert found.interval is None
    assert found.standing == "insufficient"
    assert f"insufficient evidence: {reason}" in found.sentence


def test_only_contested_claims_are_no_evidence_without_contested():
    case = case_of([replace(act, denied=True) for act in LOSSES])
    assert relations(case)[f"{NEAR}/overall"].contested == tuple(f"act-0{n}" for n in range(6))
    left = relations(case, with_contested=False)[f"{NEAR}/overall"]
    assert (left.value, left.evidence) == (None, ())


def test_a_day_before_anything_was_known_is_refused():
    with pytest.raises(InputError, match="nothing in the case"):
        relations(case_of(LOSSES), as_of=date(2019, 1, 1))


def test_the_parts_of_a_score_add_up_to_it():
    view, names = seen(case_of([*LOSSES, *GAINS]))
    for item in relation_findings(view, names, extras=Extras(series=True, inputs=True)):
        if item.value is not None:
            assert sum(part.part for part in item.inputs) == pytest.approx(item.value)
            assert item.series[-1].value == item.value
            assert item.series[-1].day == view.on


def test_a_series_marks_turning_acts_and_says_where_evidence_was_thin():
    view, names = seen(case_of(LOSSES), on=date(2022, 6, 30))
    (near, *_) = relation_findings(view, names, partner=NEAR, extras=Extras(series=True))
    assert [point.value is None for point in near.series] == [True, True, *[False] * 4]
    assert near.series[2].turning == ("act-02",)


def test_an_unknown_partner_is_refused():
    with pytest.raises(InputError, match="XZZ"):
        relation_findings(*seen(case_of(LOSSES)), partner="XZZ")


def swapped(case: Case) -> Case:
    turn = {NEAR: FAR, FAR: NEAR}

    def turned(actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(turn.get(actor, actor) for actor in actors)

    return replace(
        case,
        propositions=tuple(
            replace(
                item,
                source_actors=turned(item.source_actors),
                target_actors=turned(item.target_actors),
            )
            for item in case.propositions
        ),
        stances=tuple(
            replace(item, holder=turn.get(item.holder, item.holder)) for item in case.stances
        ),
    )


@LEAN
@given(DRAWN_ACTS)
def test_swapping_two_actors_swaps_their_relations_alone(acts):
    found, turned = relations(case_of(acts)), relations(swapped(case_of(acts)))
    for name, item in found.items():
        partner, _, channel = name.partition("/")
        other = turned[f"{FAR if partner == NEAR else NEAR}/{channel}"]
        assert (other.value, other.interval) == (item.value, item.interval)
        assert (other.standing, other.direction) == (item.standing, item.direction)
        assert other.evidence == item.evidence


@LEAN
@given(DRAWN_ACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(acts, random):
    case = case_of(acts)
    mixed = list(case.propositions)
    random.shuffle(mixed)
    other = replace(case, propositions=tuple(mixed), stances=case.stances[::-1])
    assert as_json(relations(other)) == as_json(relations(case))


@LEAN
@given(DRAWN_ACTS, st.integers(0, 9))
def test_another_report_of_the_same_act_moves_nothing(acts, which):
    place = which % len(acts)
    again = [replace(act, reports=3) if n == place else act for n, act in enumerate(acts)]
    assert as_json(relations(case_of(again))) == as_json(relations(case_of(acts)))


@LEAN
@given(DRAWN_ACTS, DRAWN)
def test_a_contested_claim_changes_nothing_without_contested(acts, act):
    contested = replace(act, denied=True, known="2022-09-01", when=act.when or "2022-01-01")
    day = date(2022, 12, 31)
    found = relations(case_of(acts), with_contested=False, on=day)
    added = relations(case_of([*acts, contested]), with_contested=False, on=day)
    for name, item in found.items():
        assert as_json(added[name]) == as_json(item)


@LEAN
@given(DRAWN_ACTS)
def test_as_of_a_day_equals_the_case_cut_to_it(acts):
    day = date(2022, 10, 1)
    early = [act for act in acts if act.known <= "2022-10-01"]
    if not early:
        return
    kept = {f"act-{place:02}" for place, act in enumerate(acts) if act.known <= "2022-10-01"}
    case = case_of(acts)
    cut = replace(
        case,
        propositions=tuple(item for item in case.propositions if item.id in kept),
        stances=tuple(item for item in case.stances if item.proposition in kept),
        heading=replace(case.heading, partners=_named(case, kept)),
    )
    assert as_json(relations(case, as_of=day)) == as_json(relations(cut, on=day))


def _named(case: Case, kept: set[str]) -> tuple[str, ...]:
    """Partners that something kept still names: the others are not known by then."""
    named = {
        actor
        for item in case.propositions
        if item.id in kept
        for actor in (*item.source_actors, *item.target_actors)
    }
    return tuple(partner for partner in case.heading.partners if partner in named)


@LEAN
@given(DRAWN_ACTS, st.integers(1, 900))
def test_intervals_widen_as_evidence_ages(acts, days):
    case = case_of(acts)
    first, later = date(2022, 12, 31), date.fromordinal(date(2022, 12, 31).toordinal() + days)
    early, late = relations(case, on=first), relations(case, on=later)
    for name, item in early.items():
        if item.interval is None:
            assert late[name].interval is None
        elif late[name].interval is not None:
            assert _width(late[name].interval) >= _width(item.interval)


def _width(interval: tuple[float, float]) -> float:
    return interval[1] - interval[0]


def test_mali(mali):
    found = relations(mali)
    told = {name: item for name, item in found.items() if item.value is not None}
    overall = {name: item for name, item in told.items() if name.endswith("/overall")}
    assert min(overall, key=lambda name: overall[name].value) == "FRA/overall"
    assert max(overall, key=lambda name: overall[name].value) == "RUS/overall"
    assert found["FRA/overall"].standing == "negative"
    assert found["RUS/overall"].standing == "positive"
    assert found["USA/overall"].standing == "mixed"
    assert found["DEU/overall"].standing in {"mixed", "insufficient"}
    assert "p138-us-humanitarian" in found["USA/overall"].contrary
    ties = {tie.component for tie in found["DEU/overall"].contrary_ties}
    assert "germany-aid/development" in ties
    assert {reading.proposition for reading in found["UN/overall"].readings}


def test_the_speech_of_september_2022_hits_five_in_words_alone(mali):
    found = relations(mali)
    hit = {item.partner for item in found.values() if "p136-unga-speech" in item.evidence}
    assert hit == {"FRA", "UN", "GNB", "CIV", "NER"}
    sides = {item.side for item in found.values() if "p136-unga-speech" in item.evidence}
    assert sides == {"words"}


def test_swapping_the_denial_changes_nothing_else(mali):
    """Contest is symmetric: who denies does not matter to the score."""
    case = case_of([replace(act, denied=True) for act in LOSSES])
    turned = replace(
        case,
        stances=tuple(
            replace(item, holder=NEAR) if item.position == "denies" else item
            for item in case.stances
        ),
    )
    assert isinstance(case.stances[0], Stance)
    assert as_json(relations(turned)) == as_json(relations(case))
