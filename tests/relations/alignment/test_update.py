from __future__ import annotations

import numpy as np
import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment import (
    DEFAULT,
    Fit,
    Standing,
    Votes,
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
