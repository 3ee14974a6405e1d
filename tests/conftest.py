"""What every test may use: the cases, the document, the command line, golden files."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

from counterpoise.casefiles import read_case
from counterpoise.cli import main
from counterpoise.model.case import Case
from counterpoise.vocabulary import Vocabulary

REPOSITORY = Path(__file__).parents[1]
sys.path.append(str(REPOSITORY))  # for `benchmarks`, `docs` and what tests share


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the outputs of this run into tests/golden instead of comparing with them",
    )


@pytest.fixture(scope="session")
def three_folder() -> Path:
    """The invented case that uses every file and feature of the format."""
    return REPOSITORY / "tests" / "cases" / "three"


@pytest.fixture(scope="session")
def mali_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled case, as it is when the tests begin."""
    bundled = Path(str(resources.files("counterpoise") / "cases" / "mali"))
    return Path(shutil.copytree(bundled, tmp_path_factory.mktemp("bundled") / "mali"))


@pytest.fixture(scope="session")
def three(three_folder: Path) -> Case:
    return read_case(three_folder, Vocabulary.read())


@pytest.fixture(scope="session")
def mali(mali_folder: Path) -> Case:
    return read_case(mali_folder, Vocabulary.read())


@pytest.fixture(scope="session")
def briefing() -> Path:
    """The document of the bundled case, which is not part of the repository."""
    path = os.environ.get("COUNTERPOISE_BRIEFING", "")
    if not path:
        pytest.skip("COUNTERPOISE_BRIEFING is not set")
    return Path(path)


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command line within the process, through the function of the console script."""
    monkeypatch.delenv("COUNTERPOISE_LEDGER", raising=False)

    def command(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["counterpoise", *map(str, arguments)])
        out, err = io.StringIO(), io.StringIO()
        code: int | str | None = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = end.code
        return Run(int(code or 0), out.getvalue(), err.getvalue())

    return command


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with its golden file; `--renew-golden` writes it."""

    def compare(name: str, text: str) -> None:
        path = REPOSITORY / "tests" / "golden" / name
        if request.config.getoption("--renew-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"{name} is missing: run pytest --renew-golden"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; see --renew-golden"

    return compare
