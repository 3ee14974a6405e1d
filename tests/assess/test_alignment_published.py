"""The preset against the published estimates of April 2020, on the real votes."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from benchmarks.voting.published import agreement, published

from counterpoise.assess.alignment import AlignmentQuestion, assess_alignment
from counterpoise.assess.alignment_preset import PRESETS
from counterpoise.assess.alignment_scale import scale_of, selection_of
from counterpoise.assess.alignment_votes import default_anchors, read_votes
from counterpoise.assess.loading import load_files
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

pytestmark = [
    pytest.mark.skipif(
        "COUNTERPOISE_DATA" not in os.environ, reason="COUNTERPOISE_DATA is not set"
    ),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(os.environ["COUNTERPOISE_DATA"]) / "unga"


@pytest.fixture(scope="module")
def lake(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    home = tmp_path_factory.mktemp("lake")
    load_files(home, "unga_votes", [folder / "un_votes.parquet"])
    return Lake(home)


def test_the_preset_agrees_with_the_published_scale(folder: Path, lake: Lake) -> None:
    records = read_votes(lake, open_engine("duckdb"))
    preset = PRESETS["published"]
    chosen = selection_of(records, preset, (), "lake")
    scale = scale_of(chosen, preset).towards(default_anchors(records.source))
    theirs, rows = published(folder, chosen.records)
    found = agreement(theirs, scale.fit.mean, scale.fit.votes.voted)
    assert found["matched"] == rows == 10_469
    assert found["median"] >= 0.985
    assert found["least"] >= 0.95
    assert found["pooled"] >= 0.975


def test_a_movement_after_the_last_vote_cannot_be_seen(lake: Lake) -> None:
    question = AlignmentQuestion("MLI", ("FRA", "RUS"), on=date(2023, 2, 9), preset="published")
    found = assess_alignment(lake, open_engine("duckdb"), Vocabulary.read(), question)
    (unseen,) = found.unseen
    assert unseen.value is None
    assert "The votes at hand end on 2020-01-14, before 2023-02-09" in unseen.sentence
    assert found.position is not None
    assert found.position.session == 74
