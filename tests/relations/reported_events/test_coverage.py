"""Intervals against known truth; the full table comes from benchmarks/score_coverage.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterpoise.relations.reported_events import (
    ScoreOptions,
    fit_scores,
    smooth_scores,
)
from counterpoise.relations.reported_events.simulate import true_model, world


@pytest.mark.parametrize(("acts", "seed"), [(2, 1), (20, 2)])
def test_fitted_intervals_cover_and_the_scale_is_found(acts, seed):
    model = true_model(12, seed=seed)
    invented = world(model, dyads=400, periods=25, acts_per_cell=acts, spread=0.5, seed=seed)
    fitted = fit_scores(invented.events, ScoreOptions(rounds=3, variance_dyads=400))
    scores = smooth_scores(fitted, invented.events)
    truth = invented.score
    covered = np.mean((scores.low < truth) & (truth < scores.high))
    assert 0.86 < covered < 0.94
    found, true = fitted.feeds[0], model.feeds[0]
    share = np.exp(true.intercept)
    steepness = (share @ (found.slope * true.slope)) / (share @ true.slope**2)
    assert steepness == pytest.approx(1.0, abs=0.12)
    assert np.corrcoef(scores.value.ravel(), truth.ravel())[0, 1] > 0.8


def test_a_random_walk_is_fitted_too():
    model = true_model(12, persistence=1.0, level_var=1.0)
    model = replace(model, step_var=0.04)
    invented = world(model, dyads=300, periods=25, acts_per_cell=8, spread=0.5, seed=4)
    fitted = fit_scores(invented.events, ScoreOptions(state="random-walk", rounds=2))
    assert fitted.persistence == 1.0
    assert fitted.step_var == pytest.approx(0.04, rel=0.35)
    scores = smooth_scores(fitted, invented.events)
    # The unit is the spread of this world's dyads at the first period.
    truth = (invented.score - invented.score[0].mean()) / invented.score[0].std()
    assert 0.86 < np.mean((scores.low < truth) & (truth < scores.high)) < 0.94


def test_given_slopes_keep_their_shape():
    model = true_model(8)
    invented = world(model, dyads=200, periods=15, acts_per_cell=5, spread=0.5, seed=6)
    given = np.linspace(-1.0, 1.0, 8)
    fitted = fit_scores(invented.events, ScoreOptions(slopes=(given,), rounds=2))
    assert np.corrcoef(fitted.feeds[0].slope, given)[0, 1] == pytest.approx(1.0)
    # Given the wrong way round they are turned as the anchors ask.
    turned = fit_scores(invented.events, ScoreOptions(slopes=(-given,), rounds=1, steps=1))
    assert np.corrcoef(turned.feeds[0].slope, given)[0, 1] == pytest.approx(1.0)
