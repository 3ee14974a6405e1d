"""How bursts are deflated."""

from __future__ import annotations

import numpy as np
import pytest

from counterpoise.relations.turning_points.overdispersion import (
    effective_mix,
    mix_correlation,
    volume_dispersion,
)


def test_the_correlation_falls_with_the_total():
    totals = np.array([0.0, 1.0, 5.0, 22.0, 100.0, 1e6])
    assert mix_correlation(totals) == pytest.approx([0.2, 0.2, 0.2, 0.08, 0.02, 0.02])
    assert np.all(np.diff(mix_correlation(np.arange(1.0, 200.0))) <= 0)


def test_one_act_counts_whole_and_five_count_for_less_than_three():
    # Five acts: 5 / (1 + 4 · .2) = 2.78; a single act is not deflated.
    assert effective_mix(np.array([[1.0, 0.0]])).tolist() == [[1.0, 0.0]]
    assert effective_mix(np.array([[2.0, 3.0]])) == pytest.approx(np.array([[2, 3]]) / 1.8)


def test_effective_counts_have_the_precision_of_their_size():
    # The share of one type among N Dirichlet-multinomial acts varies as among N / (1+(N-1)ρ).
    rng = np.random.default_rng(1)
    shares = rng.beta(0.3 * (1 / 0.08 - 1), 0.7 * (1 / 0.08 - 1), 20_000)
    seen = rng.binomial(22, shares) / 22
    effective = effective_mix(np.array([[22.0, 0.0]]))[0, 0]
    assert seen.var() == pytest.approx(0.3 * 0.7 / effective, rel=0.05)


def test_dispersion_is_variance_over_mean_whatever_the_level():
    rng = np.random.default_rng(2)
    steady = rng.poisson(rng.gamma(4.0, 2.0, 4000)).astype(float)
    stepped = np.concatenate([rng.poisson(2.0, 2000), rng.poisson(9.0, 2000)]).astype(float)
    assert volume_dispersion(steady) == pytest.approx(3.0, rel=0.1)
    assert volume_dispersion(stepped) == pytest.approx(1.0, rel=0.1)


@pytest.mark.parametrize("totals", [[], [4.0], [0.0, 0.0, 0.0]])
def test_nothing_to_measure_gives_one(totals):
    assert volume_dispersion(np.array(totals, dtype=float)) == 1.0


def test_a_constant_total_keeps_a_least_dispersion():
    assert volume_dispersion(np.full(9, 3.0)) == 0.1
