from __future__ import annotations

import numpy as np
import pytest

from counterpoise.relations.alignment import DEFAULT, Fit, fit, flipped, spread
from counterpoise.relations.alignment.simulate import simulate_votes
from counterpoise.relations.alignment.spread import OUTSIDE, Spread, told

Z90 = 1.6448536269514722


def dense(found: Fit) -> np.ndarray:
    """The covariance by brute force: the whole precision, constraints taken out, inverted."""
    (length, count), walk = found.mean.shape, found.walk
    precision = np.zeros((length * count, length * count))
    for t in range(length):
        for i in range(count):
            here = t * count + i
            if not walk.alive[t, i]:
                precision[here, here] += OUTSIDE
            elif not walk.continues[t, i]:
                precision[here, here] += 1 / walk.entry_variance
            else:
                step, before = 1 / walk.step_variance[t], here - count
                precision[np.ix_([before, here], [before, here])] += step * np.array(
                    [[1, -1], [-1, 1]]
                )
        block = found.votes.blocks[t]
        own = t * count + block.states
        precision[np.ix_(own, own)] += told(found, t, block)
    covariance = np.linalg.inv(precision)
    voted = found.votes.voted
    fixed = np.stack([voted.ravel().astype(float), np.where(voted, found.mean, 0).ravel()])
    along = covariance @ fixed.T
    return covariance - along @ np.linalg.inv(fixed @ along) @ along.T


@pytest.fixture(scope="module")
def found() -> Fit:
    return fit(simulate_votes(12, 5, 15, seed=2, absent=0.4).votes)


@pytest.fixture(scope="module")
def unsure(found: Fit) -> Spread:
    return spread(found)


def test_the_passes_over_sessions_give_the_whole_inverse(found: Fit, unsure: Spread) -> None:
    whole = dense(found)
    assert np.allclose(unsure.variance.ravel(), np.diag(whole), rtol=1e-6, atol=1e-9)
    contrast = np.zeros_like(found.mean)
    contrast[0, 1], contrast[4, 1], contrast[0, 2], contrast[4, 2] = -1, 1, 1, -1
    weights = contrast.ravel()
    assert unsure.contrast_variance(contrast) == pytest.approx(weights @ whole @ weights)


def test_what_is_held_fixed_has_no_variance(found: Fit, unsure: Spread) -> None:
    assert unsure.contrast_variance(unsure.shift) == pytest.approx(0, abs=1e-6)
    assert unsure.contrast_variance(unsure.stretch) == pytest.approx(0, abs=1e-6)


def test_the_direction_of_the_scale_changes_no_interval(found: Fit, unsure: Spread) -> None:
    assert np.allclose(spread(flipped(found)).variance, unsure.variance)


def test_few_votes_make_wide_intervals() -> None:
    votes = simulate_votes(30, 4, 40, seed=5, absent=0.0).votes
    rare = votes.state == 7
    kept = ~rare | (np.random.default_rng(0).random(rare.size) < 0.1)
    unsure = spread(fit(votes.select(kept).contested()))
    others = np.delete(unsure.variance, 7, axis=1)
    assert (unsure.variance[:, 7] > np.median(others, axis=1)).all()


def test_intervals_hold_the_simulated_truth() -> None:
    held = []
    for seed in range(4):
        drawn = simulate_votes(60, 8, 30, seed=seed)
        found = fit(drawn.votes, DEFAULT)
        voted = drawn.votes.voted
        sign = np.sign(np.sum(found.mean[voted] * drawn.position[voted]))
        off = np.abs(sign * found.mean - drawn.position)
        held.append((off <= Z90 * np.sqrt(spread(found).variance))[voted].mean())
    assert 0.87 <= float(np.mean(held)) <= 0.93
