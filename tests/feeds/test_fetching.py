"""Fetching over real HTTP, from a server that misbehaves on order."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random

import pytest

from counterpoise.errors import FeedError
from counterpoise.feeds.fetching import Download, Patience, fetch_all
from counterpoise.feeds.planning import plan
from counterpoise.feeds.source import load_source

BODY = random.Random(1).randbytes(20_000)
TODAY = dt.date(2023, 2, 9)
QUICK = Patience(attempts=3, wait_seconds=0.01, quiet_seconds=2.0, file_seconds=2.0)


@pytest.fixture
def source():
    found = load_source("gdelt")
    return found.model_copy(
        update={"fetch": found.fetch.model_copy(update={"pause_seconds": 0.0, "parallel": 2})}
    )


def fetch(publisher, source, folder, *, order=(), md5=None, size=None, patience=QUICK):
    publisher.files["/a.zip"] = BODY
    publisher.orders["/a.zip"] = list(order)
    one = Download(f"{publisher.url}/a.zip", "a.zip", size, md5)
    return fetch_all([one], folder, source, today=TODAY, patience=patience)


@pytest.mark.parametrize(
    "order",
    [
        [],
        ["429", "429"],
        ["503", "500"],
        ["truncate"],
        ["reset"],
        ["reset", "truncate", "503", "reset"],
        ["wrong"],
    ],
)
def test_a_file_arrives_whole_whatever_happens_on_the_way(publisher, source, tmp_path, order):
    done, failed = fetch(
        publisher, source, tmp_path, order=order, md5=hashlib.md5(BODY).hexdigest(), size=len(BODY)
    )
    assert failed == []
    assert done == [tmp_path / "a.zip"]
    assert done[0].read_bytes() == BODY
    assert not list(tmp_path.glob("*.part"))


def test_a_broken_connection_goes_on_from_where_it_stopped(publisher, source, tmp_path):
    fetch(publisher, source, tmp_path, order=["truncate"])
    assert publisher.ranges == ["bytes=10000-"]


def test_the_sidecar_says_where_the_file_is_from(publisher, source, tmp_path):
    fetch(publisher, source, tmp_path, md5=hashlib.md5(BODY).hexdigest())
    sidecar = json.loads((tmp_path / "a.zip.source.json").read_text())
    assert sidecar["address"] == f"{publisher.url}/a.zip"
    assert sidecar["retrieved"] == "2023-02-09"
    assert sidecar["sha256"] == hashlib.sha256(BODY).hexdigest()
    assert sidecar["bytes"] == len(BODY)
    assert sidecar["md5_verified"] is True
    assert sidecar["licence"] == source.licence


def test_what_is_there_is_not_asked_for_again(publisher, source, tmp_path):
    fetch(publisher, source, tmp_path)
    fetch(publisher, source, tmp_path)
    assert publisher.requests["/a.zip"] == 1


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (["429"] * 9, "the server says 429"),
        (["503"] * 9, "the server says 503"),
        (["404"], "404 Not Found; check the address"),
        (["403"], "403 Forbidden; check the access key or the terms"),
        (["loop"], "redirects in a circle"),
        (["wrong"] * 9, "its MD5 is .* where the publisher gives"),
    ],
)
def test_what_cannot_be_had_is_said_and_leaves_no_file(publisher, source, tmp_path, order, message):
    done, failed = fetch(
        publisher, source, tmp_path, order=order, md5=hashlib.md5(BODY).hexdigest()
    )
    assert done == []
    with pytest.raises(FeedError, match=message):
        raise failed[0][1]
    assert f"feed gdelt, {publisher.url}/a.zip" in str(failed[0][1])
    assert not (tmp_path / "a.zip").exists()


def test_ten_gigabytes_announced_and_a_kilobyte_sent(publisher, source, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10**12})())
    done, failed = fetch(publisher, source, tmp_path, order=["boast"] * 60)
    assert done == []
    assert "expected 10000000000" in str(failed[0][1])
    assert "goes on from where it stopped" in str(failed[0][1])
    assert not (tmp_path / "a.zip").exists()


def test_more_than_the_disk_holds_is_refused_before_it_is_written(
    publisher, source, tmp_path, monkeypatch
):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10**6})())
    _, failed = fetch(publisher, source, tmp_path, order=["boast"])
    assert "10,000,000,000 bytes are announced and 1,000,000 are free" in str(failed[0][1])
    assert not list(tmp_path.glob("*.part"))


def test_a_trickle_is_cut_and_gone_on_with(publisher, source, tmp_path):
    patience = Patience(attempts=2, wait_seconds=0.01, quiet_seconds=2.0, file_seconds=0.3)
    done, failed = fetch(publisher, source, tmp_path, order=["trickle"], patience=patience)
    assert failed == []
    assert done[0].read_bytes() == BODY
    assert publisher.requests["/a.zip"] == 2


def test_no_more_connections_than_politeness_allows(publisher, source, tmp_path):
    downloads = []
    for number in range(8):
        publisher.files[f"/{number}.zip"] = BODY
        publisher.orders[f"/{number}.zip"] = ["pause"]
        downloads.append(Download(f"{publisher.url}/{number}.zip", f"{number}.zip"))
    done, failed = fetch_all(downloads, tmp_path, source, today=TODAY, patience=QUICK)
    assert [file.name for file in done] == [f"{number}.zip" for number in range(8)]
    assert failed == []
    assert publisher.most_at_once == 2


def test_keys_are_sent_and_written_nowhere(publisher, source, tmp_path):
    publisher.files["/page"] = BODY
    publisher.orders["/page"] = ["500"] * 9
    one = Download(f"{publisher.url}/page?x=1", "p.json", headers={"Authorization": "Bearer hush"})
    _, failed = fetch_all([one], tmp_path, source, today=TODAY, patience=QUICK)
    assert "hush" not in str(failed[0][1]) + repr(one)
    publisher.orders.clear()
    fetch_all([one], tmp_path, source, today=TODAY, patience=QUICK)
    assert "hush" not in (tmp_path / "p.json.source.json").read_text()


def test_the_master_list_is_cut_to_the_period_and_to_events(publisher, source):
    md5 = hashlib.md5(BODY).hexdigest()
    lines = [
        f"20000 {md5} http://data.gdeltproject.org/gdeltv2/{stamp}.{kind}.zip"
        for stamp in ("20191023234500", "20191024000000", "20191025000000")
        for kind in ("export.CSV", "mentions.CSV", "gkg.csv")
    ]
    publisher.files["/gdeltv2/masterfilelist.txt"] = ("\n".join(lines) + "\n").encode()
    found = plan(
        source,
        since=dt.date(2019, 10, 24),
        until=dt.date(2019, 10, 24),
        focal_iso3=None,
        address=f"{publisher.url}/gdeltv2/masterfilelist.txt",
    )
    assert found == [
        Download(
            f"{publisher.url}/gdeltv2/20191024000000.export.CSV.zip",
            "20191024000000.export.CSV.zip",
            20000,
            md5,
        )
    ]


def test_a_list_that_is_a_web_page_is_refused(publisher, source):
    publisher.files["/list"] = b"<html>Sorry</html>"
    with pytest.raises(FeedError, match="holds no line of size, MD5 and address"):
        plan(source, since=None, until=None, focal_iso3=None, address=f"{publisher.url}/list")


def test_a_dataverse_lists_its_files_with_checksums(publisher):
    entry = {"dataFile": {"id": 7, "filename": "events.2021.20220103.tab", "md5": "ab"}}
    other = {"dataFile": {"id": 8, "filename": "readme.pdf", "md5": "cd"}}
    publisher.files["/api/datasets"] = json.dumps(
        {"data": {"latestVersion": {"files": [entry, other]}}}
    ).encode()
    found = plan(
        load_source("icews"),
        since=dt.date(2021, 5, 1),
        until=None,
        focal_iso3=None,
        address=f"{publisher.url}/api/datasets",
    )
    assert [(one.name, one.md5) for one in found] == [("events.2021.20220103.tab", "ab")]
    assert found[0].url.startswith(f"{publisher.url}/api/access/datafile/7")


def test_a_source_without_files_to_fetch_says_what_to_do_instead():
    with pytest.raises(FeedError, match=r"not fetched; download it at .* `counterpoise load gsdb"):
        plan(load_source("gsdb"), since=None, until=None, focal_iso3=None)
