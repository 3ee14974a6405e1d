"""One more session, filtered from the positions at hand: seconds, without fitting all again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment.fitting import abstentions, flat_items
from counterpoise.relations.alignment.items import improved
from counterpoise.relations.alignment.link import Items, gathered, item_sums, state_sums
from counterpoise.relations.alignment.priors import Priors
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
    _check(standing, votes)
    block, session = votes.blocks[0], int(votes.sessions[0])
    moved = standing.variance + priors.step_sd**2 * (session - standing.session)
    ahead_mean = np.where(standing.seen, standing.mean, 0.0)
    ahead_var = np.where(standing.seen, moved, priors.entry_sd**2)
    mean, variance = ahead_mean.copy(), ahead_var.copy()
    count, own = votes.item_count, block.states
    items = flat_items(votes, priors)
    abstained = abstentions(votes)
    for _ in range(ROUNDS):
        found = item_sums(block, mean[own], variance[own], items.of(block))
        items, _hessian = improved(gathered([(block, found)], count), abstained, items, priors)
        gradient, curvature = state_sums(block, mean[own], variance[own], items.of(block))
        total = 1 / ahead_var[own] + curvature
        told = ahead_mean[own] / ahead_var[own] + curvature * mean[own] + gradient
        mean[own], variance[own] = told / total, 1 / total
    return Standing(session, mean, variance, standing.seen | votes.voted[0]), items


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
