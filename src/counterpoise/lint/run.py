"""Runs the checks and says what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.lint.draft import Draft
from counterpoise.lint.ledger_view import LedgerView
from counterpoise.lint.registry import CHECKS
from counterpoise.lint.reports import Report, Severity
from counterpoise.lint.silence import Silence, apply_silences
from counterpoise.model.documents import TextDocument

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class LintResult:
    """What was found, what was checked and what was not.

    Attributes
    ----------
    reports
        In the order of the text; silenced ones carry their reason.
    checked
        Counts: sentences, notes, calls, citations, dates, figures.
    unchecked
        What could not be looked at, one sentence each.
    checks_run, checks_left
        Names of the checks that ran, and of those that lacked what they need.
    """

    reports: tuple[Report, ...]
    checked: dict[str, int]
    unchecked: tuple[str, ...]
    checks_run: tuple[str, ...]
    checks_left: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """Count the standing reports of a severity."""
        return sum(r.severity == severity and not r.silenced for r in self.reports)


def lint(
    document: TextDocument,
    *,
    ledger: LedgerView | None = None,
    silences: tuple[Silence, ...] = (),
    remarks: tuple[str, ...] = (),
) -> LintResult:
    """Read a document against its sources and, where there is one, the ledger.

    Parameters
    ----------
    remarks
        What else could not be looked at, one sentence each, to be said in the result.
    """
    draft = Draft(document, ledger)
    running = [check for check in CHECKS if check.level == "document" or ledger is not None]
    reports = [report for check in running for report in check.run(draft)]
    ordered = sorted(reports, key=lambda r: (r.start, _ORDER[r.severity], r.check, r.message))
    left = tuple(check.id for check in CHECKS if check not in running)
    return LintResult(
        reports=apply_silences(tuple(dict.fromkeys(ordered)), silences),
        checked=_checked(draft),
        unchecked=(*_unchecked(draft, left), *remarks),
        checks_run=tuple(check.id for check in running),
        checks_left=left,
    )


def _checked(draft: Draft) -> dict[str, int]:
    document = draft.document
    return {
        "sentences": len(draft.units),
        "notes": len(document.notes),
        "calls": len(document.anchors),
        "citations": sum(len(note.citations) for note in document.notes),
        "dates": sum(len(unit.dates) for unit in draft.units),
        "figures": sum(len(unit.numbers) for unit in draft.units),
    }


def _unchecked(draft: Draft, left: tuple[str, ...]) -> tuple[str, ...]:
    works = [work for note in draft.document.notes for work in note.citations]
    protected = sum(work.protected for work in works)
    cited = sum(work.kind not in {"reference", "interview"} for work in works)
    found = list(draft.document.remarks)
    if cited:
        found.append(
            f"the texts of {cited} cited works are not at hand: titles, publishers and dates were "
            "read, their contents were not"
        )
    if protected:
        found.append(f"{protected} interviews cannot be checked by anybody without their notes")
    if not draft.document.published.is_known:
        found.append("the draft has no date: words such as “recent” could not be resolved")
    if not draft.document.anchors:
        found.append("the draft has no notes: whether its sentences have evidence was not checked")
    if left:
        found.append(f"no case was given: {', '.join(left)} did not run")
    return tuple(found)
