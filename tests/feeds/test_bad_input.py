"""What a broken file does, for every reader: one clear sentence, and nothing stored is lost.

A contract: each feed of the registry stands in `SAMPLES` of conftest, each form of file it reads is
broken in each way, and a combination that cannot be is named in `IMPOSSIBLE` with its reason.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterpoise.assess.loading import load_files
from counterpoise.feeds.registry import FEEDS

# Feed and form of file; a feed may read two.
FORMS = [
    ("gdelt", "text"), ("icews", "text"), ("icews", "parquet"), ("polecat", "text"), ("acled", "text"),
    ("acled", "json"), ("ucdp_ged", "text"), ("gdelt_dyads", "parquet"), ("unga_votes", "parquet"),
    ("sipri_transfers", "text"), ("gsdb", "text"), ("dac2a", "text"), ("oecd_sdmx", "text"),
    ("world_bank", "json"), ("coups", "text"),
]  # fmt: skip
TAB = ("gdelt", "icews", "polecat")
ANY_ORDER = ("acled", "ucdp_ged", "polecat", "oecd_sdmx", "world_bank")
FAULTS = (
    "empty",
    "html",
    "zip",
    "cut",
    "delimiter",
    "encoding",
    "missing",
    "added",
    "moved",
    "date",
)
IMPOSSIBLE = {
    ("parquet", "delimiter"): "Parquet has none",
    ("parquet", "encoding"): "Parquet's text is always UTF-8",
    ("json", "delimiter"): "JSON has none",
    ("json", "moved"): "the keys of a JSON object have no order",
}
CASES = [
    pytest.param(feed, form, fault, id=f"{feed}-{form}-{fault}")
    for feed, form in FORMS
    for fault in FAULTS
    if (form, fault) not in IMPOSSIBLE
]
SAID = {
    "empty": ("the file is empty",),
    "html": ("a web page, not", "not Parquet"),
    "zip": ("zip cannot be unpacked",),
    "delimiter": ("delimiter",),
    "encoding": ("which is not utf-8", "holds a zero byte"),
    "missing": ("column",),
    "added": ("column",),
    "moved": ("column",),
    "date": ("lies outside the coverage", "is not a date"),
}
DATES = {
    "gdelt": ("20220105", "18220105"), "icews": ("2022-01-01", "1822-01-01"), "polecat": ("\t2022-01-01\tCON", "\t1822-01-01\tCON"),
    "acled": ("2022-01-01", "1822-01-01"), "ucdp_ged": ("2022-01-01 00", "1822-01-01 00"), "sipri_transfers": (",2019,", ",1719,"),
    "gsdb": (",2012,2013", ",1912,2013"), "coups": ("2020,8,18", "2020,8,38"), "oecd_sdmx": (",2021,", ",1821,"),
    "world_bank": ('"2021"', '"1821"'),
}  # fmt: skip


def test_no_feed_is_forgotten():
    assert {feed for feed, _ in FORMS} == set(FEEDS)


def snapshot(root):
    """Every file of the lake with its checksum, the lock apart."""
    return {
        path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def broken(feed, form, fault, files):
    """Break a good sample; return the file to load (another one, where its name has to change)."""
    file = files[0]
    if fault == "empty":
        file.write_bytes(b"")
    elif fault == "html":
        file.write_bytes(b"<!DOCTYPE html><html><body>503</body></html>\n")
    elif fault == "zip":
        renamed = file.with_name(file.name + ".zip")
        renamed.write_bytes(b"PK\x03\x04 and then nothing")
        return renamed
    elif fault == "cut":
        data = file.read_bytes()
        last = data.rstrip().rfind(b"\n") if form == "text" else 0
        file.write_bytes(data[: last + (len(data) - last) // 2])
    elif fault == "delimiter":
        file.write_bytes(file.read_bytes().replace(b"\t" if feed in TAB else b",", b";"))
    elif fault == "encoding":
        data = file.read_bytes()
        latin = feed == "sipri_transfers"
        file.write_bytes(
            data.decode("latin-1").encode("utf-16") if latin else data[:-4] + b"\xe9" + data[-4:]
        )
    elif fault == "date":
        return dated_wrong(feed, form, file)
    else:
        {"text": text_columns, "json": json_keys, "parquet": parquet_columns}[form](
            feed, fault, file
        )
    return file


def text_columns(feed, fault, file):
    """Drop, add or swap a column in every line from the header on."""
    delimiter, skipped = "\t" if feed in TAB else ",", 11 if feed == "sipri_transfers" else 0
    lines = file.read_bytes().decode("latin-1").split("\n")
    rows = list(
        csv.reader(io.StringIO("\n".join(lines[skipped:]), newline=""), delimiter=delimiter)
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for number, row in enumerate(rows):
        changed = {
            "missing": row[:2] + row[3:],
            "added": [*row[:3], "surprise" if number == 0 else "1", *row[3:]],
            "moved": [row[1], row[0], *row[2:]],
        }
        writer.writerow(changed[fault])
    head = "".join(line + "\n" for line in lines[:skipped])
    file.write_bytes((head + out.getvalue()).encode("latin-1"))


def json_keys(feed, fault, file):
    page = json.loads(file.read_text())
    rows = page["data"] if feed == "acled" else page[1]
    if fault == "missing":
        del rows[1][sorted(rows[1])[0]]
    else:
        rows[1]["surprise"] = 1
    file.write_text(json.dumps(page))


def parquet_columns(feed, fault, file):
    table = pq.read_table(file)
    names = table.schema.names
    changed = {
        "missing": table.drop_columns([names[1]]),
        "added": table.append_column("surprise", pa.nulls(table.num_rows)),
        "moved": table.select([names[1], names[0], *names[2:]]),
    }
    pq.write_table(changed[fault], file)


def dated_wrong(feed, form, file):
    """Put the day of one row outside the coverage; the year of DAC2a stands in the file's name."""
    if feed == "dac2a":
        return file.rename(file.with_name("ODA-1919-DAC2a.csv"))
    if form == "parquet":
        table_file = file.with_name("made_roll_calls.parquet") if feed == "unga_votes" else file
        table = pq.read_table(table_file)
        column = "date" if feed == "unga_votes" else "event_date"
        days = [dt.date(1822, 1, 1), *table.column(column).to_pylist()[1:]]
        at = table.schema.names.index(column)
        pq.write_table(table.set_column(at, column, pa.array(days)), table_file)
        return file
    good, bad = DATES[feed]
    text = file.read_bytes().decode("latin-1")
    assert good in text
    file.write_bytes(text.replace(good, bad, 1).encode("latin-1"))
    return file


