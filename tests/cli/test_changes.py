from __future__ import annotations

import pytest
from tests.assess import data_feeds
from tests.cli.test_json import documented, mistyped, seen


def test_rows_tell_what_changed(run):
    rows = run(
        "changes", "mali", "--since", "2022-06-30", "--as-of", "2022-08-31", "--format", "json"
    ).json
    assert list(rows[0]) == [
        *("kind", "subject", "before", "after", "sentence", "method", "evidence"),
        *("id", "rests_on", "caveat"),
    ]
    kinds = {row["kind"] for row in rows}
    assert {"new claim", "measure", "relation"} <= kinds
    economic = next(row for row in rows if row["subject"] == "ecowas-sanctions-2022/economic")
    assert (economic["before"], economic["after"]) == ("active", "lifted")


def test_the_table_and_its_explanation(run):
    out = run("changes", "mali", "--since", "2022-12-01", "--explain").out
    assert "Changes since 2022-12-01" in out
    assert "Two views of the case" in out


def test_nothing_new_is_said(run):
    out = run("changes", "mali", "--since", "2022-07-31", "--as-of", "2022-07-31").out
    assert "Nothing changed since 2022-07-31." in out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--since", "1990-01-01"), "--since: nothing in the case"),
        (("--since", "then"), "--since: “then” is not a day"),
        (("--since", "2022-08-01", "--as-of", "2022-07-01"), "lies after 2022-07-01"),
        (("--since", "2030-01-01"), "lies after"),
    ],
)
def test_bad_input_is_one_sentence(run, options, message):
    found = run("changes", "mali", *options)
    assert found.code == 2
    assert message in found.err
    assert found.err.count("\n") == 1


def test_without_contested_leaves_contested_claims_out(run):
    options = ("changes", "mali", "--since", "2021-09-01", "--format", "json")
    whole, rest = run(*options).json, run(*options, "--without-contested").json
    assert any(row["after"] == "contested" for row in whole)
    assert not any(row["after"] == "contested" for row in rest)


def test_structural_data_stand_apart_with_their_findings_and_caveats(run, tmp_path):
    lake = data_feeds.whole_lake(tmp_path)
    options = ("changes", "mali", "--since", "2019-12-31", "--on", "2022-12-31", "--lake", lake)
    printed = run(*options, "--explain")
    assert printed.code == 0, printed.err
    first, _, data = printed.out.partition("Structural data on 2019-12-31 and on 2022-12-31")
    assert "Sanctions by gsdb" not in first.partition("What it says")[2]
    assert "Sanctions by gsdb, yearly: a case of ECOWAS" in " ".join(data.split())
    assert "known only from 2025-03-29, after 2022-12-31" in data
    assert "gsdb, vintage" in data
    assert "What the structural feeds tell is compared on the two days by valid time" in data
    rows = run(*options, "--format", "json").json
    told = [row for row in rows if row["kind"].startswith("data ")]
    assert seen("changes", [told]) == set(documented()["changes"])
    assert mistyped("changes", [rows]) == []
    known = {row["kind"]: row for row in told}
    day = ("--on", "2022-12-31", "--lake", lake, "--format", "json")
    exposure = run("exposure", "mali", *day).json["from_data"]
    ids = {item["id"] for part in ("concentration", "sanctions") for item in exposure[part]}
    assert known["data arms"]["rests_on"][1] in ids
    assert known["data sanctions"]["rests_on"][1] in ids
    named = run(*options, "--feed", "gdelt")
    assert named.code == 2  # the feed is not there; structural feeds are not read in its place


def test_the_invented_case_runs(run, three_folder):
    rows = run("claims", three_folder, "--format", "json").json
    assert rows
    assert run("changes", three_folder, "--since", "2030-01-01").code == 2
