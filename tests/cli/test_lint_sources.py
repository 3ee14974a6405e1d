"""The briefs that cases yield pass the linter, and drafts meet the ledger in their own language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoise.casefiles import bundled_cases
from counterpoise.cli.lint_sources import Ledgers, briefs, drafts

THREE = str(Path(__file__).parents[1] / "cases" / "three")


@pytest.mark.parametrize("case", [*bundled_cases(), THREE])
def test_the_briefs_of_a_case_pass(case: str) -> None:
    names = []
    for linted in briefs(case, None, None):
        names.append(linted.name)
        standing = [r for r in linted.result.reports if not r.silenced]
        assert [(r.check, r.sentence) for r in standing] == [], linted.name
        assert not linted.result.checks_left
        assert linted.result.checked["notes"] > 10
    assert len(names) == (6 if case in bundled_cases() else 3)


def test_a_french_draft_meets_a_french_ledger(tmp_path: Path) -> None:
    draft = tmp_path / "note.md"
    text = "# Une note\n\nPublié le 1er février 2023\n\n## I. La suite\n\n{}\n"
    draft.write_text(
        text.format("La CEDEAO a levé toutes ses sanctions individuelles contre le Mali."), "utf-8"
    )
    (linted,) = drafts([draft], Ledgers("mali", None, None))
    assert [r.check for r in linted.result.reports] == ["measure-state"]
    (other,) = drafts([draft], Ledgers(THREE, None, None))
    assert any("the case speaks “en”" in sentence for sentence in other.result.unchecked)


def test_the_verb_without_a_draft(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "counterpoise", "lint", "--case", THREE, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert [row["draft"] for row in json.loads(done.stdout)] == [
        f"three, {length}, en" for length in ("page", "brief", "full")
    ]
