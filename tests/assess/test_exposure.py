"""Architecture, dependence and isolation, worked by hand on the invented and the bundled case."""

from dataclasses import replace
from datetime import date

import pytest

from counterpoise.assess.exposure import Exposure, assess_exposure
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary


def exposure(case: Case, on: date, baseline: date | None = None) -> Exposure:
    view = view_of(case, on=on)
    return assess_exposure(view, Names(view, Vocabulary.read()), baseline)


def component(found: Exposure, name: str):
    return next(item for item in found.isolation if item.component == name)


def channel(found: Exposure, name: str):
    return next(item for item in found.dependence if item.channel == name)


def test_the_architecture_of_the_bundled_case_shrinks_from_four_parts_to_one(mali: Case) -> None:
    before = exposure(mali, date(2021, 8, 31)).architectures[0]
    after = exposure(mali, date(2023, 2, 9)).architectures[0]
    assert (before.active, before.total, before.dependents) == (4, 4, ())
    assert (after.active, after.total) == (1, 4)
    assert after.value == 0.25
    [left] = [part for part in after.parts if part.state == "active"]
    assert left.component == "minusma/presence"
    assert len(left.restricted_by) >= 6
    [link] = [link for link in after.dependents if link.effects]
    assert (link.giver, link.taker) == ("Operation Barkhane", "MINUSMA")
    assert len(link.effects) >= 2


def test_security_of_the_bundled_case_comes_to_rest_on_one_partner(mali: Case) -> None:
    found = channel(exposure(mali, date(2023, 2, 9)), "security")
    assert found.spread_before == "several partners"
    assert found.spread_after == "one partner"
    assert found.provider == "RUS"
    remaining = {tie.component: tie for tie in found.remaining}
    assert remaining["minusma/presence"].restricted_by
    assert "end" in remaining["eutm/presence"].open_sides
    assert "end" in remaining["eucap/presence"].open_sides
    assert remaining["wagner/presence"].contested
    assert remaining["minusma-germany/presence"].announced_end == "2024"
    assert found.shares == "no shares in evidence"


def test_without_contested_claims_what_rests_on_them_is_gone(mali: Case) -> None:
    view = view_of(mali, with_contested=False)
    found = assess_exposure(view, Names(view, Vocabulary.read()))
    ties = {tie.component for item in found.dependence for tie in item.after}
    assert "wagner/presence" not in ties
    assert "minusma/presence" in ties


def test_an_end_known_only_later_does_not_weaken_a_tie_of_the_baseline(mali: Case) -> None:
    found = channel(exposure(mali, date(2023, 2, 9), date(2021, 5, 23)), "security")
    firm = {tie.component for tie in found.before if tie.is_firm}
    assert {"barkhane/presence", "minusma/presence", "takuba/presence"} <= firm


def test_the_invented_case_worked_by_hand(three: Case) -> None:
    found = exposure(three, date(2023, 3, 1))
    assert (component(found, "memberships").lost, component(found, "memberships").total) == (1, 1)
    missions = component(found, "missions")
    assert (missions.lost, missions.total, missions.unknown) == (1, 4, 0)
    donors = component(found, "donors")
    assert (donors.lost, donors.unknown, donors.total) == (1, 1, 3)
    assert donors.interval == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    sanctions = component(found, "sanctions")
    assert (sanctions.lost, sanctions.unknown, sanctions.total) == (1, 2, 5)
    security = channel(found, "security")
    assert (security.spread_before, security.spread_after) == ("one partner", "none")


def test_an_announced_loan_is_no_tie_yet(three: Case) -> None:
    found = exposure(three, date(2023, 3, 1))
    assert "corland-loan/loan" not in {t.component for d in found.dependence for t in d.after}


def only_losses_with(case: Case, partner: str) -> Case:
    """The case without any change of state but those of one partner's measures."""
    kept = tuple(m for m in case.measures if m.issuers == (partner,))
    others = tuple(
        replace(
            measure,
            components=tuple(
                replace(part, changes=tuple(c for c in part.changes if c.to == "active"))
                for part in measure.components
            ),
        )
        for measure in case.measures
        if measure.issuers != (partner,) and measure.kind != "sanctions"
    )
    return replace(case, measures=kept + others)


def test_where_one_partner_alone_is_lost_components_that_do_not_name_it_stand(mali: Case) -> None:
    found = exposure(only_losses_with(mali, "FRA"), date(2023, 2, 9))
    for item in found.isolation:
        if item.component == "rifts":
            continue
        lost_with = {part.partner for part in item.decomposition if part.lost}
        assert lost_with <= {"FRA"}
        if all(part.partner != "FRA" for part in item.decomposition):
            assert item.lost == 0


def test_no_verdict_of_isolation_is_ever_given(mali: Case) -> None:
    found = exposure(mali, date(2023, 2, 9))
    assert not any("isolated" in finding.sentence for finding in found.findings)


def test_a_rank_says_whether_it_survives_other_weights(mali: Case) -> None:
    ranking = exposure(mali, date(2023, 2, 9)).ranking
    assert ranking is not None
    assert ranking.stable == (ranking.value >= 0.9)
    assert ("unstable" in ranking.sentence) != ranking.stable


def test_every_finding_names_its_evidence_and_parameters(mali: Case) -> None:
    for finding in exposure(mali, date(2023, 2, 9)).findings:
        assert finding.evidence
        assert finding.parameters
        assert finding.method


def test_as_of_replay_knows_no_later_loss(mali: Case) -> None:
    day = date(2022, 6, 30)
    view: View = view_of(mali, as_of=day)
    found = assess_exposure(view, Names(view, Vocabulary.read()))
    missions = component(found, "missions")
    lost = {part.partner for part in missions.decomposition if part.lost}
    assert "UN" not in lost
    assert found.architectures == ()


def test_two_years_before_a_leap_day_is_the_last_of_february(mali: Case) -> None:
    assert exposure(mali, date(2024, 2, 29)).baseline == date(2022, 2, 28)
