"""`counterpoise measures`: the state of every measure on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import TableFormat
from counterpoise.cli.view_verb import view_verb

if TYPE_CHECKING:
    from counterpoise.assess.measures import ComponentFinding
    from counterpoise.cli.opening import Opened
    from counterpoise.model.findings import Json


@view_verb
def run(opened: Opened, format: TableFormat) -> None:
    """Show the state of every measure, component by component, on a day."""
    from counterpoise.assess.measures import component_findings
    from counterpoise.cli.output import print_json, print_table

    findings = component_findings(opened.view, opened.names)
    if format is TableFormat.JSON:
        print_json([row(finding) for finding in findings])
        return
    print_table(
        [
            {
                "measure": finding.measure,
                "component": finding.component,
                "issuer": ", ".join(finding.issuers),
                "state": finding.state + (" (contested)" if finding.contested else ""),
                "since": finding.since.edtf,
                "until": finding.until.edtf,
                "note": _note(finding),
            }
            for finding in findings
        ],
        {
            "measure": "Measure",
            "component": "Component",
            "issuer": "Issuer",
            "state": "State",
            "since": "Since",
            "until": "Until",
            "note": "Note",
        },
        title=f"Measures on {opened.view.on}",
        empty="Not in evidence: the case holds no measure known by then.",
    )


def row(finding: ComponentFinding) -> dict[str, Json]:
    """One flat JSON row, as documented in docs/json.md."""
    return {
        "measure": finding.measure,
        "kind": finding.kind,
        "issuer": ";".join(finding.issuers),
        "target": finding.target,
        "component": finding.component,
        "state": finding.state,
        "since": finding.since.edtf or None,
        "until": finding.until.edtf or None,
        "evidence": list(finding.evidence),
        "title": finding.title,
        "component_title": finding.component_title,
        "channel": finding.channel,
        "instrument": finding.instrument,
        "counted": finding.counted,
        "same_as": finding.same_as or None,
        "voided_by": finding.voided_by or None,
        "contested": finding.contested,
        "note": finding.note,
    }


def _note(finding: ComponentFinding) -> str:
    notes = [finding.note]
    if finding.same_as:
        notes.append(f"same as {finding.same_as}")
    if finding.voided_by:
        notes.append(f"void in practice: {finding.voided_by}")
    return "; ".join(filter(None, notes))