def complaint(feed, form, fault, file, root):
    """Load the broken file and return what is said of it, or None if the order is no matter."""
    report = load_files(root, feed, [file])
    if fault == "moved" and feed in ANY_ORDER:
        assert (report.stored, report.failures) == (3, [])
        return None
    if fault == "added" and feed == "dac2a":
        # Donors are added from year to year: one is told and not refused.
        (column,) = [one for one in report.unexpected if "not published" in one.kind]
        assert column.value == "surprise"
        return None
    if fault == "date" and feed not in ("dac2a",):
        if feed == "unga_votes":
            # Two votes were cast on the roll call of that day.
            assert (report.read, report.stored, report.rejected) == (3, 1, 2)
        else:
            assert (report.read, report.stored, report.rejected) == (3, 2, 1)
        rejection = report.rejections[0]
        assert rejection.row >= 1
        return f"feed {feed}, {rejection.file}: row {rejection.row}: {rejection.reason}; reload."
    assert len(report.failures) == 1, report
    return str(report.failures[0][1])


@pytest.mark.parametrize(("feed", "form", "fault"), CASES)
def test_a_broken_file(feed, form, fault, tmp_path, sample):
    files = sample(feed, form, tmp_path)
    root = tmp_path / "lake"
    assert load_files(root, feed, files).failures == []
    before = snapshot(root)
    line = files[0].read_bytes().split(b"\n")[11 if feed == "sipri_transfers" else 0]
    header = line.decode("latin-1").split("\t" if feed in TAB else ",")
    shutil.copytree(root, tmp_path / "other")
    file = broken(feed, form, fault, files)
    # A load that stores something goes to a copy: it is a new state, and not what is looked at.
    stores = fault == "date" or feed in ANY_ORDER or feed == "dac2a"
    message = complaint(
        feed,
        form,
        fault,
        file,
        tmp_path / "other" if stores else root,
    )
    assert snapshot(root) == before
    if message is None:
        return
    assert f"feed {feed}, {file.name}" in message
    assert "\n" not in message
    assert message.endswith(".")
    assert "; " in message
    if fault != "cut":
        assert any(words in message for words in SAID[fault]), message
    if fault in ("missing", "added") and form == "text" and feed not in ("gdelt", "dac2a"):
        named = "surprise" if fault == "added" else header[2]
        assert repr(named) in message


