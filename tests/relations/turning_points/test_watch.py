"""The filter as it goes, its alarms and their thresholds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points import (
    Thresholds,
    alarms,
    dyad_counts,
    dyad_flow,
    null_thresholds,
    watch,
)
from counterpoise.relations.turning_points.alarm_rule import crossings, rate_threshold
from counterpoise.relations.turning_points.simulate import turning_dyad

WARM, COLD = [0.4, 0.3, 0.2, 0.1], [0.1, 0.1, 0.3, 0.5]
WEIGHTS = [2.0, 5.0, -3.0, -8.0]
FIXED = Thresholds(worse=3.0, better=3.0)


def rupture(seed=1, **options):
    return turning_dyad([WARM, COLD], [4.0, 8.0], [100, 60], WEIGHTS, seed=seed, **options)


@pytest.mark.parametrize("views", ["pooled", "counts", "sums"])
def test_a_rupture_raises_an_alarm_soon(views):
    found = alarms(watch(rupture(), views=views), FIXED)
    first = next(alarm for alarm in found if alarm.sign == -1)
    assert 100 <= first.day <= 112
    assert first.first_day <= 103
    assert first.last_day >= 97


@pytest.mark.parametrize("cut", [60, 101, 130])
@pytest.mark.parametrize("flow", [False, True])
def test_what_was_known_on_a_day_does_not_change_later(cut, flow):
    dyad = rupture()
    short = dyad_counts(dyad.days[:cut], dyad.counts[:cut], WEIGHTS)
    if flow:
        whole = watch(dyad_flow(dyad.days, dyad.flow))
        part = watch(dyad_flow(short.days, short.flow))
    else:
        whole, part = watch(dyad), watch(short)
    np.testing.assert_array_equal(whole.log_odds[:cut], part.log_odds)
    np.testing.assert_array_equal(whole.signs[:cut], part.signs)


@given(st.integers(0, 40))
@settings(max_examples=10, deadline=None)
def test_swapped_signs_swap_the_directions(seed):
    dyad = rupture(seed)
    seen, other = watch(dyad), watch(replace(dyad, weights=-dyad.weights))
    np.testing.assert_allclose(seen.towards(-1), other.towards(1))
    np.testing.assert_allclose(seen.towards(1), other.towards(-1))


@given(st.integers(0, 40))
@settings(max_examples=10, deadline=None)
def test_an_alarm_ends_its_onset_on_its_day_and_begins_it_within_the_longest_run(seed):
    for alarm in alarms(watch(rupture(seed)), FIXED):
        assert alarm.day - 27 <= alarm.first_day <= alarm.last_day <= alarm.day
        assert alarm.log_odds > 3.0


def test_nothing_is_said_before_a_baseline_is_known():
    seen = watch(rupture())
    assert np.isneginf(seen.log_odds[:27]).all()
    assert np.isfinite(seen.log_odds[60:]).all()


def test_a_gap_is_stepped_over_and_widens_the_onset():
    counts = np.array([[5.0, 0.0]] * 90 + [[0.0, 9.0]] * 12)
    days = [*range(90), *range(105, 117)]
    seen = watch(dyad_counts(days, counts, [3.0, -8.0]))
    first = alarms(seen, FIXED)[0]
    assert first.sign == -1
    assert 105 <= first.day <= 110
    assert first.first_day <= 90
    assert first.last_day == first.day


def test_an_onset_right_after_a_gap_begins_with_it():
    counts = np.array([[5.0, 0.0]] * 90 + [[0.0, 9.0]] * 5)
    days = [*range(90), *range(105, 110)]
    seen = watch(dyad_counts(days, counts, [3.0, -8.0]))
    (last,) = alarms(seen, Thresholds(worse=float(seen.towards(-1)[:-1].max()), better=1e9))
    assert (last.first_day, last.last_day, last.day) == (90, 105, 109)


def test_alarms_keep_silent_for_four_weeks_in_one_direction():
    scores = np.full(100, 9.0)
    assert crossings(scores, np.arange(100), 1.0, 28) == [0, 28, 56, 84]
    assert crossings(scores, np.arange(100) * 30, 1.0, 28) == list(range(100))


@given(st.integers(0, 1000), st.floats(0.5, 6.0))
@settings(max_examples=20, deadline=None)
def test_the_threshold_is_the_lowest_that_keeps_the_rate(seed, rate):
    rng = np.random.default_rng(seed)
    scored = [(rng.standard_normal(200), np.arange(200)) for _ in range(3)]
    years = 600 / 365.25

    def per_year(level):
        return sum(len(crossings(s, d, level, 28)) for s, d in scored) / years

    level = rate_threshold(scored, years, rate)
    below = [value for scores, _ in scored for value in scores.tolist() if value < level]
    assert per_year(level) <= rate
    assert below == [] or per_year(max(below)) > rate


def test_thresholds_from_shuffles_hold_on_other_shuffles():
    quiet = [turning_dyad([WARM], [3.0], [365], WEIGHTS, seed=seed) for seed in range(6)]
    thresholds = null_thresholds(quiet[:3], alarms_per_year=2.0, shuffles=8)
    raised = sum(len(alarms(watch(dyad), thresholds)) for dyad in quiet[3:])
    # 2 a year stated over about 3 years; the chance of more than 13 is under one in 200.
    assert raised <= 13


def test_more_alarms_a_year_need_lower_thresholds():
    dyad = turning_dyad([WARM], [3.0], [300], WEIGHTS, seed=2)
    few, many = (null_thresholds([dyad], alarms_per_year=r, shuffles=6) for r in (0.5, 6.0))
    assert few.worse > many.worse
    assert few.better > many.better


@pytest.mark.parametrize("counts", [np.zeros((80, 3)), np.full((80, 3), 1e6), np.eye(80, 3)])
def test_degenerate_counts_give_finite_odds(counts):
    seen = watch(dyad_counts(range(80), counts, [1.0, 0.0, -1.0]))
    assert np.isfinite(seen.log_odds[60:]).all()
    assert not np.isnan(seen.towards(1)).any()


def test_no_dyad_and_no_rate_are_refused():
    with pytest.raises(MeasureError, match="no dyad to shuffle"):
        null_thresholds([], alarms_per_year=1.0)
    with pytest.raises(MeasureError, match="number of alarms a year is 0"):
        null_thresholds([rupture()], alarms_per_year=0.0)
