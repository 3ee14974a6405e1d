"""`counterpoise gaps`: what is not in evidence."""

from __future__ import annotations

from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)


def run(
    case: CaseArgument,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """List the questions that the case's documents do not answer."""
    from counterpoise.assess.gaps import gap_findings
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_table

    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
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
