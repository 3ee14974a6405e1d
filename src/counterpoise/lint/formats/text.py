"""Reports for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from counterpoise.lint.run import LintResult


def as_text(results: Mapping[str, LintResult]) -> str:
    """Write one block a report, then what was checked and what was not, draft by draft."""
    return "".join(_lines(result, name) for name, result in results.items())


def _lines(result: LintResult, name: str) -> str:
    lines: list[str] = []
    for report in result.reports:
        if report.silenced:
            continue
        note = f" note {report.note}" if report.note else ""
        lines += [
            f"{name}:{report.line}:{note} {report.severity}: {report.message} [{report.check}]",
            f"    sentence: {' '.join(report.sentence.split())}",
            f"    evidence: {report.evidence}",
            f"    mend: {report.mend}",
        ]
    silenced = sum(bool(report.silenced) for report in result.reports)
    counts = ", ".join(f"{count} {what}" for what, count in result.checked.items())
    lines.append(
        f"{name}: {result.count('error')} errors, {result.count('warning')} warnings, "
        f"{result.count('info')} remarks, {silenced} silenced; read {counts}"
    )
    lines += [f"not checked: {sentence}" for sentence in result.unchecked]
    return "\n".join(lines) + "\n"
