"""Indices by hand, and what may not change them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.concentration import (
    asymmetry,
    effective_partners,
    herfindahl,
    herfindahl_normalised,
    replacement_growth,
    shares_of,
    substitution,
    top_share,
    whole,
)

AMOUNTS = st.lists(
    st.one_of(st.just(0.0), st.floats(min_value=1e-3, max_value=1e9)), min_size=1, max_size=12
).filter(any)


def test_indices_by_hand() -> None:
    # Amounts 50, 30, 20 of 100: shares .5, .3, .2.
    # H = .25 + .09 + .04 = .38; 1/H = 2.631578947368421; top .5.
    # Normalised: (.38 - 1/3) / (1 - 1/3) = .046666... / .666666... = .07.
    values = [50, 30, 20]
    assert shares_of(values).tolist() == [0.5, 0.3, 0.2]
    assert herfindahl(values) == pytest.approx(0.38, abs=1e-15)
    assert effective_partners(values) == pytest.approx(2.6315789473684212, abs=1e-14)
    assert top_share(values) == 0.5
    assert herfindahl_normalised(values) == pytest.approx(0.07, abs=1e-15)


def test_ends_of_the_indices() -> None:
    assert herfindahl([7]) == 1.0
    assert herfindahl_normalised([7, 0]) is None  # one partner: 0/0
    assert herfindahl([1, 1, 1, 1]) == 0.25
    assert herfindahl_normalised([1, 1, 1, 1]) == 0.0
    # Values of any size the floats hold.
    assert herfindahl([3e300, 3e300]) == pytest.approx(0.5)


def test_asymmetry_by_hand() -> None:
    # The partner gives 60 of the state's 80 (.75); the state takes 60 of the partner's 1,200 (.05).
    assert asymmetry(60 / 80, 60 / 1200) == pytest.approx(0.70, abs=1e-15)
    assert asymmetry(0.05, 0.75) == pytest.approx(-0.70, abs=1e-15)


def test_substitution_by_hand() -> None:
    # Partner A gives 8 helicopters' and 2 radars' worth; B 3 of helicopters; C 5 of radars.
    # A: min(8, 3) + min(2, 5) = 5 of 10 -> .5. B: min(3, 8) = 3 of 3 -> 1. C: min(5, 2) = 2/5.
    table = [[8, 2], [3, 0], [0, 5]]
    assert substitution(table).tolist() == [0.5, 1.0, 0.4]
    assert math.isnan(substitution([[1, 1], [0, 0]])[1])


def test_replacement_by_hand() -> None:
    # 20 of 100: the other 80 would have to grow by a quarter; 50: they would have to double.
    assert replacement_growth([50, 30, 20]).tolist() == [1.0, 30 / 70, 0.25]
    assert replacement_growth([9.0]).tolist() == [math.inf]
    assert replacement_growth([9.0, 0.0])[1] == 0


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_order_and_unit_do_not_count(values: list[float], random) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)
    for index in (herfindahl, effective_partners, top_share):
        assert index(shuffled) == pytest.approx(index(values), rel=1e-12)
        assert index([1e3 * value for value in values]) == pytest.approx(index(values), rel=1e-12)
        assert index([*values, 0.0]) == pytest.approx(index(values), rel=1e-12)
    first, second = herfindahl_normalised(shuffled), herfindahl_normalised([*values, 0.0])
    assert (first is None) == (second is None)
    assert first is None or first == pytest.approx(second, abs=1e-12)


@given(AMOUNTS)
def test_the_index_lies_between_one_over_n_and_one(values: list[float]) -> None:
    count = sum(value > 0 for value in values)
    index = herfindahl(values)
    assert 1 / count - 1e-12 <= index <= 1 + 1e-12
    assert effective_partners(values) == pytest.approx(1 / index, rel=1e-12)
    assert 1 / count - 1e-12 <= top_share(values) <= 1
    assert math.sqrt(index) <= math.sqrt(top_share(values)) + 1e-12


@given(st.lists(st.lists(st.floats(0, 1e6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_substitution_is_a_share(table: list[list[float]]) -> None:
    found = substitution(table)
    held = np.asarray(table).sum(axis=1) > 0
    assert ((found[held] >= 0) & (found[held] <= 1 + 1e-12)).all()
    assert np.isnan(found[~held]).all()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: herfindahl([1, -2]), "hold -2 at position 1; give finite numbers from 0"),
        (lambda: herfindahl([1, math.nan]), "hold nan at position 1"),
        (lambda: herfindahl([math.inf, 1]), "hold inf at position 0"),
        (lambda: herfindahl([]), r"shape \(0,\) are not a list of partners"),
        (lambda: herfindahl([0, 0]), "every amount is 0"),
        (lambda: whole([0.5, 0.3]), "the shares sum to 0.8, not to 1; name the missing part"),
        (lambda: whole([]), r"shares of shape \(0,\) are not a list"),
        (lambda: whole([[1.0]]), r"shares of shape \(1, 1\) are not a list"),
        (lambda: whole([1.5, -0.5]), "shares hold -0.5 at position 1"),
        (lambda: asymmetry(1.2, 0.1), "the weight 1.2 is no share"),
        (lambda: substitution([1, 2]), r"shape \(2,\) are not a table"),
    ],
)
def test_bad_input_is_one_sentence(call, told: str) -> None:
    with pytest.raises(MeasureError, match=told):
        call()


def test_a_table_of_shares_that_sums_is_taken() -> None:
    assert whole([0.25, 0.75]).tolist() == [0.25, 0.75]
