"""Groups beside their members: a sum over both counts the members twice, so that it is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError


def refuse_overlap(units: Sequence[str], members: Mapping[str, Collection[str]]) -> None:
    """Refuse units of which one contains another.

    Parameters
    ----------
    units
        What is to be summed or ranked together.
    members
        Members of each group; a group without an entry is taken for a single unit.

    Raises
    ------
    MeasureError
        A group stands beside one of its members, a group within it, or a unit stands twice.
    """
    listed = set(units)
    if len(listed) != len(units):
        twice = next(unit for unit in units if list(units).count(unit) > 1)
        raise MeasureError(f"{twice} stands twice", remedy="name each unit once")
    for group in units:
        inside = [
            unit
            for unit in units
            if unit != group and _contains(members.get(group, ()), members.get(unit, ()), unit)
        ]
        if inside:
            raise MeasureError(
                f"{group} is a group that contains {', '.join(inside[:3])}, which stand beside it: "
                "a sum over both counts them twice",
                remedy="leave the group out, or leave its members out",
            )


def _contains(outer: Collection[str], inner: Collection[str], unit: str) -> bool:
    return unit in outer or (bool(inner) and set(inner) <= set(outer))


def capability_index(
    names: Sequence[str], table: ArrayLike, members: Mapping[str, Collection[str]]
) -> NDArray[np.float64]:
    """Return each unit's mean share over indicators, as the index of national capability does.

    Singer, Bremer and Stuckey (1972): the mean over indicators of a state's share of the total of
    all states. The total is that of the units given.

    Parameters
    ----------
    names
        The units, of which none may contain another.
    table
        Shape (units, indicators): amounts from 0.

    Raises
    ------
    MeasureError
        A group stands beside a member, the table does not fit, or an indicator is 0 throughout.
    """
    refuse_overlap(names, members)
    given = np.asarray(table, dtype=np.float64)
    if (
        given.ndim != 2
        or given.shape[0] != len(names)
        or given.size == 0
        or not np.isfinite(given).all()
        or (given < 0).any()
        or not given.sum(axis=0).all()
    ):
        raise MeasureError(
            f"capabilities of shape {given.shape} are not a table of finite numbers from 0 for "
            f"{len(names)} units",
            remedy="give one row a unit, one column an indicator, and no indicator without amounts",
        )
    shares: NDArray[np.float64] = (given / given.sum(axis=0)).mean(axis=1)
    return shares
