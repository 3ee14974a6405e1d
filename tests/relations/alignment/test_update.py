from __future__ import annotations

import numpy as np
import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment import (
    DEFAULT,
    Fit,
    Standing,
    Votes,
    extended,
    fit,
    pulls,
    spread,
    updated,
)
from counterpoise.relations.alignment.simulate import simulate_votes


@pytest.fixture(scope="module")
def votes() -> Votes:
    return simulate_votes(50, 8, 30, seed=4).votes


@pytest.fixture(scope="module")
def whole(votes: Votes) -> Fit:
    return fit(votes)


def in_last(votes: Votes) -> np.ndarray:
    return votes.session[votes.roll_call] == 8


def standing(votes: Votes) -> Standing:
    early = fit(votes.select(~in_last(votes)).contested())
    return Standing(7, early.mean[-1], spread(early).variance[-1], early.walk.alive[-1])


def test_a_session_filtered_stands_where_a_full_fit_puts_it(votes: Votes, whole: Fit) -> None:
    found, items = updated(standing(votes), votes.select(in_last(votes)), DEFAULT)
    assert abs(np.corrcoef(found.mean, whole.mean[-1])[0, 1]) > 0.995
    assert found.session == 8
    assert np.isfinite(items.slope).all()


def test_a_fit_taken_on_by_one_session_is_near_a_whole_one(votes: Votes, whole: Fit) -> None:
    early = fit(votes.select(~in_last(votes)))
    found = extended(early, spread(early).variance, votes)
    assert (found.mean[:-1] == early.mean).all()
    assert found.mean.shape == whole.mean.shape
    assert abs(np.corrcoef(found.mean[-1], whole.mean[-1])[0, 1]) > 0.995
    # The roll calls of the last session lean as a whole fit has them; the earlier ones are kept.
    last = votes.item[np.unique(votes.roll_call[in_last(votes)])]
    slopes = np.corrcoef(found.items.slope[last], whole.items.slope[last])[0, 1]
    assert abs(slopes) > 0.97
    others = np.setdiff1d(np.unique(votes.item[votes.roll_call]), last)
    assert (found.items.slope[others] == early.items.slope[others]).all()
    # Intervals of the last session are those of a whole fit, nearly.
    ratio = spread(found).variance[-1] / spread(whole).variance[-1]
    assert 0.8 < np.median(ratio) < 1.25


def test_who_comes_back_after_a_gap_stood_where_it_stood(votes: Votes) -> None:
    when = votes.session[votes.roll_call]
    away = (votes.state == 3) & ((when == 6) | (when == 7))
    kept = votes.select(~away).contested()
    early = fit(kept.select(~in_last(kept)).contested())
    found = extended(early, spread(early).variance, kept)
    assert found.walk.alive[:, 3].all()
    assert found.mean[5, 3] == found.mean[6, 3] == early.mean[4, 3]
    assert found.variance[6, 3] == pytest.approx(early.variance[4, 3] + 2 * DEFAULT.step_sd**2)
    full = fit(kept)
    sign = np.sign(np.corrcoef(found.mean[-1], full.mean[-1])[0, 1])
    assert sign * found.mean[-1, 3] == pytest.approx(full.mean[-1, 3], abs=0.25)


def test_a_fit_is_taken_on_by_the_next_session_alone(votes: Votes) -> None:
    when = votes.session[votes.roll_call]
    early = fit(votes.select(when < 7))
    with pytest.raises(MeasureError, match="do not go on from a fit to 6 by one"):
        extended(early, spread(early).variance, votes)


def test_a_state_without_a_vote_stays_and_grows_less_sure(votes: Votes) -> None:
    before = standing(votes)
    kept = in_last(votes) & (votes.state != 3)
    found, _ = updated(before, votes.select(kept).contested(), DEFAULT)
    assert found.mean[3] == before.mean[3]
    assert found.variance[3] == pytest.approx(before.variance[3] + DEFAULT.step_sd**2)


def test_earlier_and_several_sessions_are_refused(votes: Votes) -> None:
    before = standing(votes)
    with pytest.raises(MeasureError, match=r"sessions \[7\] do not follow session 7"):
        updated(before, votes.select(votes.session[votes.roll_call] == 7), DEFAULT)
    with pytest.raises(MeasureError, match="do not follow"):
        updated(before, votes, DEFAULT)


def test_pulls_foretell_what_is_lost_without_a_roll_call(votes: Votes, whole: Fit) -> None:
    """To first order; the roll call is taken from one state alone."""
    t, state = 5, 11
    found = pulls(whole, t, state).largest(3)
    for call, pull in zip(found.roll_call, found.pull, strict=True):
        kept = ~((votes.roll_call == call) & (votes.state == state))
        without = fit(votes.select(kept))
        sign = np.sign(np.sum(without.mean * whole.mean))
        lost = whole.mean[t, state] - sign * without.mean[t, state]
        assert 0.5 < lost / pull < 2


def test_pulls_are_of_the_roll_calls_the_state_voted_in(votes: Votes, whole: Fit) -> None:
    own = votes.roll_call[(votes.state == 11) & (votes.session[votes.roll_call] == 6)]
    assert set(pulls(whole, 5, 11).roll_call.tolist()) == set(own.tolist())
