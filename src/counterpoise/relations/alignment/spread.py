"""How sure the positions are: the joint covariance of all states and sessions, items included.

The votes of a session tie its states together through the uncertain items. The negative Hessian of
the log posterior with the items taken out (a Schur complement) is block-tridiagonal over sessions,
one dense block a session; a forward and a backward pass give every block of the covariance. The
positions are standardised, so the directions of a common shift and a common stretch are taken out
of it (conditioning on two linear constraints).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from counterpoise.relations.alignment.fitting import Fit
from counterpoise.relations.alignment.link import answers
from counterpoise.relations.alignment.votes import Block, Floats

OUTSIDE = 1e6
"""Precision given to a state where it does not walk: it takes no part."""


@dataclass(frozen=True)
class Spread:
    """Factors of the joint precision of the positions of one fit.

    Attributes
    ----------
    inverses
        Inverse of each session's block given the sessions before, each (N, N).
    couplings
        Off-diagonal precision between a session and the one before, shape (T, N).
    shift, stretch
        What is held fixed, shape (T, N): the mean and the spread of all shown positions.
    """

    inverses: tuple[Floats, ...]
    couplings: Floats
    shift: Floats
    stretch: Floats

    def solve(self, target: Floats) -> Floats:
        """Return covariance times `target`, shape (T, N), before the constraints."""
        forward = np.empty_like(target)
        for t in range(len(self.inverses)):
            before = self.couplings[t] * (self.inverses[t - 1] @ forward[t - 1]) if t > 0 else 0.0
            forward[t] = target[t] - before
        found = np.empty_like(target)
        for t in reversed(range(len(self.inverses))):
            after = self.couplings[t + 1] * found[t + 1] if t + 1 < len(self.inverses) else 0.0
            found[t] = self.inverses[t] @ (forward[t] - after)
        return found

    @cached_property
    def _fixed(self) -> tuple[Floats, Floats]:
        """Covariance times the constraints (2, T, N), and the inverse of their covariance."""
        fixed = np.stack([self.shift, self.stretch])
        solved = np.stack([self.solve(one) for one in fixed])
        return solved, np.linalg.pinv(np.einsum("atn,btn->ab", fixed, solved))

    def contrast_variance(self, contrast: Floats) -> float:
        """Return the variance of a weighted sum of positions, weights of shape (T, N)."""
        solved, inverse = self._fixed
        along = np.einsum("atn,tn->a", solved, contrast)
        free = float(np.sum(contrast * self.solve(contrast)))
        return max(free - float(along @ inverse @ along), 0.0)

    @cached_property
    def variance(self) -> Floats:
        """The variance of every position, shape (T, N)."""
        solved, inverse = self._fixed
        found = np.empty_like(self.couplings)
        covariance = self.inverses[-1]
        for t in reversed(range(len(self.inverses))):
            if t + 1 < len(self.inverses):
                passed = self.inverses[t] * self.couplings[t + 1]
                covariance = self.inverses[t] + passed @ covariance @ passed.T
            found[t] = np.diag(covariance)
        found -= np.einsum("atn,ab,btn->tn", solved, inverse, solved)
        return np.maximum(found, 0.0)


def spread(fit: Fit) -> Spread:
    """Return the joint uncertainty of a fit's positions."""
    walk, (length, count) = fit.walk, fit.mean.shape
    continues = walk.continues
    step = np.zeros((length, count))
    step[1:] = continues[1:] / walk.step_variance[1:, np.newaxis]
    own = np.where(walk.alive, np.where(continues, step, 1 / walk.entry_variance), OUTSIDE)
    own[:-1] += step[1:]
    inverses: list[Floats] = []
    for t, block in enumerate(fit.votes.blocks):
        precision = np.diag(own[t])
        precision[np.ix_(block.states, block.states)] += told(fit, t, block)
        if t > 0:
            precision -= np.outer(step[t], step[t]) * inverses[-1]
        inverses.append(np.linalg.inv(precision))
    voted = fit.votes.voted
    return Spread(tuple(inverses), -step, voted.astype(np.float64), np.where(voted, fit.mean, 0.0))


def told(fit: Fit, t: int, block: Block) -> Floats:
    """Return what one session's votes tell of its states, items taken out, shape (n, n)."""
    position, items = fit.mean[t, block.states], fit.items.of(block)
    upper, lower = answers(block, position, items)
    residual = (block.yes - upper) + (block.abstain - lower)
    above, below = upper - upper * upper, lower - lower * lower
    both, slope = above + below, items.slope
    half = np.exp(items.log_gap) / 2
    crossed = np.stack(
        [
            slope * both * position[:, np.newaxis] - residual,
            -slope * both,
            slope * half * (below - above),
        ],
        axis=-1,
    ).astype(np.float64)
    solved = np.linalg.solve(fit.hessian[block.items], crossed.transpose(1, 2, 0))
    return np.asarray(
        np.diag(both.astype(np.float64) @ slope**2)
        - np.einsum("njk,jkm->nm", crossed, solved, optimize=True)
    )
