"""The evidence of a view for others: tables, claims, sources, a data dictionary, an archive."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from counterpoise.assess.claims import claim_findings
from counterpoise.assess.names import Names
from counterpoise.brief.bibliography import bibtex_text, csl_text
from counterpoise.brief.export_tables import ExportTable, tables
from counterpoise.brief.export_write import (
    MANIFEST,
    manifest,
    to_csv,
    to_json_lines,
    to_parquet,
    to_zip,
)
from counterpoise.brief.language import Language
from counterpoise.errors import InputError
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

TABLE_FORMS = ("csv", "parquet")
"""Forms of the tables; Parquet needs the extra “export”."""


def table_forms(words: Sequence[str] | None) -> tuple[str, ...]:
    """Return the table forms asked for; none named means CSV, and Parquet where it can be written.

    Raises
    ------
    InputError
        A word names no form.
    """
    if not words:
        return TABLE_FORMS if find_spec("pyarrow") is not None else ("csv",)
    for word in words:
        if word not in TABLE_FORMS:
            raise InputError(
                f"no table can be written as “{word}”",
                where="--tables",
                remedy="choose among " + ", ".join(TABLE_FORMS),
            )
    return tuple(form for form in TABLE_FORMS if form in words)


def export_files(
    view: View,
    names: Names,
    vocabulary: Vocabulary,
    language: Language,
    *,
    forms: Sequence[str],
) -> Mapping[str, bytes]:
    """Make every file of the export: name to content, the archive of all others last.

    Raises
    ------
    OutputError
        A form of the tables needs an extra that is not installed.
    """
    about = _about(view)
    found = tables(view, names, vocabulary)
    tlp = about["tlp"]
    files: dict[str, bytes] = {
        "about.json": (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode(),
        "data-dictionary.csv": _dictionary(found),
        "claims.jsonl": to_json_lines(claim_findings(view, names), tlp=tlp),
        "sources.bib": bibtex_text(view.case.sources, language, tlp=tlp).encode(),
        "sources.json": csl_text(view.case.sources, language, tlp=tlp).encode(),
    }
    for table in found:
        if "csv" in forms:
            files[f"{table.name}.csv"] = to_csv(table)
        if "parquet" in forms:
            files[f"{table.name}.parquet"] = to_parquet(table, about)
    files[MANIFEST] = manifest(files)
    name = f"{about['case']}-evidence"
    return {**files, f"{name}.zip": to_zip(files, name)}


def _about(view: View) -> dict[str, str]:
    """Say what the files are about, and how they may be shared."""
    heading = view.case.heading
    return {
        "case": heading.id,
        "title": heading.title,
        "tlp": heading.tlp,
        "on": view.on.isoformat(),
        "as_of": view.as_of.isoformat() if view.as_of is not None else "",
        "contested_claims": "included" if view.with_contested else "left out",
    }


def _dictionary(found: Sequence[ExportTable]) -> bytes:
    """Write the meaning of every column of every table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("table", "column", "type", "meaning"))
    for table in found:
        writer.writerow((table.name, "", "", table.title))
        for column in table.columns:
            writer.writerow((table.name, column.name, column.type, column.meaning))
    return text.getvalue().encode()
