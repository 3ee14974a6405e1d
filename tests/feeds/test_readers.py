"""Each reader on a small file in the source's exact format; every row accounted for."""

from __future__ import annotations

import datetime as dt
import json
import zipfile

import pytest

from counterpoise.assess.loading import load_files
from counterpoise.feeds.batches import Failure
from counterpoise.feeds.registry import FEEDS, reader_of
from counterpoise.feeds.source import load_source
from counterpoise.feeds.structure import UNKNOWN_NAMES
from counterpoise.feeds.vocabulary_tables import actor_tables
from counterpoise.lake import queries
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind

TEXT_FEEDS = [feed for feed in FEEDS if feed not in ("gdelt_dyads", "unga_votes")]


def rows_of(feed, files):
    out, rejections = [], []
    for outcome in reader_of(feed)(files, load_source(feed), actor_tables()):
        if isinstance(outcome, Failure):
            raise outcome.error
        out += outcome.stored.to_arrow_table().to_pylist()
        rejections += outcome.rejections
        assert sum(outcome.files.values()) == len(out) + sum(outcome.rejected.values())
    return out, rejections


@pytest.mark.parametrize("feed", FEEDS)
def test_every_published_column_is_read_or_named_as_left_out(feed):
    """The reader's text names each column that `source.yml` does not list as ignored."""
    from importlib import resources

    package = resources.files(f"counterpoise.feeds.{feed}")
    text = "".join(f.read_text() for f in package.iterdir() if f.name.endswith(".py"))
    for layout in load_source(feed).layouts.values():
        assert layout.ignored <= set(layout.columns)
        # DAC2a's columns are donors, each of which becomes a record.
        read = layout.columns[:1] if feed == "dac2a" else set(layout.columns) - layout.ignored
        for column in read:
            assert column in text, column


@pytest.mark.parametrize("feed", TEXT_FEEDS)
def test_a_good_file_is_stored_whole(feed, tmp_path, text_sample):
    rows, rejections = rows_of(feed, text_sample(feed, tmp_path))
    assert rejections == []
    assert len(rows) == (5 if feed == "dac2a" else 3)
    assert {row["feed"] for row in rows} == {feed}
    ids = [row.get("event_id") or row.get("record_id") for row in rows]
    assert len(set(ids)) == len(ids)


def test_gdelt_from_a_zip_with_two_times_and_sanctions_as_sanction(tmp_path, text_sample):
    (plain,) = text_sample("gdelt", tmp_path)
    zipped = tmp_path / f"{plain.name}.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(plain, plain.name)
    rows, _ = rows_of("gdelt", [zipped])
    rows.sort(key=lambda row: row["event_id"])
    assert [row["plover_type"] for row in rows] == ["CONSULT", "SANCTION", "CONSULT"]
    first = rows[0]
    assert first["origin"] == plain.name
    assert (first["event_date"], first["known_date"]) == (dt.date(2022, 1, 5), dt.date(2022, 1, 7))
    assert (first["source_iso3"], first["target_iso3"], first["source_sector"]) == (
        "MLI",
        "FRA",
        "GOV",
    )
    assert (first["reports"], first["acts"], first["scale_name"]) == (3, 1, "goldstein-gdelt")
    assert (first["latitude"], first["longitude"]) == (12.65, -8.0)


def test_gdelt_one_with_58_columns_is_read_by_the_same_reader(tmp_path, text_sample):
    (plain,) = text_sample("gdelt", tmp_path)
    lines = [line.split("\t") for line in plain.read_text().splitlines()]
    for fields in lines:
        for i in (55, 47, 39):
            del fields[i]
        fields[56] = fields[56][:8]
    old = tmp_path / "20220107.export.CSV"
    old.write_text("".join("\t".join(fields) + "\n" for fields in lines))
    rows, _ = rows_of("gdelt", [old])
    assert {row["feed_version"] for row in rows} == {"1.0"}
    assert {row["place"] for row in rows} == {"Bamako, Bamako, Mali"}
    assert {row["known_date"] for row in rows} == {dt.date(2022, 1, 7)}


def test_a_quad_told_twice_is_one_act_and_two_reports(tmp_path, parquet_sample):
    rows, _ = rows_of("icews", parquet_sample("icews", tmp_path))
    assert sum(row["reports"] for row in rows) == 3
    assert sum(row["acts"] for row in rows) == 2
    twice = [row for row in rows if row["cameo"] == "042"]
    assert [row["acts"] for row in sorted(twice, key=lambda row: row["event_id"])] == [1, 0]
    assert {row["source_iso3"] for row in twice} == {"MLI"}
    assert {row["source_sector"] for row in twice} == {"MIL"}
    (sanction,) = [row for row in rows if row["cameo"] == "163"]
    assert sanction["plover_type"] == "SANCTION"
    assert sanction["scale_value"] == -5.6


def test_quads_without_their_table_of_codes_say_so(tmp_path, parquet_sample):
    files = parquet_sample("icews", tmp_path)
    (tmp_path / "made_codes.csv").unlink()
    with pytest.raises(Exception, match="give the table of event texts too"):
        rows_of("icews", files)


def test_votes_take_their_dates_from_the_roll_calls(tmp_path, parquet_sample):
    rows, _ = rows_of("unga_votes", parquet_sample("unga_votes", tmp_path))
    found = {(r["subject_iso3"], r["text"], r["start_date"]) for r in rows}
    assert found == {
        ("MLI", "yes", dt.date(1980, 1, 1)),
        ("FRA", "no", dt.date(1980, 1, 1)),
        (None, "abstain", dt.date(1980, 1, 2)),
    }


