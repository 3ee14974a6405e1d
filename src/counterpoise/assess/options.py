"""Recommendations as a tracker: who should do what, on which condition, and what has been done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from counterpoise.assess.claims import statement_text
from counterpoise.assess.names import Names
from counterpoise.model.findings import Finding
from counterpoise.model.outlines import Option
from counterpoise.model.view import View

Progress = Literal["no evidence", "evidence for", "evidence against", "mixed evidence"]
_TOLD: Mapping[Progress, str] = {
    "no evidence": "no evidence of fulfilment",
    "evidence for": "evidence of fulfilment",
    "evidence against": "evidence to the contrary",
    "mixed evidence": "evidence both ways",
}
METHOD = (
    "Evidence of fulfilment and to the contrary as the case links it, cut to what was known; no "
    "degree of fulfilment is computed."
)


@dataclass(frozen=True, kw_only=True)
class OptionFinding(Finding):
    """One recommendation with its evidence of fulfilment on the day.

    Attributes
    ----------
    progress
        What the evidence on or before the day says of its fulfilment.
    recommended_by
        Holders who recommend it (or advise against it, where `advised_against`).
    fulfilled_by, contradicted_by
        Statements of the propositions that count for or against fulfilment.
    """

    option: str
    addressees: tuple[str, ...]
    action: str
    recommended_by: tuple[str, ...]
    condition: str
    feasibility: str
    fallback: str
    reciprocal: str
    advised_against: bool
    progress: Progress
    fulfilled_by: tuple[str, ...]
    contradicted_by: tuple[str, ...]
    moves: tuple[str, ...]


def option_findings(view: View, names: Names) -> tuple[OptionFinding, ...]:
    """All options known in the view, in the order of the case."""
    return tuple(_finding(view, names, option) for option in view.case.options)


def _finding(view: View, names: Names, option: Option) -> OptionFinding:
    item = view.propositions[option.proposition]
    done = _past(view, option.fulfilled_by)
    undone = _past(view, option.contradicted_by)
    progress = _progress(bool(done), bool(undone))
    action = statement_text(view, item)
    holders = tuple(held.stance.holder for held in view.standings[item.id].supported_by)
    parts = [f"{names.listed(option.addressees)}: {action}"]
    if option.feasibility:
        parts.append(option.feasibility)
    parts.append(f"{_TOLD[progress]} by {view.on}")
    return OptionFinding(
        id=f"option:{option.id}",
        evidence=(item.id, *done, *undone),
        method=METHOD,
        sentence="; ".join(parts) + ".",
        value=progress,
        parameters={"on": view.on.isoformat()},
        option=option.id,
        addressees=option.addressees,
        action=action,
        recommended_by=holders,
        condition=option.condition,
        feasibility=option.feasibility,
        fallback=option.fallback,
        reciprocal=option.reciprocal,
        advised_against=option.advised_against,
        progress=progress,
        fulfilled_by=tuple(statement_text(view, view.propositions[name]) for name in done),
        contradicted_by=tuple(statement_text(view, view.propositions[name]) for name in undone),
        moves=option.moves,
    )


def _past(view: View, names: tuple[str, ...]) -> tuple[str, ...]:
    """Admitted propositions of a list that do not lie after the view's day."""
    return tuple(
        name
        for name in names
        if name in view.admitted
        and not ((first := view.propositions[name].when.first) is not None and first > view.on)
    )


def _progress(done: bool, undone: bool) -> Progress:
    if done and undone:
        return "mixed evidence"
    if done:
        return "evidence for"
    return "evidence against" if undone else "no evidence"
