"""The numerical pieces against direct computation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterpoise.relations.reported_events import (
    Dispersion,
    cooperative_share,
    expected_goldstein,
    feed_counts,
    reported_events,
    slope_table,
    smooth_scores,
    words_and_deeds,
)
from counterpoise.relations.reported_events.curve import curve_of
from counterpoise.relations.reported_events.quadrature import Evidence, matched
from counterpoise.relations.reported_events.simulate import true_model, world
from counterpoise.relations.reported_events.slopes import nominal_fit, normalised

MODEL = true_model(7)
FEED = MODEL.feeds[0]


def test_the_normaliser_and_its_moments():
    score = np.array([-3.217, 0.0, 0.004, 2.5049])
    odds = np.exp(FEED.intercept + score[:, np.newaxis] * FEED.slope)
    share = odds / odds.sum(axis=1, keepdims=True)
    curve = curve_of(FEED)
    assert curve.heights(score) == pytest.approx(np.log(odds.sum(axis=1)), abs=1e-7)
    mean, var = curve.moments(score)
    assert mean == pytest.approx(share @ FEED.slope, abs=1e-6)
    assert var == pytest.approx(share @ FEED.slope**2 - (share @ FEED.slope) ** 2, abs=1e-4)
    assert curve.score_of(mean) == pytest.approx(score, abs=1e-3)


@pytest.mark.parametrize("acts", [1, 4, 60, 5_000])
def test_moments_match_an_integral_on_a_fine_grid(acts):
    curve = curve_of(FEED)
    mean, var = np.array([0.4, -1.0]), np.array([0.9, 0.3])
    slopes = acts * np.array([0.2, -0.5])
    after, after_var = matched(mean, var, (Evidence(np.full(2, float(acts)), slopes, curve),))
    grid = np.linspace(-6, 6, 60_001)[:, np.newaxis]
    log = slopes * grid - acts * curve.heights(grid) - 0.5 * (grid - mean) ** 2 / var
    weight = np.exp(log - log.max(axis=0))
    weight /= weight.sum(axis=0)
    direct = (weight * grid).sum(axis=0)
    assert after == pytest.approx(direct, abs=2e-3 * var.max() ** 0.5)
    spread = (weight * (grid - direct) ** 2).sum(axis=0)
    assert after_var == pytest.approx(spread, rel=2e-2)


def test_without_dispersion_a_cell_weighs_its_acts():
    assert Dispersion(0.0, 0.0, 1.0).inflation(np.array([1.0, 50.0])).tolist() == [1.0, 1.0]
    rho = Dispersion(0.2, 0.02, 10.0).correlation(np.array([2.0, 12.0, 1e9]))
    assert rho == pytest.approx([0.2, 0.11, 0.02])


def test_nominal_regression_finds_the_odds_that_made_the_masses():
    from counterpoise.relations.reported_events import slopes

    grid = slopes._GRID
    weight = 1e6 * np.exp(-0.5 * grid**2)
    placed = weight[:, np.newaxis] * FEED.mix(grid)
    start = np.full(7, np.log(1 / 7)), np.zeros(7)
    intercept, slope = nominal_fit(placed, *start)
    wanted = normalised(FEED.intercept, FEED.slope)
    assert intercept == pytest.approx(wanted[0], abs=1e-3)
    assert slope == pytest.approx(wanted[1], abs=1e-3)


def test_other_scales_by_hand_and_monotone():
    value = np.array([-1.0, 0.0, 1.0])
    goldstein = expected_goldstein(MODEL, value, np.full(3, 0.2))
    share = FEED.mix(value)
    assert goldstein.value == pytest.approx(share @ FEED.types.goldstein)
    assert (goldstein.low < goldstein.value).all()
    assert (goldstein.value < goldstein.high).all()
    assert (np.diff(goldstein.value) > 0).all()
    friendly = cooperative_share(MODEL, value, np.zeros(3))
    up, down = FEED.types.goldstein > 0, FEED.types.goldstein < 0
    by_hand = share[:, up].sum(axis=1) / share[:, up | down].sum(axis=1)
    assert friendly.value == pytest.approx(by_hand)
    assert friendly.low == pytest.approx(friendly.high)


def test_words_and_deeds_read_their_own_acts_on_one_scale():
    words, deeds = words_and_deeds(MODEL)
    names = FEED.types.names
    friendly_word = max(k for k in range(7) if not FEED.types.material[k])
    hostile_deed = min(k for k in range(7) if FEED.types.material[k])
    feed = feed_counts(
        "invented", FEED.types, [0, 0], [1, 1], [friendly_word, hostile_deed], [9, 9]
    )
    events = reported_events(1, [0, 1, 2], [feed])
    assert smooth_scores(words, events).value[1, 0] > 0.3
    assert smooth_scores(deeds, events).value[1, 0] < -0.3
    assert smooth_scores(words, events).acts.sum() == 9
    assert len(names) == 7


def test_the_sign_trap_shows_in_the_table_of_slopes():
    # A type that weighs as cooperation and is reported among hostile acts gets a hostile slope.
    twisted = FEED.types.goldstein.copy()
    twisted[0] = 7.0
    feed = replace(FEED, types=replace(FEED.types, goldstein=twisted))
    rows = {name: (slope, weight) for name, slope, weight in slope_table(feed)}
    slope, weight = rows[FEED.types.names[0]]
    assert slope < 0 < weight
    assert [row[1] for row in slope_table(feed)] == sorted(FEED.slope)


def test_an_invented_world_follows_its_model():
    drawn = world(MODEL, dyads=400, periods=20, acts_per_cell=20, spread=0.2, seed=2)
    feed = drawn.events.feeds[0]
    cells = feed.period.astype(int) * 400 + feed.dyad
    assert drawn.score.std() == pytest.approx(1.0, abs=0.08)
    weight = np.bincount(cells, feed.acts, 20 * 400).reshape(20, 400)
    expected = np.tensordot(weight, FEED.mix(drawn.score), 2) / weight.sum()
    found = np.bincount(feed.type, feed.acts, 7) / feed.acts.sum()
    assert found == pytest.approx(expected, abs=0.01)
