"""`counterpoise exposure`: what is left, whom the state depends on, what is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.case_or_state import CaseOrStateArgument, lake_for, state_without_case
from counterpoise.cli.data_options import (
    ChannelOption,
    PartnerOption,
    SinceYearOption,
    UntilYearOption,
    VintageOption,
)
from counterpoise.cli.lake_options import EngineOption
from counterpoise.cli.options import (
    AsOfOption,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)

if TYPE_CHECKING:
    from counterpoise.assess.data_exposure import DataExposure, Question
    from counterpoise.assess.exposure import Exposure
    from counterpoise.assess.names import Names


def run(
    case_or_state: CaseOrStateArgument,
    on: OnOption = None,
    as_of: AsOfOption = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="DATE",
            help="The day to compare dependence with. Default: two years before the day told.",
        ),
    ] = None,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Show which ranks survive random weightings.")
    ] = False,
    lake: Annotated[
        Path | None,
        typer.Option(
            "--lake",
            metavar="DIR",
            envvar="COUNTERPOISE_LAKE",
            help="The lake's folder: adds the exposure that its structural feeds show.",
        ),
    ] = None,
    channel: ChannelOption = None,
    partner: PartnerOption = None,
    since: SinceYearOption = None,
    until: UntilYearOption = None,
    vintage: VintageOption = None,
    engine: EngineOption = "duckdb",
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the method and parameters of every number.")
    ] = False,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Show architecture, dependence and isolation, from the ledger and, apart, from data."""
    from counterpoise.assess.exposure import assess_exposure
    from counterpoise.cli.data_options import vintages
    from counterpoise.cli.exposure_tables import print_exposure
    from counterpoise.cli.lake_checks import known_partners
    from counterpoise.cli.opening import day, open_view
    from counterpoise.cli.output import print_json

    options = _DataOptions(
        tuple(channel or ()), known_partners(partner), since, until, vintages(vintage)
    )
    code = state_without_case(case_or_state, ledger)
    if code is not None:
        given = lake_for(code, lake)
        _run_state(code, given, engine, options, (on, as_of), explain=explain, format=format)
        return
    before = day(baseline, "--baseline")
    opened = open_view(
        case_or_state, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested
    )
    found = assess_exposure(opened.view, opened.names, before)
    data = None
    if lake is not None:
        heading = opened.case.heading
        question = options.of(heading.focal, opened.view.on, opened.view.as_of, heading.partners)
        data = _assess(lake, engine, question, must_tell=bool(channel))
    if format is TableFormat.JSON:
        print_json(found if data is None else {**_fields(found), "from_data": data})
        return
    print_exposure(found, opened.names, sensitivity=sensitivity, explain=explain)
    if data is not None:
        from counterpoise.cli.data_exposure_tables import print_data_exposure

        print_data_exposure(data, _ledger_sanctions(found, opened.names), explain=explain)


@dataclass(frozen=True)
class _DataOptions:
    """What the options say of the data wanted."""

    channels: tuple[str, ...]
    partners: tuple[str, ...]
    since: int | None
    until: int | None
    vintages: dict[str, str]

    def of(
        self, focal: str, on: date | None, as_of: date | None, partners: Sequence[str] = ()
    ) -> Question:
        """Return the question of a state; of further partners only those that are states."""
        from counterpoise.assess.data_exposure import Question
        from counterpoise.vocabulary import Vocabulary

        states = Vocabulary.read().countries
        further = (partner for partner in partners if partner in states)
        return Question(
            focal=focal,
            on=on,
            as_of=as_of,
            since=self.since,
            until=self.until,
            partners=tuple(dict.fromkeys((*self.partners, *further))),
            channels=self.channels,
            vintages=self.vintages,
        )


def _run_state(
    code: str,
    lake: Path,
    engine: str,
    options: _DataOptions,
    days: tuple[str | None, str | None],
    *,
    explain: bool,
    format: TableFormat,
) -> None:
    """Show what the feeds tell of a state that has no case."""
    from counterpoise.cli.data_exposure_tables import print_data_exposure
    from counterpoise.cli.opening import day
    from counterpoise.cli.output import print_json

    known = day(days[1], "--as-of")
    question = options.of(code, day(days[0], "--on") or known, known)
    found = _assess(lake, engine, question, must_tell=True)
    if format is TableFormat.JSON:
        print_json({"from_data": found})
        return
    print_data_exposure(found, {}, explain=explain)


def _assess(lake: Path, engine: str, question: Question, *, must_tell: bool) -> DataExposure:
    from counterpoise.assess.data_exposure import assess_data_exposure
    from counterpoise.cli.data_options import open_lake
    from counterpoise.cli.lake_opening import pulse
    from counterpoise.vocabulary import Vocabulary

    opened, running = open_lake(lake, engine)
    with pulse("Reading the feeds, fitting the votes"):
        return assess_data_exposure(
            opened, running, Vocabulary.read(), question, must_tell=must_tell
        )


def _fields(found: Exposure) -> dict[str, object]:
    return {item.name: getattr(found, item.name) for item in fields(found)}


def _ledger_sanctions(found: Exposure, names: Names) -> dict[str, tuple[str, int]]:
    """Count the ledger's standing sanctions by who imposes them."""
    return {
        part.partner: (names.short(part.partner), part.lost)
        for item in found.isolation
        if item.component == "sanctions"
        for part in item.decomposition
        if part.lost
    }
