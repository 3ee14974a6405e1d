"""Turning points of one dyad as they come: a filter over the length of the present run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import gammaln, logsumexp

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.arrays import Floats, Ints
from counterpoise.relations.turning_points.dyads import DyadCounts, DyadFlow
from counterpoise.relations.turning_points.evidence import (
    DAY_NOISE_FLOOR,
    MIX_PRIOR_ACTS,
    signed_root,
)
from counterpoise.relations.turning_points.overdispersion import effective_mix

RUN_LENGTHS = (7, 14, 28)
"""Runs that are told apart, in periods: of days one, two and four weeks, so that the working week
is in all of them alike. A longer run has become part of the baseline: this is where the filter is
pruned, and what keeps its cost linear in time."""

BASELINE = 182
"""Periods before a run that it is compared with."""

SETTLED = 21
"""Fewest periods of baseline before anything is said."""

HAZARD = 1 / 180
"""Prior probability of a change in a period."""

Views = Literal["pooled", "counts", "sums"]


@dataclass(frozen=True, eq=False)
class Watch:
    """What the filter held at the end of each period, from that period and earlier ones alone.

    Attributes
    ----------
    days
        First day of each period, shape (T,).
    step_days
        Length of a period in days.
    run_lengths
        Lengths told apart, in periods, shape (W,).
    log_odds
        Log odds of a change that many periods ago against none, shape (T, W); −inf in the
        beginning.
    signs
        Direction of that change, −1 worse, 1 better, shape (T, W).
    flow
        Sum of weights in each period, shape (T,), to place the onset of an alarm.
    """

    days: Ints
    step_days: int
    run_lengths: Ints
    log_odds: Floats
    signs: Floats
    flow: Floats

    def towards(self, sign: int) -> Floats:
        """Return the log odds of any change in one direction, shape (T,)."""
        ours = np.where(self.signs == sign, self.log_odds, -np.inf)
        top = ours.max(axis=1)
        known = np.isfinite(top)
        result = np.full(top.shape, -np.inf)
        result[known] = logsumexp(ours[known], axis=1)
        return result


def watch(
    dyad: DyadCounts | DyadFlow,
    *,
    run_lengths: Sequence[int] = RUN_LENGTHS,
    baseline: int = BASELINE,
    views: Views = "sums",
) -> Watch:
    """Run the filter over all periods.

    Parameters
    ----------
    dyad
        Counts or signed sums by covered period; a gap is stepped over with the state kept.
    run_lengths
        Lengths of the runs to be told apart, increasing, in periods.
    baseline
        Periods before the run that it is compared with, in periods.
    views
        For counts: compare the weighted sums, the counts, or both. Both see the same acts, so
        their log odds are averaged, not added. Without counts there are only sums.

    Returns
    -------
    Watch
        Log odds by period and run length. Later periods change nothing of earlier ones.

    Raises
    ------
    MeasureError
        Where run lengths do not increase from 1 up to the baseline.

    Notes
    -----
    The run-length recursion of Adams and MacKay (2007) with two departures. The state before a
    run is estimated from the `baseline` periods that precede it, not from a prior: relations have
    levels of their own. Longer runs are pruned into the baseline. Counts are compared by
    a Dirichlet-multinomial on the mix and a gamma-Poisson on the volume, on effective counts;
    signed sums by a normal level on signed roots. The direction is that of the weighted sum a
    period, after the run's start against before.
    """
    runs = np.asarray(run_lengths, dtype=np.int64)
    fits = runs.size > 0 and bool((np.diff(runs) > 0).all())
    if not (fits and runs[0] >= 1 and runs[-1] <= baseline):
        raise MeasureError(
            f"runs of {runs.tolist()} periods do not fit a baseline of {baseline}",
            remedy="let them increase from 1 up to the baseline",
        )
    gains = _gains(dyad, runs, baseline, views)
    flow_change = after_less_before(dyad.flow, runs, baseline)
    settled = np.arange(dyad.days.size)[:, np.newaxis] >= runs + SETTLED - 1
    odds = np.where(settled, gains + np.log(HAZARD), -np.inf)
    return Watch(dyad.days, dyad.step_days, runs, odds, np.sign(flow_change), dyad.flow)


def _gains(dyad: DyadCounts | DyadFlow, runs: Ints, baseline: int, views: Views) -> Floats:
    if views == "sums" or isinstance(dyad, DyadFlow):
        return flow_gains(dyad.flow, runs, baseline, step_days=dyad.step_days)
    of_counts = _count_gains(dyad, runs, baseline)
    if views == "counts":
        return of_counts
    return (of_counts + flow_gains(dyad.flow, runs, baseline, step_days=dyad.step_days)) / 2


def _windows(sums: Floats, run: int, baseline: int) -> tuple[Floats, Floats, Floats]:
    """Return sums over the run, over its baseline, and the baseline's length, at each period."""
    ends = np.arange(1, sums.shape[0])
    starts = np.maximum(ends - run, 0)
    earliest = np.maximum(starts - baseline, 0)
    inside = sums[ends] - sums[starts]
    return inside, sums[starts] - sums[earliest], (starts - earliest).astype(np.float64)


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])


