"""What a run says of itself, silencing, and the formats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from examples import CASES, document_text

from counterpoise.errors import InputError
from counterpoise.intake.parse import parse_bytes, parse_file
from counterpoise.lint.formats.html import as_html
from counterpoise.lint.formats.jsons import as_json
from counterpoise.lint.formats.sarif import as_sarif
from counterpoise.lint.formats.text import as_text
from counterpoise.lint.run import LintResult, lint
from counterpoise.lint.silence import silences_beside, silences_in

BODY, NOTES, GOOD_BODY, GOOD_NOTES = CASES["source-predates-event"]


def run(text: str) -> LintResult:
    (document,) = parse_bytes(text.encode(), ".txt", "example")
    return lint(document)


def test_what_was_not_checked_is_said() -> None:
    result = run(document_text(BODY, NOTES))
    assert any("cited works are not at hand" in sentence for sentence in result.unchecked)
    assert any("no case was given" in sentence for sentence in result.unchecked)
    assert "date-at-odds" in result.checks_left
    assert "clean" not in as_text({"d": result})


def test_formats_hold_the_report() -> None:
    result = run(document_text(BODY, NOTES))
    assert "note 1 error" in as_text({"d.txt": result})
    assert json.loads(as_json({"d.txt": result}))["errors"] == 1
    sarif = json.loads(as_sarif({"d.txt": result}))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "source-predates-event"
    rules = {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert "date-at-odds" in rules
    assert "source-predates-event" in as_html({"d.txt": result})


def test_html_escapes_the_draft() -> None:
    result = run(document_text("<script>alert(1)</script> met on 31 April 2024.[1]", NOTES))
    assert "<script" not in as_html({"<b>d</b>": result})
    assert "<b>" not in as_html({"<b>d</b>": result})


def test_the_same_draft_gives_the_same_bytes() -> None:
    text = document_text(BODY, NOTES)
    assert as_json({"d": run(text)}) == as_json({"d": run(text)})


def test_a_comment_silences_one_place_with_its_reason() -> None:
    text = (
        "# A\n\n<!-- lint: ignore impossible-date: quoted as printed -->\n"
        "Talks opened on 31 April 2024.\n\nThey ended on 31 June 2024.\n"
    )
    (document,) = parse_bytes(text.encode(), ".md", "d.md")
    result = lint(document, silences=silences_in(document, "d.md"))
    found = [r.silenced for r in result.reports if r.check == "impossible-date"]
    assert found == ["quoted as printed", ""]
    assert result.count("error") == 1


@pytest.mark.parametrize("comment", ["impossible-date", "no-such-check: why"])
def test_silence_needs_a_known_check_and_a_reason(comment: str) -> None:
    text = f"<!-- lint: ignore {comment} -->\n\nText.\n"
    (document,) = parse_bytes(text.encode(), ".md", "d.md")
    with pytest.raises(InputError, match=r"d\.md:1"):
        silences_in(document, "d.md")


def test_a_file_beside_silences_a_note(tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text(document_text(BODY, NOTES), encoding="utf-8")
    beside = tmp_path / "d.txt.lint.yml"
    beside.write_text("- {check: source-predates-event, note: 1, reason: background}\n", "utf-8")
    (document,) = parse_file(draft)
    assert lint(document, silences=silences_beside(draft)).count("error") == 0
    beside.write_text("- {check: source-predates-event, reason: background}\n", "utf-8")
    with pytest.raises(InputError, match="neither line nor note"):
        silences_beside(draft)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counterpoise", "lint", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_verb_exits_with_one_on_errors_and_two_on_bad_input(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_text(document_text(BODY, NOTES), encoding="utf-8")
    good.write_text(document_text(GOOD_BODY, GOOD_NOTES), encoding="utf-8")
    assert command(str(bad)).returncode == 1
    assert command(str(good)).returncode == 0
    missing = command(str(tmp_path / "none.txt"))
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr
    assert "no such file" in missing.stderr


def test_the_order_of_sets_decides_nothing(tmp_path: Path) -> None:
    """The same bytes whatever the seed of Python's hashes, with a ledger whose claims tie."""
    draft = tmp_path / "draft.txt"
    source = Path(__file__).parents[1] / "cases" / "three"
    draft.write_bytes((source / "document.txt").read_bytes())
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "counterpoise", "lint", str(draft), "--case", str(source)],
            capture_output=True,
            check=False,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert b"errors" in outputs.pop()
