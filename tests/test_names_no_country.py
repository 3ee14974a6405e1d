"""Nothing outside cases/ and vocabulary/ knows a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoise.model.case import Case
from counterpoise.vocabulary import Vocabulary

PACKAGE = Path(__file__).parents[1] / "src" / "counterpoise"
DATA = {"cases", "vocabulary"}
LANGUAGES = {"French", "English", "français", "anglais", "française", "anglaise"}
"""Demonyms that are also the languages in which the package writes."""
AMBIGUOUS = {"Man", "Jersey", "Georgia", "Chad", "Turkey", "Jordan", "The Valley", "West Island"}
"""Names that are ordinary words, typefaces or people; none is an actor of a bundled case."""


def shipped_files() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE).parts
        text_file = path.suffix in {".py", ".yml", ".html", ".j2", ".css", ".js", ".typ", ".csv"}
        # A feed's source.yml is data about one source: its look-ups hold the names it prints.
        source = inside[0] == "feeds" and path.name == "source.yml"
        if text_file and not source and not DATA & set(inside) and "__pycache__" not in inside:
            yield path


def names(case: Case) -> set[str]:
    """Names of all states; demonyms, capitals and aliases of those in the bundled case."""
    words = Vocabulary.read()
    acting = {actor.id for actor in case.actors} | set(case.heading.partners) | {case.heading.focal}
    for item in case.propositions:
        acting |= {*item.source_actors, *item.target_actors, *item.third_actors}
    found: set[str] = set()
    for code, country in words.countries.items():
        found |= {country.name_en, country.french.name}
        if code in acting:
            found |= {country.capital_en, country.capital_fr, *country.demonyms_en}
            found |= {form for pair in country.demonyms_fr for form in pair}
            found |= {*country.aliases_en, *country.aliases_fr}
    return {name for name in found if len(name) > 2} - LANGUAGES - AMBIGUOUS


@pytest.fixture(scope="module")
def pattern(mali: Case) -> re.Pattern[str]:
    ordered = sorted(names(mali), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ordered))})(?![\w-])")


def test_no_country_is_named_in_code(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {match.group()}"
        for path in shipped_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    ]
    assert not found, "\n".join(found)


def test_no_country_code_is_written_in_code() -> None:
    codes = "|".join(Vocabulary.read().countries)
    quoted = re.compile(rf"[\"'\[]({codes})[\"'\],]")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {line.strip()}"
        for path in shipped_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if quoted.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_search_finds_what_it_looks_for(pattern: re.Pattern[str]) -> None:
    assert pattern.search("if focal == 'Mali':")
    assert pattern.search("the Ivorian president")
    assert not pattern.search("normalisation")
