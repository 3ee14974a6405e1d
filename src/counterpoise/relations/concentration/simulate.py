"""Windows of orders and of years with a known truth, for the coverage of the intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Orders = tuple[NDArray[np.float64], NDArray[np.int64]]


@dataclass(frozen=True)
class OrderWorld:
    """Two windows of orders, and how far the index behind them moved."""

    before: Orders
    after: Orders
    truth: float


def order_world(
    random: np.random.Generator,
    *,
    orders: int,
    size_sd: float,
    partners: int = 5,
    evenness: float = 1.0,
) -> OrderWorld:
    """Draw two windows.

    Parameters
    ----------
    orders
        Number of orders in each window.
    size_sd
        Standard deviation of the logarithm of an order's size.
    evenness
        Parameter of the symmetric Dirichlet distribution that the shares come from; below 1 one
        partner tends to hold most.
    """
    sides, index = [], []
    for _ in range(2):
        shares = random.dirichlet(np.full(partners, evenness))
        places = random.choice(partners, size=orders, p=shares)
        sides.append((random.lognormal(0.0, size_sd, orders), places.astype(np.int64)))
        index.append(float(np.square(shares).sum()))
    return OrderWorld(sides[0], sides[1], index[1] - index[0])


@dataclass(frozen=True)
class YearWorld:
    """Yearly values of two windows, and how far their level moved."""

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    truth: float


def year_world(
    random: np.random.Generator, *, years: int, precision: float, persistence: float = 0.0
) -> YearWorld:
    """Draw the yearly concentration of five partners' shares around a level in each window.

    Parameters
    ----------
    precision
        How closely a year's shares follow the level (the sum of the Dirichlet's parameters).
    persistence
        Autocorrelation of the yearly deviations, from 0; the interval presumes 0.
    """
    sides, levels = [], []
    for _ in range(2):
        weights = precision * random.dirichlet(np.ones(5)) + 1e-3
        total = float(weights.sum())
        mean = float((weights * (weights + 1)).sum() / (total * (total + 1)))
        if persistence == 0:
            drawn = np.square(random.dirichlet(weights, size=years)).sum(axis=1)
        else:
            sd = float(np.square(random.dirichlet(weights, size=4000)).sum(axis=1).std())
            noise = random.normal(size=years)
            for year in range(1, years):
                fresh = (1 - persistence**2) ** 0.5 * noise[year]
                noise[year] = persistence * noise[year - 1] + fresh
            drawn = mean + sd * noise
        sides.append(drawn)
        levels.append(mean)
    return YearWorld(sides[0], sides[1], levels[1] - levels[0])
