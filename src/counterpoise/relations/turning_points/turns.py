"""Turning points of one dyad in hindsight: where, which way, how large, made by which acts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from counterpoise.relations.turning_points.acts import Makers, makers_of
from counterpoise.relations.turning_points.arrays import Floats
from counterpoise.relations.turning_points.dyads import DyadCounts, DyadFlow
from counterpoise.relations.turning_points.evidence import Evidence, evidence_of
from counterpoise.relations.turning_points.null import permuted_penalty
from counterpoise.relations.turning_points.partition import optimal_partition

MIN_SIZE = 2
"""The shortest unbroken state, in periods."""

INTERVAL = 0.9
"""Probability that the interval of onset holds, given that there is a change."""


@dataclass(frozen=True)
class Turn:
    """A change in what is reported between two states.

    Attributes
    ----------
    first_day, last_day
        Interval of onset, both days included. Where coverage breaks off before the first period
        of the new state, the interval begins on the first uncovered day.
    likeliest_day
        First day of the likeliest first period of the new state.
    sign
        −1 worse, 1 better, 0 neither: the sign of the change in the weighted sum a period.
    size
        That change: weight units a period.
    valence_change
        Change in the mean weight of an act, None for a feed without counts or without acts on
        one side. Where its sign differs from `sign`, the volume of reports drives the turn.
    volume_ratio
        Acts a period after over before, None for a feed without counts or with none before.
    probability
        Posterior probability of a change here against none, with the penalty as prior odds.
    gain
        Nats the change gains, averaged over its possible days.
    channels
        Channel numbers with their shares of the evidence for the change, largest first.
    acts
        Indices of the acts that contribute most to the likelihood ratio, largest first.
    """

    first_day: int
    last_day: int
    likeliest_day: int
    sign: int
    size: float
    valence_change: float | None
    volume_ratio: float | None
    probability: float
    gain: float
    channels: tuple[tuple[int, float], ...]
    acts: tuple[int, ...]


def find_turns(
    dyad: DyadCounts | DyadFlow,
    *,
    false_alarm_rate: float = 0.05,
    block: int = 4,
    penalty: float | None = None,
) -> tuple[Turn, ...]:
    """Find every change of state of one dyad.

    Parameters
    ----------
    dyad
        Counts or signed sums by covered period.
    false_alarm_rate
        Share of shuffled copies of the same periods in which a single change would be found.
    block
        Periods that stay together in the shuffles.
    penalty
        Nats a change has to gain; from the shuffles where it is None.

    Returns
    -------
    tuple of Turn
        In order of time; empty where nothing changes or fewer than two blocks are covered.

    Raises
    ------
    MeasureError
        On a rate outside 0–1 or a negative penalty.

    Notes
    -----
    Exact optimal partitioning of marginal likelihoods. The order of periods counts, not the days
    between them: the state is carried through a gap.
    """
    evidence = evidence_of(dyad)
    if penalty is None:
        penalty = permuted_penalty(evidence, false_alarm_rate=false_alarm_rate, block=block)
    if not np.isfinite(penalty):
        return ()
    changes = optimal_partition(evidence, penalty=penalty, min_size=MIN_SIZE).changes
    edges = (0, *changes, evidence.length)
    return tuple(
        _turn(dyad, evidence, edges[at - 1], edges[at], edges[at + 1], penalty)
        for at in range(1, len(edges) - 1)
    )


def _turn(
    dyad: DyadCounts | DyadFlow,
    evidence: Evidence,
    start: int,
    change: int,
    end: int,
    penalty: float,
) -> Turn:
    cuts = np.arange(start + 1, end)
    before = np.array([evidence.costs(np.array([start]), int(cut))[0] for cut in cuts])
    cost = before + evidence.costs(cuts, end)
    whole = float(evidence.costs(np.array([start]), end)[0])
    log_weights = -cost - logsumexp(-cost)
    gain = whole + float(logsumexp(-cost)) - float(np.log(cuts.size))
    best = float(whole - cost[change - start - 1])
    low, high = onset_window(np.exp(log_weights), change - start - 1)
    first, last = interval_days(dyad, int(cuts[low]), int(cuts[high]))
    size = float(dyad.flow[change:end].mean() - dyad.flow[start:change].mean())
    makers = _makers(dyad, start, change, end)
    return Turn(
        first_day=first,
        last_day=last,
        likeliest_day=int(dyad.days[change]),
        sign=int(np.sign(size)),
        size=size,
        valence_change=makers.valence_change,
        volume_ratio=makers.volume_ratio,
        probability=float(1 / (1 + np.exp(-(best - penalty)))),
        gain=gain,
        channels=makers.channels,
        acts=makers.acts,
    )


def _makers(dyad: DyadCounts | DyadFlow, start: int, change: int, end: int) -> Makers:
    if isinstance(dyad, DyadCounts):
        return makers_of(dyad, start, change, end)
    return Makers(None, None, (), ())


def onset_window(probabilities: Floats, mode: int) -> tuple[int, int]:
    """Return the narrowest run of positions around `mode` that holds 90 % of the probability.

    Grown a position at a time on the likelier side.
    """
    low = high = mode
    held = float(probabilities[mode])
    while held < INTERVAL and (low > 0 or high < probabilities.size - 1):
        left = float(probabilities[low - 1]) if low > 0 else -1.0
        right = float(probabilities[high + 1]) if high < probabilities.size - 1 else -1.0
        if left >= right:
            low -= 1
        else:
            high += 1
        held += max(left, right)
    return low, high


def interval_days(dyad: DyadCounts | DyadFlow, first: int, last: int) -> tuple[int, int]:
    """Return the days on which a state first seen in periods `first` to `last` may have begun."""
    begins = int(dyad.days[first - 1]) + dyad.step_days if first > 0 else int(dyad.days[0])
    return begins, int(dyad.days[last]) + dyad.step_days - 1
