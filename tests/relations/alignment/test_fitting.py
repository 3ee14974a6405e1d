from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment import (
    DEFAULT,
    Fit,
    Votes,
    chances,
    fit,
    log_score,
    oriented,
    vote_table,
)
from counterpoise.relations.alignment.simulate import SimulatedVotes, simulate_votes

SEEDS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def drawn() -> SimulatedVotes:
    return simulate_votes(60, 8, 30, seed=3)


@pytest.fixture(scope="module")
def found(drawn: SimulatedVotes) -> Fit:
    return fit(drawn.votes)


def same(one: Fit, other: Fit, tolerance: float = 0.02) -> bool:
    """Whether two fits hold the same positions, whichever way they point."""
    voted = one.votes.voted
    sign = np.sign(np.sum(one.mean[voted] * other.mean[voted]))
    return bool(np.allclose(one.mean[voted], sign * other.mean[voted], atol=tolerance))


def test_simulated_positions_and_polarities_are_found(drawn: SimulatedVotes, found: Fit) -> None:
    voted = drawn.votes.voted
    r = np.corrcoef(found.mean[voted], drawn.position[voted])[0, 1]
    assert abs(r) > 0.97
    slope = np.sign(r) * found.items.slope[np.unique(drawn.votes.roll_call)]
    true = drawn.slope[np.unique(drawn.votes.roll_call)]
    clear = np.abs(true) > 1.5
    assert np.mean(np.sign(slope[clear]) == np.sign(true[clear])) > 0.97


def test_positions_are_standardised_over_all_state_sessions(found: Fit) -> None:
    shown = found.mean[found.votes.voted]
    assert shown.mean() == pytest.approx(0, abs=1e-9)
    assert shown.std() == pytest.approx(1)
    assert found.moved < 1e-3


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_the_numbering_of_states_and_roll_calls_says_nothing(seed: int) -> None:
    votes = simulate_votes(20, 4, 15, seed=seed).votes
    rng = np.random.default_rng(seed)
    states, calls = rng.permutation(20), rng.permutation(votes.session.size)
    session = np.empty_like(votes.session)
    session[calls] = votes.session
    order = rng.permutation(votes.state.size)
    shuffled = vote_table(
        states[votes.state][order],
        calls[votes.roll_call][order],
        votes.choice[order],
        session,
        state_count=20,
    )
    one, other = fit(votes), fit(shuffled)
    assert same(one, replace(other, mean=other.mean[:, states]))


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_yes_and_no_exchanged_turn_the_slopes_alone(seed: int) -> None:
    votes = simulate_votes(20, 4, 15, seed=seed).votes
    other = fit(replace(votes, choice=2 - votes.choice))
    one = fit(votes)
    assert same(one, other)
    calls = np.unique(votes.roll_call)
    r = np.corrcoef(one.items.slope[calls], other.items.slope[calls])[0, 1]
    sign = np.sign(np.sum(one.mean * other.mean))
    assert sign * r < -0.99


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, choice=st.integers(0, 2))
def test_unanimous_roll_calls_change_nothing(seed: int, choice: int) -> None:
    votes = simulate_votes(15, 3, 15, seed=seed).votes
    number = votes.session.size
    more = vote_table(
        np.append(votes.state, np.arange(15)),
        np.append(votes.roll_call, np.full(15, number)),
        np.append(votes.choice, np.full(15, choice)),
        np.append(votes.session, 2),
        state_count=15,
    )
    assert np.array_equal(fit(votes).mean, fit(more.contested()).mean)


@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
def test_a_state_that_never_votes_changes_nothing_and_is_shown_nowhere(seed: int) -> None:
    votes = simulate_votes(15, 3, 15, seed=seed).votes
    one, other = fit(votes), fit(replace(votes, state_count=16))
    assert np.allclose(one.mean, other.mean[:, :15])
    assert not other.votes.voted[:, 15].any()
    assert not other.walk.alive[:, 15].any()


