"""What is refused at the door, and how acts are counted."""

from __future__ import annotations

import numpy as np
import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points import count_acts, dyad_counts, dyad_flow, watch

GOOD = [[1.0, 0.0], [2.0, 1.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: dyad_counts([1, 2, 3], [[1, 0], [-2, 1], [0, 0]], [1, -1]),
            "period 2, event type 0: the count -2.0 is not a number from 0 up",
        ),
        (
            lambda: dyad_counts([1, 2, 3], [[1, 0], [2, float("nan")], [0, 0]], [1, -1]),
            "period 2, event type 1: the count nan is not a number from 0 up",
        ),
        (lambda: dyad_counts([1, 3, 2], GOOD, [1, -1]), "period 2 comes after 3"),
        (lambda: dyad_counts([1, 2, 2], GOOD, [1, -1]), "period 2 appears twice"),
        (lambda: dyad_counts([1, 5, 12], GOOD, [1, -1], step_days=7), "period 5 begins before"),
        (lambda: dyad_counts([1, 2, 3], GOOD, [1]), "event type 1 has no weight"),
        (lambda: dyad_counts([1, 2, 3], GOOD, [1, float("nan")]), "event type 1 has no weight"),
        (lambda: dyad_counts([1, 2, 3], GOOD, [1, 2, 3]), "3 weights for 2 event types"),
        (lambda: dyad_counts([1, 2], GOOD, [1, -1]), "shape (3, 2) for 2 periods"),
        (lambda: dyad_counts([1.5, 2, 3], GOOD, [1, -1]), "one whole day number a period"),
        (lambda: dyad_counts([1, 2, 3], GOOD, [1, -1], step_days=0), "period of 0 days"),
        (lambda: dyad_counts([1, 2, 3], GOOD, [1, -1], channels=[0]), "1 channels for 2"),
        (lambda: dyad_flow([1, 2], [0.0, float("inf")]), "value inf is not a finite number"),
        (lambda: dyad_flow([1, 2], [0.0]), "1 sums for 2 periods"),
        (lambda: dyad_flow([2, 1], [0.0, 1.0]), "period 1 comes after 2"),
        (lambda: count_acts([1], [2], [1, 2], [1, -1]), "event type 2 has no weight"),
        (lambda: count_acts([3], [0], [1, 2], [1, -1]), "day 3 lies in no covered period"),
        (lambda: count_acts([0], [0], [1, 2], [1, -1]), "day 0 lies in no covered period"),
        (lambda: watch(dyad_flow([1], [0.0]), run_lengths=(7, 5)), "let them increase from 1"),
        (lambda: watch(dyad_flow([1], [0.0]), run_lengths=()), "let them increase from 1"),
        (lambda: watch(dyad_flow([1], [0.0]), run_lengths=(7, 200)), "up to the baseline"),
    ],
)
def test_bad_input_gets_one_sentence(call, words):
    with pytest.raises(MeasureError) as error:
        call()
    assert words in str(error.value)
    assert str(error.value).count("\n") == 0
    assert str(error.value).endswith(".")


def test_acts_are_counted_into_their_periods():
    dyad = count_acts([9, 1, 2, 15], [1, 0, 0, 1], [1, 8, 15], [2.0, -3.0], step_days=7)
    assert dyad.counts.tolist() == [[2, 0], [0, 1], [0, 1]]
    assert dyad.act_periods.tolist() == [1, 0, 0, 2]
    assert dyad.flow.tolist() == [4.0, -3.0, -3.0]


def test_without_channels_each_type_is_its_own():
    assert dyad_counts([1, 2, 3], np.array(GOOD), [1.0, -1.0]).channels.tolist() == [0, 1]
