"""`counterpoise export`: the evidence of a case for others."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)


def run(
    case: CaseArgument,
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="Where to write the files.")
    ],
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--tables",
            metavar="FORM",
            help="csv or parquet (the extra “export”); may be given repeatedly. Default: all "
            "that can be written.",
        ),
    ] = None,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Write claims, tables and sources with a data dictionary, and all of them in one zip."""
    from counterpoise.brief.export import TABLE_FORMS, export_files, table_forms
    from counterpoise.brief.language import language
    from counterpoise.brief.write_files import place_files
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_lines

    forms = table_forms(tables)
    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
    files = export_files(opened.view, opened.names, opened.vocabulary, language("en"), forms=forms)
    paths = place_files(output, files, what="the export")
    if tables is None and len(forms) < len(TABLE_FORMS):
        typer.echo(
            "No Parquet tables were written, as pyarrow is not installed; "
            "install the extra “export”: pip install 'counterpoise[export]'.",
            err=True,
        )
    if format is TableFormat.JSON:
        print_json(
            [
                {
                    "path": str(path),
                    "bytes": len(files[path.name]),
                    "sha256": hashlib.sha256(files[path.name]).hexdigest(),
                }
                for path in paths
            ]
        )
        return
    print_lines(str(path) for path in paths)
