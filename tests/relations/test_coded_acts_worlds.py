"""Coverage of the interval; the full table comes from benchmarks/coded_acts_coverage.py.

The bounds leave room for the chance of 1,000 trials; the table tells where the rate itself lies.
"""

from __future__ import annotations

import numpy as np
import pytest

from counterpoise.assess.settings import Settings
from counterpoise.relations.coded_acts_worlds import SPAN_DAYS, WORLDS, coverage


@pytest.mark.parametrize(("name", "generator"), WORLDS)
def test_the_interval_covers_the_truth_at_its_stated_rate(name, generator):
    rule = Settings.read().score.rule
    found = coverage(generator, rule, trials=1000, acts_per_year=(6, 36), seed=7)
    error = 2 * (0.1 * 0.9 / found.trials) ** 0.5
    assert 0.87 - error < found.covered < 0.93 + error, name


@pytest.mark.parametrize(("name", "generator"), WORLDS)
def test_acts_weigh_what_the_tenor_says_on_average(name, generator):
    draw = np.random.RandomState(3)
    gaps = []
    for _ in range(150):
        world = generator(draw, 60)
        tenor = world.tenor[world.acts.last - 1]
        gaps.append(float(np.mean(world.acts.weight - tenor)))
        assert world.tenor.shape == (SPAN_DAYS,)
    assert abs(np.mean(gaps)) < 0.01, name
