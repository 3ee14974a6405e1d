"""`counterpoise turns`: turning points in what feeds report, with the acts that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.case_or_state import CaseOrStateArgument, state_without_case
from counterpoise.cli.lake_options import EngineOption, FeedOption, OptionalLakeOption
from counterpoise.cli.options import (
    AsOfOption,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)
from counterpoise.errors import InputError

if TYPE_CHECKING:
    from counterpoise.assess.reported_turn_findings import Reported


def run(
    case_or_state: CaseOrStateArgument,
    partner: Annotated[str, typer.Option("--partner", metavar="ID", help="Keep one partner.")] = "",
    feed: FeedOption = None,
    as_they_came: Annotated[
        bool,
        typer.Option("--as-they-came", help="Add the alarms that would have been raised."),
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    lake: OptionalLakeOption = None,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Find where what is reported of a relation turned, beside what the ledger records there."""
    from counterpoise.assess.reported import Asked
    from counterpoise.cli.lake_opening import reported_of_state, reported_of_view
    from counterpoise.cli.opening import open_view

    asked = Asked(partner=partner, alarms=as_they_came)
    source = (lake, engine, feed)
    code = state_without_case(case_or_state, ledger)
    if code is not None:
        _tell(reported_of_state(code, source, asked, as_of=as_of, on=on), format)
        return
    opened = open_view(
        case_or_state, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested
    )
    found = reported_of_view(opened.view, opened.names, source, asked)
    if found is None:
        raise InputError(
            "turning points are found in reported events, and no lake is named",
            where="--lake",
            remedy="name one (the ledger's own are told by `counterpoise episodes`)",
        )
    _tell(found, format)


def _tell(found: Reported, format: TableFormat) -> None:
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.cli.reported_text import coverage_lines, reported_json, turn_lines

    if format is TableFormat.JSON:
        print_json(reported_json(found))
        return
    if not found.turns:
        print_lines(["No turning point: the feeds report too little, or nothing changed."])
    print_lines(turn_lines(found))
    print_lines(["", *(f"Sign trap: {trap.sentence}" for trap in found.traps)])
    print_lines(coverage_lines(found))
