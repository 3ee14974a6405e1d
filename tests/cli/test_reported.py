"""Reported events from the command line: relations, turns, changes and brief with a lake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.assess.small_lake import breaking, leaving, store, sums, world
from tests.cli.test_json import documented, mistyped, seen

from counterpoise.lake.manifest import read_manifests
from counterpoise.model.events import Kind


@pytest.fixture(autouse=True)
def _no_lake(monkeypatch):
    monkeypatch.delenv("COUNTERPOISE_LAKE", raising=False)


@pytest.fixture(scope="module")
def lake(tmp_path_factory) -> Path:
    """Invited forces leave, and sums that rise with it."""
    import datetime as dt

    root = tmp_path_factory.mktemp("lake")
    store(root, [*world(), *leaving()])
    store(root, sums(("XAA", "XAB"), dt.date(2022, 3, 1), 2.0, 30.0), "gdelt_dyads", Kind.STRUCTURE)
    return root


@pytest.fixture(scope="module")
def renamed(tmp_path_factory) -> Path:
    """The same between the focal state of the bundled case and one of its partners."""
    root = tmp_path_factory.mktemp("renamed")
    codes = {"XAA": "MLI", "XAB": "FRA"}
    rows = [*world(), *leaving()]
    for row in rows:
        for side in ("source_iso3", "target_iso3"):
            row[side] = codes.get(row[side], row[side])
    store(root, rows)
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("broken")
    store(root, [*world(), *breaking()])
    return root


def test_turns_has_the_documented_keys_and_types(run, three_folder, lake):
    values = [
        run(
            "turns",
            three_folder,
            "--partner",
            "XAB",
            "--lake",
            lake,
            "--as-they-came",
            "--format",
            "json",
        ).json
    ]
    keys = set(documented()["turns"])
    assert seen("turns", values) - keys == set()
    absent = {"nothing_known[]", "turns[].ledger[]", "traps[]"}
    missing = {key for key in keys - seen("turns", values) if not key.startswith(tuple(absent))}
    assert missing == set()
    assert mistyped("turns", values) == []


def test_relations_with_a_lake_is_one_object_and_without_one_the_list(run, three_folder, broken):
    plain = run("relations", three_folder, "--format", "json").json
    both = run(
        "relations", three_folder, "--partner", "XAB", "--lake", broken, "--format", "json"
    ).json
    assert both["coded"] == [row for row in plain if row["partner"] == "XAB"]
    assert [item["feed"] for item in both["reported"]["feeds"]] == ["icews"]
    assert mistyped("relations, with a lake", [both]) == []


def test_the_page_tells_both_apart_with_coverage_turns_and_acts(run, three_folder, lake):
    found = run("relations", three_folder, "--partner", "XAB", "--lake", lake)
    assert found.code == 0, found.err
    for text in (
        "kept apart from the coded acts",
        "GDELT, daily sums",
        "months missing, not quiet: 2021-09",
        "turned to the better",
        "take something back",
        "Licence: CC0 1.0",
        "icews@",
    ):
        assert text in found.out, text


def test_a_state_without_a_case_is_told_from_feeds_alone(run, broken):
    found = run("relations", "FRA", "--lake", broken)
    assert found.code == 0
    assert "Not in evidence: the feeds report nothing between these." in found.out
    assert "Coded from documents" not in found.out


def test_changes_tell_a_new_turning_point(run, three_folder, broken):
    found = run(
        "changes", three_folder, "--since", "2022-02-20", "--as-of", "2022-07-01",
        "--lake", broken, "--format", "json",
    ).json  # fmt: skip
    turns = [row for row in found if row["kind"] == "reported turning point"]
    assert [(row["before"], row["after"]) for row in turns] == [(None, "worse")]
    assert turns[0]["evidence"][0].startswith("icews@")
    assert mistyped("changes", [found]) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_brief_cites_feed_vintage_and_licence(run, mali_folder, renamed, tmp_path, lang):
    found = run(
        "brief", mali_folder, "--lake", renamed, "--lang", lang, "--output", tmp_path,
        "--format", "md", "--format", "json", "--format", "html",
    )  # fmt: skip
    assert found.code == 0, found.err
    brief = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    section = next(item for item in brief["sections"] if item["id"] == "reported")
    vintage = read_manifests(renamed, "icews")[-1].vintage
    notes = [note["text"] for note in brief["notes"] if vintage in note["text"]]
    assert any("CC0 1.0" in text and "ICEWS" in text for text in notes)
    assert all(s["framing"] or s["note"] for s in section["sentences"])
    traps = [
        s for s in section["sentences"] if (s["finding"] or {}).get("id", "").startswith("sign")
    ]
    assert len(traps) == 1
    named = [name for note in brief["notes"] for name in note["evidence"] if "@" in name]
    assert named
    assert set(named) <= set(brief["evidence"])
    (chart,) = section["figures"]
    assert chart["alternative"]
    assert mistyped("brief", [brief]) == []


def test_a_brief_without_a_feed_is_byte_for_byte_as_before(run, three_folder, lake, tmp_path):
    assert run("brief", three_folder, "--output", tmp_path / "plain", "--format", "html").code == 0
    html = (tmp_path / "plain" / "three.html").read_text(encoding="utf-8")
    assert "eported events beside" not in html
    assert "term_reported" not in html


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("relations", "XQQ", "--lake", "{lake}"), "“XQQ” is neither a case nor a state"),
        (("relations", "FRA"), "of a state without a case only feeds tell; name a lake"),
        (("turns", "three", "--feed", "icews"), "feed icews is asked for without a lake"),
        (("turns", "three"), "no lake is named; name one"),
        (("turns", "three", "--lake", "{nowhere}"), "there is no lake; load a feed"),
        (("turns", "three", "--lake", "{empty}"), "holds no feed of reported events; load one"),
        (("turns", "three", "--lake", "{lake}", "--feed", "acled"), "counterpoise load acled"),
        (("turns", "three", "--lake", "{lake}", "--feed", "coups"), "tells of no acts between"),
        (("turns", "three", "--lake", "{lake}", "--feed", "x"), "there is no feed 'x'"),
        (("turns", "three", "--lake", "{lake}", "--partner", "FRA"), "is no partner of the case"),
        (("turns", "FRA", "--lake", "{lake}", "--partner", "nobody"), "“nobody” is no state"),
        (("turns", "three", "--lake", "{lake}", "--engine", "x"), "'x' names no engine"),
        (("brief", "three", "--lake", "{nowhere}"), "there is no lake; load a feed"),
        (("changes", "three", "--since", "2022-01-01", "--lake", "{nowhere}"), "there is no lake"),
    ],
)
def test_bad_arguments_are_one_sentence_and_exit_two(
    run, three_folder, broken, tmp_path, arguments, message
):
    (tmp_path / "empty").mkdir()
    places = {
        "{lake}": str(broken),
        "{nowhere}": str(tmp_path / "nowhere"),
        "{empty}": str(tmp_path / "empty"),
        "three": str(three_folder),
    }
    found = run(*(places.get(word, word) for word in arguments))
    assert found.code == 2
    assert message in found.err
    assert found.err.count("\n") == 1
    assert "Traceback" not in found.err
