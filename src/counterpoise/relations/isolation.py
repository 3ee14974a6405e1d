"""How much a ranking of partners depends on the weights of the components behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError


@dataclass(frozen=True)
class RankSurvival:
    """Ranking of partners by weighted losses, and how it fares under other weights.

    Attributes
    ----------
    order
        Row indices from the greatest weighted loss to the smallest, ties in row order.
    totals
        Weighted loss of each row, shape (rows,), with the given weights.
    first_share
        Share of draws in which the first row stays first (ties count as staying).
    order_share
        Share of draws in which the whole order stays (ties count as staying).
    pair_shares
        Entry (i, j) is the share of draws in which row i loses at least as much as row j.
    """

    order: tuple[int, ...]
    totals: NDArray[np.float64]
    first_share: float
    order_share: float
    pair_shares: NDArray[np.float64]


def rank_survival(
    losses: ArrayLike, weights: ArrayLike | None = None, *, draws: int = 1000, seed: int = 0
) -> RankSurvival:
    """Rank rows by weighted losses and repeat it under random weights.

    Parameters
    ----------
    losses
        Shape (rows, components): loss of each partner in each component, 0 or more.
    weights
        Shape (components,): positive; equal by default.
    draws
        Number of weightings drawn uniformly from the simplex (a flat Dirichlet distribution).
    seed
        Seed of the generator; the same seed gives the same shares.

    Raises
    ------
    MeasureError
        The array is not a table of finite numbers from 0, or the weights do not fit it.
    """
    table = np.asarray(losses, dtype=np.float64)
    if table.ndim != 2 or table.size == 0 or not np.isfinite(table).all() or (table < 0).any():
        raise MeasureError(
            f"losses of shape {table.shape} are not a table of finite numbers from 0",
            remedy="give one row a partner and one column a component",
        )
    rows, components = table.shape
    fixed = (
        np.full(components, 1 / components) if weights is None else _checked(weights, components)
    )
    totals = table @ fixed
    order = tuple(int(row) for row in np.argsort(-totals, kind="stable"))
    random = np.random.default_rng(seed).dirichlet(np.ones(components), size=draws)
    drawn = random @ table.T
    ranked = drawn[:, list(order)]
    tolerance = 1e-12
    return RankSurvival(
        order=order,
        totals=totals,
        first_share=float(np.mean(ranked[:, :1] >= ranked.max(axis=1, keepdims=True) - tolerance)),
        order_share=float(np.mean((np.diff(ranked, axis=1) <= tolerance).all(axis=1))),
        pair_shares=np.array(
            [
                [float(np.mean(drawn[:, i] >= drawn[:, j] - tolerance)) for j in range(rows)]
                for i in range(rows)
            ]
        ),
    )


def _checked(weights: ArrayLike, components: int) -> NDArray[np.float64]:
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (components,) or not np.isfinite(given).all() or (given <= 0).any():
        raise MeasureError(
            f"weights of shape {given.shape} do not fit {components} components",
            remedy="give one positive weight a component",
        )
    total: float = float(given.sum())
    return given / total
