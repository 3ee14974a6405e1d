"""Reports as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version

from counterpoise.lint.registry import CHECKS
from counterpoise.lint.reports import Report
from counterpoise.lint.run import LintResult

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(results: Mapping[str, LintResult]) -> str:
    """Write one run a draft; silenced reports carry a suppression with its justification."""
    runs = [_run(result, name) for name, result in results.items()]
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _run(result: LintResult, name: str) -> dict[str, object]:
    driver = {
        "name": "counterpoise lint",
        "version": version("counterpoise"),
        "rules": [
            {
                "id": check.id,
                "shortDescription": {"text": check.catches},
                "defaultConfiguration": {"level": _LEVELS[check.severity]},
            }
            for check in CHECKS
        ],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, name) for report in result.reports],
        "properties": {"checked": result.checked, "notChecked": list(result.unchecked)},
    }


def _result(report: Report, name: str) -> dict[str, object]:
    region = {
        "startLine": report.line,
        "charOffset": report.start,
        "charLength": report.end - report.start,
    }
    place = {"artifactLocation": {"uri": name}, "region": region}
    found: dict[str, object] = {
        "ruleId": report.check,
        "level": _LEVELS[report.severity],
        "message": {"text": f"{report.message} ({report.evidence}); {report.mend}."},
        "locations": [{"physicalLocation": place}],
    }
    if report.silenced:
        found["suppressions"] = [{"kind": "inSource", "justification": report.silenced}]
    return found
