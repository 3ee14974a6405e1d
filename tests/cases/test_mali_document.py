"""The bundled case held against its document, which is not in the repository."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpoise.model.case import Case

REPOSITORY = Path(__file__).parents[2]
RUN_WORDS = 10
NAMES = re.compile(r'"(?:title|publisher|authority|container-title)": "(?:[^"\\]|\\.)*"')
"""Titles and names in a bibliography stay in their original words, however long."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
DATED = re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{4}}\b")
FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\$\d|\b\d+ (?:million|billion|per cent)\b")


def test_every_locator_matches(run: Callable, briefing: Path) -> None:
    found = run("verify", "mali", "--document", briefing, "--format", "json").json
    assert found["mismatches"] == []
    assert found["same_file"] is True
    assert found["locators"] == found["matching"] > 300


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield number, start, line
        start += len(line) + 1


DATELINE = 342
MERE_CITATION = re.compile(r"\[\d+\] See [^.]+\.\s*")
PULL_QUOTES = {31, 60, 93, 132, 172, 205, 259, 300, 325}


def test_locators_cover_every_paragraph_with_a_dated_act_or_a_figure(
    mali: Case, briefing: Path
) -> None:
    text = briefing.read_text(encoding="utf-8")
    spans = [(item.start, item.end) for item in mali.locators]
    bare = [
        number
        for number, start, line in paragraphs(text)
        if (DATED.search(line) or FIGURE.search(line))
        and number not in PULL_QUOTES | {DATELINE}
        and not MERE_CITATION.fullmatch(line)
        and not any(first < start + len(line) and last > start for first, last in spans)
    ]
    assert bare == []


def test_pull_quotes_are_never_evidence(mali: Case, briefing: Path) -> None:
    text = briefing.read_text(encoding="utf-8")
    for number, start, line in paragraphs(text):
        if number in PULL_QUOTES:
            inside = [i.id for i in mali.locators if i.start < start + len(line) and i.end > start]
            assert not inside, number


def words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text)]


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + RUN_WORDS]) for n in range(len(found) - RUN_WORDS + 1)}


def repository_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        path = REPOSITORY / name
        if not path.is_file():
            continue
        with contextlib.suppress(UnicodeDecodeError):
            text = path.read_text(encoding="utf-8")
            yield name, NAMES.sub("", text) if path.name == "sources.json" else text


def test_no_file_shares_ten_words_in_a_row_with_the_briefing(briefing: Path) -> None:
    theirs = runs(briefing.read_text(encoding="utf-8"))
    shared = {
        name: " ".join(sorted(common)[0])
        for name, text in repository_texts()
        if (common := runs(text) & theirs)
    }
    assert shared == {}


def test_the_search_for_shared_words_can_find_some(briefing: Path) -> None:
    text = briefing.read_text(encoding="utf-8")
    some = " ".join(text.split()[3000:3015])
    assert runs(f"said that {some}") & runs(text)
    assert not runs(" ".join(text.split()[3000:3008])) & runs(text)
