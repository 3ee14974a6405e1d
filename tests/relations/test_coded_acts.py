from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from counterpoise.errors import MeasureError
from counterpoise.relations.coded_acts import ActArrays, ScoreRule, decay, score, score_series

RULE = ScoreRule(365, 0.3, 0.5, 2, 30, 4, 0.9)
TODAY = 738_000
ACTS = st.lists(
    st.tuples(
        st.integers(TODAY - 1500, TODAY), st.integers(0, 200), st.sampled_from([-0.7, -0.2, 0.5])
    ),
    min_size=1,
    max_size=25,
)


def made(rows) -> ActArrays:
    first = np.array([row[0] for row in rows], dtype=np.int64)
    last = first + np.array([row[1] for row in rows], dtype=np.int64)
    return ActArrays(first, last, np.array([row[2] for row in rows], dtype=np.float64))


def test_two_acts_by_hand():
    acts = made([(TODAY - 365, 0, -0.6), (TODAY, 0, 0.4)])
    found = score(acts, TODAY, RULE)
    mean = (0.5 * -0.6 + 0.4) / 1.5
    scatter = (2 * 0.25 + 0.5 * (-0.6 - mean) ** 2 + (0.4 - mean) ** 2) / 3.5
    amount = 1.5**2 / 1.25
    precision = amount / scatter + 1 / 0.09
    assert found.mean == pytest.approx(mean)
    assert found.amount == pytest.approx(amount)
    assert found.dispersion == 1.0
    assert found.value == pytest.approx(mean * amount / scatter / precision)
    quantile = stats.t.ppf(0.95, 2 + amount)
    assert found.high - found.value == pytest.approx(quantile * precision**-0.5)


def test_an_uncertain_date_counts_as_the_mean_over_its_days():
    acts = made([(TODAY - 40, 30, 0.5)])
    days = [2 ** (-(TODAY - day) / 365) for day in range(TODAY - 40, TODAY - 9)]
    assert decay(acts, TODAY, 365)[0] == pytest.approx(np.mean(days))


def test_days_to_come_count_as_none():
    half = made([(TODAY - 9, 19, 0.5)])
    assert decay(half, TODAY, 1e9)[0] == pytest.approx(0.5)
    assert decay(made([(TODAY + 1, 0, 0.5)]), TODAY, 365)[0] == 0
    assert score(made([(TODAY + 1, 0, 0.5)]), TODAY, RULE).acts == 0


def test_without_acts_there_is_the_prior_alone():
    found = score(made([]), TODAY, RULE)
    assert (found.value, found.amount, found.acts) == (0, 0, 0)
    assert found.high == -found.low == pytest.approx(0.876, abs=0.001)


def test_as_many_acts_in_one_bunch_tell_less_than_apart():
    rows = [(-0.7, 0), (-0.7, 1), (0.5, 2), (0.5, 3)] * 3
    together = made([(TODAY - 31 * 9 - 31 * kind, 0, weight) for weight, kind in rows])
    apart = made([(TODAY - 35 * place, 0, weight) for place, (weight, _) in enumerate(rows)])
    assert score(together, TODAY, RULE).dispersion > 1.3 > score(apart, TODAY, RULE).dispersion


@settings(max_examples=60)
@given(ACTS)
def test_turning_every_sign_turns_the_score(rows):
    found = score(made(rows), TODAY, RULE)
    turned = score(made([(first, span, -weight) for first, span, weight in rows]), TODAY, RULE)
    assert (turned.value, turned.low, turned.high) == pytest.approx(
        (-found.value, -found.high, -found.low)
    )


@settings(max_examples=60)
@given(ACTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    found, other = score(made(rows), TODAY, RULE), score(made(mixed), TODAY, RULE)
    assert (other.value, other.low, other.high) == pytest.approx(
        (found.value, found.low, found.high)
    )


@settings(max_examples=100)
@given(ACTS, st.integers(1, 2000))
def test_the_interval_widens_as_evidence_ages(rows, days):
    acts = made(rows)
    settled = int(acts.last.max())
    now, later = score(acts, settled, RULE), score(acts, settled + days, RULE)
    assert later.amount < now.amount
    assert later.high - later.low > now.high - now.low or now.high - now.low == 2
    assert abs(later.value) <= abs(now.value)


@settings(max_examples=60)
@given(ACTS)
def test_score_and_interval_stay_in_range(rows):
    found = score(made(rows), TODAY, RULE)
    assert -1 <= found.low <= found.value <= found.high <= 1


@settings(max_examples=40)
@given(ACTS, st.lists(st.integers(TODAY - 1600, TODAY + 300), max_size=5))
def test_a_series_holds_the_score_of_each_day(rows, days):
    acts = made(rows)
    for day, point in zip(days, score_series(acts, days, RULE), strict=True):
        alone = score(acts, day, RULE)
        assert (point.value, point.low, point.amount) == pytest.approx(
            (alone.value, alone.low, alone.amount)
        )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([(TODAY, -1, 0.5)], "ends before it starts"),
        ([(TODAY, 0, 1.5)], "a weight of 1.5"),
        ([(TODAY, 0, float("nan"))], "a weight of nan"),
    ],
)
def test_arrays_that_cannot_be_are_refused(rows, message):
    with pytest.raises(MeasureError, match=message):
        made(rows)


def test_arrays_of_different_lengths_are_refused():
    with pytest.raises(MeasureError, match="shapes"):
        ActArrays(np.zeros(2, np.int64), np.zeros(2, np.int64), np.zeros(3))
