"""`counterpoise compare`: a state beside its peers, on the same definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.data_options import (
    ChannelOption,
    PartnerOption,
    SinceYearOption,
    UntilYearOption,
    VintageOption,
)
from counterpoise.cli.lake_options import DEFAULT_LAKE, EngineOption, LakeOption
from counterpoise.cli.options import AsOfOption, FormatOption, OnOption, TableFormat

if TYPE_CHECKING:
    from counterpoise.assess.data_comparison import Comparison, PeerRow


def run(
    focal: Annotated[str, typer.Argument(metavar="FOCAL", help="The state looked at, by ISO3.")],
    peers: Annotated[
        list[str], typer.Argument(metavar="PEER…", help="States to set beside it, by ISO3.")
    ],
    lake: LakeOption = DEFAULT_LAKE,
    channel: ChannelOption = None,
    partner: PartnerOption = None,
    since: SinceYearOption = None,
    until: UntilYearOption = None,
    vintage: VintageOption = None,
    on: OnOption = None,
    as_of: AsOfOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the method and the flags of every row.")
    ] = False,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Set a state's exposure from data beside that of its peers: same definitions, same windows."""
    from rich.console import Console
    from rich.progress import Progress

    from counterpoise.assess.data_comparison import compare_exposure
    from counterpoise.assess.data_exposure import Question
    from counterpoise.cli.data_options import open_lake, vintages
    from counterpoise.cli.lake_checks import known_partners
    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json
    from counterpoise.vocabulary import Vocabulary

    states = known_partners(partner)
    opened, running = open_lake(lake, engine)
    question = Question(
        focal=focal,
        on=day(on, "--on") or day(as_of, "--as-of"),
        as_of=day(as_of, "--as-of"),
        since=since,
        until=until,
        partners=states,
        channels=tuple(channel or ()),
        vintages=vintages(vintage),
    )
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("States", total=len(peers) + 1)
        found = compare_exposure(
            opened,
            running,
            Vocabulary.read(),
            question,
            tuple(peers),
            done=lambda _state: bar.advance(task),
        )
    if format is TableFormat.JSON:
        print_json(found)
        return
    _print(found, explain=explain)


def _print(found: Comparison, *, explain: bool) -> None:
    from counterpoise.cli.data_exposure_notes import INDEX_NOTE
    from counterpoise.cli.output import print_lines, print_table

    order = list(dict.fromkeys((row.channel, row.basis) for row in found.rows))
    rows = sorted(found.rows, key=lambda row: order.index((row.channel, row.basis)))
    print_table(
        [_cells(row) for row in rows],
        {
            "measure": "Measure",
            "window": "Window",
            "state": "State",
            "value": "Value",
            "bounds": "Bounds",
            "effective": "Effective partners",
            "top": "Greatest partner",
            "change": "Change (90 %)",
        },
        title="Exposure from data, on the same definitions",
        empty="",
    )
    if any(row.effective is not None for row in rows):
        print_lines([INDEX_NOTE])
    print_lines(place.sentence for place in found.places)
    print_lines(
        f"Missing: {item.state}, {item.channel}: {item.sentence}." for item in found.missing
    )
    print_lines(f"{use.feed}, vintage {use.vintage}: {use.citation}" for use in found.feeds)
    if explain:
        print_lines(f"{row.id}: {row.method} {'; '.join(row.flags)}".rstrip() for row in rows)


def _cells(row: PeerRow) -> dict[str, str]:
    cases = row.channel == "sanctions"
    value = float(row.value) if row.value is not None else None
    change = "" if row.change is None else f"{row.change:+.0f}" if cases else f"{row.change:+.2f}"
    if row.change_interval is not None:
        change += f" ({row.change_interval[0]:+.2f} to {row.change_interval[1]:+.2f})"
    form = ".0f" if cases else ".2f"
    bounds = "" if row.bounds is None else f"{row.bounds[0]:{form}}–{row.bounds[1]:{form}}"
    return {
        "measure": f"{row.channel}, {row.basis}",
        "window": str(row.window),
        "state": row.name,
        "value": "not in evidence" if value is None else f"{value:{form}}",
        "bounds": bounds,
        "effective": "" if row.effective is None else f"{row.effective:.1f}",
        "top": "" if row.top_share is None else f"{row.top_name} {row.top_share:.0%}",
        "change": change,
    }
