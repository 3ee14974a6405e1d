"""The command line: one file a verb, listed here.

Verbs import what they need when they run, so that `counterpoise --help` stays quick.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from counterpoise.cli import (
    alignment,
    brief,
    changes,
    check,
    claims,
    compare,
    doctor,
    episodes,
    events,
    export,
    exposure,
    feeds,
    fetch,
    figures,
    gaps,
    ingest,
    lint,
    load,
    measures,
    mechanisms,
    new_case,
    option_tracker,
    relations,
    review,
    search,
    sql,
    trackers,
    turns,
    verify,
)
from counterpoise.errors import EXIT_CODE_BAD_INPUT, CounterpoiseError

app = typer.Typer(
    name="counterpoise",
    help="Follow a country's foreign relations: a dated ledger of sourced claims, and briefs in "
    "which every sentence can be traced.",
    no_args_is_help=True,
    rich_markup_mode=None,  # the plain help starts twice as fast
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"counterpoise {version('counterpoise')}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version and end.",
        ),
    ] = False,
) -> None:
    """Take the options that belong to no verb."""


for name, run in (
    ("brief", brief.run),
    ("measures", measures.run),
    ("mechanisms", mechanisms.run),
    ("claims", claims.run),
    ("relations", relations.run),
    ("turns", turns.run),
    ("episodes", episodes.run),
    ("changes", changes.run),
    ("exposure", exposure.run),
    ("compare", compare.run),
    ("alignment", alignment.run),
    ("export", export.run),
    ("figures", figures.run),
    ("gaps", gaps.run),
    ("verify", verify.run),
    ("ingest", ingest.run),
    ("review", review.run),
    ("search", search.run),
    ("lint", lint.run),
    ("check", check.run),
    ("load", load.run),
    ("options", option_tracker.run),
    ("trackers", trackers.run),
    ("new-case", new_case.run),
    ("feeds", feeds.run),
    ("fetch", fetch.run),
    ("events", events.run),
    ("sql", sql.run),
    ("doctor", doctor.run),
):
    app.command(name)(run)


def main() -> None:
    """Run the command line; bad input is one sentence on standard error and exit code 2."""
    try:
        app()
    except CounterpoiseError as error:
        sys.stderr.write(f"counterpoise: {error}\n")
        sys.exit(EXIT_CODE_BAD_INPUT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
