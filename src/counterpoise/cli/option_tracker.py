"""`counterpoise options`: recommendations as a tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import TableFormat
from counterpoise.cli.view_verb import view_verb

if TYPE_CHECKING:
    from counterpoise.cli.opening import Opened


@view_verb
def run(opened: Opened, format: TableFormat) -> None:
    """Track recommendations: who should do what, on which condition, and what has been done."""
    from counterpoise.assess.options import option_findings
    from counterpoise.cli.output import print_json, print_table

    findings = option_findings(opened.view, opened.names)
    if format is TableFormat.JSON:
        print_json(findings)
        return
    print_table(
        [
            {
                "option": finding.option,
                "addressees": opened.names.listed(finding.addressees),
                "action": ("ADVISED AGAINST: " if finding.advised_against else "") + finding.action,
                "condition": finding.condition,
                "feasibility": finding.feasibility,
                "instead": finding.fallback,
                "progress": finding.progress,
            }
            for finding in findings
        ],
        {
            "option": "Option",
            "addressees": "Addressee",
            "action": "Action",
            "condition": "Condition",
            "feasibility": "Feasibility",
            "instead": "Fallback",
            "progress": f"By {opened.view.on}",
        },
        empty="Not in evidence: the case holds no recommendation known by then.",
    )
