"""One Newton step of all items' parameters, given where the states stand."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.alignment.link import Items, ItemSums
from counterpoise.relations.alignment.priors import Priors
from counterpoise.relations.alignment.votes import Floats

LONGEST_STEP = 1.0
"""Of a parameter in one iteration, in logits: keeps the first steps from overshooting."""


def gap_terms(log_gap: Floats) -> tuple[Floats, Floats]:
    """Return first and second derivative of log(1 - exp(-g)) in log g."""
    gap = np.minimum(np.exp(log_gap), 50.0)
    first = gap / np.expm1(gap)
    return first, first * (1 - gap / -np.expm1(-gap))


def item_hessian(sums: ItemSums, abstained: Floats, items: Items, priors: Priors) -> Floats:
    """Return the negative Hessian of each item's log posterior, shape (J, 3, 3).

    Parameters
    ----------
    sums
        Over all votes on each item, shape (3, J).
    abstained
        Abstentions on each item, shape (J,).
    """
    half = np.exp(items.log_gap) / 2
    upper, lower = sums.upper_weight, sums.lower_weight
    hessian = np.empty((items.slope.size, 3, 3))
    hessian[:, 0, 0] = upper[2] + lower[2] + priors.slope_sd**-2
    hessian[:, 1, 1] = upper[0] + lower[0] + priors.centre_sd**-2
    hessian[:, 0, 1] = hessian[:, 1, 0] = -(upper[1] + lower[1])
    hessian[:, 0, 2] = hessian[:, 2, 0] = half * (lower[1] - upper[1])
    hessian[:, 1, 2] = hessian[:, 2, 1] = half * (upper[0] - lower[0])
    bent = -abstained * gap_terms(items.log_gap)[1] - half * (sums.lower[0] - sums.upper[0])
    hessian[:, 2, 2] = half**2 * (upper[0] + lower[0]) + np.maximum(bent, 0)
    hessian[:, 2, 2] += priors.log_gap_sd**-2
    return hessian


def improved(
    sums: ItemSums, abstained: Floats, items: Items, priors: Priors
) -> tuple[Items, Floats]:
    """Return the items after a Newton step, and the negative Hessian it was made with."""
    half = np.exp(items.log_gap) / 2
    slope = sums.upper[1] + sums.lower[1] - items.slope / priors.slope_sd**2
    centre = -(sums.upper[0] + sums.lower[0]) - items.centre / priors.centre_sd**2
    gap = half * (sums.lower[0] - sums.upper[0]) + abstained * gap_terms(items.log_gap)[0]
    gap -= (items.log_gap - priors.log_gap_mean) / priors.log_gap_sd**2
    hessian = item_hessian(sums, abstained, items, priors)
    gradient = np.stack([slope, centre, gap], axis=1)
    step = np.linalg.solve(hessian, gradient[..., np.newaxis])[..., 0]
    step = np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    moved = Items(items.slope + step[:, 0], items.centre + step[:, 1], items.log_gap + step[:, 2])
    return moved, hessian
