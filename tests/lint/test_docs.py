"""The documentation of the linter and of intake says what the code does."""

from __future__ import annotations

from pathlib import Path

from counterpoise.intake.formats import MAXIMUM_BYTES, READERS
from counterpoise.lint.registry import CHECKS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_check_is_documented_as_it_is() -> None:
    text = (DOCS / "linter.md").read_text("utf-8")
    for check in CHECKS:
        cells = (f"`{check.id}`", check.severity, check.level, check.catches, check.misses)
        assert f"| {' | '.join(cells)} |" in text, check.id


def test_intake_names_every_reader_and_its_bound() -> None:
    text = (DOCS / "intake.md").read_text("utf-8").casefold()
    names = {"text": "plain text", "feed": "rss, atom", "email": "e-mail"}
    for reader in READERS:
        assert f"| {names.get(reader.name, reader.name)} |" in text
    assert f"{MAXIMUM_BYTES // 1_000_000} mb" in text
