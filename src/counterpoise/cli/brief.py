"""`counterpoise brief`: a footnoted brief."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    LedgerOption,
    OnOption,
    WithoutContestedOption,
)
from counterpoise.errors import InputError


def run(
    case: CaseArgument,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="Where to write the files.")
    ] = Path(),
    format: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="FORM", help="html, md, json; may be given repeatedly."),
    ] = None,
) -> None:
    """Write a brief in which every sentence can be traced to its evidence."""
    from counterpoise.brief.compose import compose
    from counterpoise.brief.language import language
    from counterpoise.brief.write import FORMS, write_brief
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_lines

    forms = tuple(format or FORMS)
    for form in forms:
        if form not in FORMS:
            raise InputError(
                f"no brief can be written as “{form}”",
                where="--format",
                remedy="choose among " + ", ".join(FORMS),
            )
    speech = language("en")
    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
    brief = compose(opened.view, opened.vocabulary, opened.names, speech)
    paths = write_brief(brief, opened.view, opened.names, speech, output, forms=forms)
    print_lines(str(path) for path in paths)
