"""The published estimates of April 2020, and agreement of positions with them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoise.assess.alignment_votes import VoteRecords
from counterpoise.feeds.actors import states_of
from counterpoise.feeds.source import load_source
from counterpoise.feeds.vocabulary_tables import actor_tables

Floats = NDArray[np.float64]
FILE = "IdealpointestimatesAll_Apr2020.csv"
EARLIER_NAMES = {
    "German Federal Republic": "Federal Republic of Germany",
    "Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
}
"""Names of the estimates that the table of votes prints otherwise."""


def published(folder: Path, records: VoteRecords) -> tuple[Floats, int]:
    """Return the published positions by session and state, and how many there are in all.

    Keyed on names: the codes read Namibia's as missing and give successor states new ones.
    """
    lookups = load_source("unga_votes").lookups["states"]
    with (folder / FILE).open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {EARLIER_NAMES.get(row["Countryname"], row["Countryname"]) for row in rows}
    resolved = states_of(sorted(names), actor_tables(), lookups)
    session = {int(number): t for t, number in enumerate(records.votes.sessions)}
    state = {code: i for i, code in enumerate(records.states)}
    found = np.full((len(session), len(state)), np.nan)
    for row in rows:
        name = EARLIER_NAMES.get(row["Countryname"], row["Countryname"])
        code = resolved[name][0].iso3 or name
        if code in state and int(row["session"]) in session:
            found[session[int(row["session"])], state[code]] = float(row["IdealPoint"])
    return found, len(rows)


def agreement(theirs: Floats, ours: Floats, voted: NDArray[np.bool_]) -> Mapping[str, float]:
    """Return matched country-sessions and correlations; the sign is the better one, once."""
    both = ~np.isnan(theirs) & voted & ~np.isnan(ours)
    pooled = float(np.corrcoef(theirs[both], ours[both])[0, 1])
    sign = 1.0 if pooled >= 0 else -1.0
    by_session = [
        sign * float(np.corrcoef(one[kept], other[kept])[0, 1])
        for one, other, kept in zip(theirs, ours, both, strict=True)
        if kept.any()
    ]
    return {
        "matched": int(both.sum()),
        "median": float(np.median(by_session)),
        "least": min(by_session),
        "pooled": sign * pooled,
    }
