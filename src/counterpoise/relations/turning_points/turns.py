"""Turning points of one dyad in hindsight: where, which way, how large, made by which acts.

Exact optimal partitioning of marginal likelihoods, then again inside every state found, with a
penalty from that state's own shuffles, until nothing new appears: the shuffles of a sequence with
a large change would hide a smaller one. A stretch is cut only where its best one or two changes
gain more than those of the stated share of its shuffles, the same statistic on both sides; so the
stated rate is that of a sequence without change, and of each state tested afterwards. With a given
penalty there is one pass and no test. The order of periods counts, not the days between them: the
state is carried through a gap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.special import expit, logsumexp

from counterpoise.relations.turning_points.acts import Makers, makers_of
from counterpoise.relations.turning_points.arrays import Floats, Ints, rate_between
from counterpoise.relations.turning_points.dyads import DyadCounts, DyadFlow
from counterpoise.relations.turning_points.evidence import Evidence, evidence_of
from counterpoise.relations.turning_points.null import best_gain, permuted_penalty
from counterpoise.relations.turning_points.partition import optimal_partition

MIN_SIZE = 2
"""The shortest unbroken state, in periods."""

BLOCK = 7
"""Periods that stay together in the shuffles: a week of days, so that the working week is part of
the null. Blocks of 14 and 28 days keep more of the dependence and found a third of the turns."""

INTERVAL = 0.9
"""Probability that the interval of onset holds, given that there is a change."""

REPEATED_DAYS = 4
"""Days over which reports repeat one another; see `onset_temper`."""


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
    block: int = BLOCK,
    penalty: float | None = None,
) -> tuple[Turn, ...]:
    """Find every change of state of one dyad, by the method told above.

    Parameters
    ----------
    dyad
        Counts or signed sums by covered period.
    false_alarm_rate
        Share of shuffled copies of the same periods in which a change would be found.
    block
        Periods that stay together in the shuffles: their dependence is part of the null.
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
    """
    rate = None if penalty is not None else rate_between(false_alarm_rate, name="false-alarm rate")
    changes: list[_Change] = []
    waiting = [(0, int(dyad.days.size))]
    while waiting:
        start, end = waiting.pop()
        evidence = evidence_of(stretch(dyad, start, end))
        found = _changes(evidence, start, _hurdle(evidence, rate, block, penalty), rate)
        changes += found
        if rate is not None and found:
            waiting += pairwise([start, *(change.period for change in found), end])
    changes.sort(key=lambda change: change.period)
    ends = [0, *(change.period for change in changes), int(dyad.days.size)]
    return tuple(_turn(dyad, change, ends[at], ends[at + 2]) for at, change in enumerate(changes))


def _hurdle(evidence: Evidence, rate: float | None, block: int, penalty: float | None) -> float:
    if penalty is not None or rate is None:
        return 0.0 if penalty is None else penalty
    return permuted_penalty(evidence, false_alarm_rate=rate, block=block)


def _changes(evidence: Evidence, start: int, hurdle: float, rate: float | None) -> list[_Change]:
    """Cut one stretch; with a rate, only where the statistic of the shuffles is exceeded."""
    if not np.isfinite(hurdle) or (rate is not None and best_gain(evidence) <= hurdle):
        return []
    cuts = optimal_partition(evidence, penalty=hurdle, min_size=MIN_SIZE).changes
    edges = [0, *cuts, evidence.length]
    return [
        _Change(evidence, start, (before, cut, after), hurdle)
        for before, cut, after in zip(edges, edges[1:], edges[2:], strict=False)
    ]


@dataclass(frozen=True, eq=False)
class _Change:
    """A change with the evidence it was found in, which begins at period `offset`."""

    evidence: Evidence
    offset: int
    edges: tuple[int, int, int]
    penalty: float

    @property
    def period(self) -> int:
        return self.offset + self.edges[1]

    def profile(self) -> tuple[Ints, Floats, float]:
        """Return the possible periods of the change, the cost with each, the cost with none."""
        left, _, right = self.edges
        cuts = np.arange(left + 1, right)
        before = self.evidence.stretches(np.full_like(cuts, left), cuts)
        costs = before + self.evidence.stretches(cuts, np.full_like(cuts, right))
        return cuts, costs, float(self.evidence.costs(np.array([left]), right)[0])


def stretch(dyad: DyadCounts | DyadFlow, start: int, end: int) -> DyadCounts | DyadFlow:
    """Return periods `start` to `end` of a dyad, without its acts."""
    days = dyad.days[start:end]
    if isinstance(dyad, DyadCounts):
        none = np.zeros(0, dtype=np.int64)
        counts = dyad.counts[start:end]
        return replace(dyad, days=days, counts=counts, act_periods=none, act_types=none)
    return replace(dyad, days=days, flow=dyad.flow[start:end])


def _turn(dyad: DyadCounts | DyadFlow, found: _Change, start: int, end: int) -> Turn:
    cuts, costs, whole = found.profile()
    best = whole - float(costs[found.edges[1] - cuts[0]])
    held = -onset_temper(dyad.step_days) * costs
    chances = np.exp(held - logsumexp(held))
    low, high = onset_window(chances, found.edges[1] - int(cuts[0]))
    first, last = interval_days(dyad, found.offset + int(cuts[low]), found.offset + int(cuts[high]))
    change = found.period
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
        probability=float(expit(best - found.penalty)),
        gain=whole + float(logsumexp(-costs)) - float(np.log(cuts.size)),
        channels=makers.channels,
        acts=makers.acts,
    )


def _makers(dyad: DyadCounts | DyadFlow, start: int, change: int, end: int) -> Makers:
    if isinstance(dyad, DyadCounts):
        return makers_of(dyad, start, change, end)
    return Makers(None, None, (), ())


def onset_temper(step_days: int) -> float:
    """Return the power to which the likelihood of a period of onset is taken, at most 1.

    Reports of following days repeat one another, and taken for independent they place an onset
    too sharply: on known turns before September 2021 an untempered interval of 90 % held the day
    in 46 of 100 alarms, one at a quarter of the power in 76, half of them 9 days wide or less;
    at an eighth it held 82 and most were too wide to be of use. Periods of four days or more are
    taken as they are.
    """
    return min(step_days / REPEATED_DAYS, 1.0)


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
