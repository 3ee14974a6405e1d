"""`counterpoise figures`: figures set beside each other, or why they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import TableFormat
from counterpoise.cli.view_verb import view_verb

if TYPE_CHECKING:
    from counterpoise.assess.figures import FigureFinding
    from counterpoise.cli.opening import Opened
    from counterpoise.model.findings import Json


@view_verb
def run(opened: Opened, format: TableFormat) -> None:
    """Compare figures of one unit where their scopes agree, and say why others are not compared."""
    from counterpoise.assess.figures import figure_findings
    from counterpoise.cli.output import print_json, print_table

    findings = figure_findings(opened.view, opened.names)
    if format is TableFormat.JSON:
        print_json([row(finding) for finding in findings])
        return
    print_table(
        [
            {
                "counted": finding.counted,
                "earlier": f"{finding.figures[0].value:,.12g}",
                "later": f"{finding.figures[1].value:,.12g}",
                "change": ""
                if finding.change_percent is None
                else f"{finding.change_percent:+.1f} %",
                "said": finding.sentence,
            }
            for finding in findings
        ],
        {
            "counted": "Counted",
            "earlier": "Earlier",
            "later": "Later",
            "change": "Change",
            "said": "Comparison",
        },
        title=f"Figures on {opened.view.on}",
        empty="Not in evidence: no two figures of one unit are known by then.",
    )


def row(finding: FigureFinding) -> dict[str, Json]:
    """One JSON row, as documented in docs/json.md."""
    from counterpoise.model.findings import as_json

    return {
        "counted": finding.counted,
        "who": finding.who or None,
        "where": finding.where or None,
        "provider": finding.provider or None,
        "figures": as_json(finding.figures),
        "ratio": as_json(finding.value),
        "change_percent": as_json(finding.change_percent),
        "difference": as_json(finding.difference),
        "refused": list(finding.refused),
        "sentence": finding.sentence,
        "method": finding.method,
        "evidence": list(finding.evidence),
    }
