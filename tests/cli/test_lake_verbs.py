"""The verbs of the lake, from the command line to what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterpoise.cli import app
from counterpoise.errors import CounterpoiseError

COUPS = (
    "coup_id,cowcode,country,year,month,day,event_type,unrealized,realized,conspiracy,attempt,"
    "military,dissident,rebel,palace,foreign,auto,resign,popular,counter,other,noharm,injured,killed,"
    "harrest,jailed,tried,fled,exile\n"
    '"1",432,"Mali",2020,8,18,"coup",0,1' + ",0" * 20 + "\n"
    '"2",432,"Mali",2021,5,44,"coup",0,1' + ",0" * 20 + "\n"
)


def quads(path: Path) -> Path:
    rows = [("2022-01-05", "042", "1.9"), ("2022-02-05", "163", "-5.6")]
    header = (
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
        "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
        "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
    )
    lines = [
        f"{i}\t{day}\tGovernment (Mali)\t\tMali\tText\t{code}\t{value}\tFrance\t\tFrance\t1\t1\tP\t\t\t\t\t\t"
        for i, (day, code, value) in enumerate(rows)
    ]
    path.write_text("\n".join([header, *lines]) + "\n")
    return path


def run(*arguments: object):
    result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    run("load", "icews", quads(tmp_path / "events.tab"), "--lake", tmp_path / "lake")
    return tmp_path / "lake"


def test_load_prints_the_account_with_each_rejection(tmp_path):
    file = tmp_path / "coups.csv"
    file.write_text(COUPS)
    result = run("load", "coups", file, "--lake", tmp_path / "lake")
    assert result.exit_code == 0
    assert "2 rows read = 1 stored + 1 rejected" in result.stdout
    assert "coups.csv, row 3: columns year, month, day: 2021-5-44 is not a date" in result.stdout
    found = json.loads(
        run("load", "coups", file, "--lake", tmp_path / "two", "--format", "json").stdout
    )
    assert (found["read"], found["stored"], found["rejected"]) == (2, 1, 1)
    assert found["rejections"][0]["row"] == 3


def test_a_broken_file_is_exit_code_two_and_one_sentence(tmp_path, lake):
    bad = tmp_path / "events.tab"
    bad.write_text("<html>busy</html>\n")
    command = [sys.executable, "-m", "counterpoise", "load", "icews", str(bad), "--lake", str(lake)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert "feed icews, events.tab: row 1 begins with '<html>busy</htm': a web page" in done.stderr
    assert "Traceback" not in done.stderr
    rows = json.loads(run("events", "--focal", "MLI", "--lake", lake, "--format", "json").stdout)
    assert len(rows) == 2


def test_feeds_tells_state_rows_licence_and_what_was_checked(lake):
    rows = {r["id"]: r for r in json.loads(run("feeds", "--lake", lake, "--format", "json").stdout)}
    assert rows["icews"]["rows"] == 2
    assert rows["icews"]["since"] == "2022-01-05"
    assert rows["acled"]["state"] == "not loaded"
    assert rows["acled"]["checked_against"] == "documentation"
    assert rows["acled"]["redistribution"] is False
    assert "icews" in run("feeds", "--lake", lake).stdout


def test_events_by_partner_period_and_month(lake):
    def events(*more):
        out = run("events", "--focal", "MLI", "--lake", lake, "--format", "json", *more).stdout
        return json.loads(out)

    assert [row["cameo"] for row in events("--partner", "FRA")] == ["163", "042"]
    assert [row["cameo"] for row in events("--until", "2022-01-31")] == ["042"]
    assert [row["cameo"] for row in events("--as-of", "2022-01-31")] == ["042"]
    assert events("--partner", "RUS") == []
    monthly = events("--monthly")
    assert [(r["partner"], r["month"], r["acts"]) for r in monthly] == [
        ("FRA", "2022-02-01", 1),
        ("FRA", "2022-01-01", 1),
    ]


def test_sql_reads_and_never_writes(lake):
    found = json.loads(
        run("sql", "SELECT count(*) AS n FROM events", "--lake", lake, "--format", "json").stdout
    )
    assert found == [{"n": 2}]
    with pytest.raises(CounterpoiseError, match="only one SELECT"):
        run("sql", "DELETE FROM events", "--lake", lake)


def test_doctor_fails_on_a_bound_and_passes_otherwise(lake, tmp_path):
    assert run("doctor", "icews", "--lake", lake).exit_code == 0
    file = tmp_path / "coups.csv"
    file.write_text(COUPS)
    run("load", "coups", file, "--lake", lake)
    result = run("doctor", "coups", "--lake", lake, "--format", "json")
    assert result.exit_code == 1
    verdicts = {v["check"]: v["level"] for v in json.loads(result.stdout)}
    assert verdicts["account"] == "pass"
    assert verdicts["rows"] == "fail"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("load", "nowhere", "x.csv"), "there is no feed 'nowhere'; choose one of gdelt"),
        (("fetch", "gsdb"), "this source is not fetched"),
        (("fetch", "acled"), "the environment variable ACLED_EMAIL is not set"),
        (("doctor", "nowhere"), "there is no feed 'nowhere'"),
        (("events", "--focal", "XX"), "'XX' is no ISO 3166 alpha-3 code"),
        (("load", "mali"), "has nowhere to go; name a ledger"),
        (
            ("load", "icews"),
            "without a file; it takes quads \\(Parquet: .*first `counterpoise fetch icews`",
        ),
        (("load", "gsdb"), "download the files from http.* \\(they are not fetched\\)"),
        (("feeds", "--lake", "/dev/null/x"), ""),
    ],
)
def test_bad_arguments_are_named_with_the_remedy(arguments, message, tmp_path, monkeypatch):
    for name in ("ACLED_EMAIL", "ACLED_PASSWORD", "ACLED_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("COUNTERPOISE_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    if not message:
        assert run(*arguments).exit_code == 0
        return
    with pytest.raises(CounterpoiseError, match=message):
        run(*arguments)


def test_the_latest_months_come_first_and_those_left_out_are_counted(lake):
    shown = run("events", "--focal", "MLI", "--lake", lake, "--monthly", "--limit", "1").stdout
    assert "2022-02-01" in shown
    assert "2022-01-01" not in shown
    assert "1 older rows are left out; --limit shows more." in shown
    whole = run("events", "--focal", "MLI", "--lake", lake, "--monthly", "--limit", "2").stdout
    assert "left out" not in whole


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            ("--feed", "gsdb"),
            "feed gsdb holds structural records and no events; choose one of gdel",
        ),
        (
            ("--since", "2022-03-01", "--until", "2022-01-01"),
            "the first day, 2022-03-01, lies after the last, 2022-01-01; give the earlier",
        ),
        (("--partner", "QQQ"), "--partner: “QQQ” is no state or organisation of the vocabulary"),
    ],
)
def test_events_refuses_what_no_event_can_answer(lake, more, message):
    with pytest.raises(CounterpoiseError, match=message):
        run("events", "--focal", "MLI", "--lake", lake, *more)


@pytest.mark.parametrize(
    "verb", [("alignment", "MLI"), ("exposure", "MLI"), ("compare", "MLI", "NER")]
)
def test_a_partner_that_is_no_state_is_refused_before_anything_is_read(verb, tmp_path):
    with pytest.raises(CounterpoiseError, match="--partner: “QQQ” is no state or organisation of"):
        run(*verb, "--partner", "QQQ", "--lake", tmp_path / "none")
