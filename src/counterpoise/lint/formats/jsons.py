"""Reports as JSON; the schema is in docs/linter.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from counterpoise.lint.run import LintResult


def as_json(results: Mapping[str, LintResult]) -> str:
    """Write all reports, silenced ones with their reason: one object, a list where several."""
    objects = [_object(result, name) for name, result in results.items()]
    content = objects[0] if len(objects) == 1 else objects
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _object(result: LintResult, name: str) -> dict[str, object]:
    return {
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
