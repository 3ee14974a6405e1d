"""`counterpoise verify`: whether the locators match the document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import CaseArgument, FormatOption, LedgerOption, TableFormat
from counterpoise.errors import InputError


def run(
    case: CaseArgument,
    document: Annotated[
        Path, typer.Option("--document", metavar="PATH", help="The file that was coded.")
    ],
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="ID", help="Which of the case's documents it is."),
    ] = None,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Check every locator of a case against the document; exit code 1 if any does not match."""
    from counterpoise.assess.verification import recognise, verify
    from counterpoise.cli.opening import read_through_ledger
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.vocabulary import Vocabulary

    found = read_through_ledger(case, ledger, Vocabulary.read())
    data = _read(document)
    name = source or recognise(found, data)
    if name not in {item.source for item in found.documents}:
        raise InputError(
            f"the case has no document “{name or ''}”",
            where=str(document),
            remedy="name one with --source: " + ", ".join(d.source for d in found.documents),
        )
    try:
        result = verify(found, str(name), data)
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start} is not UTF-8", where=str(document), remedy="give the original file"
        ) from None
    if format is TableFormat.JSON:
        print_json(result)
    else:
        other = "" if result.same_file else "; not the file that was coded"
        counts = f"{result.matching} of {result.locators} locators match {document.name}"
        print_lines(
            [
                f"{counts} ({result.document}{other}).",
                f"They cover {len(result.paragraphs)} paragraphs and notes.",
                *(
                    f"{item.locator}: characters {item.start}–{item.end}: {item.reason}."
                    for item in result.mismatches
                ),
            ]
        )
    if result.mismatches:
        raise typer.Exit(1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the document cannot be read ({error.strerror})",
            where=str(path),
            remedy="name the file that was coded",
        ) from None
