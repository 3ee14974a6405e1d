from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from counterpoise.vocabulary import Vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.read()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled files, to be altered."""
    for file in resources.files("counterpoise.vocabulary").iterdir():
        if file.name.endswith(".yml"):
            with resources.as_file(file) as path:
                shutil.copy(path, tmp_path / file.name)
    return tmp_path


@pytest.fixture
def alter(folder: Path) -> Callable[[str, str, str], Vocabulary]:
    """Replace a text that a file holds and return the altered vocabulary."""

    def change(file: str, old: str, new: str) -> Vocabulary:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return Vocabulary.read(folder)

    return change
