"""Votes of states whose positions are known, to test the fit on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from counterpoise.relations.alignment.priors import DEFAULT, Priors
from counterpoise.relations.alignment.votes import Floats, Votes, vote_table


@dataclass(frozen=True)
class SimulatedVotes:
    """Votes with the truth behind them.

    Attributes
    ----------
    votes
        The contested roll calls' votes.
    position
        True positions, shape (T, N), standardised over the state-sessions that voted, their
        steps of the prior's size in that unit.
    slope
        True slope of each roll call, shape (R,).
    """

    votes: Votes
    position: Floats
    slope: Floats


def simulate_votes(
    states: int,
    sessions: int,
    calls_per_session: int,
    *,
    seed: int,
    priors: Priors = DEFAULT,
    absent: float = 0.15,
) -> SimulatedVotes:
    """Draw positions, items and votes from the model.

    Parameters
    ----------
    states, sessions, calls_per_session
        Sizes.
    seed
        Seed of the draw.
    priors
        Spreads the truth is drawn with.
    absent
        Share of votes that are not cast.
    """
    rng = np.random.default_rng(seed)
    moves = rng.standard_normal((sessions, states)) * priors.step_sd
    moves[0] = rng.standard_normal(states) * _entry(priors, sessions)
    position = np.cumsum(moves, axis=0)
    position = (position - position.mean()) / position.std()
    count = sessions * calls_per_session
    session = np.repeat(np.arange(1, sessions + 1), calls_per_session)
    slope = rng.standard_normal(count) * priors.slope_sd
    centre = rng.standard_normal(count) * priors.centre_sd
    gap = np.exp(priors.log_gap_mean + priors.log_gap_sd * rng.standard_normal(count))
    line = position[session - 1].T * slope - centre
    drawn = rng.random(line.shape)
    choice = (drawn > expit(line - gap / 2)).astype(int) + (drawn > expit(line + gap / 2))
    state, call = np.nonzero(rng.random(line.shape) >= absent)
    votes = vote_table(state, call, choice[state, call], session, state_count=states).contested()
    shown = position[votes.voted]
    return SimulatedVotes(votes, (position - shown.mean()) / shown.std(), slope)


def _entry(priors: Priors, sessions: int) -> float:
    """Return the spread at entry with which the spread over all sessions comes to 1."""
    walked = priors.step_sd**2 * (sessions - 1) / 2
    return float(np.sqrt(max(1 - walked, 0.1)))
