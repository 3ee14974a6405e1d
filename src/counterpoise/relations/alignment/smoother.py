"""Random walks of many states, filtered and smoothed together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.relations.alignment.priors import Priors
from counterpoise.relations.alignment.votes import Flags, Floats, Ints


@dataclass(frozen=True)
class Walk:
    """When each state walks, and how far.

    Attributes
    ----------
    alive
        Whether a state has entered and not yet left, shape (T, N): from the session of its first
        vote to that of its last, gaps included.
    step_variance
        Prior variance of the move into each session, shape (T,); the first is unused.
    entry_variance
        Prior variance at a state's entry.
    """

    alive: Flags
    step_variance: Floats
    entry_variance: float

    @property
    def continues(self) -> Flags:
        """Whether a state goes on from the session before, shape (T, N)."""
        earlier = np.zeros_like(self.alive)
        earlier[1:] = self.alive[:-1]
        return self.alive & earlier


def walk_of(voted: Flags, sessions: Ints, priors: Priors) -> Walk:
    """Return the walk of states that voted in some sessions, shape (T, N)."""
    begun = np.logical_or.accumulate(voted, axis=0)
    unended = np.logical_or.accumulate(voted[::-1], axis=0)[::-1]
    gaps = np.diff(sessions, prepend=sessions[0]).astype(np.float64)
    return Walk(begun & unended, gaps * priors.step_sd**2, priors.entry_sd**2)


def smooth(walk: Walk, precision: Floats, information: Floats) -> tuple[Floats, Floats]:
    """Return the smoothed mean and variance of each state at each session.

    Parameters
    ----------
    precision, information
        What the votes tell as a normal likelihood: its precision, and precision times mean,
        shape (T, N); 0 where a state did not vote.

    Returns
    -------
    tuple of ndarray
        Mean and variance, shape (T, N); mean 0 and the entry's variance outside a state's walk.
    """
    length, continues = walk.alive.shape[0], walk.continues
    ahead_mean, ahead_var = np.zeros_like(precision), np.full_like(precision, walk.entry_variance)
    mean, variance = np.zeros_like(precision), np.zeros_like(precision)
    for t in range(length):
        if t > 0:
            ahead_mean[t] = np.where(continues[t], mean[t - 1], 0.0)
            ahead_var[t] = np.where(
                continues[t], variance[t - 1] + walk.step_variance[t], walk.entry_variance
            )
        total = 1 / ahead_var[t] + precision[t]
        variance[t] = 1 / total
        mean[t] = (ahead_mean[t] / ahead_var[t] + information[t]) / total
    for t in range(length - 2, -1, -1):
        gain = np.where(continues[t + 1], variance[t] / ahead_var[t + 1], 0.0)
        mean[t] += gain * (mean[t + 1] - ahead_mean[t + 1])
        variance[t] += gain**2 * (variance[t + 1] - ahead_var[t + 1])
    return mean, variance
