from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.casefiles import read_case, write_skeleton
from counterpoise.vocabulary import Vocabulary


@pytest.mark.parametrize("focal", ["XAB", *list(Vocabulary.read().countries)[:3]])
def test_a_new_case_is_valid_from_the_start(focal: str, tmp_path: Path) -> None:
    words = Vocabulary.read()
    written = write_skeleton(tmp_path / "begun", focal=focal, vocabulary=words)
    case = read_case(tmp_path / "begun", words)
    assert (case.heading.id, case.heading.focal) == ("begun", focal)
    assert {path.name for path in written} == {path.name for path in (tmp_path / "begun").iterdir()}
    assert len(written) == 12, "every file of docs/case-format.md but the translations"


def test_its_comments_are_entries_that_would_load(tmp_path: Path) -> None:
    """What the comments show as an example reads once the comment signs are gone."""
    words = Vocabulary.read()
    write_skeleton(tmp_path / "x", focal="XAA", vocabulary=words)
    for name in ("case.yml", "measures.yml"):
        text = (tmp_path / "x" / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.startswith("#  ")]
        assert lines, name
        assert all(line[1:].startswith("  ") for line in lines)
