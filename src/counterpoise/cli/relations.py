"""`counterpoise relations`: every relation of the state, with interval and direction."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counterpoise.assess.relations import RelationFinding
    from counterpoise.assess.reported_turn_findings import Reported
    from counterpoise.assess.settings import Settings
    from counterpoise.model.findings import Json


def run(
    case_or_state: CaseOrStateArgument,
    partner: Annotated[str, typer.Option("--partner", metavar="ID", help="Keep one partner.")] = "",
    channels: Annotated[
        bool, typer.Option("--channels", help="Show every channel in the table.")
    ] = False,
    series: Annotated[
        bool, typer.Option("--series", help="Add monthly points with intervals and turning acts.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add formula, parameters, weights and every input.")
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    feed: FeedOption = None,
    lake: OptionalLakeOption = None,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Score every relation, say where it stands and heads, and list what speaks against it."""
    from counterpoise.assess.relations import Extras, relation_findings
    from counterpoise.assess.reported import Asked
    from counterpoise.assess.settings import Settings
    from counterpoise.cli.lake_opening import reported_of_state, reported_of_view
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_lines, print_table

    source, asked = (lake, engine, feed), Asked(partner=partner)
    code = state_without_case(case_or_state, ledger)
    if code is not None:
        alone = reported_of_state(code, source, asked, as_of=as_of, on=on)
        _beside(alone, (), format)
        return
    opened = open_view(
        case_or_state, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested
    )
    settings = Settings.read()
    findings = relation_findings(
        opened.view,
        opened.names,
        settings,
        partner=partner,
        extras=Extras(series=series, inputs=explain),
    )
    reported = reported_of_view(opened.view, opened.names, source, asked)
    if format is TableFormat.JSON:
        if reported is not None:
            _beside(reported, findings, format)
            return
        print_json([row(finding) for finding in findings])
        return
    shown = [item for item in findings if channels or item.channel in {"overall", "words"}]
    print_table(
        [_cells(finding) for finding in shown],
        {
            "partner": "Partner",
            "channel": "Channel",
            "score": "Score",
            "interval": "90 % interval",
            "standing": "Standing",
            "acts": "Acts −/+",
            "direction": "Direction",
            "contrary": "Contrary evidence",
        },
        title=f"Relations on {opened.view.on} (coded acts; deeds overall, words apart)",
        empty="insufficient evidence: the case names no partner known by then.",
    )
    print_lines(_notes(shown))
    if series:
        print_lines(line for item in shown for line in _series_lines(item))
    if explain:
        print_lines(line for item in shown for line in _explained(item, settings))
    if reported is not None:
        print_lines([""])
        _beside(reported, findings, format)


def _beside(reported: Reported, coded: Sequence[RelationFinding], format: TableFormat) -> None:
    """Print what feeds report beside the coded acts; as JSON one object with both."""
    from counterpoise.cli.output import print_json, print_lines
    from counterpoise.cli.reported_text import print_reported, reported_json, turn_lines

    if format is TableFormat.JSON:
        print_json({"coded": [row(item) for item in coded], "reported": reported_json(reported)})
        return
    print_reported(reported, coded)
    print_lines(turn_lines(reported))


def row(finding: RelationFinding) -> dict[str, Json]:
    """One JSON row, as documented in docs/json.md."""
    from counterpoise.model.findings import as_json

    return {
        "partner": finding.partner,
        "name": finding.name,
        "channel": finding.channel,
        "side": finding.side,
        "score": as_json(finding.value),
        "interval": as_json(finding.interval),
        "standing": finding.standing,
        "direction": as_json(finding.direction),
        "acts": finding.acts,
        "negative": finding.negative,
        "positive": finding.positive,
        "amount": as_json(finding.amount),
        "dispersion": as_json(finding.dispersion),
        "contrary": list(finding.contrary),
        "contrary_ties": as_json(finding.contrary_ties),
        "undated": list(finding.undated),
        "neutral": list(finding.neutral),
        "contested": list(finding.contested),
        "readings": as_json(finding.readings),
        "series": as_json(finding.series),
        "inputs": as_json(finding.inputs),
        "sentence": finding.sentence,
        "method": finding.method,
        "parameters": as_json(finding.parameters),
        "evidence": list(finding.evidence),
    }


def _cells(finding: RelationFinding) -> dict[str, str]:
    from counterpoise.assess.relations_text import signed

    interval = finding.interval
    ties = [tie.component + (" (void)" if tie.voided_by else "") for tie in finding.contrary_ties]
    return {
        "partner": finding.name,
        "channel": finding.channel,
        "score": signed(finding.value) if isinstance(finding.value, float) else "",
        "interval": f"{signed(interval[0])} … {signed(interval[1])}" if interval else "",
        "standing": _standing(finding),
        "acts": f"{finding.negative}/{finding.positive}",
        "direction": finding.direction.heading,
        "contrary": _short([*finding.contrary, *ties]),
    }


def _standing(finding: RelationFinding) -> str:
    if finding.standing == "insufficient":
        return f"insufficient evidence: {finding.sentence.rpartition('evidence: ')[2]}"
    return finding.standing


def _short(items: Sequence[str]) -> str:
    more = f" and {len(items) - 4} more" if len(items) > 4 else ""
    return ", ".join(items[:4]) + more


def _notes(findings: Sequence[RelationFinding]) -> Iterator[str]:
    """Reasons of the directions, and the readings that stand beside the scores."""
    for item in findings:
        if item.direction.heading != "insufficient":
            yield f"{item.name}, {item.channel}: {item.direction.heading}: {item.direction.reason}."
    for item in findings:
        for reading in item.readings:
            held = ", ".join(reading.held_by)
            denied = f"; denied by {', '.join(reading.denied_by)}" if reading.denied_by else ""
            yield f"Reading, {item.name}: {reading.statement} ({held}, {reading.status}{denied})."


def _series_lines(finding: RelationFinding) -> Iterator[str]:
    from counterpoise.assess.relations_text import signed

    yield f"{finding.name}, {finding.channel}, month by month:"
    for point in finding.series:
        told = "insufficient evidence"
        if point.value is not None and point.interval is not None:
            low, high = point.interval
            told = f"{signed(point.value)} [{signed(low)}, {signed(high)}]"
        marked = f"  {', '.join(point.turning)}" if point.turning else ""
        yield f"  {point.day}  {told}  ({point.acts} acts, worth {point.amount:.1f}){marked}"


def _explained(finding: RelationFinding, settings: Settings) -> Iterator[str]:
    from counterpoise.assess.relations_explain import FORMULA
    from counterpoise.assess.relations_text import signed

    yield f"{finding.name}, {finding.channel}: {FORMULA}"
    for name, value in finding.parameters.items():
        yield f"  {name} = {value:g}" if isinstance(value, float) else f"  {name} = {value}"
    yield f"  n = {finding.amount:.2f}, φ = {finding.dispersion:.2f}"
    for act in finding.inputs:
        when = act.when.edtf or "undated"
        yield (
            f"  {act.proposition} ({when}): weight {signed(act.weight)} as {act.weight_class}"
            f" ({act.reason}), influence {act.influence:.2f}, part {signed(act.part)}"
        )
    for name in finding.undated:
        yield f"  {name}: date not in evidence, left out"
    for name in finding.neutral:
        yield f"  {name}: no direction, left out"
    yield f"  half-life: {settings.score.half_life_days.reason}"
