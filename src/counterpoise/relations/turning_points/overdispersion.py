"""How much an act tells when acts come in bursts: effective counts."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.turning_points.arrays import Floats

MIX_TOTALS = (5.0, 22.0, 100.0)
MIX_CORRELATIONS = (0.20, 0.08, 0.02)
"""Dirichlet-multinomial correlation of acts within one period, at the middles of the bins 2–9,
10–49 and 50 up, as measured on coded political events of 2021–2022; between them it falls
with the logarithm of the total, outside it is held."""

LEAST_DISPERSION = 0.1


def mix_correlation(totals: Floats) -> Floats:
    """Return the correlation ρ of acts within a period that has `totals` of them.

    Parameters
    ----------
    totals
        Acts in each period, from 0 up, any shape.

    Returns
    -------
    ndarray
        Between .02 and .20, falling with the total; same shape.
    """
    return np.asarray(
        np.interp(np.log(np.maximum(totals, 1.0)), np.log(MIX_TOTALS), MIX_CORRELATIONS)
    )


def effective_mix(counts: Floats) -> Floats:
    """Return counts deflated to the information they carry about the mix.

    A Dirichlet-multinomial total N with correlation ρ has 1 + (N − 1) ρ times the variance of a
    multinomial; dividing by that gives a multinomial of the same precision.

    Parameters
    ----------
    counts
        Acts by period and type, shape (T, K).

    Returns
    -------
    ndarray
        Effective counts, shape (T, K), at most `counts`.
    """
    totals = counts.sum(axis=1)
    inflation = 1 + np.maximum(totals - 1, 0.0) * mix_correlation(totals)
    return np.asarray(counts / inflation[:, np.newaxis])


def volume_dispersion(totals: Floats) -> float:
    """Return the variance of a period's total over its mean, from successive differences.

    Differences of neighbours leave a change of level out of the variance. At least .1.

    Parameters
    ----------
    totals
        Acts in each period, shape (T,).
    """
    mean = float(totals.mean()) if totals.size > 0 else 0.0
    if totals.size < 2 or mean == 0.0:
        return 1.0
    return max(float((np.diff(totals) ** 2).mean()) / (2 * mean), LEAST_DISPERSION)
