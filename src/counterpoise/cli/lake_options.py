"""Options that the verbs of the lake share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LakeOption = Annotated[
    Path,
    typer.Option("--lake", metavar="DIR", envvar="COUNTERPOISE_LAKE", help="The lake's folder."),
]
EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="URL",
        envvar="COUNTERPOISE_LAKE_URL",
        help="Engine of the lake: duckdb, or pyspark://MASTER.",
    ),
]
DEFAULT_LAKE = Path("lake")