def test_anchors_turn_the_scale_and_nothing_else(found: Fit) -> None:
    one, other = oriented(found, 0, 1), oriented(found, 1, 0)
    assert np.array_equal(one.mean, -other.mean)
    both = found.votes.voted[:, 0] & found.votes.voted[:, 1]
    assert one.mean[both, 0].mean() > one.mean[both, 1].mean()
    votes = found.votes
    kept = slice(0, 50)
    told = [chances(each, votes.state[kept], votes.roll_call[kept]) for each in (one, other)]
    assert np.allclose(told[0], told[1])
    alone = oriented(found, 5)
    assert alone.mean[votes.voted[:, 5], 5].mean() > 0


def test_an_anchor_without_a_vote_is_refused(found: Fit) -> None:
    votes = replace(found.votes, state_count=61)
    more = np.zeros((8, 1))
    wider = replace(found, votes=votes, mean=np.hstack([found.mean, more]))
    with pytest.raises(MeasureError, match="anchor 60 never votes"):
        oriented(wider, 60)


def test_chances_sum_to_one_and_beat_the_roll_calls_shares(
    drawn: SimulatedVotes, found: Fit
) -> None:
    votes = drawn.votes
    told = chances(found, votes.state, votes.roll_call)
    assert np.allclose(told.sum(axis=1), 1)
    counts = np.zeros((votes.session.size, 3))
    np.add.at(counts, (votes.roll_call, votes.choice), 1)
    shares = (counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))[votes.roll_call]
    plain = np.log(shares[np.arange(votes.choice.size), votes.choice]).mean()
    assert log_score(found, votes.state, votes.roll_call, votes.choice).mean() > plain + 0.1


def test_roll_calls_that_ask_the_same_share_their_parameters() -> None:
    drawn = simulate_votes(40, 2, 20, seed=1)
    item = np.concatenate([np.arange(20), np.arange(20)])
    votes = replace(drawn.votes, item=item)
    found = fit(votes.select(votes.is_contested[votes.roll_call]))
    assert found.items.slope.size == 20


def table(choice: list[list[int]], sessions: int = 1) -> Votes:
    array = np.array(choice)
    state, call = np.nonzero(array >= 0)
    session = np.arange(array.shape[1]) % sessions + 1
    return vote_table(state, call, array[state, call], session, state_count=array.shape[0])


def test_a_roll_call_with_one_choice_is_refused_by_number() -> None:
    with pytest.raises(MeasureError, match=r"roll call 1 drew one choice .*; leave unanimous"):
        fit(table([[0, 0], [2, 0], [2, 0]]))


def test_two_states_have_no_positions_to_tell_apart() -> None:
    with pytest.raises(MeasureError, match="2 states on 2 contested roll calls"):
        fit(table([[0, 2], [2, 0]]))


def test_small_and_one_sided_tables_give_finite_positions() -> None:
    for choice in ([[0, 0], [2, 2], [2, 1]], [[0, 0, 1], [1, 1, 0], [-1, 0, 1]]):
        found = fit(table(choice))
        assert np.isfinite(found.mean).all()
        assert (found.variance > 0).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0], [0], [3], [1]), "choice 3 is out of range"),
        (([2], [0], [0], [1]), "state 2 is out of range"),
        (([0], [1], [0], [1]), "roll call 1 is out of range"),
        (([0, 0], [0, 0], [0, 1], [1]), "state 0 votes twice on roll call 0"),
        (([0, 1], [0], [0], [1]), "2 states, 1 roll calls and 1 choices"),
        (([], [], [], [1]), "there is no vote"),
    ],
)
def test_votes_that_cannot_be_are_refused(arguments: tuple[list[int], ...], message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        vote_table(*arguments, state_count=2)


def test_a_prior_without_width_is_refused() -> None:
    with pytest.raises(MeasureError, match="the prior slope_sd is 0"):
        replace(DEFAULT, slope_sd=0)
