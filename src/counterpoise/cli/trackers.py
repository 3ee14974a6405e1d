"""`counterpoise trackers`: matters followed over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)
from counterpoise.errors import InputError

if TYPE_CHECKING:
    from counterpoise.assess.names import Names
    from counterpoise.assess.trackers import Line


def run(
    case: CaseArgument,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Show trackers of one kind alone.")
    ] = "",
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Show transition, accord, harm, liberties, polls, crises and what else the case tracks."""
    from counterpoise.assess.trackers import tracker_findings
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_lines, print_table
    from counterpoise.model.outlines import ENTRY_ROLES

    if kind and kind not in ENTRY_ROLES:
        raise InputError(
            f"“{kind}” is not a kind of tracker",
            where="--kind",
            remedy="choose one of " + ", ".join(ENTRY_ROLES),
        )
    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
    findings = tracker_findings(opened.view, opened.names, kind)
    if format is TableFormat.JSON:
        print_json(findings)
        return
    if not findings:
        print_lines(["Not in evidence: the case tracks nothing of the kind known by then."])
    for finding in findings:
        print_table(
            [_row(line, opened.names) for line in finding.lines],
            {
                "role": "Line",
                "when": "When",
                "label": "What",
                "says": "Evidence says",
                "state": "State",
            },
            title=f"{finding.title} ({finding.kind})"
            + (f": {finding.reading}" if finding.reading else ""),
            empty="",
        )


def _row(line: Line, names: Names) -> dict[str, str]:
    due = f", due {line.due.edtf}" if line.due.is_known else ""
    met = f", {line.met_when.edtf}" if line.met_when.is_known else ""
    marks = [line.state + due + met]
    if line.self_report:
        marks.append("self-report")
    marks.extend(status for status in dict.fromkeys(line.statuses) if status == "contested")
    what = [line.label, line.detail, names.listed(line.actors)]
    return {
        "role": line.role,
        "when": line.when.edtf,
        "label": "; ".join(filter(None, what)),
        "says": "; ".join(line.statements),
        "state": ", ".join(filter(None, marks)),
    }
