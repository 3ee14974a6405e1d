"""What a change has to earn: penalties from the same periods in a shuffled order."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.turning_points.arrays import Ints, rate_between
from counterpoise.relations.turning_points.evidence import Evidence

PERMUTATIONS = 99
SEED = 11


def permuted_penalty(
    evidence: Evidence,
    *,
    false_alarm_rate: float,
    block: int,
    permutations: int = PERMUTATIONS,
) -> float:
    """Return the gain that a change has to exceed.

    Parameters
    ----------
    evidence
        Evidence of the periods in their order.
    false_alarm_rate
        Share of shuffled sequences in which changes gain more, each.
    block
        Periods that stay together when shuffled: dependence within a block is part of the null.
    permutations
        Number of shuffles; their seed is fixed.

    Returns
    -------
    float
        Nats, at least 0. With fewer than two blocks nothing can be shuffled: infinite.

    Raises
    ------
    MeasureError
        On a rate outside 0–1.

    Notes
    -----
    A shuffle breaks the dependence at the edges of its blocks, and so asks too little. How much
    is seen by shuffling the shuffled periods again, which breaks as many edges once more: the
    quantile is raised by the ratio of the mean gains of once and of twice shuffled periods.
    """
    rate = rate_between(false_alarm_rate, name="false-alarm rate")
    if evidence.length < 2 * block:
        return float("inf")
    rng = np.random.default_rng(SEED)
    orders = [block_shuffle(evidence.length, block, rng) for _ in range(permutations)]
    once = [best_gain(evidence.reordered(order)) for order in orders]
    twice = [
        best_gain(evidence.reordered(order[block_shuffle(evidence.length, block, rng)]))
        for order in orders[::2]
    ]
    mean, broken = float(np.mean(once)), float(np.mean(twice))
    lost = max(mean / broken, 1.0) if broken > 0 else 1.0
    return max(float(np.quantile(once, 1 - rate, method="higher")) * lost, 0.0)


def best_gain(evidence: Evidence) -> float:
    """Return how many nats changes gain at best, for each change made.

    Looks at every single change, and at two changes around a window of 2, 3, 4, 5, 6, 7, 8, 10,
    12, … periods: a burst needs two, and coarser windows let one time in ten through.
    """
    n = evidence.length
    ends = np.arange(1, n)
    firsts, lasts = np.zeros_like(ends), np.full_like(ends, n)
    before = evidence.stretches(firsts, ends)
    after = evidence.stretches(ends, lasts)
    whole = float(evidence.costs(np.zeros(1, dtype=np.int64), n)[0])
    gain = whole - float((before + after).min())
    width = 2
    while width <= n // 2:
        starts = np.arange(1, n - width)
        costs = before[:-width] + evidence.stretches(starts, starts + width) + after[width:]
        gain = max(gain, (whole - float(costs.min())) / 2)
        width = max(width + 1, width * 5 // 4)
    return gain


def block_shuffle(length: int, block: int, rng: np.random.Generator) -> Ints:
    """Return an order of `length` periods in which blocks of `block` stay whole.

    The first block begins at a random phase, so that the blocks' edges move.
    """
    first = int(rng.integers(1, block + 1))
    edges = np.arange(first, length, block)
    pieces: list[Ints] = [np.asarray(piece) for piece in np.split(np.arange(length), edges)]
    order = rng.permutation(len(pieces))
    return np.concatenate([pieces[index] for index in order])
