"""What was reported between two states, period by period, as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.turning_points.arrays import (
    Floats,
    Ints,
    finite_series,
    increasing_days,
)


@dataclass(frozen=True, eq=False)
class DyadCounts:
    """Counts of acts by event type. A period that is not listed was not covered.

    Attributes
    ----------
    days
        First day of each covered period as a day number, increasing, shape (T,).
    step_days
        Length of a period in days. A larger step between two periods is a gap in coverage.
    counts
        Acts by period and type, finite and not negative, shape (T, K). A covered period without
        acts is a row of zeros.
    weights
        What an act of each type says of the relation, shape (K,): negative for conflict, positive
        for cooperation, in the unit of the scale used.
    channels
        Channel number of each type, shape (K,).
    act_periods, act_types
        Row and type of each act, where the acts themselves are known, each of shape (A,).
    """

    days: Ints
    step_days: int
    counts: Floats
    weights: Floats
    channels: Ints
    act_periods: Ints
    act_types: Ints

    @property
    def flow(self) -> Floats:
        """Sum of the acts' weights in each period, shape (T,)."""
        return np.asarray(self.counts @ self.weights, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class DyadFlow:
    """A signed sum by period, for a feed without counts. A period not listed was not covered.

    Attributes
    ----------
    days
        First day of each covered period as a day number, increasing, shape (T,).
    step_days
        Length of a period in days.
    flow
        Sum of weights in each period, finite, shape (T,); negative for conflict.
    """

    days: Ints
    step_days: int
    flow: Floats


def dyad_counts(
    days: Sequence[int] | Ints,
    counts: Sequence[Sequence[float]] | Floats,
    weights: Sequence[float] | Floats,
    *,
    step_days: int = 1,
    channels: Sequence[int] | Ints | None = None,
) -> DyadCounts:
    """Check counts by period and type.

    Parameters
    ----------
    days, counts, weights, step_days, channels
        As in `DyadCounts`; without `channels` each type is its own.

    Raises
    ------
    MeasureError
        On a count that is negative or not finite, unsorted or repeated periods, a type without a
        weight, shapes that do not fit, periods that overlap.
    """
    rows = np.asarray(counts, dtype=np.float64)
    first_days = _periods(days, step_days)
    if rows.ndim != 2 or rows.shape[0] != first_days.size:
        raise MeasureError(
            f"the counts have shape {rows.shape} for {first_days.size} periods",
            remedy="pass one row a period and one column an event type",
        )
    bad = np.argwhere(~np.isfinite(rows) | (rows < 0))
    if bad.size > 0:
        period, kind = (int(part) for part in bad[0])
        raise MeasureError(
            f"the count {rows[period, kind]} is not a number from 0 up",
            where=f"period {first_days[period]}, event type {kind}",
            remedy="leave an uncovered period out and count acts",
        )
    by_type = _weights(weights, rows.shape[1])
    kinds = np.arange(rows.shape[1]) if channels is None else np.asarray(channels, dtype=np.int64)
    if kinds.shape != by_type.shape:
        raise MeasureError(
            f"there are {kinds.size} channels for {by_type.size} event types",
            remedy="pass one channel an event type",
        )
    none = np.zeros(0, dtype=np.int64)
    return DyadCounts(first_days, step_days, rows, by_type, kinds, none, none)


def count_acts(
    act_days: Sequence[int] | Ints,
    act_types: Sequence[int] | Ints,
    days: Sequence[int] | Ints,
    weights: Sequence[float] | Floats,
    *,
    step_days: int = 1,
    channels: Sequence[int] | Ints | None = None,
) -> DyadCounts:
    """Count acts into covered periods and remember which act went where.

    Parameters
    ----------
    act_days, act_types
        Day number and event type (0 to K-1) of each act, each of shape (A,), in any order.
    days, weights, step_days, channels
        As in `DyadCounts`.

    Raises
    ------
    MeasureError
        Where an act falls into no covered period or has a type without a weight, and as in
        `dyad_counts`.
    """
    first_days = _periods(days, step_days)
    by_type = _weights(weights, np.size(weights))
    when = np.asarray(act_days, dtype=np.int64)
    kinds = np.asarray(act_types, dtype=np.int64)
    unknown = np.flatnonzero((kinds < 0) | (kinds >= by_type.size))
    if unknown.size > 0:
        raise MeasureError(
            f"event type {kinds[unknown[0]]} has no weight",
            where=f"act {unknown[0]}",
            remedy=f"give every type a weight; there are {by_type.size}",
        )
    rows = np.searchsorted(first_days, when, side="right") - 1
    outside = np.flatnonzero((rows < 0) | (when - first_days[np.maximum(rows, 0)] >= step_days))
    if outside.size > 0:
        raise MeasureError(
            f"day {when[outside[0]]} lies in no covered period",
            where=f"act {outside[0]}",
            remedy="list the period it belongs to, or leave the act out",
        )
    counts = np.zeros((first_days.size, by_type.size))
    np.add.at(counts, (rows, kinds), 1.0)
    plain = dyad_counts(first_days, counts, by_type, step_days=step_days, channels=channels)
    return DyadCounts(
        plain.days, step_days, plain.counts, plain.weights, plain.channels, rows, kinds
    )


def dyad_flow(
    days: Sequence[int] | Ints, flow: Sequence[float] | Floats, *, step_days: int = 1
) -> DyadFlow:
    """Check signed sums by period.

    Raises
    ------
    MeasureError
        On a sum that is not finite, unsorted, repeated or overlapping periods, unequal lengths.
    """
    first_days = _periods(days, step_days)
    sums = finite_series(flow, least=0, name="flow")
    if sums.size != first_days.size:
        raise MeasureError(
            f"there are {sums.size} sums for {first_days.size} periods",
            remedy="pass one sum a period",
        )
    return DyadFlow(first_days, step_days, sums)


def _periods(days: Sequence[int] | Ints, step_days: int) -> Ints:
    if step_days < 1:
        raise MeasureError(f"a period of {step_days} days is none", remedy="choose 1 or more")
    first_days = increasing_days(days)
    overlap = np.flatnonzero(np.diff(first_days) < step_days)
    if overlap.size > 0:
        at = int(overlap[0])
        raise MeasureError(
            f"period {first_days[at + 1]} begins before period {first_days[at]} ends",
            where=f"periods, position {at + 1}",
            remedy=f"space the periods {step_days} days or more apart",
        )
    return first_days


def _weights(weights: Sequence[float] | Floats, kinds: int) -> Floats:
    by_type = np.asarray(weights, dtype=np.float64)
    if by_type.ndim != 1 or by_type.size < kinds:
        raise MeasureError(
            f"event type {by_type.size} has no weight",
            remedy=f"pass one weight for each of the {kinds} types",
        )
    if by_type.size > kinds:
        raise MeasureError(
            f"there are {by_type.size} weights for {kinds} event types",
            remedy="pass one weight a type",
        )
    bad = np.flatnonzero(~np.isfinite(by_type))
    if bad.size > 0:
        raise MeasureError(
            f"event type {bad[0]} has no weight",
            where=f"weights, position {bad[0]}",
            remedy="give it a finite one, 0 where it says nothing of the relation",
        )
    return by_type
