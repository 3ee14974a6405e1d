"""`counterpoise lint`: a draft against its own sources and a case's ledger."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.options import AsOfOption, LedgerOption

if TYPE_CHECKING:
    from counterpoise.lint.ledger_view import LedgerView
    from counterpoise.lint.run import LintResult


class LintFormat(StrEnum):
    """Forms of the reports."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


def run(
    drafts: Annotated[
        list[Path], typer.Argument(metavar="DRAFT…", help="Drafts in any format that can be read.")
    ],
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="Check against this case's ledger as well."),
    ] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    format: Annotated[LintFormat, typer.Option("--format", help="Form of the reports.")] = (
        LintFormat.TEXT
    ),
) -> None:
    """Report faults with place, evidence and a mend; exit code 1 if there is an error."""
    known = _ledger(case, ledger, as_of)
    errors = 0
    for draft in drafts:
        for result, name in _results(draft, known):
            sys.stdout.write(_written(result, name, format))
            errors += result.count("error")
    if errors:
        raise typer.Exit(1)


def _ledger(case: str | None, url: str | None, as_of: str | None) -> LedgerView | None:
    from counterpoise.cli.opening import open_view
    from counterpoise.lint.case_ledger import CaseLedger

    if case is None:
        return None
    opened = open_view(case, ledger=url, as_of=as_of)
    return CaseLedger(opened.view, opened.names)


def _results(draft: Path, known: LedgerView | None) -> list[tuple[LintResult, str]]:
    from counterpoise.intake.parse import parse_file
    from counterpoise.lint.run import lint
    from counterpoise.lint.silence import silences_beside, silences_in

    beside = silences_beside(draft)
    documents = parse_file(draft)
    names = (
        [draft.as_posix()]
        if len(documents) == 1
        else [f"{draft.as_posix()}#{number}" for number in range(1, len(documents) + 1)]
    )
    return [
        (lint(document, ledger=known, silences=beside + silences_in(document, name)), name)
        for document, name in zip(documents, names, strict=True)
    ]


def _written(result: LintResult, name: str, format: LintFormat) -> str:
    from counterpoise.lint.formats.html import as_html
    from counterpoise.lint.formats.jsons import as_json
    from counterpoise.lint.formats.sarif import as_sarif
    from counterpoise.lint.formats.text import as_text

    writers = {
        LintFormat.TEXT: as_text,
        LintFormat.JSON: as_json,
        LintFormat.SARIF: as_sarif,
        LintFormat.HTML: as_html,
    }
    return writers[format](result, name)
