"""Which types and acts made a change: their parts of the likelihood ratio."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.relations.turning_points.arrays import Floats
from counterpoise.relations.turning_points.dyads import DyadCounts
from counterpoise.relations.turning_points.overdispersion import effective_mix, volume_dispersion

MOST_ACTS = 10
ACT_WINDOW_DAYS = 28
"""Acts up to this many days after the onset can have made a change."""


@dataclass(frozen=True)
class Makers:
    """What made a change; see `turns.Turn` for the fields."""

    valence_change: float | None
    volume_ratio: float | None
    channels: tuple[tuple[int, float], ...]
    acts: tuple[int, ...]


def makers_of(dyad: DyadCounts, start: int, change: int, end: int) -> Makers:
    """Attribute the change at period `change`, between states [start, change) and [change, end).

    Each act after the change contributes the log ratio of its type's share after and before,
    deflated by the burst it came in, and the log ratio of the volumes over their dispersion. Acts
    that no longer come contribute to their channel alone.

    Parameters
    ----------
    dyad
        Counts by covered period.
    start, change, end
        Period indices.
    """
    mix = effective_mix(dyad.counts)
    before, after = mix[start:change].sum(axis=0), mix[change:end].sum(axis=0)
    ratios = np.log(_shares(after) / _shares(before))
    totals = dyad.counts.sum(axis=1)
    old, new = float(totals[start:change].mean()), float(totals[change:end].mean())
    louder = float(np.log((new + 0.01) / (old + 0.01))) / volume_dispersion(totals)
    return Makers(
        valence_change=_valence_change(dyad, start, change, end),
        volume_ratio=new / old if old > 0 else None,
        channels=_channels(dyad, start, change, end, before, after),
        acts=_acts(dyad, change, end, mix, ratios, louder),
    )


def _shares(acts: Floats) -> Floats:
    return np.asarray((acts + 0.5) / (acts + 0.5).sum())


def _valence_change(dyad: DyadCounts, start: int, change: int, end: int) -> float | None:
    means = []
    for rows in (dyad.counts[start:change], dyad.counts[change:end]):
        total = float(rows.sum())
        if total == 0.0:
            return None
        means.append(float((rows @ dyad.weights).sum()) / total)
    return means[1] - means[0]


def _channels(
    dyad: DyadCounts, start: int, change: int, end: int, before: Floats, after: Floats
) -> tuple[tuple[int, float], ...]:
    """Return each channel's share of the deviance of a two-sample Poisson test."""
    spans = np.array([change - start, end - change], dtype=np.float64)
    pair = np.stack([before, after])
    expected = pair.sum(axis=0) * (spans / spans.sum())[:, np.newaxis]
    safe = np.where(pair > 0, pair, 1.0)
    parts = np.where(pair > 0, pair * np.log(safe / np.where(expected > 0, expected, 1.0)), 0.0)
    deviance = np.maximum(parts.sum(axis=0), 0.0)
    total = float(deviance.sum())
    if total == 0.0:
        return ()
    names = np.unique(dyad.channels)
    shares = [float(deviance[dyad.channels == name].sum()) / total for name in names]
    ranked = sorted(zip(names.tolist(), shares, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return tuple((int(name), share) for name, share in ranked if share > 0)


def _acts(
    dyad: DyadCounts, change: int, end: int, mix: Floats, ratios: Floats, louder: float
) -> tuple[int, ...]:
    in_time = dyad.days[dyad.act_periods] < dyad.days[change] + ACT_WINDOW_DAYS
    inside = np.flatnonzero((dyad.act_periods >= change) & (dyad.act_periods < end) & in_time)
    rows, kinds = dyad.act_periods[inside], dyad.act_types[inside]
    deflated = mix[rows, kinds] / dyad.counts[rows, kinds]
    parts = deflated * ratios[kinds] + louder
    order = np.lexsort((inside, rows, -parts))
    return tuple(int(inside[index]) for index in order[:MOST_ACTS] if parts[index] > 0)
