"""CAMEO codes: their PLOVER type and mode, and the scales a feed gives them."""

from __future__ import annotations

from functools import cache
from importlib import resources

import duckdb
import pyarrow as pa
import yaml

from counterpoise.errors import VocabularyError


@cache
def cameo_to_plover() -> dict[str, tuple[str, str | None]]:
    """Return CAMEO code (with its leading zero) to PLOVER type and mode.

    Source: the table `cameo` of `vocabulary/event_types.yml`, which states every departure from
    the conversion table published on 17 September 2021.

    Raises
    ------
    VocabularyError
        If a line of the table names no type.
    """
    file = resources.files("counterpoise") / "vocabulary" / "event_types.yml"
    table = yaml.safe_load(file.read_text(encoding="utf-8"))["cameo"]
    out: dict[str, tuple[str, str | None]] = {}
    for code, target in table.items():
        kind, _, mode = str(target).partition("/")
        if not kind:
            raise VocabularyError(
                f"CAMEO code {code} has no type", where="event_types.yml", remedy="name one"
            )
        out[str(code)] = (kind, mode or None)
    return out


def register_cameo(connection: duckdb.DuckDBPyConnection) -> None:
    """Register the table ``cameo(code, plover_type, plover_mode)``."""
    table = cameo_to_plover()
    connection.register(
        "_cameo",
        pa.table(
            {
                "code": pa.array(list(table), pa.string()),
                "plover_type": pa.array([t for t, _ in table.values()], pa.string()),
                "plover_mode": pa.array([m for _, m in table.values()], pa.string()),
            }
        ),
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE cameo AS SELECT * FROM _cameo")
