"""The two event feeds as daily arrays of listed dyads and of dyads of the same volume."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import duckdb
import numpy as np
from babel import Locale
from babel.core import get_global

from benchmarks.turning.known import HERE, data_folder, known_turns, same_volume
from counterpoise.relations.turning_points import DyadCounts, DyadFlow, dyad_counts, dyad_flow

ROOTS = 20


@dataclass(frozen=True)
class Feed:
    """Dyads of one feed: those with known turns, and others of the same volume."""

    name: str
    listed: dict[str, DyadCounts | DyadFlow]
    others: dict[str, DyadCounts | DyadFlow]


def gdelt() -> Feed:
    """Daily sums of Goldstein weights; days missing from the whole file are not covered."""
    path = data_folder() / "gdelt" / "gdelt_daily_dyads_2018_2022.parquet"
    rows = _connection().execute(
        """select datediff('day', date '1970-01-01', event_date) as day,
                  least(a, b) || '-' || greatest(a, b) as dyad, sum(goldstein_sum) as flow
           from read_parquet(?) where a <> b group by all order by all""",
        [str(path)],
    )
    table = rows.fetchnumpy()
    days = np.unique(table["day"]).astype(np.int64)
    names, at = np.unique(np.asarray(table["dyad"], dtype=str), return_inverse=True)
    listed = sorted({turn.dyad for turn in known_turns()} & set(names.tolist()))
    others = same_volume(names, np.bincount(at).astype(float), listed, each=2)

    def of(dyad: str) -> DyadFlow:
        mine = at == np.searchsorted(names, dyad)
        flow = np.zeros(days.size)
        flow[np.searchsorted(days, table["day"][mine])] = table["flow"][mine]
        return dyad_flow(days, flow)

    return Feed("GDELT", {d: of(d) for d in listed}, {d: of(d) for d in others})


def icews() -> Feed:
    """Daily counts of distinct acts by CAMEO root; an act reported again counts once."""
    connection = _connection()
    _name_table(connection)
    folder = data_folder() / "icews"
    connection.execute(
        """create table kinds as select name, min(root_code)::int as root,
           min(goldstein) as weight from read_csv(?) group by name""",
        [str(folder / "cameo_codes_icews.csv")],
    )
    source = str(folder / "icews_2021_2022.parquet")
    table = connection.execute(_ICEWS_QUERY, [source]).fetchnumpy()
    days = np.unique(table["day"]).astype(np.int64)
    names, at = np.unique(np.asarray(table["dyad"], dtype=str), return_inverse=True)
    listed = sorted({t.dyad for t in known_turns() if t.day >= days[0]} & set(names.tolist()))
    others = same_volume(names, np.bincount(at, table["acts"]), listed, each=3)
    weights = np.bincount(table["root"] - 1, table["weight"], ROOTS) / np.maximum(
        np.bincount(table["root"] - 1, table["acts"], ROOTS), 1
    )

    def of(dyad: str) -> DyadCounts:
        mine = at == np.searchsorted(names, dyad)
        counts = np.zeros((days.size, ROOTS))
        where = (np.searchsorted(days, table["day"][mine]), table["root"][mine] - 1)
        np.add.at(counts, where, table["acts"][mine])
        return dyad_counts(days, counts, weights)

    return Feed("ICEWS", {d: of(d) for d in listed}, {d: of(d) for d in others})


_ICEWS_QUERY = """
with acts as (
  select distinct event_date, source_name, event_text, target_name from read_parquet(?)),
placed as (
  select *, coalesce(nullif(regexp_extract(source_name, '\\(([^()]*)\\)$', 1), ''), source_name)
              as source_at,
            coalesce(nullif(regexp_extract(target_name, '\\(([^()]*)\\)$', 1), ''), target_name)
              as target_at from acts)
select datediff('day', date '1970-01-01', event_date) as day,
       least(s.iso3, t.iso3) || '-' || greatest(s.iso3, t.iso3) as dyad,
       root, count(*)::double as acts, sum(weight)::double as weight
from placed
join names s on s.name = source_at and event_date between s.first_day and s.last_day
join names t on t.name = target_at and event_date between t.first_day and t.last_day
join kinds on kinds.name = event_text
where s.iso3 <> t.iso3 group by all order by all"""


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def _name_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill a table of names with their states: CLDR's, then those of `icews_names.csv`."""
    alpha3 = {
        new[0]: old
        for old, new in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha() and len(new) == 1
    }
    with (HERE / "icews_names.csv").open(encoding="utf-8", newline="") as lines:
        own = [
            (r["name"], r["iso3"], r["first_day"] or "1900-01-01", r["last_day"] or "2100-01-01")
            for r in csv.DictReader(lines)
        ]
    known = {row[0] for row in own}
    territories = Locale("en").territories
    rows = own + [
        (name, alpha3[code], "1900-01-01", "2100-01-01")
        for code, name in territories.items()
        if code in alpha3 and name not in known
    ]
    connection.execute(
        "create table names (name varchar, iso3 varchar, first_day date, last_day date)"
    )
    connection.executemany("insert into names values (?, ?, ?, ?)", rows)
