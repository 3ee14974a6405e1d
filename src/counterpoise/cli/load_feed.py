"""`counterpoise load FEED FILE…`: files at hand into the lake."""

from __future__ import annotations

from pathlib import Path

from counterpoise.cli.options import TableFormat


def load_feed(feed: str, files: list[Path], lake: Path, format: TableFormat) -> bool:
    """Load files of a feed and print the account; return whether every file could be read."""
    from rich.console import Console
    from rich.progress import Progress

    from counterpoise.assess.loading import by_kind, load_files
    from counterpoise.cli.output import print_json, print_lines

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(f"Loading {feed}", total=len(files))
        report = load_files(lake, feed, files, progress=lambda done: bar.advance(task, done))
    if format is TableFormat.JSON:
        print_json(
            {
                "feed": feed,
                "vintage": report.manifest.vintage if report.manifest is not None else None,
                "read": report.read,
                "stored": report.stored,
                "rejected": report.rejected,
                "rejections": [r.model_dump() for r in report.rejections],
                "failures": [
                    {"file": str(file), "error": str(error)} for file, error in report.failures
                ],
                "unexpected": [
                    {"kind": kind, "values": values}
                    for kind, values in by_kind(report.unexpected).items()
                ],
            }
        )
    else:
        print_lines(_sentences(feed, report))
    for _, error in report.failures:
        console.print(
            f"counterpoise: {error}", highlight=False, markup=False, emoji=False, soft_wrap=True
        )
    return not report.failures


def _sentences(feed: str, report: object) -> list[str]:
    from counterpoise.assess.loading import LoadReport, told

    assert isinstance(report, LoadReport)
    if report.manifest is None:
        return [f"Nothing was loaded into feed {feed}; what was stored is as it was."]
    lines = [
        (
            f"Feed {feed}: {report.read:,} rows read = {report.stored:,} stored + "
            f"{report.rejected:,} rejected; vintage {report.manifest.vintage}."
        )
    ]
    lines += [f"  rejected: {r.file}, row {r.row}: {r.reason}" for r in report.rejections[:20]]
    if len(report.rejections) > 20:
        lines.append(f"  and {report.rejected - 20:,} more; --format json lists them")
    return lines + [f"  not expected: {line}" for line in told(report.unexpected)]
