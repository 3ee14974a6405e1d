"""Options that the verbs over structural feeds share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from counterpoise.lake.engines import Engine
    from counterpoise.lake.lake import Lake

SinceYearOption = Annotated[
    int | None,
    typer.Option(
        "--since",
        metavar="YEAR",
        min=1800,
        max=2200,
        help="First year of the window of data. Default: four years before its last.",
    ),
]
UntilYearOption = Annotated[
    int | None,
    typer.Option(
        "--until",
        metavar="YEAR",
        min=1800,
        max=2200,
        help="Last year of the window of data. Default: the last that a feed tells of and that "
        "had ended by the day told.",
    ),
]
ChannelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--channel", help="Only these channels of data: arms, aid, sanctions, votes; repeatable."
    ),
]
PartnerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--partner",
        metavar="ISO3",
        help="A state to compare votes with, repeatable; beside the greatest partners in arms "
        "and aid.",
    ),
]


VintageOption = Annotated[
    list[str] | None,
    typer.Option(
        "--vintage",
        metavar="FEED=ID",
        help="Read a feed at this vintage instead of its newest; repeatable.",
    ),
]


def vintages(given: list[str] | None) -> dict[str, str]:
    """Read ``FEED=ID`` texts.

    Raises
    ------
    InputError
        A text has another form.
    """
    from counterpoise.errors import InputError

    found = {}
    for text in given or ():
        feed, equals, vintage = text.partition("=")
        if not (feed and equals and vintage):
            raise InputError(
                f"“{text}” names no vintage", where="--vintage", remedy="write FEED=ID"
            )
        found[feed] = vintage
    return found


def open_lake(root: Path, engine: str) -> tuple[Lake, Engine]:
    """Open a lake with an engine.

    Raises
    ------
    LakeError
        The folder holds no lake, or the URL names no engine.
    """
    from counterpoise.errors import LakeError
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake

    lake = Lake(root)
    if not lake.feeds():
        raise LakeError(
            "there is no lake with a loaded feed",
            where=str(root),
            remedy=f"run `counterpoise load FEED FILE --lake {root}`",
        )
    return lake, open_engine(engine)
