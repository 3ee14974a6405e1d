"""The verb, from the command line to what it prints; its JSON against its documentation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.test_json import documented, mistyped, seen
from tests.made_votes import LAST_DAY, vote_lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return vote_lake(tmp_path_factory.mktemp("votes")).root


def test_a_state_without_a_case(run: Callable, lake: Path) -> None:
    printed = run("alignment", "NER", "--lake", lake, "--partner", "FRA", "--explain")
    assert printed.code == 0
    assert "Niger stands at" in printed.out
    assert "plus is the side of the United States" in printed.out
    assert "slope_sd = 4" in printed.out
    assert "roll calls that pull the difference most" in printed.out
    assert "1 unanimous ones tell nothing" in printed.out


def test_a_case_names_focal_state_partners_and_day(run: Callable, lake: Path) -> None:
    found = run("alignment", "mali", "--lake", lake, "--format", "json").json
    assert found["focal"] == "MLI"
    assert {"FRA", "RUS"} <= {item["partner"] for item in found["distances"]}
    assert f"The votes at hand end on {LAST_DAY}" in found["unseen"][0]["sentence"]


def test_the_json_is_as_documented(run: Callable, lake: Path) -> None:
    values = [
        run("alignment", *more, "--lake", lake, "--format", "json").json
        for more in (
            ["mali", "--series", "--issue", "hr"],
            ["NER", "--on", "2004-01-01", "--as-of", "2010-01-01"],
            ["NER", "--partner", "ECOWAS"],
        )
    ]
    assert seen("alignment", values) == set(documented()["alignment"])
    assert mistyped("alignment", values) == []


def test_the_same_lake_gives_the_same_bytes(run: Callable, lake: Path) -> None:
    arguments = ("alignment", "NER", "--lake", lake, "--format", "json")
    assert run(*arguments).out == run(*arguments).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "“nowhere” is neither a case nor a state"),
        (("NER", "--anchors", "USA,XKX"), "--anchors: XKX never votes"),
        (("NER", "--on", "2020-13-01"), "--on: “2020-13-01” is not a day"),
        (("NER", "--preset", "x"), "there is no preset “x”"),
        (("NER", "--issue", "zz"), "choose from hr, nu"),
        (("VAT",), "STATE: VAT never votes"),
    ],
)
def test_bad_arguments_are_one_sentence_and_exit_code_two(
    run: Callable, lake: Path, arguments: tuple[str, ...], message: str
) -> None:
    printed = run("alignment", *arguments, "--lake", lake)
    assert printed.code == 2
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


def test_a_lake_without_votes_says_how_to_load_them(run: Callable, tmp_path: Path) -> None:
    printed = run("alignment", "NER", "--lake", tmp_path)
    assert printed.code == 2
    assert "load them with `counterpoise load unga_votes un_votes.parquet" in printed.err
