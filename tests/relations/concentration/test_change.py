"""Changes between windows: by hand, and how often their intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration import change_by_orders, change_of_levels
from counterpoise.relations.concentration.simulate import order_world, year_world


def test_levels_by_hand() -> None:
    # Means 2 and 5, variances 1 and 1 over 3 years each: error sqrt(2/3) = .8164965809, 4 degrees
    # of freedom, t(.95) = 2.1318467863 -> 3 -+ 1.7406456121.
    found = change_of_levels([1, 2, 3], [4, 5, 6])
    assert (found.before, found.after, found.value) == (2, 5, 3)
    assert found.interval == pytest.approx((3 - 1.7406456121, 3 + 1.7406456121), abs=1e-9)


def test_without_scatter_the_interval_is_unknown_and_the_reason_is_told() -> None:
    single = change_of_levels([1], [4, 5])
    assert (single.interval, single.no_interval) == (None, "one year in a window has no scatter")
    flat = change_of_levels([2, 2], [3, 3])
    assert (flat.value, flat.interval) == (1, None)
    assert "all alike" in flat.no_interval
    # Three tenths are one value although their mean, rounded, is another.
    assert change_of_levels([0.1] * 3, [0.7] * 3).interval is None
    # Scatter on one side is scatter: .5 and 1.5, error sqrt(.5/2) = .5, 1 degree, t = 6.3138.
    found = change_of_levels([2, 2], [0.5, 1.5])
    assert found.no_interval == ""
    reach = 6.313751514675 * 0.5
    assert found.interval == pytest.approx((-1 - reach, -1 + reach), abs=1e-9)


def test_orders_that_change_hands() -> None:
    before = ([10.0] * 20, [0] * 20)
    after = ([10.0] * 20, [0, 1] * 10)
    found = change_by_orders(before, after, 2)
    assert (found.before, found.after) == (1.0, 0.5)
    assert found.orders == (20.0, 20.0)
    assert found.interval[0] < found.value < found.interval[1] < 0
    assert found.shares[0, 2] < 0 < found.shares[1, 1]


def test_one_great_order_is_worth_one() -> None:
    found = change_by_orders(([1000.0, 1e-6], [0, 1]), ([1.0, 1.0], [0, 1]), 2)
    assert found.orders[0] == pytest.approx(1, abs=1e-6)
    assert found.interval[0] < 0 < found.interval[1]


@given(st.permutations(range(6)), st.floats(0.01, 1e6))
@settings(max_examples=25, deadline=None)
def test_order_and_unit_do_not_count(order: list[int], unit: float) -> None:
    values, places = np.array([5.0, 3, 2, 2, 1, 9]), np.array([0, 1, 2, 0, 1, 2])
    fixed = ([4.0, 4.0], [0, 1])
    first = change_by_orders((values, places), fixed, 3)
    second = change_by_orders((unit * values[order], places[order]), fixed, 3)
    assert second.value == pytest.approx(first.value, abs=1e-6)
    assert second.interval == pytest.approx(first.interval, abs=1e-6)


def test_intervals_of_years_cover() -> None:
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        world = year_world(random, years=5, precision=30)
        low, high = change_of_levels(world.before, world.after).interval or (0, 0)
        hits += low <= world.truth <= high
    assert 0.86 <= hits / 400 <= 0.95


def test_intervals_of_orders_cover() -> None:
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(300):
        world = order_world(random, orders=15, size_sd=1.0)
        low, high = change_by_orders(world.before, world.after, 5, draws=400).interval
        hits += low <= world.truth <= high
    assert 0.86 <= hits / 300 <= 0.99


def test_correlated_years_by_hand() -> None:
    # Two years, correlation .5: the mean's variance is s1 (1 + .5)/2, and the scatter about the
    # mean shows only (1 - .5) of s1: variances 2 and 2 (n - 1) stand for 4 each, so 3 and 3; one
    # degree of freedom each, two together: t(.95) = 2.9199855804, error sqrt(6).
    found = change_of_levels([0, 2], [5, 7], persistence=0.5)
    assert found.value == 5
    reach = 2.9199855804 * 6**0.5
    assert found.interval == pytest.approx((5 - reach, 5 + reach), abs=1e-8)


def covered(years: int, persistence: float, assumed: float) -> float:
    random = np.random.default_rng(3)
    hits = 0
    for _ in range(400):
        world = year_world(random, years=years, precision=30, persistence=persistence)
        found = change_of_levels(world.before, world.after, persistence=assumed)
        low, high = found.interval or (0, 0)
        hits += low <= world.truth <= high
    return hits / 400


def test_intervals_of_correlated_years_cover() -> None:
    assert covered(5, 0.45, 0.0) < 0.82
    assert 0.86 <= covered(5, 0.45, 0.45) <= 0.95
    assert covered(5, 0.0, 0.45) > 0.95


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: change_of_levels([], [1]), r"shape \(0,\) are not a list of finite numbers"),
        (lambda: change_of_levels([1], [float("nan")]), "not a list of finite numbers"),
        (lambda: change_of_levels([1], [2], persistence=1), "persistence of 1 is out of range"),
        (lambda: change_by_orders(([1], [3]), ([1], [0]), 2), "do not fit"),
        (lambda: change_by_orders(([-1], [0]), ([1], [0]), 2), "orders hold -1 at position 0"),
        (lambda: change_by_orders(([0], [0]), ([1], [0]), 2), "every amount is 0"),
    ],
)
def test_bad_input_is_one_sentence(call, told: str) -> None:
    with pytest.raises(MeasureError, match=told):
        call()
