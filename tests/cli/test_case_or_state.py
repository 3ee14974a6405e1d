"""One rule for a case or a state without one, the same in every verb that takes either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from tests.cli.test_bad_input import check_sentences

from counterpoise.cli import app

GROUP = typer.main.get_command(app)
CONTEXT = typer.Context(GROUP, info_name="counterpoise")
VERBS = sorted(
    name
    for name in GROUP.list_commands(CONTEXT)
    for param in GROUP.get_command(CONTEXT, name).params
    if param.param_type_name == "argument" and param.metavar == "CASE_OR_STATE"
)


@pytest.fixture(autouse=True)
def _no_lake_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERPOISE_LAKE", raising=False)


def test_these_verbs_take_either() -> None:
    assert VERBS == ["alignment", "exposure", "relations", "turns"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["nowhere", "XQQ", "fra", "FR"])
def test_what_is_neither_is_one_sentence(
    run: Callable, tmp_path: Path, verb: str, name: str
) -> None:
    printed = run(verb, name, "--lake", tmp_path)
    assert (printed.code, printed.out) == (2, "")
    check_sentences(printed.err, f"“{name}” is neither a case nor a state; name a folder or a")
    assert "ISO 3166 alpha-3 code such as FRA" in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("verb", VERBS)
def test_a_case_goes_before_a_state_of_its_name(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    (tmp_path / "NER").mkdir()
    monkeypatch.chdir(tmp_path)
    printed = run(verb, "NER", "--lake", tmp_path)
    assert printed.code == 2
    check_sentences(printed.err, "case.yml")


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "alignment"])
def test_a_state_without_a_case_needs_a_lake(run: Callable, verb: str) -> None:
    printed = run(verb, "NER")
    assert (printed.code, printed.out) == (2, "")
    check_sentences(printed.err, "“NER” has no case, and no lake is named: of a state without a")
    assert printed.err.count("\n") == 1
