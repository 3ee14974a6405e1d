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


def existing(lake: Path) -> Path:
    """Return the folder of a lake that has been made.

    Raises
    ------
    LakeError
        There is none.
    """
    from counterpoise.errors import LakeError

    if not lake.is_dir():
        raise LakeError(
            "there is no lake", where=str(lake), remedy="load a feed, or mend the path after --lake"
        )
    return lake
