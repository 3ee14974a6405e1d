from __future__ import annotations

import pytest


def test_rows_tell_what_changed(run):
    rows = run(
        "changes", "mali", "--since", "2022-06-30", "--as-of", "2022-08-31", "--format", "json"
    ).json
    assert list(rows[0]) == ["kind", "subject", "before", "after", "sentence", "method", "evidence"]
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


def test_the_invented_case_runs(run, three_folder):
    rows = run("claims", three_folder, "--format", "json").json
    assert rows
    assert run("changes", three_folder, "--since", "2030-01-01").code == 2
