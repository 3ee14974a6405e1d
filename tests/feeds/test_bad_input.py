"""What a broken file does: one clear sentence, the other files go on, nothing stored is lost."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterpoise.assess.loading import load_files
from counterpoise.feeds.registry import FEEDS
from counterpoise.lake.lake import Lake

TEXT = [feed for feed in FEEDS if feed not in ("gdelt_dyads", "unga_votes")]
DELIMITED = [feed for feed in TEXT if feed != "world_bank"]
HEADED = [feed for feed in DELIMITED if feed not in ("gdelt",)]
ANY_ORDER = ("acled", "ucdp_ged", "polecat", "oecd_sdmx")
PARQUET = ("gdelt_dyads", "unga_votes", "icews")
TAB = ("gdelt", "icews", "polecat")
DATES = {
    "gdelt": ("20220105", "18220105"), "icews": ("2022-01-01", "1822-01-01"), "polecat": ("\t2022-01-01\tCON", "\t1822-01-01\tCON"),
    "acled": ("2022-01-01", "1822-01-01"), "ucdp_ged": ("2022-01-01 00", "1822-01-01 00"), "sipri_transfers": (",2019,", ",1719,"),
    "gsdb": (",2012,2013", ",1912,2013"), "coups": ("2020,8,18", "2020,8,38"), "oecd_sdmx": (",2021,", ",1821,"),
    "world_bank": ('"2021"', '"1821"'),
}  # fmt: skip


def fail(feed, files, root):
    """Load a good state first; then the bad file, which must change nothing."""
    report = load_files(root, feed, files)
    assert len(report.failures) == 1, report
    message = str(report.failures[0][1])
    assert f"feed {feed}, {files[0].name}" in message
    assert "\n" not in message
    assert message.endswith(".")
    assert "; " in message
    return message


@pytest.fixture
def loaded(tmp_path):
    """A lake with a good state of the feed; afterwards that state must still be current."""
    root = tmp_path / "lake"
    held = {}

    def load(feed, files):
        state = load_files(root, feed, files).manifest
        held[feed] = state
        return root

    yield load
    for feed, state in held.items():
        assert Lake(root).state(feed) == state


@pytest.mark.parametrize("feed", TEXT)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>\n", "a web page, not"),
        (b"PK\x03\x04 and then nothing", "zip"),
    ],
)
def test_what_is_no_such_file_at_all(feed, data, message, tmp_path, text_sample, loaded):
    files = text_sample(feed, tmp_path)
    root = loaded(feed, files)
    files[0].write_bytes(data)
    assert message in fail(feed, files, root)


@pytest.mark.parametrize("feed", TEXT)
def test_a_file_cut_off_midway(feed, tmp_path, text_sample, loaded):
    files = text_sample(feed, tmp_path)
    root = loaded(feed, files)
    data = files[0].read_bytes()
    last = data.rstrip().rfind(b"\n")
    files[0].write_bytes(data[: last + (len(data) - last) // 2])
    fail(feed, files, root)


@pytest.mark.parametrize("feed", DELIMITED)
def test_another_delimiter(feed, tmp_path, text_sample, loaded):
    files = text_sample(feed, tmp_path)
    root = loaded(feed, files)
    old = b"\t" if feed in TAB else b","
    files[0].write_bytes(files[0].read_bytes().replace(old, b";"))
    assert "delimiter" in fail(feed, files, root)


@pytest.mark.parametrize("feed", [feed for feed in TEXT if feed != "sipri_transfers"])
def test_another_encoding_names_the_line_and_the_byte(feed, tmp_path, text_sample, loaded):
    files = text_sample(feed, tmp_path)
    root = loaded(feed, files)
    data = files[0].read_bytes()
    files[0].write_bytes(data[:-2] + b"\xe9" + data[-2:])
    message = fail(feed, files, root)
    assert "which is not utf-8" in message
    assert "row 3" in message or "line " in message


def columns_changed(path, delimiter, head_lines, change):
    """Apply a change of a row's fields to every line from the header on."""
    lines = path.read_bytes().decode("latin-1").split("\n")
    for i in range(head_lines, len(lines) - 1):
        lines[i] = delimiter.join(change(lines[i].split(delimiter), i == head_lines))
    path.write_bytes("\n".join(lines).encode("latin-1"))


