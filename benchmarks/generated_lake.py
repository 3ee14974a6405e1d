"""A generated lake: rows in the exact schema of events, labelled as generated, for speed alone.

Usage: python -m benchmarks.generated_lake DIR MILLIONS

Actors, types and dates are drawn by a hash of the row's number, so that the same call makes the
same rows. States are drawn with a heavy head, as in real feeds; three rows in ten name no state.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from counterpoise.feeds.batches import SQL_TYPES
from counterpoise.lake.manifest import LoadedFile, Manifest
from counterpoise.lake.store import loading
from counterpoise.model.events import Kind, columns
from counterpoise.vocabulary import Vocabulary

BATCH = 2_000_000
FEED = "generated"


def draw(salt: int) -> str:
    """Return a SQL expression of a number in [0, 1) drawn from the row's number."""
    return f"((hash(i * 31 + {salt}) % 1000003) / 1000003.0)"


def expressions(batch: int) -> dict[str, str]:
    """Return the columns that are not empty, as SQL over row number `i`."""
    month = f"(DATE '2015-01-01' + INTERVAL ({batch}) MONTH)"
    state = (
        "CASE WHEN {0} < 0.7 THEN states[1 + CAST(floor(pow({1}, 3) * len(states)) AS INTEGER)] END"
    )
    return {
        "event_id": "CAST(i AS VARCHAR)",
        "feed": f"'{FEED}'",
        "feed_version": "'generated'",
        "origin": f"'generated-{batch:04d}'",
        "event_date": f"{month} + INTERVAL (CAST(floor({draw(1)} * 28) AS INTEGER)) DAY",
        "known_date": f"{month} + INTERVAL 28 DAY",
        "source_raw": "'generated'",
        "source_iso3": state.format(draw(2), draw(3)),
        "target_iso3": state.format(draw(4), draw(5)),
        "source_sector": f"sectors[1 + CAST(floor({draw(6)} * len(sectors)) AS INTEGER)]",
        "cameo": f"codes[1 + CAST(floor(pow({draw(7)}, 2) * len(codes)) AS INTEGER)]",
        "plover_type": f"types[1 + CAST(floor(pow({draw(7)}, 2) * len(codes)) AS INTEGER)]",
        "scale_value": f"round({draw(8)} * 20 - 10, 1)",
        "scale_name": "'generated'",
        "reports": f"CAST(1 + floor(pow({draw(9)}, 4) * 40) AS INTEGER)",
        "acts": "1",
        "latitude": f"round({draw(10)} * 180 - 90, 4)",
        "longitude": f"round({draw(11)} * 360 - 180, 4)",
        "url": "'https://generated.example/' || CAST(hash(i) AS VARCHAR)",
    }


def batch_of(connection: duckdb.DuckDBPyConnection, batch: int) -> duckdb.DuckDBPyRelation:
    """Draw one batch: two million events of one month."""
    given = expressions(batch)
    selected = ", ".join(
        f"CAST({given.get(name, 'NULL')} AS {SQL_TYPES[kind]}) AS {name}"
        for name, kind in columns(Kind.EVENTS).items()
    )
    vocabulary = Vocabulary.read()
    lists = {
        "states": sorted(vocabulary.countries),
        "sectors": ["GOV", "MIL", "REB", "CVL", "COP", "MED", "BUS", "OPP"],
        "codes": list(vocabulary.cameo),
        "types": [home.event_type for home in vocabulary.cameo.values()],
    }
    drawn = ", ".join(f"{values!r} AS {name}" for name, values in lists.items())
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE drawn AS SELECT {selected} FROM "
        f"range({batch * BATCH}, {(batch + 1) * BATCH}) AS r(i), (SELECT {drawn})"
    )
    return connection.table("drawn")


def generate(lake: Path, millions: int) -> Manifest:
    """Write a lake of that many million events; return its state."""
    with (
        duckdb.connect(config={"threads": 2, "memory_limit": "6GB"}) as connection,
        loading(lake, FEED, Kind.EVENTS, replaces_feed=True) as session,
    ):
        files = []
        for batch in range(millions * 1_000_000 // BATCH):
            name = f"generated-{batch:04d}"
            rows = session.add(batch_of(connection, batch), [name])
            files.append(LoadedFile(name=name, sha256=name, read=rows, stored=rows, rejected=0))
        return session.commit("generated", files)


if __name__ == "__main__":
    begun = time.perf_counter()
    state = generate(Path(sys.argv[1]), int(sys.argv[2]))
    seconds = time.perf_counter() - begun
    print(f"{state.rows:,} generated events in {len(state.parts)} parts, {seconds:.0f} s")
