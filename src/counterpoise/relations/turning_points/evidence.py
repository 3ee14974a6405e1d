"""How likely a stretch of periods is as one unbroken state: marginal likelihoods in nats."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from scipy.special import gammaln

from counterpoise.relations.turning_points.arrays import Floats, Ints
from counterpoise.relations.turning_points.dyads import DyadCounts, DyadFlow
from counterpoise.relations.turning_points.overdispersion import effective_mix, volume_dispersion
from counterpoise.relations.turning_points.partition import SegmentCost

MIX_PRIOR_ACTS = 5.0
"""Weight of the dyad's own long-run mix in every stretch, in effective acts."""

LEVEL_PRIOR_PERIODS = 0.1
"""Weight of the whole sequence's middle in a stretch's level, in periods."""

DAY_NOISE_FLOOR = 1.0
"""Least noise of a day's signed root. A period of n days has its square root times as much."""


class Evidence(SegmentCost, Protocol):
    """A cost that is minus a log marginal likelihood, and can be taken in another order."""

    def reordered(self, order: Ints) -> Evidence:
        """Return the evidence of the same periods in the order of `order`, shape (T,)."""

    def stretches(self, starts: Ints, ends: Ints) -> Floats:
        """Return the costs of the stretches [start, end), pair by pair."""


class CountEvidence:
    """Dirichlet-multinomial on the mix of types and gamma-Poisson on the volume.

    Both work on effective counts (see `overdispersion`), so that bursts are not taken for
    independent acts; the marginal likelihoods are closed forms.

    Parameters
    ----------
    mix
        Effective counts by type, shape (T, K).
    volume
        Totals over their dispersion, shape (T,).
    """

    convex = False

    def __init__(self, mix: Floats, volume: Floats) -> None:
        self.length = int(volume.size)
        self._mix, self._volume = mix, volume
        centre = mix.sum(axis=0) + 1.0 / max(mix.shape[1], 1)
        self._prior = MIX_PRIOR_ACTS * centre / centre.sum()
        self._expected = (float(volume.sum()) + 1.0) / (self.length + 1.0)
        self._mix_sums = _running(mix)
        self._volume_sums = _running(volume)

    def reordered(self, order: Ints) -> CountEvidence:
        """Return the evidence of the same periods in another order."""
        return CountEvidence(self._mix[order], self._volume[order])

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return minus the log likelihood of the stretches [start, end)."""
        return self.stretches(starts, np.full_like(starts, end))

    def stretches(self, starts: Ints, ends: Ints) -> Floats:
        """Return minus the log likelihood of the stretches [start, end), pair by pair."""
        return self._cost(
            self._mix_sums[ends] - self._mix_sums[starts],
            self._volume_sums[ends] - self._volume_sums[starts],
            (ends - starts).astype(np.float64),
        )

    def _cost(self, mix: Floats, volume: Floats, periods: Floats) -> Floats:
        prior = self._prior
        total = prior.sum()
        acts = mix.sum(axis=1)
        of_mix = (
            gammaln(total)
            - gammaln(total + acts)
            + (gammaln(prior + mix) - gammaln(prior)).sum(axis=1)
        )
        inverse = 1.0 / self._expected
        of_volume = (
            gammaln(1.0 + volume) + np.log(inverse) - (1.0 + volume) * np.log(inverse + periods)
        )
        return np.asarray(-(of_mix + of_volume), dtype=np.float64)


class FlowEvidence:
    """Normal with a level of its own in every stretch and one noise for all, for signed sums.

    A variance of its own in every stretch would make a turn of every change in how much is
    reported; a heavier tail (Student's t, biweight) found fewer of the known turns.

    Parameters
    ----------
    standardised
        Values of about unit noise around 0, shape (T,).
    """

    convex = False

    def __init__(self, standardised: Floats) -> None:
        self.length = int(standardised.size)
        self._values = standardised
        self._sums = _running(standardised)
        self._squares = _running(standardised**2)

    def reordered(self, order: Ints) -> FlowEvidence:
        """Return the evidence of the same periods in another order."""
        return FlowEvidence(self._values[order])

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return minus the log likelihood of the stretches [start, end)."""
        return self.stretches(starts, np.full_like(starts, end))

    def stretches(self, starts: Ints, ends: Ints) -> Floats:
        """Return minus the log likelihood of the stretches [start, end), pair by pair."""
        periods = (ends - starts).astype(np.float64)
        sums = self._sums[ends] - self._sums[starts]
        squares = self._squares[ends] - self._squares[starts]
        certainty = LEVEL_PRIOR_PERIODS + periods
        return np.asarray(
            (squares - sums**2 / certainty) / 2
            + np.log(certainty / LEVEL_PRIOR_PERIODS) / 2
            + periods * np.log(2 * np.pi) / 2,
            dtype=np.float64,
        )


class PooledEvidence:
    """The mean of what the counts and what their weighted sums say.

    Both see the same acts, so their log likelihoods are averaged and not added. The counts tell
    of any change in mix or volume; the sums hold them to changes that weigh on the relation.

    Parameters
    ----------
    counts, sums
        Evidence of the same periods.
    """

    convex = False

    def __init__(self, counts: CountEvidence, sums: FlowEvidence) -> None:
        self.length = counts.length
        self._counts, self._sums = counts, sums

    def reordered(self, order: Ints) -> PooledEvidence:
        """Return the evidence of the same periods in another order."""
        return PooledEvidence(self._counts.reordered(order), self._sums.reordered(order))

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return minus the log likelihood of the stretches [start, end)."""
        return self.stretches(starts, np.full_like(starts, end))

    def stretches(self, starts: Ints, ends: Ints) -> Floats:
        """Return minus the log likelihood of the stretches [start, end), pair by pair."""
        of_counts = self._counts.stretches(starts, ends)
        return np.asarray((of_counts + self._sums.stretches(starts, ends)) / 2)


def evidence_of(dyad: DyadCounts | DyadFlow) -> PooledEvidence | CountEvidence | FlowEvidence:
    """Return the evidence that fits what is known of a dyad: counts alone where no type weighs."""
    sums = FlowEvidence(standardised_flow(dyad.flow, step_days=dyad.step_days))
    if not isinstance(dyad, DyadCounts):
        return sums
    totals = dyad.counts.sum(axis=1)
    counts = CountEvidence(effective_mix(dyad.counts), totals / volume_dispersion(totals))
    return PooledEvidence(counts, sums) if bool(dyad.weights.any()) else counts


def signed_root(flow: Floats) -> Floats:
    """Return the square root of the size with the sign kept: bursts weigh less."""
    return np.asarray(np.sign(flow) * np.sqrt(np.abs(flow)))


def standardised_flow(flow: Floats, *, step_days: int = 1) -> Floats:
    """Return signed roots less their median, over the noise seen in successive differences.

    Parameters
    ----------
    flow
        Sum of weights in each period, shape (T,).
    step_days
        Length of a period in days, which sets the least noise.
    """
    values = signed_root(flow)
    if values.size < 2:
        return np.zeros_like(values)
    noise = float((np.diff(values) ** 2).mean()) / 2 + DAY_NOISE_FLOOR**2 * step_days
    return np.asarray((values - np.median(values)) / np.sqrt(noise))


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
