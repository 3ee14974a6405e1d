"""`counterpoise load`: a case into a ledger, or files of a feed into the lake."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.lake_options import DEFAULT_LAKE, LakeOption
from counterpoise.cli.options import FormatOption, TableFormat
from counterpoise.errors import EXIT_CODE_BAD_INPUT, InputError


def run(
    what: Annotated[
        str, typer.Argument(metavar="CASE|FEED", help="A case, or a feed when files follow.")
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help="Files of the feed.")
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="URL",
            envvar="COUNTERPOISE_LEDGER",
            help="Where a case goes: a file, sqlite:///… or postgresql://…",
        ),
    ] = None,
    lake: LakeOption = DEFAULT_LAKE,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Load a case into a ledger, or files of a feed into the lake; what is the same stays."""
    if files:
        from counterpoise.cli.load_feed import load_feed

        if not load_feed(what, files, lake, format):
            raise typer.Exit(EXIT_CODE_BAD_INPUT)
        return
    if ledger is None:
        _refuse_feed_alone(what)
        raise InputError(
            f"{what!r} has nowhere to go",
            remedy="name a ledger with --ledger for a case, or the files to load for a feed",
        )
    load_case(what, ledger, format)


def _refuse_feed_alone(what: str) -> None:
    """Refuse a feed that is named without files, saying which it takes and where they come from."""
    from counterpoise.feeds.file_kinds import taken
    from counterpoise.feeds.registry import FEEDS
    from counterpoise.feeds.source import load_source

    if what not in FEEDS:
        return
    source = load_source(what)
    fetched = source.fetch.method != "by_hand"
    raise InputError(
        f"feed {what} is named without a file; it takes {taken(source)}",
        remedy=f"run `counterpoise load {what} FILE…`, or first "
        + (
            f"`counterpoise fetch {what}`"
            if fetched
            else f"download the files from {source.home} (they are not fetched)"
        ),
    )


def load_case(case: str, ledger: str, format: TableFormat) -> None:
    """Load a case into a ledger and print what changed."""
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
