"""`counterpoise new-case`: begin a case folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import FormatOption, TableFormat
from counterpoise.errors import InputError


def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The case's name, and its folder's.")],
    focal: Annotated[
        str,
        typer.Option("--focal", metavar="ISO3", help="The state to follow (XAA–XZZ: invented)."),
    ],
    folder: Annotated[
        Path, typer.Option("--in", metavar="FOLDER", help="Where to create the case's folder.")
    ] = Path(),
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Write a commented case skeleton that loads."""
    from counterpoise.casefiles import write_skeleton
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.vocabulary import Vocabulary

    if Path(name).name != name:
        raise InputError(
            f"“{name}” cannot name a case",
            where="NAME",
            remedy="give a name alone, and the folder to put it in with --in",
        )
    files = write_skeleton(folder / name, focal=focal, vocabulary=Vocabulary.read())
    if format is TableFormat.JSON:
        print_json({"case": name, "folder": str(folder / name), "files": [p.name for p in files]})
        return
    print_lines(
        [
            f"The case “{name}” is begun in {folder / name}: {', '.join(p.name for p in files)}.",
            f"Next: edit its files, then run `counterpoise check {folder / name}`.",
        ]
    )
