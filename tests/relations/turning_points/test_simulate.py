"""The generators draw what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from counterpoise.relations.turning_points.overdispersion import volume_dispersion
from counterpoise.relations.turning_points.simulate import line_with_noise, turning_dyad


def test_a_line_has_its_slope_step_and_noise():
    series = line_with_noise(4000, seed=1, slope=0.5, steps=[(2000, 40.0)])
    rest = series - 0.5 * np.arange(4000)
    rest[2000:] -= 40.0
    assert rest.mean() == pytest.approx(0, abs=0.06)
    assert rest.std() == pytest.approx(1, abs=0.04)


def test_autocorrelated_noise_is_stationary_from_the_start():
    starts = [line_with_noise(2, seed=s, autocorrelation=0.8)[0] for s in range(2000)]
    assert np.var(starts) == pytest.approx(1 / (1 - 0.64), rel=0.12)


def test_a_random_walk_begins_at_its_first_shock():
    starts = [line_with_noise(2, seed=s, autocorrelation=1.0)[0] for s in range(2000)]
    assert np.var(starts) == pytest.approx(1.0, rel=0.12)


def test_a_dyad_has_its_volumes_mixes_and_dispersion():
    dyad = turning_dyad(
        [[0.7, 0.3], [0.2, 0.8]], [5.0, 2.0], [3000, 3000], [1.0, -1.0], seed=3, dispersion=2.0
    )
    before, after = dyad.counts[:3000], dyad.counts[3000:]
    assert before.sum() / 3000 == pytest.approx(5.0, rel=0.05)
    assert after.sum() / 3000 == pytest.approx(2.0, rel=0.05)
    assert before[:, 0].sum() / before.sum() == pytest.approx(0.7, abs=0.02)
    assert after[:, 0].sum() / after.sum() == pytest.approx(0.2, abs=0.02)
    assert volume_dispersion(before.sum(axis=1)) == pytest.approx(2.0, rel=0.1)


def test_a_gap_is_left_out_and_moves_nothing_else():
    options = {"mixes": [[0.5, 0.5]], "volumes": [3.0], "lengths": [30], "weights": [1.0, -1.0]}
    whole = turning_dyad(**options, seed=1)
    gapped = turning_dyad(**options, seed=1, gaps=[(10, 14)])
    assert gapped.days.tolist() == [*range(10), *range(15, 30)]
    np.testing.assert_array_equal(gapped.counts, whole.counts[gapped.days])
