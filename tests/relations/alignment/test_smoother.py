from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.relations.alignment.priors import Priors
from counterpoise.relations.alignment.smoother import smooth, walk_of

PRIORS = Priors(step_sd=0.4, entry_sd=1.0)


def test_a_state_walks_from_its_first_vote_to_its_last() -> None:
    voted = np.array([[0, 1], [1, 0], [0, 0], [1, 0]], dtype=bool)
    walk = walk_of(voted, np.array([1, 2, 3, 5]), PRIORS)
    assert walk.alive.T.tolist() == [[False, True, True, True], [True, False, False, False]]
    assert walk.continues.T.tolist() == [[False, False, True, True], [False] * 4]
    assert walk.step_variance[3] == 2 * PRIORS.step_sd**2


@settings(max_examples=50, deadline=None)
@given(
    precision=st.lists(st.floats(0, 50), min_size=2, max_size=7),
    seed=st.integers(0, 1000),
)
def test_the_smoother_is_the_joint_normal(precision: list[float], seed: int) -> None:
    length = len(precision)
    given_ = np.array(precision)[:, np.newaxis]
    information = given_ * np.random.default_rng(seed).standard_normal((length, 1))
    walk = walk_of(np.ones((length, 1), dtype=bool), np.arange(length), PRIORS)
    mean, variance = smooth(walk, given_, information)
    whole = np.diag(given_[:, 0])
    whole[0, 0] += 1 / PRIORS.entry_sd**2
    for t in range(1, length):
        whole[t - 1 : t + 1, t - 1 : t + 1] += np.array([[1, -1], [-1, 1]]) / PRIORS.step_sd**2
    covariance = np.linalg.inv(whole)
    assert np.allclose(mean[:, 0], covariance @ information[:, 0])
    assert np.allclose(variance[:, 0], np.diag(covariance))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000))
def test_time_reversed_gives_the_same_where_entry_is_vague(seed: int) -> None:
    rng = np.random.default_rng(seed)
    precision = rng.random((6, 3)) * 10
    information = precision * rng.standard_normal((6, 3))
    walk = walk_of(np.ones((6, 3), dtype=bool), np.arange(6), Priors(entry_sd=1e4))
    mean, variance = smooth(walk, precision, information)
    back = smooth(walk, precision[::-1].copy(), information[::-1].copy())
    assert np.allclose(mean, back[0][::-1], atol=1e-5)
    assert np.allclose(variance, back[1][::-1], atol=1e-5)
