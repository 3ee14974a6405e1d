"""One more session, filtered from the positions at hand: seconds, without fitting all again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment.fitting import Fit, abstentions, flat_items
from counterpoise.relations.alignment.items import improved
from counterpoise.relations.alignment.link import Items, gathered, item_sums, state_sums
from counterpoise.relations.alignment.priors import Priors
from counterpoise.relations.alignment.smoother import walk_of
from counterpoise.relations.alignment.votes import Flags, Floats, Votes

ROUNDS = 30


@dataclass(frozen=True)
class Standing:
    """Where states stood at the end of some session: all that an update needs.

    Attributes
    ----------
    session
        Number of that session.
    mean, variance
        Shape (N,).
    seen
        Whether a state had voted until then and not left, shape (N,).
    """

    session: int
    mean: Floats
    variance: Floats
    seen: Flags


def updated(standing: Standing, votes: Votes, priors: Priors) -> tuple[Standing, Items]:
    """Return where the states stand after one more session, and the items of its roll calls.

    The scale is that of `standing`: nothing is standardised again. Positions of earlier sessions
    stay as they are; a full fit would also revise them in the light of the new votes.

    Parameters
    ----------
    votes
        Contested roll calls of one session after the standing's, of the same states.

    Raises
    ------
    MeasureError
        On votes of several sessions, of one not after the standing's, or of other states.
    """
    found = _filtered(standing, votes, priors)
    return found.standing, found.items


@dataclass(frozen=True)
class _Filtered:
    standing: Standing
    items: Items
    hessian: Floats


def _filtered(standing: Standing, votes: Votes, priors: Priors) -> _Filtered:
    _check(standing, votes)
    block, session = votes.blocks[0], int(votes.sessions[0])
    moved = standing.variance + priors.step_sd**2 * (session - standing.session)
    ahead_mean = np.where(standing.seen, standing.mean, 0.0)
    ahead_var = np.where(standing.seen, moved, priors.entry_sd**2)
    mean, variance = ahead_mean.copy(), ahead_var.copy()
    count, own = votes.item_count, block.states
    items, hessian = flat_items(votes, priors), np.empty((count, 3, 3))
    abstained = abstentions(votes)
    for _ in range(ROUNDS):
        found = item_sums(block, mean[own], variance[own], items.of(block))
        items, hessian = improved(gathered([(block, found)], count), abstained, items, priors)
        gradient, curvature = state_sums(block, mean[own], variance[own], items.of(block))
        total = 1 / ahead_var[own] + curvature
        told = ahead_mean[own] / ahead_var[own] + curvature * mean[own] + gradient
        mean[own], variance[own] = told / total, 1 / total
    return _Filtered(
        Standing(session, mean, variance, standing.seen | votes.voted[0]), items, hessian
    )


def extended(earlier: Fit, variance: Floats, votes: Votes) -> Fit:
    """Return a fit of one session more, its last session filtered and the earlier ones kept.

    Parameters
    ----------
    earlier
        A fit of all sessions but the last; its states are the first ones of `votes`, and its roll
        calls have the same items there.
    variance
        Of the earlier positions with the uncertainty of the items, shape (T, N): see `spread`.
    votes
        All sessions. The items of the last are its own: what it asks again is not bridged.

    Raises
    ------
    MeasureError
        `votes` does not go on by one session.
    """
    sessions, count = earlier.votes.sessions, earlier.votes.state_count
    if votes.sessions[:-1].tolist() != sessions.tolist() or votes.state_count < count:
        raise MeasureError(
            f"sessions to {votes.sessions[-1]} do not go on from a fit to {sessions[-1]} by one",
            remedy="fit the votes of all sessions but the last, and pass those of all",
        )
    walk = walk_of(votes.voted, votes.sessions, earlier.priors)
    mean, spread = np.zeros(votes.voted.shape), np.zeros(votes.voted.shape)
    mean[:-1, :count], spread[:-1, :count] = earlier.mean, earlier.variance
    known = np.zeros_like(mean)
    known[:-1, :count] = variance
    seen = np.zeros(votes.state_count, dtype=np.bool_)
    seen[:count] = earlier.walk.alive.any(axis=0)
    step = earlier.priors.step_sd**2
    for t in range(1, sessions.size):  # who comes back after a gap stood where it stood before
        gone = np.flatnonzero(~earlier.walk.alive[t] & earlier.walk.alive[:t].any(axis=0))
        wider = step * float(sessions[t] - sessions[t - 1])
        mean[t, gone] = mean[t - 1, gone]
        spread[t, gone] = spread[t - 1, gone] + wider
        known[t, gone] = known[t - 1, gone] + wider
    standing = Standing(int(sessions[-1]), mean[-2].copy(), known[-2].copy(), seen)
    new = votes.session[votes.roll_call] == votes.sessions[-1]
    found = _filtered(standing, votes.select(new), earlier.priors)
    present = walk.alive[-1]
    mean[-1] = np.where(present, found.standing.mean, 0.0)
    spread[-1] = np.where(present, found.standing.variance, earlier.priors.entry_sd**2)
    mean[:-1][~walk.alive[:-1]] = 0.0
    spread[:-1][~walk.alive[:-1]] = earlier.priors.entry_sd**2
    held = np.zeros(votes.item_count, dtype=np.bool_)
    held[votes.item[np.unique(votes.roll_call[new])]] = True
    return replace(
        earlier,
        votes=votes,
        walk=walk,
        mean=mean,
        variance=spread,
        items=_joined(earlier.items, found.items, held),
        hessian=_rows(earlier.hessian, found.hessian, held),
    )


def _joined(earlier: Items, later: Items, held: Flags) -> Items:
    """Return the items of the last session from `later`, all others from `earlier`."""
    return Items(
        _rows(earlier.slope, later.slope, held),
        _rows(earlier.centre, later.centre, held),
        _rows(earlier.log_gap, later.log_gap, held),
    )


def _rows(earlier: Floats, later: Floats, held: Flags) -> Floats:
    found = later.copy()
    kept = np.flatnonzero(~held[: earlier.shape[0]])
    found[kept] = earlier[kept]
    return found


def _check(standing: Standing, votes: Votes) -> None:
    if votes.sessions.size != 1 or votes.sessions[0] <= standing.session:
        raise MeasureError(
            f"votes of sessions {votes.sessions.tolist()} do not follow session {standing.session}",
            remedy="pass the votes of one later session",
        )
    if votes.state_count != standing.mean.size:
        raise MeasureError(
            f"{votes.state_count} states are given, {standing.mean.size} stand",
            remedy="number the states alike, new ones last and in both",
        )
