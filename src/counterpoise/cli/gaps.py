"""`counterpoise gaps`: what is not in evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import TableFormat
from counterpoise.cli.view_verb import view_verb

if TYPE_CHECKING:
    from counterpoise.cli.opening import Opened


@view_verb
def run(opened: Opened, format: TableFormat) -> None:
    """List the questions that the case's documents do not answer."""
    from counterpoise.assess.gaps import gap_findings
    from counterpoise.cli.output import print_json, print_table

    findings = gap_findings(opened.view)
    if format is TableFormat.JSON:
        print_json(
            [
                {
                    "id": finding.id.removeprefix("gap:"),
                    "question": finding.question,
                    "answer": finding.answer,
                    "searched": finding.searched,
                    "evidence": finding.evidence,
                }
                for finding in findings
            ]
        )
        return
    print_table(
        [
            {
                "question": finding.question,
                "answer": finding.answer,
                "searched": ", ".join(finding.searched),
            }
            for finding in findings
        ],
        {"question": "Question", "answer": "Answer", "searched": "Searched"},
        empty="No gap is declared that could be known by then.",
    )
