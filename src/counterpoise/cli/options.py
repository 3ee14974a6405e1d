"""Arguments and options that several verbs share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """Forms of a command that prints rows."""

    TABLE = "table"
    JSON = "json"


CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="A bundled case's name, or a case folder.")
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="URL",
        envvar="COUNTERPOISE_LEDGER",
        help="Read the case from this ledger (a file, sqlite:///… or postgresql://…) "
        "instead of its folder.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Known time: use only what could be known by this day (YYYY-MM-DD).",
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Valid time: tell what held on this day. Default: the as-of day, or else the last "
        "day on which anything in the case became known.",
    ),
]
WithoutContestedOption = Annotated[
    bool,
    typer.Option("--without-contested", help="Leave out every claim that somebody denies."),
]
FormatOption = Annotated[
    TableFormat,
    typer.Option("--format", help="A table to read, or JSON as documented in docs/json.md."),
]
