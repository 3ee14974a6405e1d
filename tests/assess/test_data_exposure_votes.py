"""Votes beside former and new partners: one count of agreement, one scale of positions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.assess import data_feeds
from tests.made_votes import FIRST, LAST_DAY, SESSIONS, day_of, vote_lake

from counterpoise.assess.alignment import AlignmentQuestion, assess_alignment
from counterpoise.assess.alignment_findings import DistanceFinding
from counterpoise.assess.alignment_votes import read_votes
from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_distance import scale_at
from counterpoise.assess.data_exposure_findings import AgreementFinding
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

LAST = LAST_DAY.year


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return vote_lake(tmp_path_factory.mktemp("votes"))


def exposed(lake: Lake, **more) -> AgreementFinding:
    question = Question("MLI", channels=("votes",), partners=("FRA",), **more)
    found = assess_data_exposure(lake, open_engine("duckdb"), Vocabulary.read(), question)
    (one,) = found.votes
    return one


def aligned(lake: Lake, **more) -> DistanceFinding:
    question = AlignmentQuestion("MLI", ("FRA",), **more)
    found = assess_alignment(lake, open_engine("duckdb"), Vocabulary.read(), question)
    (one,) = found.distances
    return one


def test_agreement_and_distance_are_those_of_the_alignment(lake: Lake) -> None:
    own, other = exposed(lake, since=LAST, until=LAST), aligned(lake)
    assert (own.after, own.both[1]) == (other.now.agreement, other.now.both)
    assert own.distance == other.value
    assert own.positions is not None
    assert own.positions.interval == other.interval
    assert (own.positions.session, own.positions.year) == (FIRST + SESSIONS - 1, LAST)
    assert own.positions.unit == other.unit
    assert "Dynamic ordinal ideal points" in own.method
    assert f"from France in session {FIRST + SESSIONS - 1} ({LAST})" in own.sentence
    assert own.sentence.endswith(f"the votes at hand end on {LAST_DAY}.")
    assert own.evidence[-1] == other.evidence[0]


def test_the_earlier_window_ends_the_comparison(lake: Lake) -> None:
    own = exposed(lake, since=LAST - 4, until=LAST - 1).positions
    assert own is not None
    # Windows of four years: the last sessions of each, 2070 and 2066 here.
    assert (own.year, own.before_year) == (LAST - 1, LAST - 5)
    series = {point.year: point for point in aligned(lake, series=True).series}
    now, before = abs(series[LAST - 1].difference), abs(series[LAST - 5].difference)
    assert (own.distance, own.before) == (pytest.approx(now), pytest.approx(before))
    assert own.change == pytest.approx(now - before)
    assert own.change_interval is not None
    assert own.change_interval[0] < now - before < own.change_interval[1]


def test_what_was_known_or_begun_later_does_not_count(lake: Lake, tmp_path: Path) -> None:
    day = day_of(FIRST + 8, 14)
    known = exposed(lake, as_of=day)
    cut = exposed(vote_lake(tmp_path / "cut", until=day))
    assert (known.distance, known.positions) == (cut.distance, cut.positions)
    assert known.last_vote == cut.last_vote == day
    held = exposed(lake, on=dt.date(LAST - 3, 12, 31)).positions
    assert held is not None
    assert held.year == LAST - 3


def test_unanimous_votes_count_in_agreement_alone(lake: Lake) -> None:
    # The first session has one unanimous roll call more.
    year = 1945 + FIRST
    own, other = exposed(lake, since=year, until=year), aligned(lake, on=dt.date(year, 12, 31))
    assert (own.after, own.both[1]) == (other.now.agreement, other.now.both)
    records = read_votes(lake, open_engine("duckdb"))
    votes, states = records.votes, [records.states.index(code) for code in ("MLI", "FRA")]
    calls = [set(votes.roll_call[votes.state == state].tolist()) for state in states]
    together = {call for call in calls[0] & calls[1] if votes.session[call] == FIRST}
    assert own.both[1] == len(together)
    contested = sum(bool(votes.is_contested[call]) for call in together)
    assert contested == len(together) - 1


def test_without_positions_the_reason_is_told(tmp_path: Path) -> None:
    calls = {
        "rcid": [1, 2], "session": [70.0, 70.0], "importantvote": [0, 0],
        "date": [dt.date(2015, 10, 1), dt.date(2015, 10, 2)], "unres": ["a", "b"],
        "amend": [0, 0], "para": [0, 0], "short": ["", ""], "descr": ["", ""],
    }  # fmt: skip
    cast = [(1, "Mali", "yes"), (1, "France", "yes"), (2, "Mali", "no"), (2, "France", "no")]
    columns = list(zip(*cast, strict=True))
    pq.write_table(pa.table(calls), tmp_path / "made_roll_calls.parquet")
    votes = {"rcid": [float(n) for n in columns[0]], "country": columns[1]}
    votes |= {"country_code": ["XX"] * 4, "vote": columns[2]}
    pq.write_table(pa.table(votes), tmp_path / "votes.parquet")
    data_feeds.load(tmp_path / "lake", "unga_votes", tmp_path / "votes.parquet")
    found = exposed(Lake(tmp_path / "lake"))
    assert (found.after, found.distance, found.positions) == (1.0, None, None)
    assert found.no_distance.startswith("the votes at hand tell no positions: 2 roll calls are")
    assert "no distance of positions: the votes at hand tell no positions" in found.sentence


def test_a_scale_fitted_already_gives_the_same_alignment(lake: Lake) -> None:
    engine, words = open_engine("duckdb"), Vocabulary.read()
    opened: dict[str, Structure | None] = {}
    question = Question("MLI", channels=("votes",), partners=("FRA",))
    assess_data_exposure(lake, engine, words, question, opened=opened)
    votes = opened["unga_votes"]
    assert votes is not None
    asked = AlignmentQuestion("MLI", ("FRA", "RUS"), series=True)
    fitted = scale_at(votes)
    assert not isinstance(fitted, str)
    assert assess_alignment(lake, engine, words, asked, fitted=fitted) == assess_alignment(
        lake, engine, words, asked
    )
