"""Figures known beforehand, on the published files; skipped without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.assess import data_feeds

from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.loading import load_files
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = os.environ.get("COUNTERPOISE_DATA", "")
    if not folder:
        pytest.skip("COUNTERPOISE_DATA is not set")
    root = tmp_path_factory.mktemp("real") / "lake"
    report = load_files(root, "sipri_transfers", sorted((Path(folder) / "sipri").glob("*.csv")))
    assert not report.failures
    data_feeds.load(root, "dac2a", *sorted((Path(folder) / "oecd").glob("ODA-20[01][59]-*.csv")))
    return Lake(root)


def ask(lake: Lake, **more):
    parts = lake, open_engine("duckdb"), Vocabulary.read()
    return assess_data_exposure(*parts, Question("MLI", **more)).concentration


def test_delivered_on_orders_since_2020(lake: Lake) -> None:
    found = ask(lake, channels=("arms",), since=2020)
    orders = next(f for f in found if f.basis == "orders" and f.window.since == 2020)
    assert {p.partner: round(p.value, 1) for p in orders.partners} == {
        "RUS": 89.6,
        "TUR": 21.4,
        "CHN": 19.7,
        "ESP": 13.6,
        "ZAF": 7.2,
        "CAN": 1.5,
    }
    assert round(orders.unallocated[1], 1) == 39.2
    assert orders.bounds[0] < float(orders.value or 0) < orders.bounds[1]


def test_aid_of_2019(lake: Lake) -> None:
    found = ask(lake, channels=("aid",), since=2019, until=2019)[-1]
    given = {p.partner: round(p.value, 1) for p in found.partners}
    assert round(found.printed_total or 0, 1) == 1815.8
    assert (given["USA"], given["FRA"]) == (222.2, 101.5)


def test_a_year_with_a_shifted_header_stands_once_it_is_read_right(lake: Lake) -> None:
    found = ask(lake, channels=("aid",), since=2009, until=2009)[-1]
    assert found.window.since == 2009
    assert not any("broken total" in flag for flag in found.flags)
