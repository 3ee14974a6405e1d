"""The peak of an episode, its runners-up, and how firm it is under other weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from counterpoise.assess.relations_acts import WeighedAct, arrays
from counterpoise.assess.settings import Settings
from counterpoise.relations.coded_acts_peak import agreement, month_masses, random_factors


@dataclass(frozen=True)
class PeakMonth:
    """A month with the summed weight of its new acts; uncertain dates count by their shares."""

    month: date
    weight: float
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Peak:
    """The month with the greatest summed weight.

    Attributes
    ----------
    month
        First day of the month.
    acts
        Acts that may lie in it, the greatest share of weight first.
    runners_up
        The next months.
    agreement
        Share of random weightings in which the same month is the peak, in [0, 1].
    draws
        Number of random weightings.
    """

    month: date
    weight: float
    acts: tuple[str, ...]
    runners_up: tuple[PeakMonth, ...]
    agreement: float
    draws: int


def peak_of(acts: Sequence[WeighedAct], settings: Settings) -> Peak:
    """Find the peak of acts that push one way; of equal months the earliest."""
    rules = settings.episode
    dated = arrays(acts)
    masses = month_masses(dated.first, dated.last)
    weight = np.abs(dated.weight)
    sums = masses.shares @ weight
    order = np.argsort(-sums, kind="stable")[: 1 + int(rules.runners_up.value)]
    months = [
        PeakMonth(masses.months[place], float(sums[place]), _acts(acts, masses.shares[place]))
        for place in order.tolist()
        if sums[place] > 0
    ]
    classes = settings.weight_classes
    draws = int(rules.weight_draws.value)
    factors = random_factors(len(classes), draws, rules.weight_spread.value, int(rules.seed.value))
    places = {name: place for place, name in enumerate(classes)}
    kinds = np.array([places[act.weight_class] for act in acts], dtype=np.intp)
    top = months[0]
    return Peak(
        month=top.month,
        weight=top.weight,
        acts=top.acts,
        runners_up=tuple(months[1:]),
        agreement=agreement(masses, weight, kinds, factors),
        draws=draws,
    )


def _acts(
    acts: Sequence[WeighedAct], shares: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[str, ...]:
    parts = [
        (-share * abs(act.weight), act.proposition)
        for act, share in zip(acts, shares.tolist(), strict=True)
        if share > 0
    ]
    return tuple(proposition for _, proposition in sorted(parts))
