from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from counterpoise.relations.coded_acts_peak import agreement, month_masses, random_factors


def days(*texts: str):
    return np.array([date.fromisoformat(text).toordinal() for text in texts], dtype=np.int64)


def test_an_act_is_shared_among_the_months_of_its_days():
    masses = month_masses(days("2022-01-31", "2022-02-10"), days("2022-02-01", "2022-02-10"))
    assert [str(month)[:7] for month in masses.months] == ["2022-01", "2022-02"]
    assert masses.shares.tolist() == [[0.5, 0.0], [0.5, 1.0]]


def test_months_run_over_the_turn_of_the_year():
    masses = month_masses(days("2021-11-15"), days("2022-01-15"))
    assert [str(month)[:7] for month in masses.months] == ["2021-11", "2021-12", "2022-01"]
    assert masses.shares.sum() == pytest.approx(1)


def test_a_clear_peak_survives_every_weighting_and_a_tie_half_of_them():
    factors = random_factors(2, 1000, 0.5, seed=1)
    clear = month_masses(days("2022-01-05", "2022-03-05"), days("2022-01-05", "2022-03-05"))
    kinds = np.array([0, 1])
    assert agreement(clear, np.array([9.0, 0.1]), kinds, factors) == 1
    assert 0.45 < agreement(clear, np.array([0.7, 0.7]), kinds, factors) < 0.55


def test_the_same_seed_gives_the_same_factors():
    assert random_factors(3, 2, 0.5, seed=5).tolist() == random_factors(3, 2, 0.5, seed=5).tolist()
    frozen = [1.24684, 0.84752, 3.37159]
    assert random_factors(3, 1, 0.5, seed=5)[0] == pytest.approx(frozen, abs=5e-3)
