"""F1 and covering worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.annotations import covering, f1_score


def test_f1_by_hand():
    # Marks: {0, 10} and {0, 12, 40}; union {0, 10, 12, 40}; found {0, 11, 60}.
    # Union: 0 with 0, 10 with 11, nothing left for 12: precision 2/3.
    # Recall: first 2/2, second 2/3 (12 with 11): mean 5/6. F1 = 2·(2/3)(5/6)/(3/2) = 20/27.
    assert f1_score({"a": [10], "b": [12, 40]}, [11, 60]) == pytest.approx(20 / 27)


def test_f1_of_no_change_by_hand():
    # Precision 1; recall of {0} against {0, 5}, {0} and {0, 3, 9}: (1/2 + 1 + 1/3) / 3 = 11/18.
    assert f1_score({"a": [50], "b": [], "c": [30, 90]}, []) == pytest.approx(22 / 29)


def test_the_margin_is_five_periods_inclusive():
    assert f1_score({"a": [20]}, [25]) == 1.0
    assert f1_score({"a": [20]}, [26]) == pytest.approx(0.5)


def test_no_found_change_serves_two_marks():
    # {0, 20, 22} against {0, 21}: precision 1, recall 2/3.
    assert f1_score({"a": [20, 22]}, [21]) == pytest.approx(0.8)


def test_covering_by_hand():
    # True pieces [0,4) and [4,10), found [0,6) and [6,10).
    # [0,4): best 4/6; [4,10): with [0,6) 2/10, with [6,10) 4/6. (4·2/3 + 6·2/3)/10 = 2/3.
    assert covering({"a": [4]}, [6], length=10) == pytest.approx(2 / 3)


def test_covering_weighs_true_pieces_not_found_ones():
    # One true piece, found [0,2) and [2,10): best 8/10. The other way round: (2·.2 + 8·.8)/10.
    assert covering({"a": []}, [2], length=10) == pytest.approx(0.8)
    assert covering({"a": [2]}, [], length=10) == pytest.approx(0.68)


def test_covering_averages_annotators():
    assert covering({"a": [], "b": [5]}, [], length=10) == pytest.approx((1 + 0.5) / 2)


@given(st.sets(st.integers(1, 99), max_size=8))
def test_the_truth_scores_one(cuts):
    marks = {"a": sorted(cuts)}
    assert f1_score(marks, cuts) == pytest.approx(1.0)
    assert covering(marks, cuts, length=100) == pytest.approx(1.0)


def test_nobody_and_nowhere_are_refused():
    with pytest.raises(MeasureError, match="nobody marked"):
        f1_score({}, [3])
    with pytest.raises(MeasureError, match="change 10 lies outside a series of 10 periods"):
        covering({"a": [10]}, [], length=10)
