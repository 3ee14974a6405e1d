"""`counterpoise alignment`: where a state stands by its votes in the General Assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.case_or_state import CaseOrStateArgument, state_without_case
from counterpoise.cli.lake_options import DEFAULT_LAKE, EngineOption, LakeOption
from counterpoise.cli.options import AsOfOption, FormatOption, LedgerOption, OnOption, TableFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from counterpoise.assess.alignment import AlignmentQuestion
    from counterpoise.assess.alignment_findings import (
        Alignment,
        DistanceFinding,
        PairPoint,
        RollCallPull,
    )

NOTE = (
    "Distance: between the two positions; change: of the distance since the session that opened "
    "in the year named, above 0 where they moved apart. Alike: share of the roll calls in which "
    "both voted, unanimous ones too, on which they chose the same. S (Signorino and Ritter 1999): "
    "from −1 (always opposed) to 1 (always the same), an abstention half way between yes and no. "
    "Kappa (Cohen) and pi (Scott): agreement beyond what chance would give, 0 where no more than "
    "that and 1 throughout; chance from each state’s own shares of yes, abstention and no (kappa) "
    "or from those of both together (pi). Where both mostly vote yes, chance is high, and both "
    "are low although the two vote alike."
)


def run(
    case_or_state: CaseOrStateArgument,
    anchors: Annotated[
        str,
        typer.Option(
            "--anchors",
            metavar="ISO3[,ISO3]",
            help="The state towards which positions grow, and the one away from which. They turn "
            "the scale and move nobody on it. Default: those the feed names.",
        ),
    ] = "",
    partner: Annotated[
        list[str] | None,
        typer.Option(
            "--partner",
            metavar="ISO3",
            help="Compare with this state; may be repeated. Default: the case's partners, or "
            "the anchors.",
        ),
    ] = None,
    issue: Annotated[
        list[str] | None,
        typer.Option("--issue", metavar="NAME", help="Only roll calls on this issue (such as hr)."),
    ] = None,
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            metavar="NAME",
            help="default (chosen by held-out votes) or published (nearest to the published "
            "estimates of 2020).",
        ),
    ] = "default",
    series: Annotated[
        bool, typer.Option("--series", help="Add every session up to the one told.")
    ] = False,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Take on the fit of the votes loaded before and filter the newest session alone: "
            "earlier sessions are not revised.",
        ),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add method, parameters and the roll calls that pull.")
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    lake: LakeOption = DEFAULT_LAKE,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Place a state among all by its votes, with its distance from partners, and intervals."""
    from dataclasses import replace

    from counterpoise.cli.lake_checks import known_partners
    from counterpoise.cli.output import print_json

    states = known_partners(partner)
    question = replace(
        _question(case_or_state, ledger, as_of, on),
        anchors=tuple(code for code in anchors.split(",") if code),
        issues=tuple(dict.fromkeys(issue)) if issue else (),
        preset=preset,
        series=series,
        update=update,
    )
    if states:
        question = replace(question, partners=states)
    found = _fitted(question, lake, engine)
    if format is TableFormat.JSON:
        print_json(found)
        return
    _print(found)
    if explain:
        _explain(found)


