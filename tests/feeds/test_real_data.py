"""Everything at hand loads through its reader, accounted for to the last row."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpoise.assess.doctor import examine
from counterpoise.assess.loading import load_files
from counterpoise.lake import queries
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind

pytestmark = pytest.mark.skipif(
    not os.environ.get("COUNTERPOISE_DATA"), reason="needs COUNTERPOISE_DATA"
)

# Feed: files, rows read, stored, rejected. SIPRI: two orders stand on two lines each. DAC2a: cells.
EXPECTED = {
    "icews": ("icews/icews_2021_2022.parquet", 780_416, 780_416, 0),
    "gdelt": ("gdelt/20191024143000.export.CSV", 2_111, 2_111, 0),
    "gdelt_dyads": ("gdelt/gdelt_daily_dyads_2018_2022.parquet", 2_259_532, 2_259_532, 0),
    "unga_votes": ("unga/un_votes.parquet", 870_109, 870_109, 0),
    "sipri_transfers": ("sipri/trade-register.csv", 28_349, 28_347, 2),
    "gsdb": ("gsdb/GSDB_V4.csv", 1_547, 1_547, 0),
    "dac2a": ("oecd/ODA-*-DAC2a.csv", 205_281, 205_281, 0),
    "coups": ("coups/cline_coup_2.1.2.csv", 981, 981, 0),
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return Lake(tmp_path_factory.mktemp("lake"))


@pytest.mark.parametrize("feed", EXPECTED)
def test_every_row_is_stored_or_rejected_with_a_reason(lake, feed):
    pattern, read, stored, rejected = EXPECTED[feed]
    files = sorted(Path(os.environ["COUNTERPOISE_DATA"]).glob(pattern))
    report = load_files(lake.root, feed, files)
    assert report.failures == []
    assert (report.read, report.stored, report.rejected) == (read, stored, rejected)
    assert len(report.rejections) == rejected
    engine = open_engine("duckdb")
    kind = Kind.EVENTS if feed in ("icews", "gdelt") else Kind.STRUCTURE
    assert engine.value(lake.table(engine, kind, feeds=(feed,)).count()) == stored
    verdicts = examine(lake, engine, (feed,))
    assert [v for v in verdicts if v.level == "fail"] == []
    assert any(v.check == "account" for v in verdicts)


def test_a_duplicate_quad_is_another_report_and_not_another_act(lake):
    """icews22: 345,341 rows and 220,753 distinct quads; elsewhere no quad stands twice."""
    engine = open_engine("duckdb")
    events = lake.table(engine, Kind.EVENTS, feeds=("icews",))
    rows = engine.rows(
        events.group_by("feed_version").agg(acts=events.acts.sum(), reports=events.reports.sum())
    )
    found = {row["feed_version"]: (row["acts"], row["reports"]) for row in rows}
    assert found == {
        "icews21": (326_354, 326_354),
        "icews22": (220_753, 345_341),
        "icews22_tail": (108_721, 108_721),
    }


def test_the_dyads_miss_28_days_and_the_doctor_says_so(lake):
    verdicts = examine(lake, open_engine("duckdb"), ("gdelt_dyads",))
    (gaps,) = [v for v in verdicts if v.check == "gap_days"]
    assert gaps.level == "warn"
    assert gaps.found.startswith("28 of 1826 days have no row")


def test_a_donor_read_one_column_off_is_caught_by_the_totals(tmp_path, monkeypatch):
    """Without the repair the files of 2004 to 2009 break the assertion on group totals."""
    from counterpoise.feeds.dac2a import reader

    def naive(rows, where):
        header = rows[0]
        return [*header[:-1]] if header[2] == reader.PHANTOM else header, ()

    monkeypatch.setattr(reader, "_header", naive)
    monkeypatch.setattr(reader, "_donors", lambda *_: ())
    data = Path(os.environ["COUNTERPOISE_DATA"]) / "oecd"
    load_files(tmp_path, "dac2a", sorted(data.glob("ODA-*-DAC2a.csv")))
    verdicts = examine(Lake(tmp_path), open_engine("duckdb"), ("dac2a",))
    totals = [v for v in verdicts if v.check.startswith("total")]
    assert [v.level for v in totals] == ["fail", "fail"]
    years = range(2004, 2010)
    assert all(f"ODA-{year}-DAC2a.csv" in totals[0].found for year in years)
    assert "ODA-2003" not in totals[0].found
    assert "ODA-2010" not in totals[0].found


def test_the_repair_of_the_header_stays_in_the_manifest(lake):
    state = lake.state("dac2a")
    assert state is not None
    (shifted,) = [note for note in state.notes if "one column off" in note]
    assert "one column off (6): " in shifted
    assert all(f"ODA-{year}-DAC2a.csv" in shifted for year in range(2004, 2010))
    notes = [v for v in examine(lake, open_engine("duckdb"), ("dac2a",)) if v.check == "note"]
    assert shifted in {v.found for v in notes}
    assert all(v.level == "warn" for v in notes)


def test_the_sign_trap_is_in_the_data(lake):
    """After the break of late 2021 the daily sums of the pair are higher, not lower."""
    engine = open_engine("duckdb")
    dyads = lake.table(engine, Kind.STRUCTURE, feeds=("gdelt_dyads",))
    pair = dyads.filter(
        dyads.subject_iso3.isin(["MLI", "FRA"]) & dyads.object_iso3.isin(["MLI", "FRA"])
    )
    by_year = {
        row["year"]: row["total"]
        for row in engine.rows(
            pair.group_by(year=pair.start_date.year()).agg(total=pair.value.sum())
        )
    }
    assert by_year[2022] > by_year[2021]


def test_a_state_s_partners_come_out_of_the_reported_events(lake):
    engine = open_engine("duckdb")
    events = lake.table(engine, Kind.EVENTS, feeds=("icews",))
    rows = engine.rows(queries.partners_monthly(events, "MLI"))
    assert {"FRA", "ECOWAS", "UN", "RUS"} <= {row["partner"] for row in rows}
    assert all(row["acts"] <= row["reports"] for row in rows)
