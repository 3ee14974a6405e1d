"""What is read off a fit: which way it points, and which roll calls pulled a state there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment.fitting import Fit
from counterpoise.relations.alignment.link import answers
from counterpoise.relations.alignment.votes import Floats, Ints


def oriented(fit: Fit, plus: int, minus: int | None = None) -> Fit:
    """Return the fit pointing so that one anchor lies above another.

    Parameters
    ----------
    plus, minus
        Indices of states. Without `minus`, `plus` lies above the mean of all positions. Compared
        over the sessions in which they voted, both together where there are such.

    Raises
    ------
    MeasureError
        An anchor has no vote, or the two do not differ.
    """
    voted = fit.votes.voted
    for anchor in (plus, minus):
        if anchor is not None and not voted[:, anchor].any():
            raise MeasureError(f"anchor {anchor} never votes", remedy="choose one that does")
    if minus is None:
        gap = float(fit.mean[voted[:, plus], plus].mean())
    else:
        both = voted[:, plus] & voted[:, minus]
        seen = (both, both) if both.any() else (voted[:, plus], voted[:, minus])
        gap = float(fit.mean[seen[0], plus].mean() - fit.mean[seen[1], minus].mean())
    if gap == 0:
        raise MeasureError("the anchors stand at one place", remedy="choose two that differ")
    return fit if gap > 0 else flipped(fit)


def flipped(fit: Fit) -> Fit:
    """Return the fit with both ends of the scale exchanged."""
    hessian = fit.hessian.copy()
    hessian[:, 0, 1:] *= -1
    hessian[:, 1:, 0] *= -1
    items = replace(fit.items, slope=-fit.items.slope)
    return replace(fit, mean=-fit.mean, items=items, hessian=hessian)


@dataclass(frozen=True)
class Pulls:
    """How far each roll call of a session pulls a state's position.

    Attributes
    ----------
    roll_call
        Indices of the roll calls in which the state voted, shape (k,).
    pull
        In units of position: to first order, what would be lost without the roll call, shape (k,).
    """

    roll_call: Ints
    pull: Floats

    def largest(self, count: int) -> Pulls:
        """Return the roll calls with the largest pulls, the largest first."""
        kept = np.lexsort((self.roll_call, -np.abs(self.pull)))[:count]
        return Pulls(self.roll_call[kept], self.pull[kept])


def pulls(fit: Fit, t: int, state: int) -> Pulls:
    """Return the pull of each roll call of session index `t` on a state's position."""
    block = fit.votes.blocks[t]
    row = np.flatnonzero(block.states == state)
    items = fit.items.of(block)
    upper, lower = answers(block, fit.mean[t, block.states], items)
    residual = ((block.yes - upper) + (block.abstain - lower))[row] * items.slope
    cast = (block.at_upper + block.at_lower)[row] > 0
    return (
        Pulls(block.roll_calls[cast[0]], fit.variance[t, state] * residual[cast])
        if (row.size > 0)
        else Pulls(np.zeros(0, dtype=np.int64), np.zeros(0))
    )
