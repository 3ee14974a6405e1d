"""What feeds report beside a case: kept apart, counted once, missing where not covered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.assess.invented import FAR, FOCAL, NEAR, Act, case_of, seen
from tests.assess.small_lake import (
    LAST,
    act,
    again,
    breaking,
    days,
    leaving,
    store,
    sums,
    world,
)

from counterpoise.assess.reported import Asked, Question, assess_reported, question_of_case
from counterpoise.assess.reported_changes import reported_changes
from counterpoise.assess.reported_events import Focus
from counterpoise.assess.reported_lake import reported_source
from counterpoise.assess.reported_scores import NO_SCALE
from counterpoise.assess.reported_turn_findings import Reported
from counterpoise.assess.settings import Settings
from counterpoise.errors import FeedError, InputError, LakeError
from counterpoise.lake.engines import open_engine
from counterpoise.model.events import Kind
from counterpoise.model.findings import as_json

TURN = dt.date(2022, 3, 1)
LOST = (
    Act(NEAR, FOCAL, "RETREAT/withdraw", "2022-03-05", tie="lost"),
    Act(NEAR, FOCAL, "SANCTION/discontinue", "2022-03-20", tie="lost"),
    Act(FOCAL, NEAR, "ACCUSE", "2022-03-10", channel="rhetoric"),
)
FAST = Asked(scores=False)


@cache
def told(root: Path, acts=LOST, asked=FAST, feeds=(), until=LAST, as_of=None) -> Reported:
    """What the lake reports beside a case made of acts."""
    view, names = seen(case_of(acts), on=until)
    source = reported_source(root, open_engine("duckdb"), feeds, as_of=as_of, until=until)
    return assess_reported(source, question_of_case(view, names), asked)


def alone(root: Path, focal: str = FOCAL, asked=FAST, **days_: dt.date) -> Reported:
    """What the lake reports of a state without a case."""
    source = reported_source(root, open_engine("duckdb"), (), **days_)
    return assess_reported(source, Question(Focus(focal, (), str)), asked)


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    """A lake in which the relation breaks on 1 March 2022."""
    root = tmp_path_factory.mktemp("broken")
    store(root, [*world(), *breaking()])
    return root


@pytest.fixture(scope="module")
def left(tmp_path_factory) -> Path:
    """A lake in which invited forces leave from 1 March 2022 on."""
    root = tmp_path_factory.mktemp("left")
    store(root, [*world(), *leaving()])
    return root


def test_a_month_without_any_row_is_missing_and_a_month_without_acts_is_quiet(tmp_path):
    rows = [*world(), *(row for row in breaking() if row["event_date"].month != 11)]
    store(tmp_path, rows)
    found = told(tmp_path, asked=replace(FAST, turns=False))
    months = {point.month: point for point in found.relations[0].series}
    missing, quiet, busy = (months[dt.date(*day, 1)] for day in ((2021, 9), (2021, 11), (2022, 6)))
    assert (missing.covered_days, missing.acts, missing.reports) == (0, None, None)
    assert (quiet.covered_days, quiet.acts, quiet.mean_scale) == (30, 0, None)
    assert (busy.acts, busy.mean_scale) == (15, pytest.approx(-3.0, abs=0.1))
    assert found.feeds[0].missing == (dt.date(2021, 9, 1),)
    assert found.feeds[0].missing_days == 30


def test_a_further_report_is_no_further_act(tmp_path, broken):
    store(tmp_path, [row for one in [*world(), *breaking()] for row in (one, again(one))])
    once, twice = told(broken), told(tmp_path)
    assert twice.relations[0].acts == once.relations[0].acts
    assert twice.relations[0].reports == 2 * once.relations[0].acts
    assert as_json(twice.turns) == as_json(once.turns)
    assert twice.relations[0].mean_interval == once.relations[0].mean_interval


def test_a_turn_is_told_with_its_acts_and_the_ledgers_beside(broken):
    found = told(broken)
    turn = next(item for item in found.turns if item.first <= TURN <= item.last)
    assert (turn.sign, turn.verdict, turn.partner, turn.label) == ("worse", "agree", NEAR, "ICEWS")
    assert (turn.last - turn.first).days <= 45
    assert turn.hindsight_probability > 0.9
    vintage = found.feeds[0].vintage
    assert turn.evidence[0].startswith(f"icews@{vintage}#2022")
    assert {act.day >= TURN for act in turn.acts} == {True}
    assert [item.proposition for item in turn.ledger] == ["act-00", "act-02", "act-01"]
    assert "Reported events, ICEWS" in turn.sentence
    assert not turn.trap


def test_a_gap_in_coverage_widens_the_interval_and_is_said(tmp_path):
    store(tmp_path, [*world(), *breaking(dt.date(2021, 10, 1))])
    turn = next(item for item in told(tmp_path).turns if item.sign == "worse")
    assert turn.first <= dt.date(2021, 9, 1)
    assert turn.last >= dt.date(2021, 10, 1)
    assert turn.gap_days == 30
    assert "no row on 30 of these days" in turn.sentence


def test_a_withdrawal_beside_a_lost_tie_is_shown_as_the_sign_trap(left):
    found = told(left)
    turn = next(item for item in found.turns if item.first <= TURN <= item.last)
    assert (turn.sign, turn.verdict, turn.trap) == ("better", "differ", True)
    (trap,) = found.traps
    assert trap.mean_scale > 0
    assert trap.mean_without is not None
    assert trap.mean_without < trap.mean_scale
    assert {act.type for act in trap.pull_backs} == {"RETREAT/withdraw"}
    assert [item.proposition for item in trap.lost] == ["act-00", "act-01"]
    assert set(trap.evidence) >= {"act-00", "act-01", trap.pull_backs[0].id}


def test_between_adversaries_a_withdrawal_is_no_trap(left):
    kept = tuple(replace(item, tie="") for item in LOST)
    found = told(left, kept)
    assert found.traps == ()
    assert not any(turn.trap for turn in found.turns)


def test_the_trap_knows_no_country(left, tmp_path):
    """Swapped names in the lake and in the case swap them in the finding and nothing else."""
    swap = {NEAR: FAR, FAR: NEAR}
    rows = [
        {
            **row,
            "source_iso3": swap.get(row["source_iso3"], row["source_iso3"]),
            "target_iso3": swap.get(row["target_iso3"], row["target_iso3"]),
        }
        for row in [*world(), *leaving()]
    ]
    store(tmp_path, rows)
    acts = tuple(
        replace(
            item,
            source=swap.get(item.source, item.source),
            target=swap.get(item.target, item.target),
        )
        for item in LOST
    )
    (one,), (other,) = told(left).traps, told(tmp_path, acts).traps
    assert (one.partner, other.partner) == (NEAR, FAR)
    assert (one.value, one.mean_without) == (other.value, other.mean_without)


def test_daily_sums_have_a_label_and_turns_of_their_own_and_no_score(tmp_path):
    store(tmp_path, sums((NEAR, FOCAL), TURN, 2.0, 30.0), "gdelt_dyads", Kind.STRUCTURE)
    found = told(tmp_path, asked=Asked())
    item = found.relations[0]
    assert (item.kind, item.acts, item.value, item.reading) == ("sums", None, None, "insufficient")
    assert "daily sums" in item.sentence
    assert item.series[4].total is None
    turn = next(turn for turn in found.turns if turn.first <= TURN <= turn.last)
    assert (turn.sign, turn.kind, turn.acts) == ("better", "sums", ())
    assert not turn.trap, "a sum shows no act that takes something back"
    (compared,) = found.comparisons
    assert any("without types it cannot be told" in reason for reason in compared.reasons)
    assert turn.evidence == (f"gdelt_dyads@{found.feeds[0].vintage}:{FOCAL}-{NEAR}",)


def test_both_orders_of_an_undirected_pair_count(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    store(one, sums((NEAR, FOCAL), TURN, 2.0, 30.0), "gdelt_dyads", Kind.STRUCTURE)
    store(other, sums((FOCAL, NEAR), TURN, 2.0, 30.0), "gdelt_dyads", Kind.STRUCTURE)
    assert as_json(told(one).relations) == as_json(told(other).relations)


def test_two_feeds_stay_apart(tmp_path, broken):
    store(tmp_path, [*world(), *breaking()])
    store(tmp_path, sums((NEAR, FOCAL), TURN, 2.0, 30.0), "gdelt_dyads", Kind.STRUCTURE)
    both, one = told(tmp_path), told(broken)
    assert [item.feed for item in both.feeds] == ["icews", "gdelt_dyads"]
    icews = [item for item in both.relations if item.feed == "icews"]
    assert as_json(icews) == as_json(one.relations)
    assert [item.feed for item in told(tmp_path, feeds=("icews",)).feeds] == ["icews"]


@pytest.mark.parametrize(
    ("day", "scored"), [("2021-08-31", False), ("2022-03-09", False), ("2022-06-10", True)]
)
def test_as_of_a_day_equals_a_lake_cut_to_what_was_known(day, scored, left, tmp_path):
    until = dt.date.fromisoformat(day)
    rows = [row for row in [*world(), *leaving()] if row["known_date"] <= until]
    store(tmp_path, rows)
    asked = Asked(scores=scored)
    whole = told(left, asked=asked, until=until, as_of=until)
    cut = told(tmp_path, asked=asked, until=until)
    assert as_json(whole.relations) == as_json(cut.relations)
    assert as_json(whole.turns) == as_json(cut.turns)
    assert as_json(whole.traps) == as_json(cut.traps)
    assert whole.feeds == cut.feeds
    known = [point.month for item in whole.relations for point in item.series if point.acts]
    assert max(known) <= until


def test_rows_without_a_known_day_enter_no_replay(tmp_path):
    rows = [*world(), *({**row, "known_date": None} for row in breaking())]
    store(tmp_path, rows)
    assert told(tmp_path, as_of=LAST).relations == ()
    assert told(tmp_path).relations != ()


def test_the_score_falls_where_the_relation_breaks_and_has_three_scales(broken):
    item = next(i for i in told(broken, asked=Asked(turns=False)).relations if i.partner == NEAR)
    by_month = {(p.day.year, p.day.month): p for p in item.scores}
    before, after = by_month[2022, 1], by_month[2022, 6]
    assert after.value < before.value - 0.5
    assert after.goldstein[0] < before.goldstein[0]
    assert after.share[0] < before.share[0]
    gap = by_month[2021, 9]
    assert gap.acts == 0
    assert gap.high - gap.low > by_month[2021, 8].high - by_month[2021, 8].low
    assert item.value == item.scores[-1].value
    assert item.interval == (item.scores[-1].low, item.scores[-1].high)
    assert item.reading == "negative"


def test_a_feed_without_anchors_scores_nothing(tmp_path):
    store(tmp_path, [act(day, FOCAL, NEAR, "CONSULT") for day in days(step=4)])
    (item,) = told(tmp_path, asked=Asked()).relations
    assert (item.value, item.scores, item.reading) == (None, (), "insufficient")
    assert item.acts
    assert item.reason is not None
    assert item.reason.startswith("no score of the feed could be fitted: ")
    (compared,) = told(tmp_path, asked=Asked()).comparisons
    assert item.reason in compared.reasons


def test_a_feed_without_a_scale_has_a_score_without_a_sign(tmp_path):
    rows = [{**row, "scale_value": None} for row in [*world(), *breaking()]]
    store(tmp_path, rows)
    found = told(tmp_path, asked=Asked(turns=False))
    (item,) = found.relations
    assert isinstance(item.value, float)
    assert (item.scores[-1].goldstein, item.scores[-1].share) == (None, None)
    assert (item.reading, item.reason) == ("insufficient", NO_SCALE)
    assert NO_SCALE in item.sentence
    assert "0.00" not in item.sentence
    assert found.comparisons[0].verdict == "open"
    assert NO_SCALE in found.comparisons[0].reasons


def test_a_month_without_acts_carries_the_score_to_the_last_day_covered(tmp_path):
    until = dt.date(2022, 8, 3)
    rows = [*world(), *(row for row in breaking() if row["event_date"] < dt.date(2022, 8, 1))]
    store(tmp_path, rows)
    item = told(tmp_path, asked=Asked(turns=False), until=until).relations[0]
    assert item.scores[-1].day == until
    assert item.scores[-1].acts == 0
    assert "no act that month; carried" in item.sentence


def test_acts_without_a_type_are_counted(tmp_path):
    coded = [*world(), *breaking()]
    rows = [
        {**row, "cameo": None, "plover_type": None} if number % 50 == 0 else row
        for number, row in enumerate(coded)
    ]
    store(tmp_path, rows)
    item = told(tmp_path, asked=Asked(turns=False)).relations[0]
    assert item.parameters["acts_without_type"] == len(range(0, len(coded), 50))


def test_too_few_acts_have_no_turn_and_no_score(tmp_path):
    store(tmp_path, [*world(), *(act(day, FOCAL, NEAR, "ASSAULT") for day in days(step=100))])
    found = told(tmp_path, asked=Asked())
    item = next(i for i in found.relations if i.partner == NEAR)
    acts = item.acts
    assert acts is not None
    assert acts < 10
    assert item.value is None
    assert found.turns == ()
    (compared,) = found.comparisons
    assert compared.verdict == "open"
    assert f"the feed reports too little to tell ({acts} acts)" in compared.reasons


def test_a_state_without_a_case_has_the_partners_most_reported(broken):
    found = alone(broken, "XAD")
    assert found.partners == ("XAE", "XAF")
    assert found.comparisons == ()
    assert found.on == LAST


def test_no_event_between_two_is_not_in_evidence(broken):
    found = told(broken, asked=replace(FAST, partner=FAR))
    assert found.relations == ()
    assert found.turns == ()


def test_alarms_as_they_came_look_at_nothing_later(broken, tmp_path):
    asked = Asked(turns=False, scores=False, alarms=True)
    whole = told(broken, asked=asked)
    alarm = next(item for item in whole.alarms if item.sign == "worse" and item.day >= TURN)
    assert alarm.first <= alarm.last <= alarm.day
    rows = [*world(), *breaking()]
    for number, day in enumerate(
        (dt.date(2021, 10, 20), dt.date(2022, 1, 10), alarm.day, dt.date(2022, 6, 11))
    ):
        store(tmp_path / str(number), [row for row in rows if row["event_date"] <= day])
        cut = told(tmp_path / str(number), asked=asked, until=day)
        assert as_json(cut.alarms) == as_json(
            tuple(item for item in whole.alarms if item.day <= day)
        )


def test_a_new_turn_is_a_change(broken):
    before = told(broken, until=dt.date(2022, 2, 20), as_of=dt.date(2022, 2, 20))
    after = told(broken, until=dt.date(2022, 7, 1), as_of=dt.date(2022, 7, 1))
    new = [item for item in reported_changes(before, after) if item.after == "worse"]
    assert [item.kind for item in new] == ["reported turning point"]
    assert new[0].subject.startswith(f"{NEAR}/icews/2022-03-0")
    assert reported_changes(after, after) == ()


def test_scores_that_moved_are_a_change(broken):
    after = told(broken, asked=Asked(turns=False))
    (item,) = (one for one in after.relations if one.partner == NEAR)
    earlier = replace(item, value=0.4, interval=(-0.1, 0.9), reading="positive")
    before = replace(after, relations=(earlier,))
    (change,) = reported_changes(before, after)
    assert (change.kind, change.subject, change.after) == (
        "reported score",
        f"{NEAR}/icews",
        "negative",
    )


@pytest.mark.parametrize(
    ("feeds", "error", "message"),
    [
        (("polecat",), LakeError, "feed polecat is not loaded; load it with"),
        (("sipri_transfers",), InputError, "tells of no acts between states; choose one of"),
        (("nowhere",), FeedError, "there is no feed 'nowhere'"),
    ],
)
def test_a_feed_that_cannot_answer_is_named_with_the_remedy(broken, feeds, error, message):
    with pytest.raises(error, match=message):
        told(broken, feeds=feeds)


def test_a_lake_without_events_is_refused(tmp_path):
    with pytest.raises(LakeError, match="the lake holds no feed of reported events; load one"):
        told(tmp_path)
    with pytest.raises(LakeError, match="there is no lake; load a feed"):
        told(tmp_path / "nowhere")


def test_a_feed_without_a_scale_turns_without_sign_and_size(tmp_path):
    store(tmp_path, [{**row, "scale_value": None} for row in [*world(), *breaking()]])
    found = told(tmp_path, asked=replace(FAST, alarms=True))
    turn = next(item for item in found.turns if item.first <= TURN <= item.last)
    assert (turn.sign, turn.value, turn.mean_change, turn.verdict) == (
        "unknown",
        None,
        None,
        "open",
    )
    assert "the feed gives no scale" in turn.sentence
    assert turn.types
    assert found.alarms == ()


def test_a_day_whose_sum_is_missing_is_no_quiet_day(tmp_path):
    first, last = dt.date(2022, 2, 1), dt.date(2022, 2, 20)
    rows = sums((NEAR, FOCAL), TURN, 2.0, 30.0)
    unknown = [r if not first <= r["start_date"] <= last else {**r, "value": None} for r in rows]
    others = sums((FAR, "XAH"), TURN, 1.0, 1.0)
    one, other = tmp_path / "unknown", tmp_path / "whole"
    store(one, [*unknown, *others], "gdelt_dyads", Kind.STRUCTURE)
    store(other, [*rows, *others], "gdelt_dyads", Kind.STRUCTURE)
    month = next(m for m in told(one).relations[0].series if m.month == first)
    assert (month.covered_days, month.total) == (8, sum(2.0 + n % 3 for n in _numbers(21, 28)))
    turn = next(t for t in told(one).turns if t.first <= TURN <= t.last)
    assert (turn.likeliest, len(told(one).turns)) == (TURN, len(told(other).turns))


def _numbers(first: int, last: int) -> list[int]:
    """Positions of days of February 2022 among the days of the small lake."""
    return [
        n
        for n, day in enumerate(days())
        if (day.year, day.month) == (2022, 2) and first <= day.day <= last
    ]


def test_a_spike_and_its_return_are_one_burst(tmp_path):
    back = dt.date(2022, 4, 5)
    rows = sums((NEAR, FOCAL), TURN, 2.0, 60.0)
    rows = [
        {**r, "value": 2.0 + n % 3} if r["start_date"] >= back else r for n, r in enumerate(rows)
    ]
    store(tmp_path, rows, "gdelt_dyads", Kind.STRUCTURE)
    (turn,) = told(tmp_path).turns
    assert (turn.likeliest, turn.ended, turn.burst_days) == (TURN, back, 35)
    assert "A burst of 35 days that ended." in turn.sentence
    store(tmp_path / "lasting", sums((NEAR, FOCAL), TURN, 2.0, 60.0), "gdelt_dyads", Kind.STRUCTURE)
    (lasting,) = told(tmp_path / "lasting").turns
    assert (lasting.ended, lasting.burst_days) == (None, None)


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("widest_onset_days", 1, "covered days, more than 1"),
        ("least_probability", 1.1, "is below 1.1"),
    ],
)
def test_a_vague_or_improbable_change_is_uncertain_and_says_why(limit, value, reason, broken):
    settings = Settings.read()
    number = getattr(settings.reported, limit).model_copy(update={"value": value})
    reported = settings.reported.model_copy(update={limit: number})
    view, names = seen(case_of(LOST), on=LAST)
    found = assess_reported(
        reported_source(broken, open_engine("duckdb"), until=LAST),
        question_of_case(view, names),
        FAST,
        settings=settings.model_copy(update={"reported": reported}),
    )
    (sure,) = told(broken).turns
    (turn,) = found.uncertain
    assert (found.turns, told(broken).uncertain) == ((), ())
    assert turn.doubt is not None
    assert turn.doubt.endswith(reason)
    assert turn.sentence == f"{sure.sentence} Not told as a turning point: {turn.doubt}."
