"""Groups are not summed with their members."""

from __future__ import annotations

import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration import capability_index, refuse_overlap

MEMBERS = {"union": ("alpha", "beta"), "club": ("alpha", "beta", "gamma")}


def test_capabilities_by_hand() -> None:
    # Output 60, 30, 10 of 100; population 10, 10, 20 of 40:
    # (.6 + .25)/2, (.3 + .25)/2, (.1 + .5)/2.
    found = capability_index(["alpha", "beta", "gamma"], [[60, 10], [30, 10], [10, 20]], MEMBERS)
    assert found.tolist() == pytest.approx([0.425, 0.275, 0.3], abs=1e-15)


def test_a_group_alone_is_a_unit() -> None:
    assert capability_index(["union", "gamma"], [[3], [1]], MEMBERS).tolist() == [0.75, 0.25]


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (["alpha", "union"], "union is a group that contains alpha, which stand beside it"),
        (["union", "club"], "club is a group that contains union"),
        (["alpha", "alpha"], "alpha stands twice"),
    ],
)
def test_groups_beside_members_are_refused(units: list[str], told: str) -> None:
    with pytest.raises(MeasureError, match=told):
        refuse_overlap(units, MEMBERS)
    with pytest.raises(MeasureError, match=told):
        capability_index(units, [[1], [1]], MEMBERS)


@pytest.mark.parametrize("table", [[[1]], [[1], [-1]], [[0], [0]], [[float("inf")], [1]]])
def test_bad_tables_are_refused(table: list[list[float]]) -> None:
    with pytest.raises(MeasureError, match="not a table of finite numbers"):
        capability_index(["alpha", "beta"], table, {})
