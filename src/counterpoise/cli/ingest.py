"""`counterpoise ingest`: documents into a case's library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.libraries import LibraryOption
from counterpoise.cli.options import FormatOption, TableFormat

if TYPE_CHECKING:
    from counterpoise.intake.ingest import Ingested
    from counterpoise.intake.library import Library
    from counterpoise.model.evidence import Locator


def run(
    given: Annotated[list[str], typer.Argument(metavar="FILE|URL|FOLDER…", help="What to read.")],
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="A case folder, or a name.")],
    library: LibraryOption = None,
    licence: Annotated[
        str, typer.Option("--licence", metavar="NOTE", help="What may be done with the texts.")
    ] = "",
    accessed: Annotated[
        str | None, typer.Option("--accessed", metavar="DATE", help="Day of access, if not today.")
    ] = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Read documents, keep the originals, and tell what a new version changes."""
    from counterpoise.cli.libraries import library_root
    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.intake.library import Library

    accessed_on = day(accessed, "--accessed") or datetime.now(UTC).date()
    store = Library(library_root(case, library))
    outcomes = _all(given, store, accessed_on, licence, _locators(case))
    if format is TableFormat.JSON:
        print_json([_row(outcome) for outcome in outcomes])
    else:
        print_lines([line for outcome in outcomes for line in _lines(outcome)])
    if any(outcome.problem for outcome in outcomes):
        raise typer.Exit(2 if all(outcome.problem for outcome in outcomes) else 1)


def _locators(case: str) -> tuple[Locator, ...]:
    from counterpoise.casefiles import case_folder, read_case
    from counterpoise.vocabulary import Vocabulary

    return read_case(case_folder(case), Vocabulary.read()).locators


def _all(
    given: list[str], store: Library, accessed: date, licence: str, locators: tuple[Locator, ...]
) -> list[Ingested]:
    from rich.console import Console
    from rich.progress import track

    from counterpoise.intake.ingest import ingest, origins

    outcomes: list[Ingested] = []
    total = sum(len(origins(item)) for item in given)
    found = (
        outcome
        for item in given
        for outcome in ingest(item, store, accessed=accessed, licence=licence, locators=locators)
    )
    console = Console(stderr=True)
    shown = track(found, "Reading", total, console=console, disable=total < 2)
    outcomes.extend(shown)
    return outcomes


def _lines(outcome: Ingested) -> list[str]:
    if outcome.kept is None:
        return [f"not read: {outcome.problem}"]
    lines = [f"{outcome.kept.change}: {outcome.origin} is {outcome.kept.document}"]
    for document in outcome.documents:
        sentences = sum(len(p.sentences) for p in document.paragraphs())
        unresolved = ", ".join(f"[{a.label}] (call {a.number})" for a in document.unresolved)
        lines.append(
            f"  “{document.title}”, {document.published.edtf or 'undated'}, {document.language}: "
            f"{sentences} sentences, {len(document.notes)} notes, "
            f"{len(document.anchors)} calls, unresolved: {unresolved or 'none'}"
        )
        lines += [f"  {remark}" for remark in document.remarks]
    if outcome.diff is not None:
        fates = [item for item in outcome.diff.locators if item.fate != "same"]
        lines += [f"  - {sentence}" for sentence in outcome.diff.removed]
        lines += [f"  + {sentence}" for sentence in outcome.diff.added]
        lines += [f"  locator {item.locator}: {item.fate}" for item in fates]
    return lines


def _row(outcome: Ingested) -> dict[str, object]:
    kept = outcome.kept
    diff = outcome.diff
    return {
        "origin": outcome.origin,
        "problem": outcome.problem,
        "document": kept.document if kept is not None else None,
        "change": kept.change if kept is not None else None,
        "sha256": kept.version.sha256 if kept is not None else None,
        "texts": [
            {
                "title": document.title,
                "published": document.published.edtf or None,
                "language": document.language,
                "notes": len(document.notes),
                "calls": len(document.anchors),
                "unresolved": [anchor.number for anchor in document.unresolved],
                "remarks": list(document.remarks),
            }
            for document in outcome.documents
        ],
        "diff": None
        if diff is None
        else {
            "added": list(diff.added),
            "removed": list(diff.removed),
            "locators": {item.locator: item.fate for item in diff.locators},
        },
    }
