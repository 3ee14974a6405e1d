"""Bounds hold every allocation, and are reached."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration import herfindahl, missingness_bounds, top_share

AMOUNT = st.one_of(st.just(0.0), st.floats(0.01, 1000))


def test_without_anything_missing_the_bounds_meet() -> None:
    found = missingness_bounds([50, 30, 20], [50, 30, 20])
    assert found.herfindahl == pytest.approx((0.38, 0.38), abs=1e-12)
    assert found.top_share == (0.5, 0.5)
    assert found.shares.tolist() == [[0.5, 0.5], [0.3, 0.3], [0.2, 0.2]]


def test_an_unknown_supplier_by_hand() -> None:
    # Known 60 and 20, unknown 20. Most: the 20 belongs to the first: 80, 20 of 100 -> .68.
    # Least: it spreads over ever more newcomers: (.6**2 + .2**2) = .40.
    # Top share from 60/100 to 80/100. The second: 20/100 to 40/100.
    found = missingness_bounds([60, 20], [60, 20], 20)
    assert found.herfindahl == pytest.approx((0.40, 0.68), abs=1e-12)
    assert found.effective_partners == pytest.approx((1 / 0.68, 2.5), abs=1e-12)
    assert found.top_share == pytest.approx((0.6, 0.8), abs=1e-12)
    assert found.shares[1].tolist() == pytest.approx([0.2, 0.4], abs=1e-12)


def test_an_uncertain_amount_by_hand() -> None:
    # First 30; second 10 to 30. Most: 30 and 10 of 40 -> (9 + 1)/16 = .625. Least: equal -> .5.
    found = missingness_bounds([30, 10], [30, 30])
    assert found.herfindahl == pytest.approx((0.5, 0.625), abs=1e-12)
    assert found.shares.tolist() == [[0.5, 0.75], [0.25, 0.5]]


def test_the_least_may_lie_inside_a_range() -> None:
    # 4, and 0 to 9: equal amounts are least concentrated, at 4 and 4.
    assert missingness_bounds([4, 0], [4, 9]).herfindahl == pytest.approx((0.5, 1.0), abs=1e-12)


def test_nothing_certain_at_all() -> None:
    assert missingness_bounds([0, 0], [5, 5]).herfindahl == (0.5, 1.0)
    assert missingness_bounds([0], [0], 5).herfindahl == (0.0, 1.0)
    assert missingness_bounds([0], [0], 5).effective_partners == (1.0, float("inf"))


@st.composite
def boxes(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, tuple[float, float]]:
    count = draw(st.integers(1, 7))
    low = np.array(draw(st.lists(AMOUNT, min_size=count, max_size=count)))
    high = low + np.array(draw(st.lists(AMOUNT, min_size=count, max_size=count)))
    first = draw(AMOUNT)
    free = (first, first + draw(AMOUNT))
    if high.sum() + free[1] == 0:
        high[0] = 1.0
    return low, high, free


@given(boxes(), st.integers(0, 2**32 - 1))
@settings(max_examples=150, deadline=None)
def test_every_allocation_lies_within(box, seed: int) -> None:
    low, high, free = box
    bounds = missingness_bounds(low, high, free)
    random = np.random.default_rng(seed)
    for _ in range(20):
        corner = random.random(low.size) < 0.5
        inner = random.random(low.size)
        mix = np.where(random.random() < 0.5, corner, inner)
        values = np.append(low + mix * (high - low), np.zeros(4))
        extra = free[0] + random.choice([0.0, 1.0, random.random()]) * (free[1] - free[0])
        split = random.dirichlet(np.full(values.size, random.choice([0.05, 5.0])))
        values += extra * split
        if values.sum() < 1e-9:
            continue
        index, top = herfindahl(values), top_share(values)
        assert bounds.herfindahl[0] - 1e-9 <= index <= bounds.herfindahl[1] + 1e-9
        assert bounds.top_share[0] - 1e-9 <= top <= bounds.top_share[1] + 1e-9
        shares = values[: low.size] / values.sum()
        assert (bounds.shares[:, 0] - 1e-9 <= shares).all()
        assert (shares <= bounds.shares[:, 1] + 1e-9).all()


@given(boxes())
@settings(max_examples=60, deadline=None)
def test_the_upper_bound_is_reached_at_a_corner(box) -> None:
    low, high, free = box
    bounds = missingness_bounds(low, high, free)
    best = 0.0
    for corner in np.ndindex(*(2,) * low.size):
        for extra in free:
            for taker in range(low.size + 1):
                values = np.append(np.where(corner, high, low), 0.0)
                values[taker] += extra
                if values.sum() > 0:
                    best = max(best, herfindahl(values))
    assert low.sum() + free[0] == 0 or bounds.herfindahl[1] == pytest.approx(best, abs=1e-9)


def test_many_uncertain_partners_keep_a_valid_bound() -> None:
    low, high = np.full(40, 1.0), np.full(40, 1.5)
    bounds = missingness_bounds(low, high)
    assert bounds.herfindahl[0] == pytest.approx(1 / 40)
    some = np.where(np.arange(40) < 20, high, low)
    assert herfindahl(some) <= bounds.herfindahl[1] <= 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (([2], [1], 0), "a lower amount exceeds its upper amount"),
        (([1], [1], (3.0, 2.0)), "a lower amount exceeds its upper amount"),
        (([-1], [1], 0), "lower amounts hold -1 at position 0"),
        (([1], [1], float("nan")), "unallocated amounts hold nan"),
        (([0], [0], 0), "every amount is 0"),
    ],
)
def test_bad_input_is_one_sentence(arguments, told: str) -> None:
    with pytest.raises(MeasureError, match=told):
        missingness_bounds(*arguments)
