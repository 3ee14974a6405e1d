"""How often the 90 % interval covers the truth: python -m benchmarks.coded_acts_coverage [TRIALS].

Three generators of invented relations, none of the estimator's form, at several rates of acts; and,
as a loss to know of, a fourth run in which negative acts are reported twice as often as positive
ones, which no interval that is conditional on what was recorded can mend.
"""

from __future__ import annotations

import sys

import numpy as np

from counterpoise.assess.settings import Settings
from counterpoise.relations.coded_acts import ActArrays
from counterpoise.relations.coded_acts_worlds import WORLDS, World, coverage, jumps

RATES = ((6.0, 36.0), (4.0, 6.0), (6.0, 12.0), (12.0, 24.0), (24.0, 48.0))


def main(trials: int) -> None:
    """Print a Markdown table."""
    rule = Settings.read().score.rule
    print(
        "| generator | acts a year | scored | covers the decayed tenor "
        "| covers the last day's tenor | mean width |"
    )
    print("|---|---|---|---|---|---|")
    for name, generator in (*WORLDS, ("biased reports (not claimed)", biased)):
        for rates in RATES:
            found = coverage(generator, rule, trials=trials, acts_per_year=rates, seed=20230209)
            print(
                f"| {name} | {rates[0]:g}–{rates[1]:g} | {found.trials} | {found.covered:.1%} "
                f"| {found.covered_present:.1%} | {found.width:.2f} |",
                flush=True,
            )


def biased(draw: np.random.RandomState, acts_per_year: float) -> World:
    """Draw a world of jumps in which half of the positive acts go unreported."""
    world = jumps(draw, acts_per_year)
    acts = world.acts
    kept = (acts.weight < 0) | (draw.random_sample(len(acts)) < 0.5)
    return World(world.tenor, ActArrays(acts.first[kept], acts.last[kept], acts.weight[kept]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
