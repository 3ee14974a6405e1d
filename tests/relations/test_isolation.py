"""Ranks under random weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from counterpoise.errors import MeasureError
from counterpoise.relations.isolation import rank_survival

LOSSES = arrays(
    np.float64,
    st.tuples(st.integers(1, 5), st.integers(1, 4)),
    elements=st.floats(0, 1, allow_subnormal=False),
)


def test_a_row_that_loses_most_everywhere_is_first_under_every_weighting() -> None:
    found = rank_survival([[0.1, 0.2], [0.5, 0.9], [0.4, 0.3]])
    assert found.order == (1, 2, 0)
    assert found.first_share == 1.0
    assert found.order_share == 1.0


def test_rows_that_each_lead_in_one_component_share_the_first_place() -> None:
    found = rank_survival([[1.0, 0.0], [0.0, 1.0]], draws=20_000)
    assert found.first_share == pytest.approx(0.5, abs=0.02)
    assert found.pair_shares[0, 1] + found.pair_shares[1, 0] == pytest.approx(1.0)


def test_given_weights_decide_the_order() -> None:
    assert rank_survival([[1.0, 0.0], [0.0, 1.0]], [1.0, 3.0]).order == (1, 0)


@given(LOSSES, st.randoms(use_true_random=False))
def test_swapping_rows_swaps_them_in_the_result_and_nothing_else(losses, random) -> None:
    order = list(range(len(losses)))
    random.shuffle(order)
    plain, swapped = rank_survival(losses, draws=50), rank_survival(losses[order], draws=50)
    np.testing.assert_allclose(swapped.totals, plain.totals[order])
    np.testing.assert_allclose(swapped.pair_shares, plain.pair_shares[np.ix_(order, order)])


@given(LOSSES)
def test_the_same_seed_gives_the_same_shares(losses) -> None:
    one, two = rank_survival(losses, draws=20), rank_survival(losses, draws=20)
    assert one.first_share == two.first_share
    np.testing.assert_array_equal(one.pair_shares, two.pair_shares)


@pytest.mark.parametrize(
    "losses", [[], [[]], [1.0, 2.0], [[-0.1]], [[float("nan")]], [[float("inf")]]]
)
def test_what_is_no_table_of_losses_is_refused(losses) -> None:
    with pytest.raises(MeasureError, match="one row a partner"):
        rank_survival(losses)


@pytest.mark.parametrize("weights", [[1.0], [1.0, 0.0], [1.0, float("nan")]])
def test_weights_that_do_not_fit_are_refused(weights) -> None:
    with pytest.raises(MeasureError, match="one positive weight"):
        rank_survival([[0.1, 0.2]], weights)
