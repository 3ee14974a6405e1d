"""Small lakes made by hand, for what feeds report beside a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.lake.engines import arrow_schema
from counterpoise.lake.manifest import LoadedFile, Manifest
from counterpoise.lake.store import loading
from counterpoise.model.events import Kind

Row = dict[str, object]
SCALE = {
    "CONSULT": 1.0, "SUPPORT": 3.5, "COOPERATE": 6.0, "ACCUSE": -2.0, "SANCTION": -4.0,
    "COERCE": -7.0, "ASSAULT": -9.0, "RETREAT": 9.0,
}  # fmt: skip
CODES = {
    "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "ACCUSE": "111", "SANCTION": "160",
    "COERCE": "170", "ASSAULT": "180", "RETREAT": "0872",
}  # fmt: skip
FIRST, LAST = dt.date(2021, 5, 1), dt.date(2022, 8, 31)
MISSING = (2021, 9)
"""A month in which the whole feed has no row."""


def act(day: dt.date, source: str, target: str, kind: str, **more: object) -> Row:
    """One act as an event feed stores it; known on the next day."""
    return {
        "event_id": f"{day:%Y%m%d}-{source}-{target}-{kind}",
        "feed_version": "1",
        "event_date": day,
        "known_date": day + dt.timedelta(days=1),
        "source_raw": f"Government ({source})",
        "source_iso3": source,
        "target_raw": f"Government ({target})",
        "target_iso3": target,
        "plover_type": kind,
        "plover_mode": "withdraw" if kind == "RETREAT" else None,
        "cameo": CODES[kind],
        "native_type": kind.lower(),
        "scale_value": SCALE[kind],
        "scale_name": "made",
        "reports": 1,
        "acts": 1,
        **more,
    }


def again(row: Row) -> Row:
    """A further report of an act."""
    return {**row, "event_id": f"{row['event_id']}-again", "acts": 0}


def days(first: dt.date = FIRST, last: dt.date = LAST, step: int = 1) -> Iterator[dt.date]:
    """Days of the period, the missing month left out."""
    day = first
    while day <= last:
        if (day.year, day.month) != MISSING:
            yield day
        day += dt.timedelta(days=step)


def world() -> list[Row]:
    """Other states: a friendly, a hostile and a mixed pair, so that every day is covered."""
    rows = []
    for number, day in enumerate(days()):
        rows.append(act(day, "XAD", "XAE", ("SUPPORT", "CONSULT", "COOPERATE")[number % 3]))
        if number % 2 == 0:
            rows.append(act(day, "XAF", "XAG", ("COERCE", "ACCUSE", "ASSAULT")[number % 3]))
            rows.append(act(day, "XAD", "XAF", ("CONSULT", "ACCUSE", "SUPPORT")[number % 3]))
    return rows


def breaking(turn: dt.date = dt.date(2022, 3, 1)) -> list[Row]:
    """XAA and XAB: talks every fourth day, and from the turn on quarrels every second one."""
    rows = []
    for number, day in enumerate(days(step=4)):
        if day < turn:
            rows.append(act(day, "XAA", "XAB", ("CONSULT", "SUPPORT")[number % 2]))
    for number, day in enumerate(days(turn, LAST, 2)):
        rows.append(act(day, "XAB", "XAA", ("ACCUSE", "SANCTION")[number % 2]))
    return rows


def leaving(turn: dt.date = dt.date(2022, 3, 1)) -> list[Row]:
    """XAA and XAB: talks every fourth day, and from the turn on withdrawals every second one."""
    rows = [act(day, "XAA", "XAB", "CONSULT") for day in days(step=4) if day < turn]
    rows += [act(day, "XAB", "XAA", "RETREAT") for day in days(turn, LAST, 2)]
    return [*rows, *(act(day, "XAA", "XAB", "ACCUSE") for day in days(turn, LAST, 8))]


def sums(pair: tuple[str, str], turn: dt.date, before: float, after: float) -> list[Row]:
    """Daily sums of a pair that change on a day; neighbouring days differ a little."""
    return [
        {
            "record_id": f"{day:%Y%m%d}-{pair[0]}-{pair[1]}",
            "feed_version": "1",
            "indicator": "goldstein_sum",
            "start_date": day,
            "end_date": day,
            "known_date": day,
            "precision": "day",
            "subject_iso3": pair[0],
            "object_iso3": pair[1],
            "value": (before if day < turn else after) + number % 3,
        }
        for number, day in enumerate(days())
    ]


def store(
    root: Path, rows: Iterable[Row], feed: str = "icews", kind: Kind = Kind.EVENTS
) -> Manifest:
    """Load rows as one file of a feed, always of the same name and checksum."""
    schema = arrow_schema(kind)
    full = [{**row, "origin": "made.csv", "feed": feed} for row in rows]
    table = pa.Table.from_pylist([{c: row.get(c) for c in schema.names} for row in full], schema)
    with (
        duckdb.connect() as connection,
        loading(root, feed, kind, replaces_feed=True) as session,
    ):
        count = session.add(connection.from_arrow(table), ["made.csv"])
        file = LoadedFile(
            name="made.csv", sha256="0" * 64, read=count, stored=count, rejected=0, retrieved=None
        )
        return session.commit("1", [file])