def _fitted(question: AlignmentQuestion, lake: Path, engine: str) -> Alignment:
    """Fit the votes with a bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    from counterpoise.assess.alignment import assess_alignment
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake
    from counterpoise.vocabulary import Vocabulary

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Fitting the votes", total=None)
        return assess_alignment(
            Lake(lake),
            open_engine(engine),
            Vocabulary.read(),
            question,
            progress=lambda rounds: bar.advance(task, rounds),
        )


def _question(
    name: str, ledger: str | None, as_of: str | None, on: str | None
) -> AlignmentQuestion:
    """Return the question of a case, or of a state that has none.

    Raises
    ------
    CounterpoiseError
        The name is neither a case nor a code, or a day cannot be used.
    """
    from counterpoise.assess.alignment import AlignmentQuestion
    from counterpoise.cli.opening import day, open_view

    code = state_without_case(name, ledger)
    if code is not None:
        held, known = day(on, "--on"), day(as_of, "--as-of")
        return AlignmentQuestion(code, on=held if held is not None else known, as_of=known)
    opened = open_view(name, ledger=ledger, as_of=as_of, on=on)
    return AlignmentQuestion.of_case(opened.view, opened.names)


def _print(found: Alignment) -> None:
    from counterpoise.cli.output import print_lines, print_table

    if found.position is not None:
        print_lines([found.position.sentence])
        print_table(
            [_cells(item) for item in found.distances],
            {
                "partner": "Partner",
                "distance": "Distance",
                "interval": "90 % interval",
                "change": "Change",
                "since": "Since",
                "agreement": "Alike",
                "s": "S",
                "kappa": "Kappa",
                "pi": "Pi",
                "both": "Both voted",
            },
            title=f"Votes of {found.name} beside others, session {found.position.session} "
            f"({found.position.year})",
            empty="No partner votes in that session.",
        )
        if found.distances:
            print_lines([NOTE, f"Unit of distances: {found.position.unit}."])
    for item in found.distances:
        print_lines(_series(item))
    print_lines(item.sentence for item in found.unseen)
    basis = found.basis
    account = (
        f"{basis.votes:,} votes of {basis.states} states on {basis.roll_calls:,} roll calls, "
        f"{basis.since} to {basis.until} ({basis.feed}, vintage {basis.vintage}); "
        f"{basis.unanimous} unanimous ones tell nothing, {basis.left_out} are left out."
    )
    print_lines([account])
    before = found.parameters.get("updated_from")
    if before:
        taken_on = (
            f"The last session is filtered from the fit of vintage {before}; earlier sessions stay "
            "as they were fitted then."
        )
        print_lines([taken_on])


def _cells(item: DistanceFinding) -> dict[str, str]:
    assert item.interval is not None, "every distance has one"
    low, high = item.interval
    change = ""
    if item.change is not None and item.change_interval is not None:
        least, most = item.change_interval
        change = f"{item.change:+.2f} [{least:+.2f}, {most:+.2f}]"
    return {
        "partner": item.name,
        "distance": f"{item.value:.2f}",
        "interval": f"{low:.2f} … {high:.2f}",
        "change": change,
        "since": "" if item.before is None else str(item.before.year),
        "agreement": _share(item.now.agreement),
        "s": _signed(item.now.s),
        "kappa": _signed(item.now.kappa),
        "pi": _signed(item.now.pi),
        "both": str(item.now.both),
    }


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"


def _series(item: DistanceFinding) -> Iterator[str]:
    if item.series:
        yield f"{item.name}, session by session (difference, positive towards the first anchor):"
    for point in item.series:
        yield f"  {_point(point)}"


def _point(point: PairPoint) -> str:
    low, high = point.interval
    return (
        f"{point.session} ({point.year})  {point.difference:+.2f} [{low:+.2f}, {high:+.2f}]  "
        f"alike {_share(point.agreement) or '–'} of {point.both}, S {_signed(point.s) or '–'}"
    )


def _explain(found: Alignment) -> None:
    from counterpoise.cli.output import print_lines

    if found.position is None:
        return
    print_lines([found.position.method])
    print_lines(
        f"  {name} = {value:g}" if isinstance(value, float) else f"  {name} = {value}"
        for name, value in found.parameters.items()
    )
    print_lines([f"{found.position.name}: roll calls that pull its position most"])
    print_lines(_pulls(found.position.largest))
    for item in found.distances:
        print_lines([f"{item.name}: roll calls that pull the difference most"])
        print_lines(_pulls(item.largest))


def _pulls(largest: tuple[RollCallPull, ...]) -> Iterator[str]:
    for one in largest:
        choice = one.choice or "no vote"
        yield f"  {one.roll_call} ({one.day}): {one.pull:+.3f}, {choice}: {one.title}"
