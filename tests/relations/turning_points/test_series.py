"""The front for plain series."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points import find_changes
from counterpoise.relations.turning_points.annotations import covering, f1_score
from counterpoise.relations.turning_points.lines import best_gains
from counterpoise.relations.turning_points.series import autocorrelations
from counterpoise.relations.turning_points.simulate import line_with_noise


def test_a_step_and_a_bend_are_found():
    series = line_with_noise(120, seed=1, slope=0.1, steps=[(40, 8.0), (80, -9.0)])
    assert find_changes(series).changes == (40, 80)


@given(st.floats(0.01, 1000), st.floats(-1e4, 1e4), st.floats(-5, 5))
@settings(max_examples=30, deadline=None)
def test_unit_level_and_trend_change_nothing(scale, level, slope):
    series = line_with_noise(60, seed=4, steps=[(30, 7.0)])
    moved = scale * (series + level / scale + slope * np.arange(60))
    assert find_changes(moved).changes == find_changes(series).changes == (30,)


@pytest.mark.parametrize("slope", [0.0, 0.2])
def test_false_alarms_on_independent_series_stay_under_five_percent(slope):
    alarms = [
        len(find_changes(line_with_noise(n, seed=seed, slope=slope)).changes) > 0
        for n in (20, 60, 120)
        for seed in range(60)
    ]
    assert np.mean(alarms) <= 0.05


def test_autocorrelated_noise_needs_its_mode():
    rows = [line_with_noise(60, seed=seed, autocorrelation=0.7) for seed in range(40)]
    plain = [len(find_changes(row).changes) > 0 for row in rows]
    own = [len(find_changes(row, noise="autocorrelated").changes) > 0 for row in rows]
    # 5 % stated; more than 6 of 40 series happens once in 200 times.
    assert np.mean(plain) > 0.5
    assert sum(own) <= 6


def test_the_autocorrelated_mode_still_finds_a_large_step():
    series = line_with_noise(150, seed=2, autocorrelation=0.3, steps=[(75, 9.0)])
    turns = find_changes(series, noise="autocorrelated")
    assert any(abs(change - 75) <= 2 for change in turns.changes)
    assert turns.penalty > 0


@given(st.integers(0, 200))
@settings(max_examples=20, deadline=None)
def test_reversed_time_mirrors_the_changes_and_flipped_signs_leave_them(seed):
    series = line_with_noise(90, seed=seed, steps=[(30, 6.0), (60, -7.0)])
    found = find_changes(series).changes
    assert find_changes(series[::-1]).changes == tuple(90 - cut for cut in reversed(found))
    assert find_changes(-series).changes == found


def test_a_shuffled_series_loses_its_changes():
    series = line_with_noise(120, seed=1, steps=[(60, 6.0)])
    shuffled = np.random.default_rng(3).permutation(series)
    assert find_changes(series).changes == (60,)
    assert find_changes(shuffled).changes == ()


def test_the_autocorrelated_mode_cuts_only_what_its_statistic_exceeds():
    for seed in range(12):
        series = line_with_noise(60, seed=seed, autocorrelation=0.4, steps=[(30, 3.0)])
        turns = find_changes(series, noise="autocorrelated")
        whitened = series[1:] - turns.autocorrelation * series[:-1]
        gain = best_gains(whitened[np.newaxis, :], min_size=3)[0]
        assert (len(turns.changes) > 0) == (gain > turns.penalty)


def test_autocorrelation_is_recovered():
    rows = np.stack([line_with_noise(400, seed=s, autocorrelation=0.6) for s in range(40)])
    assert autocorrelations(rows).mean() == pytest.approx(0.6, abs=0.02)


@pytest.mark.parametrize("noise", ["independent", "autocorrelated"])
@pytest.mark.parametrize("series", [[], [1.0], [3.0] * 40, list(range(40)), [0.0] * 39 + [1e6]])
def test_degenerate_series_are_answered(noise, series):
    changes = find_changes(series, noise=noise).changes
    assert all(0 < change < len(series) for change in changes)
    if len(set(np.diff(series))) <= 1:
        assert changes == ()


def test_same_values_same_answer():
    series = line_with_noise(80, seed=3, autocorrelation=0.5)
    once = find_changes(series, noise="autocorrelated")
    assert once == find_changes(series, noise="autocorrelated")


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ([1.0, float("nan"), 2.0], "series, position 1: value nan is not a finite number"),
        ([1.0, 2.0, float("inf")], "series, position 2: value inf is not a finite number"),
        ([[1.0, 2.0]], "the series has 2 dimensions"),
    ],
)
def test_bad_series_get_one_sentence(series, words):
    with pytest.raises(MeasureError) as error:
        find_changes(series)
    assert words in str(error.value)
    assert str(error.value).endswith(".")


def test_a_rate_of_one_is_refused():
    with pytest.raises(MeasureError, match="between 0 and 1"):
        find_changes(list(range(30)), noise="autocorrelated", false_alarm_rate=1.0)


def test_the_turing_series_agree_with_their_annotators():
    root = os.environ.get("COUNTERPOISE_DATA")
    if root is None:
        pytest.skip("COUNTERPOISE_DATA is not set")
    folder = Path(root) / "tcpd"
    marks = json.loads((folder / "annotations.json").read_text("utf-8"))
    scores = []
    for name, by_person in sorted(marks.items()):
        raw = json.loads((folder / f"{name}.json").read_text("utf-8"))["series"][0]["raw"]
        found = find_changes(raw).changes
        scores.append(
            (
                f1_score(by_person, found),
                covering(by_person, found, length=len(raw)),
                f1_score(by_person, []),
            )
        )
    f1, cover, none = np.array(scores).T
    assert len(scores) == 12
    assert f1.mean() >= 0.78
    assert cover.mean() >= 0.70
    assert none.mean() == pytest.approx(0.669, abs=0.0005)
    assert (f1 < none).sum() <= 3
