"""Votes made up in the exact format of the source, for tests of what reads them from a lake."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.assess.loading import load_files
from counterpoise.lake.lake import Lake
from counterpoise.relations.alignment import DEFAULT
from counterpoise.relations.alignment.simulate import simulate_votes

STATES = {
    "United States": "US", "Russia": "RU", "France": "FR", "Mali": "ML", "Niger": "NE",
    "Denmark": "DK", "China": "CN", "Brazil": "BR", "Japan": "JP", "Zanzibar": None,
}  # fmt: skip
SESSIONS, CALLS = 12, 15
FIRST = 60
PRIORS = replace(DEFAULT, slope_sd=3.0, centre_sd=1.0, log_gap_sd=0.5)
LAST_DAY = dt.date(1945 + FIRST + SESSIONS - 1, 12, CALLS)
CHOICES = ("yes", "abstain", "no")


def day_of(session: int, call: int) -> dt.date:
    return dt.date(1945 + session, 12, call + 1)


def write_votes(folder: Path, *, until: dt.date | None = None, issues: bool = True) -> Path:
    """Write the tables; roll call n of a session is held on its December n.

    The last state votes in the first half of the sessions only; one roll call more, in the first
    session, is unanimous; every session's first roll call asks what the last session's asked.
    """
    drawn = simulate_votes(len(STATES), SESSIONS, CALLS, seed=11, priors=PRIORS, absent=0.1).votes
    number = {call: 100 + call for call in range(SESSIONS * CALLS)}
    session = {call: FIRST + call // CALLS for call in number}
    day = {call: day_of(session[call], call % CALLS) for call in number}
    names = list(STATES)
    rows = [
        (number[call], names[state], STATES[names[state]], CHOICES[choice])
        for state, call, choice in zip(
            drawn.state.tolist(), drawn.roll_call.tolist(), drawn.choice.tolist(), strict=True
        )
        if (until is None or day[call] <= until)
        and not (names[state] == "Zanzibar" and session[call] >= FIRST + SESSIONS // 2)
    ]
    extra = max(number.values()) + 1
    rows += [(extra, name, STATES[name], "yes") for name in names]
    calls = [*((number[c], session[c], day[c]) for c in number), (extra, FIRST, day_of(FIRST, 0))]
    _write_calls(folder, calls, drawn.session.size)
    columns = list(zip(*rows, strict=True))
    votes = {"rcid": pa.array(columns[0], pa.float64()), "country": columns[1],
             "country_code": columns[2], "vote": columns[3]}  # fmt: skip
    pq.write_table(pa.table(votes), folder / "un_votes.parquet")
    if issues:
        listed = {"rcid": pa.array([n for n, _, _ in calls], pa.int32()),
                  "short_name": ["hr" if n % 2 else "nu" for n, _, _ in calls],
                  "issue": ["made"] * len(calls)}  # fmt: skip
        pq.write_table(pa.table(listed), folder / "un_roll_call_issues.parquet")
        pairs = [(100 + CALLS * s, 100 + CALLS * (s + 1)) for s in range(SESSIONS - 1)]
        lines = [f"{i},{one},{other}" for i, (one, other) in enumerate(pairs, 1)]
        (folder / "Matches.csv").write_text("\r\n".join(["v1,rcid1,rcid2", *lines, ""]), "utf-8")
    return folder / "un_votes.parquet"


def _write_calls(folder: Path, calls: list[tuple[int, int, dt.date]], paragraphs: int) -> None:
    numbers, sessions, days = (list(column) for column in zip(*calls, strict=True))
    zeros = np.zeros(len(calls), dtype=np.int64)
    table = {"rcid": pa.array(numbers, pa.int32()), "session": [float(s) for s in sessions],
             "importantvote": zeros, "date": days, "unres": [f"A/{n}" for n in numbers],
             "amend": zeros, "para": [int(n % 5 == 3) for n in numbers],
             "short": [f"MATTER  {n}" for n in numbers], "descr": ["x"] * len(calls)}  # fmt: skip
    pq.write_table(pa.table(table), folder / "un_roll_calls.parquet")


def vote_lake(folder: Path, *, until: dt.date | None = None, issues: bool = True) -> Lake:
    """Write the tables into a folder and load them into a lake beside."""
    folder.mkdir(parents=True, exist_ok=True)
    file = write_votes(folder, until=until, issues=issues)
    report = load_files(folder / "lake", "unga_votes", [file])
    assert report.failures == []
    return Lake(folder / "lake")
