"""What could take a partner's place: who else gives the same kind of thing, and how much."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration.indices import amounts


def substitution(table: ArrayLike) -> NDArray[np.float64]:
    """Return how much of each partner's amount others match, kind by kind.

    Parameters
    ----------
    table
        Shape (partners, kinds): amounts from 0.

    Returns
    -------
    numpy.ndarray
        Shape (partners,): ``sum_c min(v_kc, what all others give of c) / sum_c v_kc``, from 0
        (nobody else gives any of it) to 1 (others give as much of every kind); nan for a partner
        without any amount.

    Raises
    ------
    MeasureError
        The table is not made of finite numbers from 0.
    """
    given = np.asarray(table, dtype=np.float64)
    if given.ndim != 2 or given.size == 0 or not np.isfinite(given).all() or (given < 0).any():
        raise MeasureError(
            f"amounts of shape {given.shape} are not a table of finite numbers from 0",
            remedy="give one row a partner and one column a kind",
        )
    others = given.sum(axis=0) - given
    totals = given.sum(axis=1)
    matched = np.minimum(given, np.maximum(others, 0.0)).sum(axis=1)
    out: NDArray[np.float64] = np.divide(
        matched, totals, out=np.full_like(totals, np.nan), where=totals > 0
    )
    return out


def replacement_growth(values: ArrayLike) -> NDArray[np.float64]:
    """Return by what factor all others together would have to grow to replace each partner.

    Returns
    -------
    numpy.ndarray
        Shape (partners,): ``v_k / (sum v - v_k)``; 0.25 means a quarter more; infinite where
        there is nobody else.
    """
    given = amounts(values)
    others = given.sum() - given
    out: NDArray[np.float64] = np.divide(
        given, others, out=np.where(given > 0, np.inf, 0.0), where=others > 0
    )
    return out