def test_an_order_broken_by_a_newline_is_joined_and_its_second_line_accounted_for(
    tmp_path, text_sample
):
    (file,) = text_sample("sipri_transfers", tmp_path)
    data = file.read_bytes().replace(b"Second hand,aid,", b"Second hand,aid\n,")
    file.write_bytes(data)
    rows, rejections = rows_of("sipri_transfers", [file])
    assert len(rows) == 3
    assert [(r.row, "joined with it" in r.reason) for r in rejections] == [(15, True)]
    (order,) = [row for row in rows if row["object_iso3"] == "FRA"]
    assert order["value"] == 1.0
    assert order["known_date"] == dt.date(2025, 3, 29)


def test_the_three_columns_without_a_name_are_told_apart(tmp_path, text_sample):
    """Marks of the year of order, of the number ordered and of the number delivered."""
    (file,) = text_sample("sipri_transfers", tmp_path)
    rows, _ = rows_of("sipri_transfers", [file])
    (russia,) = [row for row in rows if row["object_iso3"] == "RUS"]
    marks = {name for name in json.loads(russia["attributes"]) if name.endswith("_uncertain")}
    assert marks == {"delivered_uncertain"}


def test_a_column_that_only_the_header_has_does_not_shift_the_donors(tmp_path, text_sample):
    (file,) = text_sample("dac2a", tmp_path)
    text = file.read_text().replace('"FakeColumn",', '"FakeColumn","Donor(s)",')
    shifted = tmp_path / "ODA-2004-DAC2a.csv"
    shifted.write_text(text)
    rows, _ = rows_of("dac2a", [shifted])
    values = {(r["subject_iso3"], r["object_raw"]): r["value"] for r in rows}
    assert values["MLI", "France"] == 5.0
    assert values["MLI", "DAC Countries, Total"] == 7.0
    assert {r["start_date"] for r in rows} == {dt.date(2004, 1, 1)}


def test_acled_from_the_api_equals_the_export(tmp_path, text_sample):
    import csv
    import json

    (export,) = text_sample("acled", tmp_path)
    with export.open(encoding="utf-8") as file:
        data = list(csv.DictReader(file))
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"status": 200, "count": 3, "data": data}))
    exported, _ = rows_of("acled", [export])
    paged, _ = rows_of("acled", [page])
    for row in (*exported, *paged):
        del row["origin"]
    assert paged == exported
    assert [row["plover_type"] for row in exported] == ["ASSAULT", "COERCE", "ASSAULT"]
    assert exported[0]["known_date"] == dt.date(2022, 1, 8)
    assert sum(row["fatalities_best"] for row in exported) == 6


def test_one_printed_state_is_taken_and_a_list_is_not(tmp_path, text_sample):
    rows, _ = rows_of("polecat", text_sample("polecat", tmp_path))
    assert {(row["source_iso3"], row["target_iso3"]) for row in rows} == {("MLI", None)}


def test_minus_one_source_is_a_count_not_given(tmp_path, text_sample):
    rows, _ = rows_of("ucdp_ged", text_sample("ucdp_ged", tmp_path))
    assert sorted((row["reports"] for row in rows), key=str) == [4, 4, None]
    assert {row["source_iso3"] for row in rows} == {"MLI"}
    assert {row["known_date"] for row in rows} == {None}


def test_a_missing_value_stays_missing(tmp_path, text_sample):
    bank, _ = rows_of("world_bank", text_sample("world_bank", tmp_path))
    bank.sort(key=lambda row: row["start_date"])
    assert [row["value"] for row in bank] == [17465392780.0, 19140461230.0, None]
    assert {row["known_date"] for row in bank} == {dt.date(2023, 1, 20)}
    aid, _ = rows_of("oecd_sdmx", text_sample("oecd_sdmx", tmp_path))
    aid.sort(key=lambda row: (row["start_date"], row["object_raw"] != "FRA"))
    assert [row["value"] for row in aid] == [101.5e6, 790e6, None]
    assert [row["object_iso3"] for row in aid] == ["FRA", None, "FRA"]


def test_a_list_of_states_is_one_case_that_each_of_them_finds(tmp_path, text_sample):
    (file,) = text_sample("gsdb", tmp_path)
    text = file.read_text()
    text += (
        '4,"Belarus, Russia","EU, Gambia, The, Korea, South",2022,2023,1,exp,0,0,1,1,0,1,1,x,y\n'
        '5,"Congo, Democratic Republic of the",Nowhere,2022,2023,1,exp,0,0,1,1,0,0,0,x,y\n'
    )
    file.write_text(text)
    report = load_files(tmp_path / "lake", "gsdb", [file])
    assert (report.read, report.stored, report.rejected) == (5, 5, 0)
    assert [(one.kind, one.value) for one in report.unexpected] == [(UNKNOWN_NAMES, "Nowhere")]
    engine = open_engine("duckdb")
    cases = Lake(tmp_path / "lake").table(engine, Kind.STRUCTURE)

    def found(actor, side):
        rows = engine.rows(queries.involving(cases, actor, side).order_by("record_id"))
        return [row["record_id"] for row in rows]

    assert found("BLR", "subject") == ["4"]
    assert found("RUS", "subject") == ["4"]
    assert found("COD", "subject") == ["5"]
    assert found("EU", "object") == ["1", "4"]
    assert found("GMB", "object") == found("KOR", "object") == ["4"]
    assert found("FRA", "object") == []
