from __future__ import annotations


def test_readable_lines(run):
    out = run("episodes", "mali").out
    for text in (
        "Rupture between Mali and France: opened 2021-05-24/2021-06-03",
        "random weightings agree",
        "residual tie: ",
        "void in practice: ngo-ban/activities",
        "settled, 180 days, Togo mediating",
        "within the de-escalation",
        "retaliation, after 5 days",
        "Diplomatic steps (4)",
        "cannot be compared: ecowas-au-sanctions-2020/economic",
    ):
        assert text in out, text


def test_json_has_its_four_parts(run):
    found = run("episodes", "mali", "--format", "json").json
    assert list(found) == ["episodes", "crises", "answers", "diplomatic_steps"]
    for part in found.values():
        assert all(item["evidence"] for item in part)


def test_as_of_before_the_pardon_the_crisis_is_open(run):
    found = run("episodes", "mali", "--as-of", "2022-08-31", "--format", "json").json
    assert [item["state"] for item in found["crises"]] == ["open"]


def test_explain_prints_method_and_weights(run):
    out = run("episodes", "mali", "--explain").out
    assert "Ruzzo and Tompa" in out
    assert "quiet_cost_per_year" in out
    assert "weight −0.70" in out


def test_too_little_is_said(run, tmp_path):
    assert run("new-case", "empty", "--focal", "XAA", "--in", tmp_path).code == 0
    found = run("episodes", tmp_path / "empty")
    assert found.code == 0, found.err
    assert found.out.startswith("insufficient evidence: ")


def test_bad_input_is_one_sentence(run):
    found = run("episodes", "mali", "--as-of", "1990-01-01")
    assert (found.code, found.err.count("\n")) == (2, 1)


def test_the_invented_case_runs(run, three_folder):
    assert run("episodes", three_folder, "--explain").code == 0
