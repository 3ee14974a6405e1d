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

OptionalLakeOption = Annotated[
    Path | None,
    typer.Option(
        "--lake",
        metavar="DIR",
        envvar="COUNTERPOISE_LAKE",
        help="Tell also what the feeds of this lake report, beside the coded acts. "
        "Default: no lake is read.",
    ),
]
FeedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--feed",
        metavar="FEED",
        help="Only this feed of the lake; may be given repeatedly. Default: every loaded one "
        "that tells of relations.",
    ),
]
