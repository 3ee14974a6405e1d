"""`counterpoise load`: a case into a ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from counterpoise.cli.options import CaseArgument, FormatOption, TableFormat


def run(
    case: CaseArgument,
    ledger: Annotated[
        str,
        typer.Option(
            "--ledger",
            metavar="URL",
            envvar="COUNTERPOISE_LEDGER",
            help="Where to: a file, sqlite:///… or postgresql://…",
        ),
    ],
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Load a case into a ledger; what has not changed is left alone."""
    from counterpoise.casefiles import case_folder, read_case
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.ledger import open_ledger
    from counterpoise.vocabulary import Vocabulary

    found = read_case(case_folder(case), Vocabulary.read())
    with open_ledger(ledger) as store:
        report = store.load(found, recorded_at=datetime.now(UTC))
    if format is TableFormat.JSON:
        print_json({"case": found.heading.id, **_counts(report)})
        return
    counts = ", ".join(f"{count} {what}" for what, count in _counts(report).items())
    print_lines([f"The case “{found.heading.id}” is in the ledger: {counts}."])


def _counts(report: object) -> dict[str, int]:
    return {
        name: int(getattr(report, name)) for name in ("added", "revised", "withdrawn", "unchanged")
    }
