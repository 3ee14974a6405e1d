"""Small structural feeds in their sources' exact formats, made by hand, loaded into a lake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from counterpoise.assess.loading import load_files
from counterpoise.feeds.source import load_source

REGISTER_COLUMNS = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
# recipient, supplier, year, its mark, kind, mark of the number delivered, years of delivery, volume
Order = tuple[str, str, int, str, str, str, str, str]
ORDERS: tuple[Order, ...] = (
    ("Mali", "Russia", 2020, "", "transport helicopter", "", "2021", "60"),
    ("Mali", "Russia", 2022, "?", "air-search radar", "", "2022", "10"),
    ("Mali", "Spain", 2021, "", "transport aircraft", "", "2022", "20"),
    ("Mali", "unknown supplier(s)", 2021, "", "APC", "", "2021; 2023", "10"),
    ("Mali", "Russia", 2015, "", "transport helicopter", "", "2019; 2021", "32"),
    ("Mali", "France", 2016, "", "APC", "", "2017", "8"),
    ("Mali", "Soviet Union", 1988, "", "APC", "", "1989", "4"),
    ("Mali", "Russia", 1993, "", "APC", "", "1993", "6"),
    ("Mali", "Turkiye", 2024, "", "UAV", "", "", ""),
    ("Niger", "Russia", 2021, "", "transport helicopter", "", "2021", "140"),
    ("Niger", "Turkiye", 2021, "", "transport helicopter", "", "2021", "5"),
    ("Niger", "unknown supplier(s)", 2022, "", "radar", "", "2022", "3"),
    ("Burkina Faso", "Turkiye", 2021, "", "UAV", "", "2021", "15"),
    ("Burkina Faso", "Spain", 2021, "", "UAV", "", "2021", "3"),
    ("Burkina Faso", "unknown supplier(s)", 2021, "", "UAV", "", "2021", "2"),
    ("Soviet Union", "Czechoslovakia", 1980, "", "trainer", "", "1981", "7"),
)
DONORS = (
    "Official Donors, Total",
    "DAC Countries, Total",
    "Non-DAC Countries, Total",
    "Multilateral Agencies, Total",
    "Private Donors, Total",
    "France",
    "Germany",
    "United States",
    "Kuwait",
    "United Arab Emirates",
    "World Bank Group, Total",
    "International Development Association [IDA]",
    "Ford Foundation",
)
# Official, DAC, non-DAC, multilateral, private; France, Germany, US, Kuwait, UAE, group, IDA, Ford.
AID: Mapping[int, Mapping[str, Sequence[object]]] = {
    2016: {"Mali": (300, 260, "", 40, "", 120, 40, 100, "", "", 40, 40, "")},
    2017: {"Mali": (340, 300, "", 40, "", 140, 40, 120, "", "", 40, 40, "")},
    2018: {"Mali": (420, 340, 20, 60, 5, 100, 40, 200, "", 20, 60, 60, 5)},
    2019: {
        "Mali": (450, 350, 40, 60, 5, 100, 50, 200, -5, 30, 60, 60, 5),
        "Niger": (360, 350, "", 10, "", 300, 50, "", "", "", 10, 10, ""),
        "Africa, Total": (810, 700, 40, 70, 5, 400, 100, 200, -5, 30, 70, 70, 5),
    },
}
SANCTIONS = (
    "1,Mali,EU,2019,2023,0,,0,0,1,1,0,0,1,democracy,ongoing\n"
    "2,Mali,ECOWAS,2022,2022,1,exp_compl,0,0,1,1,0,0,1,democracy,success_part\n"
    "3,Mali,United States,2012,2013,0,,0,1,0,0,0,0,0,democracy,success_total\n"
    "4,Mali,United States,2021,2023,0,,0,1,0,0,0,0,0,democracy,success_part\n"
    "5,Niger,ECOWAS,2023,2023,1,exp_compl,0,0,1,1,0,0,1,democracy,ongoing\n"
)


def register(folder: Path, orders: Sequence[Order] = ORDERS, day: str = "29 Mar 2025") -> Path:
    """Write a register of arms transfers."""
    notes = [f"note {number}" for number in range(10)]
    notes.append(f"Data generated: {day} 3:47:21 PM")
    lines = [
        f"{to},{by},{year},{mark},1,,Type,{kind},1,{unsure},{when},New,,{volume},{volume},{volume}"
        for to, by, year, mark, kind, unsure, when, volume in orders
    ]
    path = folder / "trade-register.csv"
    path.write_bytes(
        ("\n".join([*notes, ""]) + REGISTER_COLUMNS + "\n".join(lines) + "\n").encode()
    )
    return path


def matrices(
    folder: Path, years: Mapping[int, Mapping[str, Sequence[object]]] = AID
) -> tuple[Path, ...]:
    """Write one matrix of aid a year."""
    made = []
    published = load_source("dac2a").layouts["matrix"].columns[2:]
    donors = (*published, *(donor for donor in DONORS if donor not in published))
    for year, rows in years.items():
        header = "Recipient,FakeColumn," + ",".join(f'"{donor}"' for donor in donors)
        lines = []
        for name, cells in rows.items():
            paid = dict(zip(DONORS, map(str, cells), strict=True))
            lines.append(f'"{name}",,' + ",".join(paid.get(donor, "") for donor in donors))
        path = folder / f"ODA-{year}-DAC2a.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        made.append(path)
    return tuple(made)


def sanctions(folder: Path) -> Path:
    """Write a data base of sanctions."""
    path = folder / "GSDB.csv"
    head = (
        "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,"
        "financial,travel,other,target_mult,sender_mult,objective,success\n"
    )
    path.write_text(head + SANCTIONS, encoding="utf-8")
    return path


def votes(folder: Path) -> Path:
    """Write four sessions of four roll calls; the last one meets again in January.

    Mali votes yes throughout. France votes as Mali in 1, 1, 2, 2 of 4; Russia in 4, 3, 3, 3; in
    the last session's last roll call Russia is absent.
    """
    columns = (
        "rcid",
        "session",
        "importantvote",
        "date",
        "unres",
        "amend",
        "para",
        "short",
        "descr",
    )
    calls: dict[str, list[object]] = {name: [] for name in columns}
    cast: dict[str, list[object]] = {"rcid": [], "country": [], "country_code": [], "vote": []}
    for session, (france, russia) in enumerate(((1, 4), (1, 3), (2, 3), (2, 3))):
        for call in range(4):
            number = 100 + 4 * session + call
            day = dt.date(2015 + session, 10, 1 + call)
            if session == 3 and call == 3:
                day = dt.date(2019, 1, 15)
            row = (number, float(70 + session), 0, day, f"R/{number}", 0, 0, "A", "x")
            for column, value in zip(calls, row, strict=True):
                calls[column].append(value)
            chosen = {
                "Mali": "yes",
                "France": "yes" if call < france else "no",
                "Russia": "yes" if call < russia else "abstain",
            }
            for country, vote in chosen.items():
                if country == "Russia" and session == 3 and call == 3:
                    continue
                for column, value in zip(cast, (float(number), country, "XX", vote), strict=True):
                    cast[column].append(value)
    pq.write_table(pa.table(calls), folder / "made_roll_calls.parquet")
    pq.write_table(pa.table(cast), folder / "votes.parquet")
    return folder / "votes.parquet"


# donor, measure, unit, price base and its base year, year, value in millions
Paid = tuple[str, int, str, str, str, int, str]
PAID: tuple[Paid, ...] = (
    ("FRA", 206, "USD", "V", "", 2020, "30"),
    ("USA", 206, "USD", "V", "", 2020, "10"),
    ("DAC", 206, "USD", "V", "", 2020, "40"),
    ("FRA", 206, "USD", "V", "", 2021, "20"),
    ("USA", 206, "USD", "V", "", 2021, "20"),
    ("DEU", 206, "USD", "V", "", 2021, ""),
    ("FRA", 217, "USD", "V", "", 2021, "7"),
)


def sdmx(folder: Path, paid: Sequence[Paid] = PAID, name: str = "answer.csv") -> Path:
    """Write an answer of the current interface: codes, two measures, a group, an empty value."""
    head = (
        "DATAFLOW,DONOR,RECIPIENT,MEASURE,UNIT_MEASURE,PRICE_BASE,TIME_PERIOD,OBS_VALUE,BASE_PER,"
        "OBS_STATUS,UNIT_MULT,DECIMALS\n"
    )
    lines = [
        f"OECD.DCD.FSD:DSD_DAC2@DF_DAC2A(1.0),{donor},MLI,{measure},{unit},{price},{year},{value},"
        f"{base},A,6,2"
        for donor, measure, unit, price, base, year, value in paid
    ]
    path = folder / name
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def load(lake: Path, feed: str, *files: Path) -> None:
    """Load files and insist that nothing was rejected."""
    report = load_files(lake, feed, files)
    assert not report.failures, report.failures
    assert not report.rejections, report.rejections


def whole_lake(folder: Path) -> Path:
    """Make a lake with all four channels."""
    lake = folder / "lake"
    load(lake, "sipri_transfers", register(folder))
    load(lake, "dac2a", *matrices(folder))
    load(lake, "gsdb", sanctions(folder))
    load(lake, "unga_votes", votes(folder))
    return lake
