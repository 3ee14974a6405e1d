"""Invented relations of known tenor, to measure how often the interval covers the truth.

None shares the estimator's form, which knows neither jumps nor disputes nor silent months:

- `jumps`: the tenor stays for a while (18 months on average) and jumps;
- `bunched`: acts come in disputes of several acts, each dispute with a mood of its own, so counts
  are overdispersed and weights within a dispute resemble each other;
- `unreported`: the tenor wanders in heavy-tailed steps, and whole stretches of weeks to months are
  reported poorly or not at all.

The truth is the decay-weighted mean of the tenor over time, silent stretches included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from counterpoise.relations.coded_acts import ActArrays, Days, Floats, ScoreRule, score

SPAN_DAYS = 1461
_NEGATIVE = np.array([-0.2, -0.4, -0.5, -0.6, -0.7, -0.9])
_POSITIVE = np.array([0.1, 0.2, 0.35, 0.4, 0.5, 0.6, 0.7])
_LOW, _HIGH = float(_NEGATIVE.mean()), float(_POSITIVE.mean())


@dataclass(frozen=True, slots=True)
class World:
    """A tenor a day, shape (`SPAN_DAYS`,), and the acts recorded of it."""

    tenor: Floats
    acts: ActArrays

    def truth(self, half_life_days: float) -> float:
        """Decay-weighted mean of the tenor up to the last day."""
        ages = np.arange(len(self.tenor))[::-1]
        left = 2.0 ** (-ages / half_life_days)
        return float(left @ self.tenor / left.sum())


Generator = Callable[[np.random.RandomState, float], World]


def jumps(draw: np.random.RandomState, acts_per_year: float) -> World:
    """Tenor constant between jumps at random times; acts at random times."""
    breaks = np.sort(draw.randint(0, SPAN_DAYS, draw.poisson(SPAN_DAYS / 548)))
    levels = draw.uniform(_LOW, _HIGH, len(breaks) + 1)
    tenor = levels[np.searchsorted(breaks, np.arange(SPAN_DAYS), side="right")]
    days = draw.randint(0, SPAN_DAYS, draw.poisson(acts_per_year * SPAN_DAYS / 365))
    return World(tenor, _acts(draw, days, tenor[days]))


def bunched(draw: np.random.RandomState, acts_per_year: float) -> World:
    """Disputes of a geometric number of acts, each with a mood about a slowly swinging tenor."""
    swing = 0.15 * np.sin(np.arange(SPAN_DAYS) / draw.uniform(100, 400) + draw.uniform(0, 6))
    tenor = np.clip(draw.uniform(_LOW, _HIGH) + swing, _LOW, _HIGH)
    days, moods = [np.empty(0, np.int64)], [np.empty(0)]
    for _ in range(draw.poisson(acts_per_year / 4 * SPAN_DAYS / 365)):
        start, size = draw.randint(0, SPAN_DAYS), draw.geometric(0.25)
        room = min(0.3, tenor[start] - _LOW, _HIGH - tenor[start])
        days.append(np.minimum(start + draw.randint(0, 20, size), SPAN_DAYS - 1))
        moods.append(np.full(size, tenor[start] + room * draw.uniform(-1, 1)))
    return World(tenor, _acts(draw, np.concatenate(days), np.concatenate(moods)))


def unreported(draw: np.random.RandomState, acts_per_year: float) -> World:
    """Heavy-tailed wandering tenor; stretches of 20 to 150 days with little or no reporting."""
    walk = draw.uniform(_LOW, _HIGH) + 0.08 * np.cumsum(draw.standard_t(3, SPAN_DAYS // 30 + 1))
    width = _HIGH - _LOW
    folded = _LOW + np.abs((walk - _LOW + width) % (2 * width) - width)
    tenor = np.repeat(folded, 30)[:SPAN_DAYS]
    reported = np.ones(SPAN_DAYS)
    day = 0
    while day < SPAN_DAYS:
        length = draw.randint(20, 150)
        reported[day : day + length] = draw.choice([0.0, 0.3, 0.6, 0.9])
        day += length
    rate = acts_per_year / 0.45
    days = draw.randint(0, SPAN_DAYS, draw.poisson(rate * SPAN_DAYS / 365))
    days = days[draw.random_sample(len(days)) < reported[days]]
    return World(tenor, _acts(draw, days, tenor[days]))


WORLDS: tuple[tuple[str, Generator], ...] = (
    ("jumps", jumps),
    ("bunched acts", bunched),
    ("missing reports", unreported),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the interval fared over many worlds.

    Attributes
    ----------
    trials
        Worlds with enough evidence for a score.
    covered
        Share of them whose interval holds the decay-weighted mean tenor.
    covered_present
        Share whose interval holds the tenor of the last day, which the score does not claim.
    width
        Mean width of the interval.
    """

    trials: int
    covered: float
    covered_present: float
    width: float


def coverage(
    generator: Generator,
    rule: ScoreRule,
    *,
    trials: int,
    acts_per_year: tuple[float, float],
    seed: int,
    enough: tuple[int, float] = (3, 1.5),
) -> Coverage:
    """Measure how often the interval covers the truth.

    Parameters
    ----------
    acts_per_year
        Lowest and highest rate of recorded acts; each world's is drawn log-uniformly.
    enough
        Least number of acts and least amount of evidence for a score to be stated.
    """
    draw = np.random.RandomState(seed)
    low, high = np.log(acts_per_year)
    hits = []
    for _ in range(trials):
        world = generator(draw, float(np.exp(draw.uniform(low, high))))
        found = score(world.acts, SPAN_DAYS, rule)
        if found.acts < enough[0] or found.amount < enough[1]:
            continue
        truth, present = world.truth(rule.half_life_days), float(world.tenor[-1])
        hits.append(
            (
                found.low <= truth <= found.high,
                found.low <= present <= found.high,
                found.high - found.low,
            )
        )
    table = np.array(hits, dtype=np.float64)
    covered, present, width = table.mean(axis=0).tolist()
    return Coverage(len(hits), covered, present, width)


def _acts(draw: np.random.RandomState, days: Days, tenor: Floats) -> ActArrays:
    """Acts whose mean weight is the tenor: positive or negative, of random strength."""
    share = (tenor - _LOW) / (_HIGH - _LOW)
    weight = np.where(
        draw.random_sample(len(days)) < share,
        draw.choice(_POSITIVE, len(days)),
        draw.choice(_NEGATIVE, len(days)),
    )
    order = np.argsort(days, kind="stable")
    dated = days[order].astype(np.int64) + 1
    return ActArrays(dated, dated, weight[order])
