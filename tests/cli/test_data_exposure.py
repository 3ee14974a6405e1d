"""`exposure --lake` and `compare`, from the command line to what they print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess import data_feeds
from tests.cli.test_bad_input import check_sentences
from tests.cli.test_json import documented, empty_entries, mistyped, seen


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_feeds.whole_lake(tmp_path_factory.mktemp("feeds"))


@pytest.fixture(autouse=True)
def _no_lake_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERPOISE_LAKE", raising=False)


def test_a_case_keeps_what_it_had_and_gains_one_key(
    run: Callable, mali_folder: Path, lake: Path
) -> None:
    alone = run("exposure", mali_folder, "--format", "json").json
    beside = run("exposure", mali_folder, "--lake", lake, "--format", "json").json
    assert beside.pop("from_data")["focal"] == "MLI"
    assert beside == alone


def test_the_keys_are_documented(run: Callable, mali_folder: Path, lake: Path) -> None:
    calls = (
        ("exposure", mali_folder, "--partner", "BFA"),
        ("exposure", mali_folder, "--as-of", "2023-02-09"),
        ("exposure", "NER"),
        ("exposure", "MLI", "--since", "2018", "--until", "2019"),
        ("exposure", "MLI", "--channel", "aid", "--since", "2018", "--until", "2018"),
    )
    values = [run(*call, "--lake", lake, "--format", "json").json["from_data"] for call in calls]
    compared = [
        run("compare", "MLI", "NER", "--partner", "RUS", "--lake", lake, "--format", "json").json
    ]
    for section, printed in (("exposure, from data", values), ("compare", compared)):
        found, keys = seen(section, printed), set(documented()[section])
        assert found - keys == set(), section
        assert keys - found == empty_entries(keys - found, found), section
        assert mistyped(section, printed) == [], section


def test_the_page_keeps_ledger_and_data_apart(run: Callable, mali_folder: Path, lake: Path) -> None:
    printed = run("exposure", mali_folder, "--lake", lake, "--explain")
    assert printed.code == 0, printed.err
    ledger, _, data = printed.out.partition("Exposure from data: feeds of the lake")
    assert "Isolation on" in ledger
    assert "sipri" not in ledger
    for told in (
        "Arms, orders 2018–2022, million TIV",
        "not told (a bound, no partner)",
        "Ledger: conditions",
        "gsdb: cases in 2022",
        "components, never added up",
        "The votes at hand end on 2019-01-15.",
        "SIPRI Arms Transfers Database, https://",
        "Herfindahl–Hirschman index of the shares",
    ):
        assert told in data, told


def test_a_state_without_a_case(run: Callable, lake: Path) -> None:
    printed = run("exposure", "NER", "--lake", lake)
    assert printed.code == 0, printed.err
    assert "Arms, orders 2020–2024" in printed.out
    assert "Russia" in printed.out


def test_a_replay_tells_what_was_not_known(run: Callable, mali_folder: Path, lake: Path) -> None:
    printed = run("exposure", mali_folder, "--lake", lake, "--as-of", "2022-07-01")
    assert "Missing: arms: no row of sipri_transfers was known by 2022-07-01" in printed.out
    assert "Arms, orders" not in printed.out


def test_compare_prints_one_table_and_the_places(run: Callable, lake: Path) -> None:
    printed = run("compare", "MLI", "NER", "--lake", lake)
    assert printed.code == 0, printed.err
    assert "of 1 peers with data, 1 are certainly more concentrated than Mali" in printed.out
    only = run("compare", "MLI", "NER", "--lake", lake, "--channel", "sanctions")
    assert "arms" not in only.out


def test_the_same_inputs_give_the_same_bytes(run: Callable, lake: Path) -> None:
    arguments = ("exposure", "MLI", "--lake", lake, "--partner", "RUS", "--format", "json")
    assert run(*arguments).out == run(*arguments).out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("exposure", "MLI"), "“MLI” has no case, and no lake is named"),
        (("exposure", "QQQ", "--lake", "LAKE"), "neither a case nor a state"),
        (("exposure", "MLI", "--lake", "NOWHERE"), "run `counterpoise load FEED FILE --lake"),
        (("exposure", "MLI", "--lake", "LAKE", "--channel", "posts"), "no channel “posts”"),
        (
            ("exposure", "mali", "--lake", "LAKE", "--channel", "aid", "--since", "2022"),
            "no record",
        ),
        (("exposure", "MLI", "--lake", "LAKE", "--since", "2022", "--until", "2020"), "begins in"),
        (("exposure", "MLI", "--lake", "LAKE", "--as-of", "2023"), "“2023” is not a day"),
        (("exposure", "MLI", "--lake", "LAKE", "--vintage", "gsdb"), "names no vintage"),
        (("exposure", "MLI", "--lake", "LAKE", "--vintage", "gsdb=00"), "no vintage '00'"),
        (("compare", "MLI", "ECOWAS", "--lake", "LAKE"), "count them twice"),
        (("compare", "MLI", "MLI", "--lake", "LAKE"), "MLI stands twice"),
        (("compare", "MLI", "NER", "--lake", "LAKE", "--engine", "abacus"), "names no engine"),
    ],
)
def test_bad_input_is_one_sentence(
    run: Callable, lake: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    places = {"LAKE": lake, "NOWHERE": tmp_path / "nowhere"}
    printed = run(*(places.get(argument, argument) for argument in arguments))
    assert (printed.code, printed.out) == (2, "")
    check_sentences(printed.err, told)
    assert len(printed.err.strip().splitlines()) == 1