CHANGES = {
    "missing": lambda fields, _: fields[:3] + fields[4:],
    "added": lambda fields, head: [*fields[:3], "surprise" if head else "", *fields[3:]],
    "reordered": lambda fields, _: [fields[1], fields[0], *fields[2:]],
}


@pytest.mark.parametrize("feed", [feed for feed in DELIMITED if feed not in ("gsdb", "dac2a")])
@pytest.mark.parametrize("change", CHANGES)
def test_a_column_missing_added_or_moved(feed, change, tmp_path, text_sample, loaded):
    files = text_sample(feed, tmp_path)
    root = loaded(feed, files)
    delimiter = "\t" if feed in TAB else ","
    columns_changed(files[0], delimiter, 11 if feed == "sipri_transfers" else 0, CHANGES[change])
    if change == "reordered" and feed in ANY_ORDER:
        state = Lake(root).state(feed)
        report = load_files(root / "other", feed, files)
        assert report.stored == state.rows
        return
    message = fail(feed, files, root)
    assert "column" in message


@pytest.mark.parametrize("feed", DATES)
def test_a_date_out_of_range_stops_its_row_alone(feed, tmp_path, text_sample):
    files = text_sample(feed, tmp_path)
    good, bad = DATES[feed]
    text = files[0].read_bytes().decode("latin-1")
    assert good in text
    files[0].write_bytes(text.replace(good, bad, 1).encode("latin-1"))
    report = load_files(tmp_path / "lake", feed, files)
    assert (report.read, report.stored, report.rejected) == (3, 2, 1)
    (rejection,) = report.rejections
    assert rejection.file == files[0].name
    assert rejection.row >= 1
    assert "column" in rejection.reason
    assert "lies outside the coverage" in rejection.reason or "is not a date" in rejection.reason


@pytest.mark.parametrize("feed", PARQUET)
@pytest.mark.parametrize("fault", ["cut", "html", "empty", "missing", "added", "moved"])
def test_a_broken_parquet_file(feed, fault, tmp_path, parquet_sample, loaded):
    files = parquet_sample(feed, tmp_path)
    root = loaded(feed, files)
    data, table = files[0].read_bytes(), pq.read_table(files[0])
    names = table.schema.names
    if fault == "cut":
        files[0].write_bytes(data[: len(data) // 2])
    elif fault in ("html", "empty"):
        files[0].write_bytes(b"<html></html>" if fault == "html" else b"")
    elif fault == "missing":
        pq.write_table(table.drop_columns([names[1]]), files[0])
    elif fault == "added":
        pq.write_table(table.append_column("extra", pa.nulls(table.num_rows)), files[0])
    else:
        pq.write_table(table.select([names[1], names[0], *names[2:]]), files[0])
    fail(feed, files, root)


def test_a_bad_file_does_not_stop_the_good_ones(tmp_path, text_sample):
    (good,) = text_sample("gdelt", tmp_path)
    bad = tmp_path / "20220108120000.export.CSV"
    bad.write_text("not\ta\tGDELT\tfile\n")
    missing = tmp_path / "20220109120000.export.CSV.zip"
    report = load_files(tmp_path / "lake", "gdelt", [bad, good, missing])
    assert report.stored == 3
    assert {file.name for file, _ in report.failures} == {bad.name, missing.name}


def test_one_broken_row_in_a_batch_is_found_by_file_row_and_column(tmp_path, text_sample):
    (good,) = text_sample("gdelt", tmp_path)
    lines = good.read_text().splitlines()
    bad = tmp_path / "20220108120000.export.CSV"
    bad.write_text("\n".join([lines[0], lines[1].rsplit("\t", 3)[0], lines[2]]) + "\n")
    report = load_files(tmp_path / "lake", "gdelt", [good, bad])
    assert report.stored == 3
    message = str(report.failures[0][1])
    assert f"{bad.name}: row 2 has 58 of 61 columns" in message
    assert (
        "ActionGeo_Lat" in message
        or "ActionGeo_FeatureID" in message
        or "ActionGeo_Long" in message
    )
