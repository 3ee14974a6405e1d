"""The coded-acts score: the decayed tenor of one relation, with its 90 % interval.

The score on day D is the mean weight of the acts recorded, each act losing half its influence every
`half_life_days`, drawn towards zero as evidence thins:

    score = n / (n + s²/τ²) · Σ dᵢ wᵢ / Σ dᵢ,   dᵢ = 2^(−age/half-life)

It is a mean, so it is conditional on how much was recorded: more reports, or more acts of the same
kind, do not move it. What it estimates is the decay-weighted mean over time of the relation's
tenor, the expected weight of an act. The amount of evidence

    n = g · (Σ dᵢ)² / Σ dᵢ² / φ

is the effective number of acts under unequal weights (Kish 1965, Survey Sampling, ch. 8), less
what went stale (g is the influence left of the newest act) and less what bunches: φ ≥ 1 is the
variance of the bunches' sums over that of independent acts, as in cluster-robust variances (Liang
and Zeger 1986, Biometrika 73:13–22). Score and interval are the posterior mean and Student's t
interval, with `prior_scatter_acts` + n degrees of freedom, of the normal model with known prior
spread τ of tenors (Gelman et al. 2013, Bayesian Data Analysis, ch. 2.5),

    V = 1 / (n/s² + 1/τ²)

where s² is the decayed scatter of the weights about their mean, drawn towards a prior scatter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoise.errors import MeasureError

Floats = NDArray[np.float64]
Days = NDArray[np.int64]
Places = NDArray[np.intp]
_ROUNDING = 1e-20  # squares of residuals below this share of the weights are rounding errors


@dataclass(frozen=True, slots=True)
class ActArrays:
    """Dated acts of one relation.

    Attributes
    ----------
    first, last
        First and last possible day of each act as proleptic ordinals (day 1 is 0001-01-01),
        shape (n,).
    weight
        What each act does to the relation, in [−1, 1], shape (n,).

    Raises
    ------
    MeasureError
        The arrays differ in length, an act ends before it starts, or a weight is out of range.
    """

    first: Days
    last: Days
    weight: Floats

    def __post_init__(self) -> None:
        if not self.first.shape == self.last.shape == self.weight.shape or self.first.ndim != 1:
            raise MeasureError(
                f"arrays of shapes {self.first.shape}, {self.last.shape} and {self.weight.shape}",
                remedy="give one first day, last day and weight an act",
            )
        if np.any(self.first > self.last):
            raise MeasureError("an act ends before it starts", remedy="mend its dates")
        if not np.all(np.abs(self.weight) <= 1):
            raise MeasureError(
                f"a weight of {self.weight[~(np.abs(self.weight) <= 1)][0]}",
                remedy="give weights between −1 and 1",
            )

    def __len__(self) -> int:
        return len(self.weight)


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """The parameters of the score; the reason for each stands beside it in the settings file."""

    half_life_days: float
    prior_tenor_sd: float
    prior_scatter_sd: float
    prior_scatter_acts: float
    cluster_days: int
    prior_clusters: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Score:
    """A score on a day.

    Attributes
    ----------
    day
        Proleptic ordinal of the day.
    value, low, high
        The score and its interval, in [−1, 1].
    amount
        n: how many independent acts of today the recorded ones are worth.
    acts
        Acts that had, or may have, happened by the day.
    mean
        Decayed mean weight before it is drawn towards zero.
    scatter
        s: spread of the acts' weights about their mean.
    dispersion
        φ: how much more the acts bunch than independent ones.
    """

    day: int
    value: float
    low: float
    high: float
    amount: float
    acts: int
    mean: float
    scatter: float
    dispersion: float


def decay(acts: ActArrays, day: int, half_life_days: float) -> Floats:
    """Influence left of each act on a day, shape (n,), in [0, 1].

    The influence of an act of uncertain date is the mean over its possible days; days after `day`
    count as none.
    """
    if np.array_equal(acts.first, acts.last):
        age = (day - acts.last).astype(np.float64)
        return np.where(age < 0, 0.0, np.exp2(np.maximum(age, 0.0) / -half_life_days))
    ratio = 2.0 ** (-1.0 / half_life_days)
    end = np.minimum(acts.last, day)
    span = (acts.last - acts.first + 1).astype(np.float64)
    held = np.maximum(end - acts.first + 1, 0).astype(np.float64)
    newest = np.power(ratio, np.maximum(day - end, 0))
    total = newest * (1.0 - np.power(ratio, held)) / (1.0 - ratio)
    return np.asarray(np.where(span == 1, np.where(held > 0, newest, 0.0), total / span))


def score(acts: ActArrays, day: int, rule: ScoreRule) -> Score:
    """Score of one relation on a day; without any act the prior: 0, and the widest interval."""
    return _score(acts, bunches(acts, rule), day, rule)


def score_series(acts: ActArrays, days: Sequence[int], rule: ScoreRule) -> Iterator[Score]:
    """Scores on several days, each from the acts that had happened by it."""
    bunched = bunches(acts, rule)
    for day in days:
        begun = acts.first <= day
        held = ActArrays(acts.first[begun], acts.last[begun], acts.weight[begun])
        yield _score(held, bunched[begun], day, rule)


def bunches(acts: ActArrays, rule: ScoreRule) -> Places:
    """Give each act the number of its bunch: the acts of one span of `cluster_days`, shape (n,).

    The spans are fixed in the calendar; an act of uncertain date belongs to its middle day's.
    """
    if len(acts) == 0:
        return np.empty(0, np.intp)
    spans = (acts.first + acts.last) // 2 // rule.cluster_days
    return np.asarray(np.unique(spans, return_inverse=True)[1], dtype=np.intp)


def _score(acts: ActArrays, bunched: Places, day: int, rule: ScoreRule) -> Score:
    left = decay(acts, day, rule.half_life_days)
    total = float(left.sum())
    mean = float(left @ acts.weight) / total if total > 0 else 0.0
    residual = acts.weight - mean
    scatter = (rule.prior_scatter_acts * rule.prior_scatter_sd**2 + float(left @ residual**2)) / (
        rule.prior_scatter_acts + total
    )
    phi = _design_effect(bunched, left, left * residual, rule)
    amount = float(left.max()) * total**2 / float(left @ left) / phi if total > 0 else 0.0
    precision = amount / scatter + 1 / rule.prior_tenor_sd**2
    value = mean * (amount / scatter) / precision
    from scipy.special import stdtrit  # costs a third of a second, and most commands need none

    quantile = float(stdtrit(rule.prior_scatter_acts + amount, (1 + rule.coverage) / 2))
    half = quantile * precision**-0.5
    return Score(
        day=day,
        value=value,
        low=max(-1.0, value - half),
        high=min(1.0, value + half),
        amount=amount,
        acts=int(np.count_nonzero(left)),
        mean=mean,
        scatter=scatter**0.5,
        dispersion=phi,
    )


def _design_effect(bunched: Places, left: Floats, moved: Floats, rule: ScoreRule) -> float:
    """Variance of the bunches' sums over that of independent acts, drawn towards 1, at least 1."""
    single = float(moved @ moved)
    if single <= _ROUNDING * float(left @ left):
        return 1.0
    sums = np.bincount(bunched, weights=moved)
    number = int(np.count_nonzero(np.bincount(bunched, weights=left)))
    raw = float(sums @ sums) / single
    drawn = (rule.prior_clusters + number * raw) / (rule.prior_clusters + number)
    return max(1.0, drawn)
