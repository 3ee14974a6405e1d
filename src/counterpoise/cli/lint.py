"""`counterpoise lint`: a draft against its own sources and a case's ledger."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.options import AsOfOption, LedgerOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterpoise.cli.lint_sources import Linted
    from counterpoise.lint.run import LintResult


class LintFormat(StrEnum):
    """Forms of the reports."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


def run(
    drafts: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DRAFT…",
            help="Drafts in any format that can be read. Without one, the briefs that the case "
            "yields, or all bundled cases, in every length and language.",
        ),
    ] = None,
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
    errors = 0
    results: dict[str, LintResult] = {}
    for linted in _linted(drafts, case, ledger, as_of):
        errors += linted.result.count("error")
        results[linted.name] = linted.result
        if format is LintFormat.TEXT:
            sys.stdout.write(_written({linted.name: linted.result}, format))
            sys.stdout.flush()
    if format is not LintFormat.TEXT:
        sys.stdout.write(_written(results, format))
    if errors:
        raise typer.Exit(1)


def _linted(
    given: list[Path] | None, case: str | None, ledger: str | None, as_of: str | None
) -> Iterator[Linted]:
    from counterpoise.casefiles import bundled_cases
    from counterpoise.cli.lint_sources import Ledgers, briefs, drafts

    if given:
        yield from drafts(given, Ledgers(case, ledger, as_of))
        return
    for name in (case,) if case is not None else bundled_cases():
        yield from briefs(name, ledger, as_of)


def _written(results: dict[str, LintResult], format: LintFormat) -> str:
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
    return writers[format](results)
