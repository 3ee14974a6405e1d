"""`counterpoise search`: words in the documents that were read for a case."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.libraries import LibraryOption
from counterpoise.cli.options import FormatOption, TableFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterpoise.intake.index import Found


def run(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS…",
            help="Words that a sentence must hold, accents and case left aside; a phrase in "
            "quotation marks, a beginning with a star.",
        ),
    ],
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="A case folder, or a name.")],
    library: LibraryOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many sentences to show.")
    ] = 20,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Find sentences in the documents of a case, each with its place."""
    from counterpoise.cli.libraries import library_root
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.intake.index import search

    # the shell has taken the quotation marks off an argument that holds several words
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    found = search(library_root(case, library), query, limit=limit)
    if format is TableFormat.JSON:
        print_json(asdict(found))
    else:
        print_lines(_lines(found))


def _lines(found: Found) -> Iterator[str]:
    for hit in found.hits:
        place = [f"section {hit.section}"] if hit.section != "front" else ["front"]
        place += [f"para. {hit.paragraph}"] if hit.paragraph else []
        place += [f"note {hit.note}"] if hit.note else []
        dated = f", {hit.published}" if hit.published else ""
        yield f"{hit.title or hit.document}{dated}, {', '.join(place)} (line {hit.line})"
        yield f"    {hit.sentence}"
    shown = f", {len(found.hits)} shown" if len(found.hits) < found.total else ""
    yield f"{found.total} sentences in {found.documents} documents{shown}."
    yield from (f"not searched: {problem}" for problem in found.problems)
