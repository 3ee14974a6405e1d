"""Searching a library: accents, phrases, places, versions, and what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from counterpoise.errors import InputError, OutputError
from counterpoise.intake.index import FILE, Found, search
from counterpoise.intake.ingest import ingest
from counterpoise.intake.library import Library
from counterpoise.intake.parse import parse_bytes

DAY = date(2024, 5, 1)
FRENCH = (
    "# La mer\n\n## Le péage\n\nLe Pérou a relevé le péage du col.[^1]\n\n[^1]: « Péage », Sud.\n"
)
ENGLISH = "The Pier\n\nI. Part\n\nThe joint commission met. The commission was joint in name.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(ENGLISH, encoding="utf-8")
    list(ingest(str(tmp_path / "in"), Library(tmp_path / "library"), accessed=DAY))
    return tmp_path / "library"


def sentences(found: Found) -> list[str]:
    return [hit.sentence for hit in found.hits]


def test_accents_and_case_are_folded_and_the_place_is_a_locator(root: Path) -> None:
    found = search(root, "PEROU peage")
    assert (found.total, found.documents) == (1, 2)
    (hit,) = found.hits
    (document,) = parse_bytes(FRENCH.encode(), ".md", "a")
    assert document.text[hit.start : hit.end] == hit.sentence
    assert (hit.section, hit.paragraph, hit.note, hit.line) == ("Le péage", 1, 0, 5)
    assert [hit.note for hit in search(root, "sud").hits] == [1]


def test_a_phrase_a_beginning_and_all_words(root: Path) -> None:
    assert sentences(search(root, '"joint commission"')) == ["The joint commission met."]
    assert search(root, "joint commission").total == 2
    assert search(root, "commis*").total == 2
    assert search(root, "commis").total == 0
    assert len(search(root, "commission", limit=1).hits) == 1


@pytest.mark.parametrize("words", ['NEAR("a")', "a OR (", 'sentence:"x'])
def test_the_index_s_own_syntax_is_only_words(root: Path, words: str) -> None:
    assert search(root, words).total == 0


@pytest.mark.parametrize("words", ["*", "?!", ""])
def test_there_must_be_a_word(root: Path, words: str) -> None:
    with pytest.raises(InputError, match="no word"):
        search(root, words)


def test_a_new_version_takes_the_place_of_the_old_one(root: Path) -> None:
    assert search(root, "met").total == 1
    changed = root.parent / "in" / "b.txt"
    changed.write_text(ENGLISH.replace("met", "dissolved"), encoding="utf-8")
    list(ingest(str(root.parent / "in"), Library(root), accessed=DAY))
    assert search(root, "met").total == 0
    assert search(root, "dissolved").total == 1
    assert search(root, "commission").total == 2


def test_a_lost_original_is_named_and_the_rest_is_searched(root: Path) -> None:
    next(root.glob("b-txt-*/*.txt")).unlink()
    found = search(root, "peage")
    assert found.total == 3
    assert "gone or changed" in found.problems[0]


def test_a_broken_index_is_told_with_its_remedy(root: Path) -> None:
    (root / FILE).write_bytes(b"no database at all, whatever its name says" * 50)
    with pytest.raises(OutputError, match="delete it"):
        search(root, "peage")


def test_the_verb(root: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "counterpoise", "search", *arguments]
        return subprocess.run(
            [*command, "--case", "mali", "--library", str(root)],
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("joint commission", "--format", "json")
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert (content["total"], content["documents"], content["problems"]) == (1, 2, [])
    assert content["hits"][0]["title"] == "The Pier"
    assert "1 sentences in 2 documents" in run("péage", "col").stdout
    empty = run("?!")
    assert empty.returncode == 2
    assert "no word to search for" in empty.stderr
