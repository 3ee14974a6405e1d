"""Rows of the lake, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from counterpoise.lake.engines import Engine, arrow_schema, open_engine
from counterpoise.lake.manifest import LoadedFile, Manifest
from counterpoise.lake.store import loading
from counterpoise.model.events import Kind

Row = dict[str, object]


def _event(number: int, day: str, source: str | None, target: str | None, **more: object) -> Row:
    return {
        "event_id": f"e{number:05d}",
        "feed_version": "1",
        "event_date": dt.date.fromisoformat(day),
        "known_date": dt.date.fromisoformat(day) + dt.timedelta(days=1),
        "source_iso3": source,
        "target_iso3": target,
        "acts": 1,
        **more,
    }


def _store(
    root: Path,
    rows: list[Row],
    *,
    name: str = "a.csv",
    digest: str = "0" * 64,
    feed: str = "made",
    kind: Kind = Kind.EVENTS,
    replaces_feed: bool = False,
    retrieved: dt.date | None = None,
) -> Manifest:
    schema = arrow_schema(kind)
    full = [{**row, "origin": name, "feed": feed} for row in rows]
    table = pa.Table.from_pylist([{c: row.get(c) for c in schema.names} for row in full], schema)
    with (
        duckdb.connect() as connection,
        loading(root, feed, kind, replaces_feed=replaces_feed) as session,
    ):
        count = session.add(connection.from_arrow(table), [name])
        file = LoadedFile(
            name=name, sha256=digest, read=count, stored=count, rejected=0, retrieved=retrieved
        )
        return session.commit("1", [file])


@pytest.fixture
def event() -> Callable[..., Row]:
    return _event


@pytest.fixture
def store() -> Callable[..., Manifest]:
    return _store


@pytest.fixture(scope="session")
def spark() -> Engine:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    return open_engine("pyspark://local[1]")


@pytest.fixture(params=["duckdb", "pyspark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "duckdb":
        return open_engine("duckdb")
    found: Engine = request.getfixturevalue("spark")
    return found
