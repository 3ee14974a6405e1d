"""What a detector gets right at one false alarm a dyad-year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.turning.known import KnownTurn

WITHIN_DAYS = 30
Found = list[tuple[int, int]]


@dataclass(frozen=True)
class Verdict:
    """Counts behind one row of the table."""

    ruptures: tuple[int, int]
    thaws: tuple[int, int]
    signs: tuple[int, int]
    lag_days: float
    chance: tuple[float, float]
    others_rate: float

    def cells(self) -> list[str]:
        """Return the row's cells."""
        return [
            *(f"{_share(*pair)} ({pair[0]}/{pair[1]})" for pair in (self.ruptures, self.thaws)),
            f"{_share(*self.signs)} ({self.signs[0]}/{self.signs[1]})",
            f"{self.lag_days:+.0f}",
            f"{self.chance[0]:.2f} / {self.chance[1]:.2f}",
            f"{self.others_rate:.2f}",
        ]


HEADER = [
    "ruptures found", "thaws found", "sign right", "median lag, days", "by chance", "false a year",
]  # fmt: skip


def judge(
    found: Mapping[str, Found],
    turns: Sequence[KnownTurn],
    covered: Sequence[int],
    others_rate: float,
) -> Verdict:
    """Compare what was found with the known turns on covered days.

    Found means an alarm of the right sign within 30 days; the sign is judged on the alarm nearest
    to the turn; chance is the share of covered days with such an alarm in the same dyad.
    """
    days = np.asarray(covered)
    inside = set(days.tolist())
    hits: dict[int, list[bool]] = {-1: [], 1: []}
    chance: dict[int, list[float]] = {-1: [], 1: []}
    signs: list[bool] = []
    lags: list[int] = []
    for turn in turns:
        if turn.day not in inside or turn.dyad not in found:
            continue
        near = sorted(
            (abs(day - turn.day), sign, day)
            for day, sign in found[turn.dyad]
            if abs(day - turn.day) <= WITHIN_DAYS
        )
        right = [item for item in near if item[1] == turn.sign]
        hits[turn.sign].append(len(right) > 0)
        chance[turn.sign].append(_lucky(found[turn.dyad], turn.sign, days))
        if near:
            signs.append(near[0][1] == turn.sign)
        if right:
            lags.append(right[0][2] - turn.day)
    return Verdict(
        (sum(hits[-1]), len(hits[-1])),
        (sum(hits[1]), len(hits[1])),
        (sum(signs), len(signs)),
        float(np.median(lags)) if lags else float("nan"),
        (float(np.mean(chance[-1])), float(np.mean(chance[1]))),
        others_rate,
    )


def _lucky(found: Found, sign: int, days: np.ndarray) -> float:
    alarms = np.array([day for day, own in found if own == sign])
    if alarms.size == 0:
        return 0.0
    return float((np.abs(days[:, None] - alarms).min(axis=1) <= WITHIN_DAYS).mean())


def lowest(allowed: Callable[[float], bool], low: float, high: float) -> float:
    """Return the lowest level from `low` to `high` that is allowed, to 1 % of the range."""
    for _ in range(12):
        middle = (low + high) / 2
        if allowed(middle):
            high = middle
        else:
            low = middle
    return high


def _share(hit: int, of: int) -> str:
    return "–" if of == 0 else f"{hit / of:.2f}"
