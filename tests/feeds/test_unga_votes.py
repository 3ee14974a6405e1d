"""Issues and repeats of roll calls, which lie in files beside the votes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.made_votes import CALLS, SESSIONS, vote_lake, write_votes

from counterpoise.assess.alignment_votes import read_votes, repeated_items
from counterpoise.assess.loading import load_files
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind


def attributes(lake: Lake) -> dict[str, dict[str, str]]:
    engine = open_engine("duckdb")
    rows = engine.rows(lake.table(engine, Kind.STRUCTURE, feeds=("unga_votes",)))
    return {str(row["indicator"]): json.loads(str(row["attributes"])) for row in rows}


def test_issues_and_repeats_become_attributes(tmp_path: Path) -> None:
    found = attributes(vote_lake(tmp_path))
    assert found["101"]["issues"] == "hr"
    assert "repeats" not in found["101"]
    assert found[str(100 + CALLS)]["repeats"] == "100"
    assert {one["issues"] for one in found.values()} == {"hr", "nu"}


def test_without_the_files_beside_votes_are_read_as_before(tmp_path: Path) -> None:
    found = attributes(vote_lake(tmp_path, issues=False))
    assert all("issues" not in one and "repeats" not in one for one in found.values())


def test_given_files_serve_wherever_the_votes_lie(tmp_path: Path) -> None:
    write_votes(tmp_path)
    apart = tmp_path / "apart"
    apart.mkdir()
    votes = (tmp_path / "un_votes.parquet").rename(apart / "un_votes.parquet")
    served = [tmp_path / name for name in ("un_roll_calls.parquet", "un_roll_call_issues.parquet")]
    report = load_files(tmp_path / "lake", "unga_votes", [votes, *served])
    assert report.failures == []
    assert attributes(Lake(tmp_path / "lake"))["101"]["issues"] == "hr"


def test_roll_calls_that_repeat_are_one_item_through_all_sessions(tmp_path: Path) -> None:
    records = read_votes(vote_lake(tmp_path), open_engine("duckdb"))
    items = repeated_items(records)
    first = [i for i, one in enumerate(records.roll_calls) if (int(one.id) - 100) % CALLS == 0]
    chained = first[:SESSIONS]
    assert len(set(items[chained].tolist())) == 1
    assert len(set(items.tolist())) == len(records.roll_calls) - SESSIONS + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("v1,rcid1,rcid2\n1,12,x\n", "line 2: columns rcid1, rcid2: '12' and 'x' are no numbers"),
        ("v1,rcid1\n1,12\n", "column 'rcid2' is missing"),
    ],
)
def test_a_broken_table_of_repeats_is_named(tmp_path: Path, text: str, message: str) -> None:
    votes = write_votes(tmp_path)
    (tmp_path / "Matches.csv").write_text(text, "utf-8")
    report = load_files(tmp_path / "lake", "unga_votes", [votes])
    assert len(report.failures) == 1
    assert message in str(report.failures[0][1])
    assert report.manifest is None
