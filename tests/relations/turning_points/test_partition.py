"""Exact search against exhaustive search, and invariances."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.dyads import dyad_counts
from counterpoise.relations.turning_points.evidence import (
    CountEvidence,
    FlowEvidence,
    evidence_of,
    standardised_flow,
)
from counterpoise.relations.turning_points.lines import LineCost, best_gains, line_residuals
from counterpoise.relations.turning_points.null import best_gain
from counterpoise.relations.turning_points.partition import SegmentCost, optimal_partition

values = st.lists(st.floats(-50, 50).map(lambda x: round(x, 2)), min_size=6, max_size=11)
penalties = st.floats(0.1, 8.0)


def exhaustive(cost: SegmentCost, penalty: float, min_size: int) -> float:
    """The least objective over every cut allowed."""
    n = cost.length
    best = np.inf
    for k in range(n // min_size):
        for cuts in combinations(range(1, n), k):
            edges = [0, *cuts, n]
            if min(b - a for a, b in pairwise(edges)) >= min_size:
                best = min(best, objective(cost, cuts, penalty))
    return best


def objective(cost: SegmentCost, cuts: tuple[int, ...], penalty: float) -> float:
    edges = [0, *cuts, cost.length]
    parts = [float(cost.costs(np.array([a]), b)[0]) for a, b in pairwise(edges)]
    return sum(parts) + penalty * len(cuts)


@given(values, penalties, st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_lines_reach_the_exhaustive_minimum(raw, penalty, min_size):
    cost = LineCost(np.array(raw))
    found = optimal_partition(cost, penalty=penalty, min_size=min_size)
    assert found.objective == pytest.approx(exhaustive(cost, penalty, min_size), abs=1e-7)
    assert objective(cost, found.changes, penalty) == pytest.approx(found.objective, abs=1e-7)


@given(st.lists(st.integers(0, 9), min_size=16, max_size=16), penalties)
@settings(max_examples=40, deadline=None)
def test_counts_reach_the_exhaustive_minimum(raw, penalty):
    counts = np.array(raw, dtype=float).reshape(8, 2)
    cost = evidence_of(dyad_counts(range(8), counts, [1.0, -1.0]))
    found = optimal_partition(cost, penalty=penalty, min_size=2)
    assert found.objective == pytest.approx(exhaustive(cost, penalty, 2), abs=1e-7)


@given(values, penalties)
@settings(max_examples=40, deadline=None)
def test_flows_reach_the_exhaustive_minimum(raw, penalty):
    cost = FlowEvidence(standardised_flow(np.array(raw)))
    found = optimal_partition(cost, penalty=penalty, min_size=2)
    assert found.objective == pytest.approx(exhaustive(cost, penalty, 2), abs=1e-7)


@given(values, penalties)
@settings(max_examples=60, deadline=None)
def test_reversal_keeps_the_objective(raw, penalty):
    forth = optimal_partition(LineCost(np.array(raw)), penalty=penalty, min_size=2)
    back = optimal_partition(LineCost(np.array(raw)[::-1].copy()), penalty=penalty, min_size=2)
    assert forth.objective == pytest.approx(back.objective, rel=1e-6, abs=1e-6)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_pruning_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    series = rng.standard_normal(60) + np.repeat(rng.normal(0, 4, 6), 10)
    pruned = LineCost(series)
    full = LineCost(series)
    full.convex = False
    assert optimal_partition(pruned, penalty=9.0, min_size=3) == optimal_partition(
        full, penalty=9.0, min_size=3
    )


def test_reversed_series_breaks_at_mirrored_places():
    rng = np.random.default_rng(3)
    series = 0.1 * rng.standard_normal(90) + np.repeat([0.0, 9.0, -5.0], 30)
    forth = optimal_partition(LineCost(series), penalty=5.0, min_size=3).changes
    back = optimal_partition(LineCost(series[::-1].copy()), penalty=5.0, min_size=3).changes
    assert forth == (30, 60)
    assert sorted(90 - cut for cut in back) == [30, 60]


def test_cutting_never_raises_the_cost_of_lines():
    rng = np.random.default_rng(5)
    cost = LineCost(rng.standard_normal(40))
    for cut in range(1, 40):
        assert objective(cost, (cut,), 0.0) <= objective(cost, (), 0.0) + 1e-9


def test_the_best_gain_is_that_of_the_best_one_or_two_changes():
    rng = np.random.default_rng(2)
    counts = CountEvidence(rng.poisson(3, (12, 3)).astype(float), rng.poisson(9, 12).astype(float))
    burst = FlowEvidence(np.where((np.arange(12) // 4) == 1, 9.0, 0.0) + rng.standard_normal(12))
    for evidence in (counts, burst):
        whole = objective(evidence, (), 0.0)
        singles = [whole - objective(evidence, (cut,), 0.0) for cut in range(1, 12)]
        pairs = [
            (whole - objective(evidence, (cut, cut + width), 0.0)) / 2
            for width in range(2, 7)
            for cut in range(1, 12 - width)
        ]
        assert best_gain(evidence) == pytest.approx(max(singles + pairs))
    assert best_gain(burst) == pytest.approx(max(pairs))


def test_count_evidence_of_one_period_by_hand():
    # Two types, prior 5 acts spread as the whole series (4.5 : 2.5), one stretch of everything:
    # B(3.214+4, 1.786+2)/B(3.214, 1.786), volume 6 at expected rate 7/2, two periods.
    from math import lgamma, log

    evidence = CountEvidence(np.array([[4.0, 2.0], [0.0, 0.0]]), np.array([6.0, 0.0]))
    a, b = 5 * 4.5 / 7, 5 * 2.5 / 7
    mix = lgamma(5) - lgamma(11) + lgamma(a + 4) - lgamma(a) + lgamma(b + 2) - lgamma(b)
    inverse = 3 / 7
    volume = lgamma(7) + log(inverse) - 7 * log(inverse + 2)
    assert evidence.costs(np.array([0]), 2)[0] == pytest.approx(-(mix + volume))


def test_gain_of_one_change_is_that_of_the_best_cut():
    rng = np.random.default_rng(8)
    series = rng.standard_normal(24)
    series[12:] += 6
    cost = LineCost(series)
    singles = [objective(cost, (cut,), 0.0) for cut in range(3, 22)]
    gain = objective(cost, (), 0.0) - min(singles)
    assert best_gains(series[np.newaxis, :], min_size=3)[0] == pytest.approx(gain)


def test_residuals_of_a_line_are_none():
    assert line_residuals(np.array([[1.0, 3.0, 5.0, 7.0]])) == pytest.approx(0)


@pytest.mark.parametrize("penalty", [-1.0, float("nan"), float("inf")])
def test_a_penalty_that_is_none_is_refused(penalty):
    with pytest.raises(MeasureError, match="the penalty is"):
        optimal_partition(LineCost(np.arange(9.0)), penalty=penalty)


def test_too_short_a_sequence_has_no_change():
    assert (
        optimal_partition(LineCost(np.array([1.0, 9.0, 1.0])), penalty=0.0, min_size=2).changes
        == ()
    )
