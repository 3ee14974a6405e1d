from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment import common_choices, pair_agreement, vote_table

CHOICES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40)


def test_a_pair_worked_by_hand() -> None:
    """Ten roll calls: 4 yes/yes, 2 yes/abstain, 1 yes/no, 1 abstain/abstain, 2 no/no.

    Distances sum to 2 + 2 = 4, mean .4. Shares: one .7, .1, .2; other .4, .3, .3; pooled
    .55, .2, .25. Expected for kappa: .7(.3 + 2 × .3) + .1(.4 + .3) + .2(2 × .4 + .3) = .92;
    for pi: 2(.55 × .2 + .2 × .25 + 2 × .55 × .25) = .87.
    """
    one = np.array([0] * 7 + [1] + [2] * 2)
    other = np.array([0] * 4 + [1] * 2 + [2] + [1] + [2] * 2)
    found = pair_agreement(one, other)
    assert (found.both, found.agreement, found.s) == (10, pytest.approx(0.7), pytest.approx(0.6))
    assert found.kappa == pytest.approx(1 - 0.4 / 0.92)
    assert found.pi == pytest.approx(1 - 0.4 / 0.87)


@settings(max_examples=60, deadline=None)
@given(pairs=CHOICES)
def test_bounds_symmetry_and_identity(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    found, turned = pair_agreement(one, other), pair_agreement(other, one)
    assert found.s == pytest.approx(turned.s)
    assert found.pi == pytest.approx(turned.pi)
    assert found.kappa == pytest.approx(turned.kappa)
    assert -1 <= found.s <= 1
    for value in (found.kappa, found.pi):
        assert value is None or value <= 1
    same = pair_agreement(one, one)
    assert (same.agreement, same.s) == (pytest.approx(1), pytest.approx(1))
    flipped = pair_agreement(2 - one, 2 - other)
    assert flipped.s == pytest.approx(found.s)


def test_chance_without_room_to_differ_is_told_as_nothing() -> None:
    found = pair_agreement(np.zeros(5, int), np.zeros(5, int))
    assert (found.s, found.kappa, found.pi) == (1, None, None)


def test_no_common_roll_call_is_refused() -> None:
    with pytest.raises(MeasureError, match="0 and 0 choices are no common roll calls"):
        pair_agreement(np.zeros(0, int), np.zeros(0, int))


def test_only_roll_calls_in_which_both_voted_count() -> None:
    votes = vote_table([0, 0, 0, 1, 1, 2], [2, 0, 1, 1, 2, 0], [0, 1, 2, 0, 1, 0], [1, 1, 1, 2],
                       state_count=3)  # fmt: skip
    one, other = common_choices(votes, 0, 1, 1)
    assert (one.tolist(), other.tolist()) == ([2, 0], [0, 1])
    assert common_choices(votes, 1, 2, 1)[0].size == 0
