"""A session more, taken on from the votes loaded before, against a whole fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.made_votes import CALLS, FIRST, LAST_DAY, SESSIONS, day_of, vote_lake

from counterpoise.assess.alignment import AlignmentQuestion, assess_alignment
from counterpoise.assess.alignment_findings import Alignment
from counterpoise.assess.loading import load_files
from counterpoise.errors import InputError
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

BEFORE_LAST = day_of(FIRST + SESSIONS - 2, CALLS - 1)
MALI = AlignmentQuestion("MLI", ("FRA", "RUS", "DNK"), series=True)


def asked(lake: Lake, **more) -> Alignment:
    engine = open_engine("duckdb")
    return assess_alignment(lake, engine, Vocabulary.read(), replace(MALI, **more))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake in which a table of all sessions but the last was loaded before."""
    folder = tmp_path_factory.mktemp("votes")
    vote_lake(folder, until=BEFORE_LAST)
    found = vote_lake(folder)
    assert len(found.states("unga_votes")) == 2
    return found


def test_the_last_session_stands_near_a_whole_fit_and_earlier_ones_as_before(lake: Lake) -> None:
    whole, taken_on = asked(lake), asked(lake, update=True)
    old = lake.states("unga_votes")[0].vintage
    assert taken_on.parameters["updated_from"] == old
    assert whole.parameters["updated_from"] == ""
    assert taken_on.basis.vintage == whole.basis.vintage != old
    assert taken_on.position is not None
    assert whole.position is not None
    assert taken_on.position.session == FIRST + SESSIONS - 1
    assert taken_on.position.value == pytest.approx(whole.position.value, abs=0.3)
    low, high = taken_on.position.interval or (0, 0)
    assert low < whole.position.value < high
    alike = [{d.partner: d.now.agreement for d in one.distances} for one in (whole, taken_on)]
    assert alike[0] == alike[1]
    before = asked(lake, as_of=BEFORE_LAST).position
    assert before is not None
    earlier = [point.value for point in taken_on.position.series[:-1]]
    assert earlier == pytest.approx([point.value for point in before.series], abs=1e-9)


def test_it_is_the_same_each_time(lake: Lake) -> None:
    assert asked(lake, update=True) == asked(lake, update=True)


def test_a_state_that_is_new_in_the_last_session_enters(tmp_path: Path) -> None:
    vote_lake(tmp_path, until=BEFORE_LAST)
    whole = vote_lake(tmp_path)
    table = pq.read_table(tmp_path / "un_votes.parquet")
    # Albania votes as Denmark does, in the last session alone.
    last = pc.and_(
        pc.equal(table["country"], "Denmark"),
        pc.greater_equal(table["rcid"], 100.0 + (SESSIONS - 1) * CALLS),
    )
    own = table.filter(last)
    places = [own.schema.get_field_index(name) for name in ("country", "country_code")]
    own = own.set_column(places[0], "country", [["Albania"] * own.num_rows])
    own = own.set_column(places[1], "country_code", [["AL"] * own.num_rows])
    rows = table.to_pylist() + own.to_pylist()
    pq.write_table(
        type(table).from_pylist(rows, schema=table.schema), tmp_path / "un_votes.parquet"
    )
    report = load_files(whole.root, "unga_votes", [tmp_path / "un_votes.parquet"])
    assert report.failures == []
    found = asked(whole, focal="ALB", partners=("DNK",), update=True)
    assert found.position is not None
    assert len(found.position.series) == 1
    assert found.distances[0].value < 0.5


def test_revised_votes_are_not_taken_on(tmp_path: Path) -> None:
    vote_lake(tmp_path, until=BEFORE_LAST)
    lake = vote_lake(tmp_path)
    table = pq.read_table(tmp_path / "un_votes.parquet")
    votes = table["vote"].to_pylist()
    votes[0] = "no" if votes[0] != "no" else "yes"
    place = table.schema.get_field_index("vote")
    pq.write_table(table.set_column(place, "vote", [votes]), tmp_path / "un_votes.parquet")
    load_files(lake.root, "unga_votes", [tmp_path / "un_votes.parquet"])
    with pytest.raises(InputError, match=r"--update: votes of earlier sessions differ") as caught:
        asked(lake, update=True)
    assert "so that all sessions are fitted again" in caught.value.remedy


def test_without_a_state_that_ends_one_session_before_it_is_refused(tmp_path: Path) -> None:
    lake = vote_lake(tmp_path)
    message = f"ends one session before session {FIRST + SESSIONS - 1}"
    with pytest.raises(InputError, match=message):
        asked(lake, update=True)
    assert asked(lake).basis.until == LAST_DAY
