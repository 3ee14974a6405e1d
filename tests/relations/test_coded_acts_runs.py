from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.relations.coded_acts_runs import maximal_runs, runs_of_acts


def by_definition(steps: list[int], offset: int = 0) -> list[tuple[int, int, int]]:
    """Take the best run, the shortest and first among equals; then the same left and right."""
    best = max(
        (
            (sum(steps[start:stop]), start - stop, -start)
            for start in range(len(steps))
            for stop in range(start + 1, len(steps) + 1)
        ),
        default=(0, 0, 0),
    )
    if best[0] <= 0:
        return []
    start = -best[2]
    stop = start - best[1]
    left, right = by_definition(steps[:start], offset), by_definition(steps[stop:], offset + stop)
    return [*left, (start + offset, stop + offset, best[0]), *right]


@settings(max_examples=200)
@given(st.lists(st.integers(-5, 5).filter(bool), max_size=14))
def test_runs_are_those_of_the_definition(steps):
    found = [(run.start, run.stop, round(run.score)) for run in maximal_runs(steps)]
    expected = by_definition(steps)
    assert sorted(score for *_, score in found) == sorted(score for *_, score in expected)
    assert sum(stop - start for start, stop, _ in found) == sum(
        stop - start for start, stop, _ in expected
    )


def test_the_example_of_the_paper():
    steps = [4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5]
    found = [(run.start, run.stop, run.score) for run in maximal_runs(steps)]
    assert found == [(0, 1, 4), (2, 3, 3), (4, 11, 7)]


def test_quiet_time_ends_a_run():
    days = np.array([0, 10, 800, 810], dtype=np.int64)
    pushes = np.array([0.7, 0.7, 0.7, 0.7])
    assert len(runs_of_acts(days, pushes, 0.7 / 365)) == 2
    assert len(runs_of_acts(days, pushes, 0.0)) == 1


def test_a_contrary_act_that_does_not_prevail_stays_inside():
    days = np.array([0, 1, 2], dtype=np.int64)
    (run,) = runs_of_acts(days, np.array([0.7, -0.4, 0.7]), 0.0)
    assert (run.start, run.stop) == (0, 3)
    assert len(runs_of_acts(days, np.array([0.4, -0.7, 0.4]), 0.0)) == 2


def test_no_acts_no_runs():
    assert runs_of_acts(np.empty(0, np.int64), np.empty(0), 0.1) == ()
