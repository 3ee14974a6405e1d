"""Dynamic ordinal ideal points by variational EM with Kalman smoothing.

Each state walks at random over the sessions; each roll call has a slope (its sign, the polarity, is
learned), a centre and a gap. States: a normal distribution matched to the votes by Gauss–Hermite
quadrature, then smoothed over the sessions. Items: the posterior mode given those distributions.
After every round the positions are standardised once over all state-sessions.

Model after Bailey, Strezhnev and Voeten (2017), "Estimating Dynamic State Preferences from United
Nations Voting Data", Journal of Conflict Resolution 61(2); fitting after Imai, Lo and Olmsted
(2016), "Fast Estimation of Ideal Points with Massive Data", Am. Polit. Sci. Rev.
110(4), with quadrature in place of their factorised latent responses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment.items import improved
from counterpoise.relations.alignment.link import (
    Items,
    ItemSums,
    gathered,
    item_sums,
    state_sums,
)
from counterpoise.relations.alignment.priors import DEFAULT, Priors
from counterpoise.relations.alignment.smoother import Walk, smooth, walk_of
from counterpoise.relations.alignment.votes import Floats, Votes

MOST_ROUNDS = 100
TOLERANCE = 1e-3
"""Rounds end once no position would move by more, in standard deviations of all positions."""
STRETCH, STRETCHED_ROUNDS = 1.6, range(6, 60)
"""In these rounds moves are stretched by this: half as many are needed (over-relaxation)."""


@dataclass(frozen=True)
class Fit:
    """Positions and items, standardised over all state-sessions with a vote.

    Attributes
    ----------
    votes, priors, walk
        What was fitted, under what.
    mean
        Positions, shape (T, N); meaningful where ``walk.alive``.
    variance
        Of each position given the items, shape (T, N): no interval yet, see `spread`.
    items
        Parameters of the items.
    hessian
        Negative Hessian of each item's log posterior, shape (J, 3, 3).
    rounds
        Rounds made.
    moved
        Largest move of a position in the last round.
    """

    votes: Votes
    priors: Priors
    walk: Walk
    mean: Floats
    variance: Floats
    items: Items
    hessian: Floats
    rounds: int
    moved: float


def fit(
    votes: Votes,
    priors: Priors = DEFAULT,
    *,
    progress: Callable[[int], None] = lambda _rounds: None,
) -> Fit:
    """Fit positions and items.

    Parameters
    ----------
    votes
        On contested roll calls only; see `Votes.contested`.
    progress
        Called with 1 after every round.

    Raises
    ------
    MeasureError
        On a roll call with one choice, and where fewer than two states or roll calls are left.
    """
    _check(votes)
    walk = walk_of(votes.voted, votes.sessions, priors)
    mean = np.tile(first_axis(votes), (votes.sessions.size, 1))
    variance = np.full(mean.shape, 0.05)
    items, abstained = flat_items(votes, priors), abstentions(votes)
    hessian = np.empty((votes.item_count, 3, 3))
    moved, rounds = np.inf, 0
    while rounds < MOST_ROUNDS and moved > TOLERANCE:
        for _ in range(3 if rounds == 0 else 1):
            sums = sum_items(votes, mean, variance, items)
            items, hessian = improved(sums, abstained, items, priors)
        precision, information = sites(votes, mean, variance, items)
        found, variance = smooth(walk, precision, information)
        found, variance = _standardised(found, variance, votes)
        moved = float(np.abs(found - mean)[votes.voted].max())
        rounds += 1
        if rounds in STRETCHED_ROUNDS and moved > TOLERANCE:
            found, _ = _standardised(mean + STRETCH * (found - mean), variance, votes)
        mean = found
        progress(1)
    return Fit(votes, priors, walk, mean, variance, items, hessian, rounds, moved)


def flat_items(votes: Votes, priors: Priors) -> Items:
    """Return items that say nothing yet: no slope, centre 0, the gap held likely before."""
    count = votes.item_count
    return Items(np.zeros(count), np.zeros(count), np.full(count, priors.log_gap_mean))


def _check(votes: Votes) -> None:
    calls = np.unique(votes.roll_call)
    one = calls[~votes.is_contested[calls]]
    if one.size > 0:
        raise MeasureError(
            f"roll call {one[0]} drew one choice and tells nothing of who stands where",
            remedy="leave unanimous roll calls out",
        )
    if calls.size < 2 or np.unique(votes.state).size < 3:
        raise MeasureError(
            f"{np.unique(votes.state).size} states on {calls.size} contested roll calls "
            "have no positions to tell apart",
            remedy="give at least three states and two contested roll calls",
        )


def first_axis(votes: Votes) -> Floats:
    """Return the states' first axis of joint votes over all sessions, shape (N,).

    Votes count 1, 0 and -1, less the roll call's mean; products are scaled to correlations.
    """
    products = np.zeros((votes.state_count, votes.state_count))
    for block in votes.blocks:
        cast = block.yes + block.abstain + block.no
        signed = block.yes - block.no
        centred = cast * (signed - signed.sum(axis=0) / cast.sum(axis=0))
        products[np.ix_(block.states, block.states)] += centred @ centred.T
    scale = np.sqrt(np.maximum(np.diag(products), 1e-9))
    axis = np.linalg.eigh(products / np.outer(scale, scale))[1][:, -1]
    spread = axis[votes.voted.any(axis=0)].std()
    return np.asarray(axis / spread if spread > 0 else axis)


def sum_items(votes: Votes, mean: Floats, variance: Floats, items: Items) -> ItemSums:
    """Sum over all votes on each item, shape (3, J) each."""
    return gathered(
        (
            (block, item_sums(block, mean[t, own], variance[t, own], items.of(block)))
            for t, block in enumerate(votes.blocks)
            for own in [block.states]
        ),
        votes.item_count,
    )


def sites(votes: Votes, mean: Floats, variance: Floats, items: Items) -> tuple[Floats, Floats]:
    """Return what each session's votes tell of each state, as precision and information."""
    precision, information = np.zeros_like(mean), np.zeros_like(mean)
    for t, block in enumerate(votes.blocks):
        own = block.states
        gradient, curvature = state_sums(block, mean[t, own], variance[t, own], items.of(block))
        precision[t, own] = curvature
        information[t, own] = curvature * mean[t, own] + gradient
    return precision, information


def abstentions(votes: Votes) -> Floats:
    """Count the abstentions on each item, shape (J,)."""
    asked = votes.item[votes.roll_call[votes.choice == 1]]
    return np.bincount(asked, minlength=votes.item_count).astype(np.float64)


def _standardised(mean: Floats, variance: Floats, votes: Votes) -> tuple[Floats, Floats]:
    shown = mean[votes.voted]
    spread = shown.std()
    if not spread > 0:
        raise MeasureError(
            "the votes tell no position from another", remedy="give roll calls that divide"
        )
    return (mean - shown.mean()) / spread, variance / spread**2