def test_a_bad_file_does_not_stop_the_good_ones(tmp_path, sample):
    (good,) = sample("gdelt", "text", tmp_path)
    bad = tmp_path / "20220108120000.export.CSV"
    bad.write_text("not\ta\tGDELT\tfile\n")
    missing = tmp_path / "20220109120000.export.CSV.zip"
    report = load_files(tmp_path / "lake", "gdelt", [bad, good, missing])
    assert report.stored == 3
    assert {file.name for file, _ in report.failures} == {bad.name, missing.name}


def test_one_broken_row_in_a_batch_is_found_by_file_row_and_column(tmp_path, sample):
    (good,) = sample("gdelt", "text", tmp_path)
    lines = good.read_text().splitlines()
    bad = tmp_path / "20220108120000.export.CSV"
    bad.write_text("\n".join([lines[0], lines[1].rsplit("\t", 3)[0], lines[2]]) + "\n")
    report = load_files(tmp_path / "lake", "gdelt", [good, bad])
    assert report.stored == 3
    message = str(report.failures[0][1])
    assert f"{bad.name}: row 2 has 58 of 61 columns; the last one is ActionGeo_Long" in message
    assert "value '-8'" in message


@pytest.mark.parametrize(
    ("column", "bad", "reason"),
    [
        (30, "soft", "column GoldsteinScale: soft is not a number"),
        (33, "many", "column NumArticles: many is not a whole number"),
        (59, "20221399000000", "column DATEADDED: 20221399000000 is not a date"),
        (1, "20220230", "column Day: 20220230 is not a date"),
        (0, "", "column GlobalEventID is empty"),
    ],
)
def test_gdelt_read_as_numbers_or_as_text_stores_the_same_rows(
    tmp_path, sample, column, bad, reason
):
    """One bad cell sends the batch through the reading as text; its sound rows are the same."""
    (file,) = sample("gdelt", "text", tmp_path)
    load_files(tmp_path / "typed", "gdelt", [file])
    lines = [line.split("\t") for line in file.read_text().splitlines()]
    extra = list(lines[0])
    extra[column] = bad
    file.write_text("\n".join("\t".join(line) for line in [*lines, extra]) + "\n")
    report = load_files(tmp_path / "text", "gdelt", [file])
    assert [(r.row, r.reason) for r in report.rejections] == [(4, reason)]
    tables = [
        pa.concat_tables(
            pq.read_table(path) for path in sorted((tmp_path / way).rglob("*.parquet"))
        )
        for way in ("typed", "text")
    ]
    assert tables[0].to_pylist() == tables[1].to_pylist()
    assert tables[0].num_rows == 3
