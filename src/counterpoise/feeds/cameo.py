"""CAMEO codes as a table to join: their PLOVER type and mode."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from counterpoise.vocabulary import Vocabulary


def register_cameo(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table ``cameo(code, plover_type, plover_mode)`` from the vocabulary."""
    homes = list(Vocabulary.read().cameo.values())
    connection.register(
        "_cameo",
        pa.table(
            {
                "code": pa.array([home.code for home in homes], pa.string()),
                "plover_type": pa.array([home.event_type for home in homes], pa.string()),
                "plover_mode": pa.array([home.mode or None for home in homes], pa.string()),
            }
        ),
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE cameo AS SELECT * FROM _cameo")
