"""A server of the tests' own: files in the published layout, and misbehaviour on order."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterpoise.feeds.source import load_source


class Publisher(ThreadingHTTPServer):
    """Serves `files` by path; `orders` gives the misbehaviours of a path, one a request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.orders: dict[str, list[str]] = {}
        self.requests: Counter[str] = Counter()
        self.ranges: list[str] = []
        self.asked: list[str] = []
        self.account: dict[str, str] | None = None
        self.forms: list[dict[str, str]] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: broken connections are ordered here."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Publisher

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Give a token to the one account, as an OAuth 2 server does."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = dict(parse_qsl(body))
        self.server.forms.append(form)
        known = self.server.account
        good = known is not None and all(form.get(name) == known[name] for name in known)
        answer = b'{"token_type": "Bearer", "expires_in": 86400, "access_token": "tok-1"}'
        self.send_response(200 if good else 401)
        sent = answer if good else b'{"error": "invalid_grant"}'
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def do_GET(self) -> None:
        server = self.server
        path = self.path.split("?")[0]
        server.asked.append(self.path)
        if server.account is not None and self.headers.get("Authorization") != "Bearer tok-1":
            self.send_error(401)
            return
        # A page of an API is told by its query; a plain file by its path.
        path = self.path if self.path in server.files else path
        with server.lock:
            server.requests[path] += 1
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
            orders = server.orders.get(path, [])
            order = orders.pop(0) if orders else "serve"
        try:
            self.answer(path, order)
        finally:
            with server.lock:
                server.at_once -= 1

    def answer(self, path: str, order: str) -> None:
        if order.isdigit():
            self.send_response(int(order))
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if order == "loop":
            self.send_response(302)
            self.send_header("Location", self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
            self.server.orders[path] = ["loop"] * 50
            return
        body = self.server.files.get(path)
        if body is None:
            self.send_error(404)
            return
        start = self.start(body)
        self.send_response(206 if start else 200)
        sent = body[start:]
        if order == "wrong":
            sent = hashlib.sha256(sent).digest() * (len(sent) // 32 + 1)
            sent = sent[: len(body) - start]
        length = 10 * 10**9 if order == "boast" else len(sent)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if order == "boast":
            sent = sent[:1000]
        if order in ("truncate", "reset"):
            sent = sent[: len(sent) // 2]
        if order == "trickle":
            for i in range(0, len(sent), 64):
                self.wfile.write(sent[i : i + 64])
                self.wfile.flush()
                time.sleep(0.004)
            return
        self.wfile.write(sent)
        self.wfile.flush()
        if order == "pause":
            time.sleep(0.2)
        if order == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        if order in ("truncate", "reset", "boast"):
            self.close_connection = True

    def start(self, body: bytes) -> int:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes="):
            return 0
        self.server.ranges.append(asked)
        return min(int(asked.removeprefix("bytes=").split("-")[0]), len(body))


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


# Small files in each source's exact format, made by hand.

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,"
    "admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,"
    "tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,"
    "side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,"
    "where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,"
    "country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def _table(header: str, rows: list[dict[str, str]], delimiter: str = ",") -> str:
    names = header.split(delimiter)
    lines = [delimiter.join(row.get(name, "") for name in names) for row in rows]
    return "\n".join([header, *lines]) + "\n"


def _gdelt() -> str:
    rows = []
    for number, (day, code) in enumerate(
        [("20220105", "042"), ("20220106", "163"), ("20220107", "010")]
    ):
        fields = [""] * 61
        fields[0:5] = [str(900 + number), day, day[:6], day[:4], "2022.0"]
        fields[5:8] = ["MLI", "MALI", "MLI"]
        fields[15:18] = ["FRA", "FRANCE", "FRA"]
        fields[12] = "GOV"
        fields[25:35] = ["1", code, code, code[:2], "1", "-4.0", "3", "1", "3", "0.5"]
        fields[52], fields[56], fields[57] = "Bamako, Bamako, Mali", "12.65", "-8"
        fields[59], fields[60] = "20220107120000", "https://example.org/a"
        rows.append("\t".join(fields))
    return "\n".join(rows) + "\n"


def _matrix(cells: dict[str, dict[str, int]]) -> str:
    """DAC2a with every published column."""
    out = io.StringIO(newline="")
    columns = load_source("dac2a").layouts["matrix"].columns
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for recipient, paid in cells.items():
        writer.writerow([recipient, *(paid.get(name, "") for name in columns[1:])])
    return out.getvalue()


SIPRI_HEAD = (
    "Transfers of major conventional arms\n"
    + "note\n" * 9
    + "Data generated: 29 Mar 2025 3:47:21 PM\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number "
    "delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV "
    "of delivered weapons\n"
)

TEXTS: dict[str, dict[str, str]] = {
    "gdelt": {"20220107120000.export.CSV": _gdelt()},
    "icews": {
        "events.2022.tab": _table(
            "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
            "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
            "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude",
            [
                {
                    "Event ID": str(i),
                    "Event Date": f"2022-01-0{i}",
                    "Source Name": "Military (Mali)",
                    "Source Country": "Mali",
                    "Event Text": "Make a visit",
                    "CAMEO Code": "042",
                    "Intensity": "1.9",
                    "Target Name": "France",
                    "Target Country": "France",
                    "Latitude": "12.6",
                    "Longitude": "-8.0",
                }
                for i in (1, 2, 3)
            ],
            "\t",
        )
    },  # fmt: skip
    "polecat": {
        "week.txt": _table(
            "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
            "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
            "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\t"
            "Recipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\t"
            "District\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\t"
            "Publication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion",
            [
                {
                    "Event ID": f"p{i}",
                    "Event Date": f"2022-01-0{i}",
                    "Event Type": "CONSULT",
                    "Event Mode": "visit",
                    "Intensity": "1.5",
                    "Actor Name Raw": "Malian minister",
                    "Actor Country": "MLI",
                    "Primary Actor Sector": "GOV",
                    "Recipient Name Raw": "France",
                    "Recipient Country": "FRA; DEU",
                    "Publication Date": f"2022-01-0{i}",
                    "Version": "1.3",
                }
                for i in (1, 2, 3)
            ],
            "\t",
        )
    },  # fmt: skip
    "acled": {
        "acled.csv": _table(
            ACLED,
            [
                {
                    "event_id_cnty": f"MLI{i}",
                    "event_date": f"2022-01-0{i}",
                    "event_type": kind,
                    "sub_event_type": sub,
                    "actor1": "Military Forces of Mali (2021-)",
                    "inter1": "1",
                    "actor2": "Civilians (Mali)",
                    "inter2": "7",
                    "country": "Mali",
                    "location": "Ségou",
                    "latitude": "13.4",
                    "longitude": "-6.3",
                    "fatalities": str(i),
                    "timestamp": "1641600000",
                }
                for i, (kind, sub) in enumerate(
                    [
                        ("Battles", "Armed clash"),
                        ("Strategic developments", "Arrests"),
                        ("Violence against civilians", "Attack"),
                    ],
                    1,
                )
            ],
        )
    },  # fmt: skip
    "ucdp_ged": {
        "ged.csv": _table(
            UCDP,
            [
                {
                    "id": str(i),
                    "type_of_violence": "1",
                    "side_a": "Government of Mali",
                    "side_b": "JNIM",
                    "number_of_sources": "-1" if i == 1 else "4",
                    "date_start": f"2022-01-0{i} 00:00:00.000",
                    "best": "3",
                    "high": "5",
                    "low": "2",
                    "country": "Mali",
                    "latitude": "14",
                    "longitude": "-4",
                }
                for i in (1, 2, 3)
            ],
        )
    },  # fmt: skip
    "sipri_transfers": {
        "trade-register.csv": SIPRI_HEAD
        + "Mali,Russia,2021,,4,,Mi-171,transport helicopter,4,?,2021,New,Délivré en octobre,5,20,20\n"
        "Mali,France,2019,,2,,VAB,APC,2,,2020,Second hand,aid,0.5,1,1\n"
        "Mali,Qatar,2018,,24,,Storm,APV,24,,2018; 2019,New,,0.2,4.8,4.8\n"
    },
    "gsdb": {
        "GSDB.csv": "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,"
        "financial,travel,other,target_mult,sender_mult,objective,success\n"
        '1,Mali,EU,2022,2023,0,,0,0,1,1,0,0,1,"democracy,prevent_war","ongoing,ongoing"\n'
        "2,Mali,ECOWAS,2022,2022,1,exp_compl,0,0,1,1,0,0,1,democracy,success_part\n"
        "3,Mali,United States,2012,2013,0,,0,1,0,0,0,0,0,democracy,success_total\n"
    },
    "dac2a": {
        "ODA-2019-DAC2a.csv": _matrix(
            {
                "Mali": {"Official Donors, Total": 12, "DAC Countries, Total": 7, "France": 5},
                "Niger": {"Official Donors, Total": 10, "DAC Countries, Total": 6},
                "Aruba": {},
            }
        )
    },
    "coups": {
        "coups.csv": "coup_id,cowcode,country,year,month,day,event_type,unrealized,realized,conspiracy,attempt,"
        "military,dissident,rebel,palace,foreign,auto,resign,popular,counter,other,noharm,injured,killed,"
        "harrest,jailed,tried,fled,exile\n"
        '"1",432,"Mali",2020,8,18,"coup",0,1' + ",0" * 20 + "\n"
        '"2",432,"Mali",2021,5,24,"coup",0,1' + ",0" * 20 + "\n"
        '"3",432,"Mali",2022,5,12,"attempted",1,0' + ",0" * 20 + "\n"
    },
    "oecd_sdmx": {
        "dac2a.csv": "DATAFLOW,DONOR,RECIPIENT,MEASURE,UNIT_MEASURE,PRICE_BASE,TIME_PERIOD,OBS_VALUE,BASE_PER,"
        "OBS_STATUS,UNIT_MULT,DECIMALS\n"
        + "".join(
            f"OECD.DCD.FSD:DSD_DAC2@DF_DAC2A(1.0),{d},MLI,206,USD,V,20{y},{v},,A,6,2\n"
            for d, y, v in (("FRA", "20", "101.5"), ("DAC", "20", "790"), ("FRA", "21", ""))
        )
    },
    "world_bank": {
        "page.json": '[{"page": 1, "pages": 1, "lastupdated": "2023-01-20"}, ['
        + ",\n".join(
            '{"indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP"}, "country": {"id": "ML", "value": "Mali"},'
            f' "countryiso3code": "MLI", "date": "{y}", "value": {v}, "unit": "", "obs_status": "",'
            ' "decimal": 0}'
            for y, v in (("2020", "17465392780"), ("2021", "19140461230"), ("2022", "null"))
        )
        + "]]\n"
    },
}
ENCODINGS = {"sipri_transfers": "latin-1"}


def _write_sample(feed: str, folder: Path) -> list[Path]:
    files = []
    for name, text in TEXTS[feed].items():
        path = folder / name
        path.write_bytes(text.encode(ENCODINGS.get(feed, "utf-8")))
        files.append(path)
    return files


def _write_parquet(feed: str, folder: Path) -> list[Path]:
    days = [dt.date(2021, 1, 1), dt.date(2021, 1, 1), dt.date(2022, 1, 2)]
    if feed == "gdelt_dyads":
        table = pa.table({"event_date": days, "a": ["MLI", "FRA", "MLI"], "b": ["FRA", "DEU", "RUS"],
                          "goldstein_sum": pa.array([1.5, -2.0, 3.0], pa.float32())})  # fmt: skip
        pq.write_table(table, folder / "dyads.parquet")
        return [folder / "dyads.parquet"]
    if feed == "unga_votes":
        calls = {"rcid": pa.array([3, 4], pa.int32()), "session": [1.0, 1.0], "importantvote": [0, 1],
                 "date": [dt.date(1980, 1, 1), dt.date(1980, 1, 2)], "unres": ["R/1", "R/2"],
                 "amend": [0, 0], "para": [0, 0], "short": ["A", "B"], "descr": ["x", "y"]}  # fmt: skip
        pq.write_table(pa.table(calls), folder / "made_roll_calls.parquet")
        votes = {"rcid": [3.0, 3.0, 4.0], "country": ["Mali", "France", "Zanzibar"],
                 "country_code": ["ML", "FR", None], "vote": ["yes", "no", "abstain"]}  # fmt: skip
        pq.write_table(pa.table(votes), folder / "votes.parquet")
        return [folder / "votes.parquet"]
    quads = {"event_date": days, "source_name": ["Military (Mali)"] * 2 + ["France"],
             "event_text": ["Make a visit"] * 2 + ["Impose embargo"], "target_name": ["France"] * 2 + ["Mali"],
             "file": ["made"] * 3}  # fmt: skip
    pq.write_table(pa.table(quads), folder / "quads.parquet")
    (folder / "made_codes.csv").write_text(
        "Unnamed: 0,eventtype_ID,name,code,goldstein,nsLeft,nsRight,root_code,order\n"
        "1,1,Make a visit,42,1.9,1,2,4,1\n2,2,Impose embargo,163,-5.6,3,4,16,2\n"
        "3,3,Make statement,10,0.0,5,6,1,3\n4,4,DEMAND,10,-5.0,7,8,10,4\n"
    )
    return [folder / "quads.parquet"]


PARQUET = ("gdelt_dyads", "unga_votes", "icews")


@pytest.fixture
def text_sample() -> Callable[[str, Path], list[Path]]:
    return _write_sample


@pytest.fixture
def parquet_sample() -> Callable[[str, Path], list[Path]]:
    return _write_parquet


def _write_json(feed: str, folder: Path) -> list[Path]:
    if feed == "world_bank":
        return _write_sample(feed, folder)
    (plain,) = _write_sample(feed, folder)
    rows = list(csv.DictReader(io.StringIO(plain.read_text())))
    page = {"status": 200, "success": True, "count": len(rows), "data": rows}
    (folder / "page.json").write_text(json.dumps(page, indent=1))
    return [folder / "page.json"]


@pytest.fixture
def sample() -> Callable[[str, str, Path], list[Path]]:
    """Three good rows of a feed in one form: text, json or parquet."""
    writers = {"text": _write_sample, "json": _write_json, "parquet": _write_parquet}
    return lambda feed, form, folder: writers[form](feed, folder)
