"""Indices of concentration over partners, from amounts.

Sources: Hirschman, *National Power and the Structure of Foreign Trade* (1945), for the index and
the asymmetry of dependence; Herfindahl (1950); Laakso and Taagepera, *Comparative Political
Studies* 12 (1979), for the effective number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError

SUM_TOLERANCE = 1e-6
"""How far a table of shares may be from summing to 1."""


def amounts(values: ArrayLike, what: str = "amounts") -> NDArray[np.float64]:
    """Return amounts as an array, shape (partners,), every one finite and from 0.

    Raises
    ------
    MeasureError
        They are not a list of finite numbers from 0.
    """
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1 or given.size == 0:
        raise MeasureError(
            f"{what} of shape {given.shape} are not a list of partners",
            remedy="give one number a partner",
        )
    wrong = np.flatnonzero(~np.isfinite(given) | (given < 0))
    if wrong.size:
        place = int(wrong[0])
        raise MeasureError(
            f"{what} hold {given[place]:g} at position {place}",
            remedy="give finite numbers from 0; leave out what is missing and name it as missing",
        )
    return given


def shares_of(values: ArrayLike) -> NDArray[np.float64]:
    """Return each partner's share of the sum.

    Parameters
    ----------
    values
        Shape (partners,): amounts from 0, at least one above.

    Raises
    ------
    MeasureError
        The amounts are not finite numbers from 0, or all are 0.
    """
    given = amounts(values)
    greatest = float(given.max())
    if greatest == 0:
        raise MeasureError(
            "every amount is 0, so that there are no shares", remedy="choose a window with flows"
        )
    scaled = given / greatest  # so that neither squares nor sums leave the range of floats
    shares: NDArray[np.float64] = scaled / scaled.sum()
    return shares


def whole(shares: ArrayLike) -> NDArray[np.float64]:
    """Return a table of shares if it sums to 1.

    Raises
    ------
    MeasureError
        A share is negative or not finite, or their sum is further than 1e-6 from 1.
    """
    given = amounts(shares, "shares")
    total = float(given.sum())
    if abs(total - 1) > SUM_TOLERANCE:
        raise MeasureError(
            f"the shares sum to {total:.6g}, not to 1",
            remedy="name the missing part as missing, or give amounts instead of shares",
        )
    return given


def herfindahl(values: ArrayLike) -> float:
    """Return the Herfindahl–Hirschman index: the sum of squared shares, from 1/n to 1."""
    return float(np.square(shares_of(values)).sum())


def herfindahl_normalised(values: ArrayLike) -> float | None:
    """Return the index freed of the number of partners: 0 for equal shares, 1 for one of many.

    ``(H - 1/n) / (1 - 1/n)`` with n the number of partners with an amount above 0, so that a
    partner without any changes nothing; None where there is but one.
    """
    shares = shares_of(values)
    count = int(np.count_nonzero(shares))
    if count == 1:
        return None
    return max(0.0, (float(np.square(shares).sum()) - 1 / count) / (1 - 1 / count))


def effective_partners(values: ArrayLike) -> float:
    """Return the number of equal partners that would be as concentrated: 1/H, from 1 to n."""
    return 1 / herfindahl(values)


def top_share(values: ArrayLike) -> float:
    """Return the share of the greatest partner, from 1/n to 1."""
    return float(shares_of(values).max())


def asymmetry(weight_of_partner: float, weight_of_focal: float) -> float:
    """Return who depends more: the partner's weight for the focal state less the reverse.

    Parameters
    ----------
    weight_of_partner
        Share of the focal state's flows that come from the partner.
    weight_of_focal
        Share of the partner's flows that go to the focal state.

    Returns
    -------
    float
        From -1 to 1; above 0 the focal state depends more on the partner (Hirschman 1945, ch. 2).

    Raises
    ------
    MeasureError
        One of them is no share.
    """
    for weight in (weight_of_partner, weight_of_focal):
        if not 0 <= weight <= 1:
            raise MeasureError(
                f"the weight {weight:g} is no share", remedy="give numbers from 0 to 1"
            )
    return weight_of_partner - weight_of_focal
