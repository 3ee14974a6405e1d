"""How likely each choice was, with the uncertainty of the position averaged over."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from counterpoise.relations.alignment.fitting import Fit
from counterpoise.relations.alignment.link import NODES, WEIGHTS
from counterpoise.relations.alignment.votes import Floats, Ints

LEAST = 1e-12


def chances(fit: Fit, state: Ints, roll_call: Ints) -> Floats:
    """Return the chance of yes, abstain and no of some states on some roll calls.

    Parameters
    ----------
    state, roll_call
        Shape (V,); the roll calls' sessions and items as in the fitted votes.

    Returns
    -------
    ndarray
        Shape (V, 3), rows summing to 1.
    """
    votes, items = fit.votes, fit.items
    session = np.searchsorted(votes.sessions, votes.session[roll_call])
    item = votes.item[roll_call]
    mean, deviation = fit.mean[session, state], np.sqrt(fit.variance[session, state])
    half = np.exp(items.log_gap[item]) / 2
    found = np.zeros((state.size, 3))
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        line = items.slope[item] * (mean + node * deviation) - items.centre[item]
        upper, lower = expit(line - half), expit(line + half)
        found += weight * np.stack([upper, lower - upper, 1 - lower], axis=1)
    return found


def log_score(fit: Fit, state: Ints, roll_call: Ints, choice: Ints) -> Floats:
    """Return the log chance, in nats, of the choices that were made, shape (V,)."""
    found = chances(fit, state, roll_call)[np.arange(state.size), choice]
    return np.asarray(np.log(np.maximum(found, LEAST)))
