from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ibis.expr.types import Table
from tests.made_votes import CALLS, FIRST, LAST_DAY, SESSIONS, day_of, vote_lake

from counterpoise.assess.alignment import AlignmentQuestion, assess_alignment
from counterpoise.assess.alignment_findings import Alignment
from counterpoise.assess.alignment_votes import read_votes
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import Engine, open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind
from counterpoise.vocabulary import Vocabulary

MALI = AlignmentQuestion("MLI", ("FRA", "RUS", "DNK"))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return vote_lake(tmp_path_factory.mktemp("votes"))


def asked(lake: Lake, question: AlignmentQuestion) -> Alignment:
    return assess_alignment(lake, open_engine("duckdb"), Vocabulary.read(), question)


def test_a_state_is_placed_with_its_distances_and_its_evidence(lake: Lake) -> None:
    found = asked(lake, MALI)
    assert found.position is not None
    assert found.on == LAST_DAY
    assert (found.position.session, found.position.year) == (FIRST + SESSIONS - 1, LAST_DAY.year)
    assert [item.value for item in found.distances] == sorted(
        item.value for item in found.distances
    )
    assert {item.partner for item in found.distances} == {"FRA", "RUS", "DNK"}
    assert found.unseen == ()
    vintage = read_votes(lake, open_engine("duckdb")).vintage
    for finding in found.findings:
        assert finding.evidence[0] == f"unga_votes@{vintage}"
        assert len(finding.evidence) == 6
        assert finding.interval is not None
        assert finding.interval[0] <= finding.value <= finding.interval[1]
        assert finding.method
        assert finding.parameters["preset"] == "default"


def test_named_roll_calls_are_of_the_session_and_the_choice_is_the_states(lake: Lake) -> None:
    found = asked(lake, MALI).position
    assert found is not None
    engine = open_engine("duckdb")
    rows = {
        str(row["indicator"]): row
        for row in engine.rows(_records(lake, engine).filter(lambda t: t.subject_iso3 == "MLI"))
    }
    for one in found.largest:
        assert one.day.year == LAST_DAY.year
        assert rows[one.roll_call]["text"] == one.choice
        assert one.title == f"MATTER {one.roll_call}"
    assert found.evidence[1:] == tuple(
        f"{found.evidence[0]}#{one.roll_call}" for one in found.largest
    )


def _records(lake: Lake, engine: Engine) -> Table:
    return lake.table(engine, Kind.STRUCTURE, feeds=("unga_votes",))


def test_exchanged_anchors_turn_every_sign(lake: Lake) -> None:
    one = asked(lake, replace(MALI, anchors=("USA", "RUS")))
    other = asked(lake, replace(MALI, anchors=("RUS", "USA")))
    assert one.position is not None
    assert other.position is not None
    assert one.position.value == -other.position.value
    assert one.position.interval == pytest.approx([-x for x in other.position.interval[::-1]])
    for first, second in zip(one.distances, other.distances, strict=True):
        assert first.value == second.value
        assert first.difference == -second.difference
        assert first.change == pytest.approx(second.change)


def test_the_unit_names_the_years_of_the_votes_used(lake: Lake) -> None:
    found = asked(lake, MALI)
    told = f"standard deviations of all positions, {1945 + FIRST} to {LAST_DAY.year}"
    assert {item.unit for item in found.findings} == {told}
    day = day_of(FIRST + 5, 6)
    early = asked(lake, replace(MALI, as_of=day, on=day)).position
    assert early is not None
    assert early.unit.endswith(f" {1945 + FIRST} to {day.year}")


def test_a_partner_sees_the_same_distance(lake: Lake) -> None:
    there = asked(lake, replace(MALI, partners=("FRA",))).distances[0]
    back = asked(lake, AlignmentQuestion("FRA", ("MLI",))).distances[0]
    assert there.value == pytest.approx(back.value)
    assert there.interval == pytest.approx(back.interval)
    assert there.now.s == pytest.approx(back.now.s)


@pytest.mark.parametrize("day", [day_of(FIRST + 5, 6), day_of(FIRST + 8, CALLS - 1)])
def test_known_by_a_day_is_the_same_as_a_lake_that_ends_there(
    lake: Lake, tmp_path: Path, day: dt.date
) -> None:
    known = asked(lake, replace(MALI, as_of=day, on=day))
    cut = asked(vote_lake(tmp_path / "cut", until=day), replace(MALI, on=day))
    assert known.position is not None
    assert cut.position is not None
    assert known.position.value == cut.position.value
    assert known.position.interval == cut.position.interval
    assert [d.sentence for d in known.distances] == [d.sentence for d in cut.distances]
    assert known.basis.until == cut.basis.until == day


