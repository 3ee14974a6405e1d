"""What is asked of publishers, over real HTTP: periods, states, accounts, pages, file names."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest

from counterpoise.assess.loading import load_files
from counterpoise.errors import FeedError
from counterpoise.feeds.fetching import Patience, fetch_all
from counterpoise.feeds.planning import plan
from counterpoise.feeds.source import load_source

TODAY = dt.date(2023, 2, 9)
QUICK = Patience(attempts=2, wait_seconds=0.01, quiet_seconds=2.0, file_seconds=2.0)
ACCOUNT = {
    "username": "reader@example.org",
    "password": "hush",
    "grant_type": "password",
    "client_id": "acled",
}
ENVIRONMENT = {"ACLED_EMAIL": "reader@example.org", "ACLED_PASSWORD": "hush"}


def quick(feed, **more):
    source = load_source(feed)
    fetch = source.fetch.model_copy(update={"pause_seconds": 0.0, **more})
    return source.model_copy(update={"fetch": fetch})


def mirrored(source, publisher):
    """The address of `source.yml`, on the tests' own server."""
    parts = urlsplit(source.fetch.url)
    return f"{publisher.url}{parts.path}?{parts.query}"


def query(url):
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def ask(source, publisher, *, environment=None, **period):
    asked = {"since": None, "until": None, "focal_iso3": None, **period}
    return plan(source, address=mirrored(source, publisher), environment=environment or {}, **asked)


@pytest.fixture
def acled(publisher):
    """Five rows in pages of two, for one account."""
    source = quick(
        "acled",
        page_size=2,
        url="https://acleddata.com/api/acled/read?_format=json&event_date={since}%7C{until}&event_date_where=BETWEEN&iso={focal}&limit=2&page={page}",
    )
    publisher.account = ACCOUNT
    columns = source.layouts["rows"].columns
    rows = [
        dict.fromkeys(columns, "") | {
            "event_id_cnty": f"MLI{i}", "event_date": f"2022-01-0{i}", "event_type": "Battles",
            "sub_event_type": "Armed clash", "actor1": "Military Forces of Mali (2021-)", "inter1": "1",
            "actor2": "JNIM", "inter2": "2", "country": "Mali", "fatalities": i, "timestamp": 1641600000,
        }
        for i in range(1, 6)
    ]  # fmt: skip
    base = "/api/acled/read?_format=json&event_date=2022-01-01%7C2022-01-31&event_date_where=BETWEEN&iso=466&limit=2&page="
    for page in (1, 2, 3):
        held = rows[2 * page - 2 : 2 * page]
        body = {"status": 200, "success": True, "count": len(held), "data": held}
        publisher.files[f"{base}{page}"] = json.dumps(body).encode()
        ids = [{"event_id_cnty": row["event_id_cnty"]} for row in held]
        publisher.files[f"{base}{page}&fields=event_id_cnty"] = json.dumps({"data": ids}).encode()
    return source


PERIOD = {"since": dt.date(2022, 1, 1), "until": dt.date(2022, 1, 31), "focal_iso3": "MLI"}


def test_acled_asks_for_a_token_one_state_and_every_page(publisher, acled, tmp_path):
    downloads = ask(acled, publisher, environment=ENVIRONMENT, **PERIOD)
    assert publisher.forms == [ACCOUNT]
    assert [one.name for one in downloads] == [f"acled-000{n}.json" for n in (1, 2, 3)]
    assert query(downloads[0].url)["iso"] == "466"
    done, failed = fetch_all(downloads, tmp_path, acled, today=TODAY, patience=QUICK)
    assert failed == []
    report = load_files(tmp_path / "lake", "acled", done)
    assert (report.read, report.stored, report.rejected) == (5, 5, 0)
    written = "".join(path.read_text() for path in tmp_path.glob("*.source.json"))
    assert written
    for secret in ("hush", "tok-1", "reader@example.org"):
        assert secret not in written
        assert secret not in repr(downloads)


def test_a_full_last_page_is_followed_by_an_empty_one(publisher, acled):
    url = next(path for path in publisher.files if "page=3&fields" in path)
    publisher.files[url] = b'{"data": []}'
    assert len(ask(acled, publisher, environment=ENVIRONMENT, **PERIOD)) == 2


def test_a_token_at_hand_goes_before_the_account(publisher, acled):
    assert len(ask(acled, publisher, environment={"ACLED_TOKEN": "tok-1"}, **PERIOD)) == 3
    assert publisher.forms == []


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, r"ACLED_EMAIL is not set; open an account at .* and set ACLED_EMAIL and ACLED_PASSWORD"),
        ({"ACLED_EMAIL": "a@b"}, "ACLED_PASSWORD is not set"),
        ({"ACLED_EMAIL": "a@b", "ACLED_PASSWORD": "wrong"}, r"the account is refused \(401\); check ACLED_EMAIL"),
        ({"ACLED_TOKEN": "stale"}, "the server says 401; check the access key"),
    ],
)  # fmt: skip
def test_an_account_that_is_missing_or_refused(publisher, acled, environment, message):
    with pytest.raises(FeedError, match=message) as caught:
        ask(acled, publisher, environment=environment, **PERIOD)
    assert "feed acled" in str(caught.value)
    assert "wrong" not in str(caught.value)


