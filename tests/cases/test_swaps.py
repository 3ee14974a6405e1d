"""The code knows no actor: other codes for the states change the codes and nothing else."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from tests.model.results import results

from counterpoise.casefiles import read_case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

PROSE = {"sentence", "statement", "method", "title", "component_title", "name", "question", "note"}
DAYS = (None, date(2022, 1, 20), date(2022, 7, 4), date(2023, 2, 9))
Rename = Callable[[str], str]


def renaming(codes: Mapping[str, str]) -> Rename:
    """Replace whole codes in a text, all at once."""
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, codes)) + r")(?![\w])")
    return lambda text: pattern.sub(lambda found: codes[found.group()], text)


def renamed_copy(folder: Path, into: Path, rename: Rename) -> Path:
    into.mkdir()
    for path in folder.iterdir():
        (into / path.name).write_text(rename(path.read_text(encoding="utf-8")), encoding="utf-8")
    return into


def renamed_vocabulary(into: Path, rename: Rename) -> Vocabulary:
    """The bundled vocabulary with other codes for the same states, members of groups included."""
    into.mkdir()
    for file in resources.files("counterpoise.vocabulary").iterdir():
        if not file.name.endswith(".yml"):
            continue
        text = file.read_text(encoding="utf-8")
        if file.name == "countries.yml":
            text = re.sub(r'^"([A-Z]{3})"', lambda m: f'"{rename(m.group(1))}"', text, flags=re.M)
        if file.name == "organisations.yml":
            text = re.sub(r'states: "([A-Z ]+)"', lambda m: f'states: "{rename(m.group(1))}"', text)
        (into / file.name).write_text(text, encoding="utf-8")
    return Vocabulary.read(into)


def without_prose(value: object) -> object:
    """The findings as sets keyed by code: prose and order aside."""
    if isinstance(value, dict):
        return tuple(
            sorted((key, without_prose(item)) for key, item in value.items() if key not in PROSE)
        )
    if isinstance(value, list):
        return tuple(sorted(map(without_prose, value), key=repr))
    return value


def assert_same_but_for_codes(
    before: dict[str, str], after: dict[str, str], rename: Rename
) -> None:
    for name, text in before.items():
        expected = without_prose(json.loads(rename(text)))
        assert without_prose(json.loads(after[name])) == expected, name


@pytest.mark.parametrize("seed", [1, 2])
def test_permuted_country_codes_give_the_same_findings(
    seed: int, mali_folder: Path, tmp_path: Path
) -> None:
    words = Vocabulary.read()
    codes = list(words.countries)
    shuffled = random.Random(seed).sample(codes, len(codes))
    focal = read_case(mali_folder, words).heading.focal
    assert dict(zip(codes, shuffled, strict=True))[focal] != focal
    rename = renaming(dict(zip(codes, shuffled, strict=True)))
    other_words = renamed_vocabulary(tmp_path / "vocabulary", rename)
    other_folder = renamed_copy(mali_folder, tmp_path / "case", rename)
    case, other = read_case(mali_folder, words), read_case(other_folder, other_words)
    assert other.heading.focal == rename(case.heading.focal) != case.heading.focal
    for as_of in DAYS:
        before = results(view_of(case, as_of=as_of), words)
        after = results(view_of(other, as_of=as_of), other_words)
        assert_same_but_for_codes(before, after, rename)


@pytest.mark.parametrize("pair", [("XAB", "XAC"), ("XAA", "XAB")])
def test_two_actors_swapped_swap_in_the_output_and_nothing_else(
    pair: tuple[str, str], three_folder: Path, tmp_path: Path
) -> None:
    """Contest is symmetric: the denial of one gets the verb that the denial of the other got."""
    one, other = pair
    rename = renaming({one: other, other: one})
    swapped = renamed_copy(three_folder, tmp_path / "case", rename)
    # the names stay with their states, so only the codes change
    words = Vocabulary.read()
    before_case, after_case = read_case(three_folder, words), read_case(swapped, words)
    for as_of in (None, date(2022, 4, 24), date(2022, 8, 12)):
        before = results(view_of(before_case, as_of=as_of))
        after = results(view_of(after_case, as_of=as_of))
        assert_same_but_for_codes(before, after, rename)
        assert prose(rename(before["claims"])) == prose(after["claims"])


def prose(text: str) -> list[str]:
    return sorted(claim["sentence"] for claim in json.loads(text))


def test_the_permutation_can_fail(three_folder: Path, tmp_path: Path) -> None:
    """A code that one file keeps is found out."""
    rename = renaming({"XAB": "XAC", "XAC": "XAB"})
    swapped = renamed_copy(three_folder, tmp_path / "case", rename)
    shutil.copy(three_folder / "measures.yml", swapped / "measures.yml")
    words = Vocabulary.read()
    before = results(view_of(read_case(three_folder, words)))
    after = results(view_of(read_case(swapped, words)))
    with pytest.raises(AssertionError, match="measures"):
        assert_same_but_for_codes(before, after, rename)
