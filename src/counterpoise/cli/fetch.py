"""`counterpoise fetch`: raw files from their publisher, kept untouched."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

from counterpoise.cli.lake_options import DEFAULT_LAKE, LakeOption
from counterpoise.cli.options import FormatOption, TableFormat
from counterpoise.errors import EXIT_CODE_BAD_INPUT


def run(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="A feed that `feeds` lists.")],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="First day wanted (YYYY-MM-DD).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day wanted (YYYY-MM-DD).")
    ] = None,
    focal: Annotated[
        str | None,
        typer.Option("--focal", metavar="ISO3", help="One state, where it can be asked."),
    ] = None,
    mirror: Annotated[
        str | None,
        typer.Option("--mirror", metavar="URL", help="Another address of the same files."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be downloaded, and how much.")
    ] = False,
    lake: LakeOption = DEFAULT_LAKE,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Fetch the files of a feed for a period; run again, it goes on from where it stopped."""
    from rich.console import Console

    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.feeds.fetching import fetch_all
    from counterpoise.feeds.planning import plan
    from counterpoise.feeds.registry import known
    from counterpoise.feeds.source import load_source

    source = load_source(known(feed))
    downloads = plan(
        source,
        since=day(since, "--since"),
        until=day(until, "--until"),
        focal_iso3=focal,
        address=mirror,
    )
    sizes = [one.size for one in downloads if one.size is not None]
    unsized = len(downloads) - len(sizes)
    if dry_run:
        if format is TableFormat.JSON:
            print_json(
                {"feed": feed, "files": len(downloads), "bytes": sum(sizes), "unsized": unsized}
            )
        else:
            more = f", and {unsized} whose size is not given" if unsized else ""
            print_lines(
                [f"{len(downloads)} files would be fetched: {sum(sizes) / 1e6:,.1f} MB{more}."]
            )
        return
    folder = lake / "raw" / feed
    console = Console(stderr=True)
    with _bar(console) as bar:
        task = bar.add_task(f"Fetching {feed}", total=None if unsized else sum(sizes))
        done, failed = fetch_all(
            downloads,
            folder,
            source,
            today=datetime.now(UTC).date(),
            progress=lambda count: bar.advance(task, count),
        )
    if format is TableFormat.JSON:
        print_json(
            {
                "feed": feed,
                "files": [str(file) for file in done],
                "failures": [{"url": one.url, "error": str(error)} for one, error in failed],
            }
        )
    else:
        print_lines([f"{len(done)} of {len(downloads)} files of feed {feed} are in {folder}."])
    for _, error in failed:
        console.print(f"counterpoise: {error}", highlight=False, markup=False, soft_wrap=True)
    if failed:
        raise typer.Exit(EXIT_CODE_BAD_INPUT)


def _bar(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