def test_acled_without_a_state_asks_for_all(publisher):
    source = quick("acled")
    publisher.account = ACCOUNT
    publisher.files["/api/acled/read"] = b'{"data": []}'
    (one,) = ask(source, publisher, environment=ENVIRONMENT)
    assert "iso" not in query(one.url)
    assert query(one.url)["event_date"] == "1997-01-01|2100-12-31"


@pytest.mark.parametrize(
    ("focal", "path"), [("MLI", "/v2/country/MLI/"), (None, "/v2/country/all/")]
)
def test_world_bank_asks_for_a_state_years_and_as_many_pages_as_announced(publisher, focal, path):
    source = quick("world_bank")
    name = f"{path}indicator/NY.GDP.MKTP.CD;SP.POP.TOTL"
    publisher.files[name] = b'[{"page": 1, "pages": 3}, []]'
    found = ask(source, publisher, **{**PERIOD, "focal_iso3": focal})
    assert [query(one.url)["page"] for one in found] == ["1", "2", "3"]
    assert all(urlsplit(one.url).path == name for one in found)
    assert query(found[0].url)["date"] == "2022:2022"
    assert "date" not in query(ask(source, publisher, focal_iso3=focal)[0].url)


def test_oecd_asks_for_one_recipient_and_its_years():
    source = load_source("oecd_sdmx")
    (one,) = plan(source, since=dt.date(2015, 1, 1), until=None, focal_iso3="MLI", environment={})
    assert "/.MLI.206.USD.V" in one.url
    assert query(one.url) == {"startPeriod": "2015", "format": "csvfile"}
    assert one.name == "oecd_sdmx-MLI-2015-01-01.csv"


def test_a_state_that_cannot_be_asked_for_or_is_none():
    with pytest.raises(FeedError, match="cannot be asked for one state; leave --focal out"):
        plan(load_source("gdelt"), since=None, until=None, focal_iso3="MLI")
    with pytest.raises(FeedError, match="'XX' is no ISO 3166 alpha-3 code"):
        plan(load_source("world_bank"), since=None, until=None, focal_iso3="XX")


POLECAT = {
    1: "ngecEventsDV-2021.txt.zip", 2: "ngecEventsDV-2022.txt.zip",
    3: "ngecEvents.20230103111842.Release603.DV.txt", 4: "ngecEvents.20230220111842.Release610.DV.txt",
    5: "POLECAT codebook 2022.pdf",
}  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, {1, 2, 3, 4}),
        (dt.date(2022, 12, 28), dt.date(2022, 12, 31), {2, 3}),
        (dt.date(2023, 2, 1), None, {4}),
        (None, dt.date(2021, 6, 30), {1}),
    ],
)
def test_polecat_s_yearly_and_weekly_files_are_told_by_name(publisher, since, until, expected):
    source = quick("polecat")
    files = [{"dataFile": {"id": i, "filename": name, "md5": "ab"}} for i, name in POLECAT.items()]
    publisher.files["/api/datasets/:persistentId/"] = json.dumps(
        {"data": {"latestVersion": {"files": files}}}
    ).encode()
    found = ask(source, publisher, since=since, until=until)
    assert {one.name for one in found} == {POLECAT[i] for i in expected}


@pytest.mark.parametrize("feed", ["ucdp_ged", "polecat"])
def test_what_is_published_zipped_is_fetched_and_loaded_zipped(
    feed, publisher, text_sample, tmp_path
):
    (plain,) = text_sample(feed, tmp_path)
    packed = tmp_path / f"{plain.name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, plain.name)
    source = quick("ucdp_ged")
    publisher.files[urlsplit(source.fetch.url).path] = packed.read_bytes()
    downloads = ask(source, publisher)
    assert [one.name for one in downloads] == ["ged241-csv.zip"]
    done, failed = fetch_all(downloads, tmp_path / "raw", source, today=TODAY, patience=QUICK)
    assert failed == []
    report = load_files(tmp_path / "lake", feed, done)
    assert (report.read, report.stored) == (3, 3)
    assert report.files[0].name == "ged241-csv"
    assert report.files[0].retrieved == TODAY


@pytest.mark.parametrize("body", [b"<html>busy</html>", b'{"data": 3}', b"[]", b'"x"'])
def test_a_first_page_that_is_none(publisher, body):
    source = quick("world_bank")
    publisher.files["/v2/country/all/indicator/NY.GDP.MKTP.CD;SP.POP.TOTL"] = body
    with pytest.raises(FeedError, match=r"not JSON; it begins '<html>|does not say how many"):
        ask(source, publisher)
