"""A brief as of a day holds nothing that was published or became known later."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.model.test_as_of import ISO_DAY, dates_announced, later_texts

from counterpoise.model.case import Case

SHORT = 12


@pytest.mark.parametrize("day", [date(2022, 4, 30), date(2022, 11, 1)])
@pytest.mark.parametrize("name", ["three", "mali"])
def test_nothing_later_in_any_form_of_text(
    name: str, day: date, request: pytest.FixtureRequest, run: Callable, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue(f"{name}_folder")
    case: Case = request.getfixturevalue(name)
    forms = ("--format", "md", "--format", "json", "--format", "bib")
    ended = run("brief", folder, "--as-of", day, *forms, "--output", tmp_path)
    assert ended.code == 0, ended.err
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) >= 2
    announced = dates_announced(case, day)
    for path in written:
        text = path.read_text(encoding="utf-8")
        for secret in later_texts(case, day):
            plain = secret.strip('"')
            if len(plain) > SHORT:
                assert plain not in text, (path.name, plain)
        late = {d for d in ISO_DAY.findall(text) if date.fromisoformat(d) > day} - announced
        assert late == set(), path.name


def test_a_later_year_is_not_named_without_an_announcement(
    three_folder: Path, run: Callable, tmp_path: Path
) -> None:
    ended = run(
        "brief", three_folder, "--as-of", "2021-11-01", "--format", "md", "--output", tmp_path
    )
    assert ended.code == 0, ended.err
    (path,) = tmp_path.glob("*.md")
    assert not re.findall(r"\b202[2-9]\b", path.read_text(encoding="utf-8"))