def test_what_lies_after_the_last_vote_is_said_to_be_unseen(lake: Lake) -> None:
    later = LAST_DAY + dt.timedelta(days=500)
    found = asked(lake, replace(MALI, on=later))
    (unseen,) = found.unseen
    assert unseen.value is None
    assert unseen.asked == later
    assert f"end on {LAST_DAY}, before {later}" in unseen.sentence
    assert "cannot be seen" in unseen.sentence
    assert asked(lake, replace(MALI, on=LAST_DAY)).unseen == ()


def test_a_case_asks_of_its_own_states_and_days(lake: Lake, look: Callable) -> None:
    view, names = look()
    question = AlignmentQuestion.of_case(view, names)
    assert (question.focal, question.on) == (view.case.heading.focal, view.on)
    assert question.partners == tuple(view.case.heading.partners)


def test_before_the_first_vote_nothing_is_placed(lake: Lake) -> None:
    found = asked(lake, replace(MALI, on=dt.date(2000, 1, 1)))
    assert found.position is None
    assert found.distances == ()
    assert "no vote by 2000-01-01" in found.unseen[0].sentence


def test_partners_without_a_vote_are_told_not_dropped(lake: Lake) -> None:
    found = asked(lake, replace(MALI, partners=("FRA", "ECOWAS", "Zanzibar")))
    assert [item.partner for item in found.distances] == ["FRA"]
    assert [item.subject for item in found.unseen] == ["ECOWAS", "Zanzibar"]
    assert all(item.value is None for item in found.unseen)


def test_change_is_told_against_ten_sessions_before(lake: Lake) -> None:
    found = asked(lake, replace(MALI, series=True)).distances[0]
    assert found.before is not None
    assert found.before.session == FIRST + SESSIONS - 11
    assert len(found.series) == SESSIONS
    change = abs(found.series[-1].difference) - abs(found.before.difference)
    assert found.change == pytest.approx(change)
    assert found.change_interval is not None
    assert found.change_interval[0] < found.change < found.change_interval[1]


def test_issues_and_presets_select_roll_calls(lake: Lake) -> None:
    whole, rights = asked(lake, MALI), asked(lake, replace(MALI, issues=("hr",)))
    both = asked(lake, replace(MALI, issues=("hr", "nu")))
    assert whole.basis.unanimous == 1
    assert rights.basis.roll_calls < whole.basis.roll_calls == both.basis.roll_calls
    assert rights.basis.left_out == _on(lake, "nu")
    published = asked(lake, replace(MALI, preset="published"))
    assert published.basis.left_out > 0
    assert published.parameters["bridging_roll_calls"] == 0
    assert whole.parameters["bridging_roll_calls"] == SESSIONS


def _on(lake: Lake, issue: str) -> int:
    calls = read_votes(lake, open_engine("duckdb")).roll_calls
    return sum(issue in one.issues for one in calls)


def test_bad_questions_are_one_sentence(lake: Lake, tmp_path: Path) -> None:
    wrong = {
        "there is no preset “best”": replace(MALI, preset="best"),
        "no roll call is on the issue “xx”; choose from hr, nu": replace(MALI, issues=("xx",)),
        "--anchors: VAT never votes in the ": replace(MALI, anchors=("VAT",)),
        "STATE: XKX never votes": replace(MALI, focal="XKX"),
        "USA, USA are not one or two different anchors": replace(MALI, anchors=("USA", "USA")),
        "A, B, C are not one or two": replace(MALI, anchors=("A", "B", "C")),
    }
    for message, question in wrong.items():
        with pytest.raises(InputError) as caught:
            asked(lake, question)
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)
    with pytest.raises(LakeError, match="load them with `counterpoise load unga_votes"):
        asked(Lake(tmp_path / "none"), MALI)
    with pytest.raises(LakeError, match="no vote was known by 1999-01-01; ask for a later day"):
        asked(lake, replace(MALI, as_of=dt.date(1999, 1, 1)))
    bare = vote_lake(tmp_path / "bare", issues=False)
    with pytest.raises(LakeError, match=r"un_roll_call_issues\.parquet beside them"):
        asked(bare, replace(MALI, issues=("hr",)))
    assert asked(bare, MALI).parameters["bridging_roll_calls"] == 0


def test_issues_that_leave_no_contested_roll_call_are_refused(lake: Lake) -> None:
    day = day_of(FIRST, 0)
    with pytest.raises(InputError, match="drew more than one choice"):
        asked(lake, replace(MALI, as_of=day))