def after_less_before(flow: Floats, runs: Ints, baseline: int) -> Floats:
    """Return the mean of each run less that of its baseline, shape (T, W)."""
    sums = _running(flow)
    columns = []
    for run in runs:
        inside, before, length = _windows(sums, int(run), baseline)
        columns.append(inside / run - before / np.maximum(length, 1.0))
    return np.stack(columns, axis=1)


def flow_gains(flow: Floats, runs: Ints, baseline: int, *, step_days: int) -> Floats:
    """Return how much better a level of its own explains each run than its baseline's, (T, W)."""
    floor = DAY_NOISE_FLOOR**2 * step_days
    values = signed_root(flow)
    sums, squares = _running(values), _running(values * values)
    columns = []
    for run in runs:
        inside, before, length = _windows(sums, int(run), baseline)
        power = _windows(squares, int(run), baseline)[1]
        n = np.maximum(length, 1.0)
        noise = np.maximum(power / n - (before / n) ** 2, 0.0) + floor
        shift = inside - run * before / n
        columns.append(0.5 * shift**2 / (noise * (1 + run)) - 0.5 * np.log1p(run))
    return np.stack(columns, axis=1)


def _count_gains(dyad: DyadCounts, runs: Ints, baseline: int) -> Floats:
    mix = effective_mix(dyad.counts)
    volume = dyad.counts.sum(axis=1) / _running_dispersion(dyad.counts.sum(axis=1))
    mix_sums, volume_sums = _running(mix), _running(volume)
    columns = []
    for run in runs:
        acts, usual, length = _windows(mix_sums, int(run), baseline)
        heard, before, _ = _windows(volume_sums, int(run), baseline)
        of_mix = _mix_gain(acts, usual)
        columns.append(of_mix + _volume_gain(heard, before, length, int(run)))
    return np.stack(columns, axis=1)


def _running_dispersion(totals: Floats) -> Floats:
    """Return the volume's dispersion known at each period, shape (T,), at least 1."""
    steps = _running(np.diff(totals, prepend=totals[:1]) ** 2)[1:]
    sums = _running(totals)[1:]
    periods = np.arange(1, totals.size + 1)
    estimate = (steps + 2.0) / (2 * (sums + 1.0)) * periods / np.maximum(periods - 1, 1)
    return np.asarray(np.maximum(estimate, 1.0))


def _mix_gain(acts: Floats, usual: Floats) -> Floats:
    """Return how much better a mix of its own explains the acts than the usual mix."""
    smooth = usual + MIX_PRIOR_ACTS / usual.shape[1]
    shares = smooth / smooth.sum(axis=1, keepdims=True)
    return _compound(acts, MIX_PRIOR_ACTS * shares) - _compound(acts, smooth)


def _compound(acts: Floats, prior: Floats) -> Floats:
    total = prior.sum(axis=1)
    parts = (gammaln(prior + acts) - gammaln(prior)).sum(axis=1)
    return np.asarray(gammaln(total) - gammaln(total + acts.sum(axis=1)) + parts)


def _volume_gain(heard: Floats, before: Floats, length: Floats, run: int) -> Floats:
    """Return how much better a level of its own explains the volume than the usual level."""
    shape, inverse = before + 0.5, length + 1.0
    own_inverse = inverse / shape

    def likelihood(a: Floats, b: Floats) -> Floats:
        return np.asarray(
            gammaln(a + heard) - gammaln(a) + a * np.log(b) - (a + heard) * np.log(b + run)
        )

    return likelihood(np.ones_like(shape), own_inverse) - likelihood(shape, inverse)
