"""What the documents of a case do not say, declared and never filled in."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.model.findings import Finding
from counterpoise.model.view import View

METHOD = "Declared by the coder after reading the documents named; no value is imputed."


@dataclass(frozen=True, kw_only=True)
class GapFinding(Finding):
    """A question that the documents searched do not answer."""

    question: str
    answer: str
    searched: tuple[str, ...]


def gap_findings(view: View) -> tuple[GapFinding, ...]:
    """All declared gaps that can be known in the view, in the order of the case."""
    return tuple(
        GapFinding(
            id=f"gap:{gap.id}",
            evidence=tuple(item for item in gap.about if item in view.propositions),
            method=METHOD,
            sentence=f"{gap.question}: not in evidence.",
            question=gap.question,
            answer="not in evidence",
            searched=gap.searched,
        )
        for gap in view.case.gaps
    )
