"""`counterpoise claims`: claims with their status and holders."""

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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counterpoise.assess.claims import ClaimFinding, Holding
    from counterpoise.model.findings import Json


def run(
    case: CaseArgument,
    search: Annotated[
        str, typer.Option("--search", metavar="WORDS", help="Keep claims that hold all words.")
    ] = "",
    contested: Annotated[
        bool, typer.Option("--contested", help="Keep contested claims alone.")
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """List claims with their status, who supports them and who denies them."""
    from counterpoise.assess.claims import claim_findings
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_json, print_table

    opened = open_view(case, ledger=ledger, as_of=as_of, on=on, without_contested=without_contested)
    findings = claim_findings(opened.view, opened.names, search=search, contested=contested)
    if format is TableFormat.JSON:
        print_json(row(finding) for finding in findings)
        return
    print_table(
        [
            {
                "date": finding.when.edtf,
                "claim": finding.statement,
                "status": finding.status,
                "supported": _listed(finding.supported_by),
                "denied": _listed(finding.denied_by),
                "id": finding.proposition,
            }
            for finding in findings
        ],
        {
            "date": "Date",
            "claim": "Claim",
            "status": "Status",
            "supported": "Supported by",
            "denied": "Denied by",
            "id": "Evidence",
        },
        title=f"Claims on {opened.view.on}",
        empty="Not in evidence: no claim fits.",
    )


def row(finding: ClaimFinding) -> dict[str, Json]:
    """One JSON row, as documented in docs/json.md."""
    from counterpoise.model.findings import as_json

    return {
        "id": finding.proposition,
        "kind": finding.kind,
        "statement": finding.statement,
        "status": finding.status,
        "supported_by": as_json(finding.supported_by),
        "denied_by": as_json(finding.denied_by),
        "when": finding.when.edtf or None,
        "when_words": finding.when.wording,
        "when_basis": finding.when.basis,
        "channel": finding.channel,
        "event_type": finding.event_type,
        "source_actors": list(finding.source_actors),
        "target_actors": list(finding.target_actors),
        "topics": list(finding.topics),
        "history": as_json(finding.history),
        "evidence": list(finding.evidence),
    }


def _listed(holdings: Sequence[Holding]) -> str:
    return "; ".join(f"{held.name} {held.position}" for held in holdings)
