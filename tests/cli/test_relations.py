from __future__ import annotations

import json

import pytest


def test_table_says_score_interval_standing_direction_and_contrary(run):
    found = run("relations", "mali")
    assert found.code == 0, found.err
    for text in ("France", "90 % interval", "negative", "worsening", "insufficient evidence: "):
        assert text in found.out
    assert "Reading, the UN:" in found.out


def test_json_rows_keep_their_keys(run):
    rows = run("relations", "mali", "--format", "json", "--partner", "FRA").json
    assert {row["partner"] for row in rows} == {"FRA"}
    assert list(rows[0]) == [
        "partner", "name", "channel", "side", "score", "interval", "standing", "direction",
        "acts", "negative", "positive", "amount", "dispersion", "contrary", "contrary_ties",
        "undated", "neutral", "contested", "readings", "series", "inputs", "sentence", "method",
        "parameters", "evidence",
    ]  # fmt: skip
    assert rows[0]["channel"] == "overall"
    assert rows[0]["series"] == rows[0]["inputs"] == []


def test_series_and_inputs_come_when_asked(run):
    rows = run(
        "relations", "mali", "--partner", "FRA", "--series", "--explain", "--format", "json"
    ).json
    assert rows[0]["series"][-1]["day"] == "2023-02-09"
    parts = sum(entry["part"] for entry in rows[0]["inputs"])
    assert parts == pytest.approx(rows[0]["score"], abs=1e-6)


def test_explain_prints_formula_weights_and_inputs(run):
    out = run("relations", "mali", "--partner", "FRA", "--explain", "--series").out
    for text in ("score = n /", "half_life_days = 365", "tie lost", "influence", "month by month"):
        assert text in out


def test_every_channel_shows_when_asked(run):
    assert "access" not in run("relations", "mali", "--partner", "FRA").out.split("Reading")[0]
    assert "access" in run("relations", "mali", "--partner", "FRA", "--channels").out


def test_as_of_and_without_contested_reach_the_numbers(run):
    def score(*options: str) -> object:
        return run("relations", "mali", "--partner", "FRA", "--format", "json", *options).json[0][
            "score"
        ]

    assert score("--as-of", "2022-06-30") != score()
    assert score("--on", "2022-06-30") != score()
    assert score("--without-contested") is not None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--partner", "XZZ"), "“XZZ” is no partner"),
        (("--as-of", "1990-01-01"), "nothing in the case"),
        (("--on", "soon"), "“soon” is not a day"),
    ],
)
def test_bad_input_is_one_sentence(run, options, message):
    found = run("relations", "mali", *options)
    assert found.code == 2
    assert message in found.err
    assert found.err.count("\n") == 1
    assert "Traceback" not in found.err


def test_the_same_input_gives_the_same_bytes(run):
    first = run("relations", "mali", "--format", "json", "--series").out
    assert run("relations", "mali", "--format", "json", "--series").out == first
    assert json.loads(first)


def test_the_invented_case_runs(run, three_folder):
    assert run("relations", three_folder).code == 0
    assert run("relations", three_folder, "--format", "json", "--series", "--explain").json


def test_a_case_without_acts_has_no_number(run, tmp_path):
    assert run("new-case", "empty", "--focal", "XAA", "--in", tmp_path).code == 0
    found = run("relations", tmp_path / "empty")
    assert found.code == 0, found.err
    assert "insufficient evidence" in found.out
