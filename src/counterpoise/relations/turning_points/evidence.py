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

VARIANCE_PRIOR_SHAPE = 1.0
"""Weight of unit noise in a stretch's variance, in halves of a period."""


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
    """Normal with a level and a variance of its own in every stretch, for signed sums.

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
        return self._cost(
            self._sums[ends] - self._sums[starts],
            self._squares[ends] - self._squares[starts],
            (ends - starts).astype(np.float64),
        )

    def _cost(self, sums: Floats, squares: Floats, periods: Floats) -> Floats:
        """Normal–inverse-gamma marginal (Murphy 2007, equation 95)."""
        certainty = LEVEL_PRIOR_PERIODS + periods
        shape = VARIANCE_PRIOR_SHAPE + periods / 2
        rate = VARIANCE_PRIOR_SHAPE + (squares - sums**2 / certainty) / 2
        likelihood = (
            gammaln(shape)
            - gammaln(VARIANCE_PRIOR_SHAPE)
            + VARIANCE_PRIOR_SHAPE * np.log(VARIANCE_PRIOR_SHAPE)
            - shape * np.log(rate)
            + 0.5 * np.log(LEVEL_PRIOR_PERIODS / certainty)
            - 0.5 * periods * np.log(2 * np.pi)
        )
        return np.asarray(-likelihood, dtype=np.float64)


def evidence_of(dyad: DyadCounts | DyadFlow) -> CountEvidence | FlowEvidence:
    """Return the evidence that fits what is known of a dyad."""
    if isinstance(dyad, DyadCounts):
        totals = dyad.counts.sum(axis=1)
        return CountEvidence(effective_mix(dyad.counts), totals / volume_dispersion(totals))
    return FlowEvidence(standardised_flow(dyad.flow))


def signed_root(flow: Floats) -> Floats:
    """Return the square root of the size with the sign kept: bursts weigh less."""
    return np.asarray(np.sign(flow) * np.sqrt(np.abs(flow)))


def standardised_flow(flow: Floats) -> Floats:
    """Return signed roots less their median, over the noise seen in successive differences."""
    values = signed_root(flow)
    if values.size < 2:
        return np.zeros_like(values)
    noise = float(np.sqrt((np.diff(values) ** 2).mean() / 2))
    return (values - np.median(values)) / (noise if noise > 0 else 1.0)


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
