"""The dated list of known turns, and dyads chosen by volume alone."""

from __future__ import annotations

import csv
import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class KnownTurn:
    """A rupture (sign −1) or thaw (sign 1) between two states on a day number."""

    day: int
    dyad: str
    sign: int


def day_number(text: str) -> int:
    """Return the days from 1970 to an ISO date."""
    return (dt.date.fromisoformat(text) - EPOCH).days


def iso_date(day: int) -> str:
    """Return the ISO date of a day number."""
    return (EPOCH + dt.timedelta(days=day)).isoformat()


def known_turns() -> list[KnownTurn]:
    """Read the list."""
    with (HERE / "known_turns.csv").open(encoding="utf-8", newline="") as lines:
        return [
            KnownTurn(
                day_number(row["date"]),
                f"{row['a_iso3']}-{row['b_iso3']}",
                -1 if row["kind"] == "rupture" else 1,
            )
            for row in csv.DictReader(lines)
        ]


def data_folder() -> Path:
    """Return the folder of real data, or stop with a sentence."""
    folder = os.environ.get("COUNTERPOISE_DATA")
    if folder is None:
        raise SystemExit("COUNTERPOISE_DATA is not set; set it to the folder of real data.")
    return Path(folder)


def same_volume(
    names: NDArray[np.str_], volumes: NDArray[np.float64], listed: list[str], *, each: int
) -> list[str]:
    """Return for each listed dyad the `each` others nearest to it in volume, none twice.

    Nothing but the volume is looked at: real turns among them count as false alarms.
    """
    volume = dict(zip(names.tolist(), volumes.tolist(), strict=True))
    pool = sorted(
        (name for name in volume if name not in set(listed)), key=lambda name: (volume[name], name)
    )
    pool_volumes = np.array([volume[name] for name in pool])
    chosen: list[str] = []
    for dyad in listed:
        near = np.argsort(np.abs(pool_volumes - volume[dyad]), kind="stable")
        free = [pool[at] for at in near[: each * (len(chosen) + 1)] if pool[at] not in chosen]
        chosen += free[:each]
    return chosen
