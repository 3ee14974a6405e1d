"""Reports as JSON; the schema is in docs/linter.md."""

from __future__ import annotations

import json
from dataclasses import asdict

from counterpoise.lint.run import LintResult


def as_json(result: LintResult, name: str) -> str:
    """Write all reports, silenced ones with their reason."""
    content = {
        "draft": name,
        "errors": result.count("error"),
        "warnings": result.count("warning"),
        "remarks": result.count("info"),
        "reports": [asdict(report) for report in result.reports],
        "checked": result.checked,
        "checks_run": list(result.checks_run),
        "checks_left": list(result.checks_left),
        "not_checked": list(result.unchecked),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
