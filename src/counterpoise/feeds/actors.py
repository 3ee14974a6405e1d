"""Who is meant by a name: tables of actors, and the resolution of a name on a day.

The tables are plain mappings built from the vocabulary. A resolution abstains rather than guess:
a name that two states share, or that stands for nobody in the tables, has no ISO3.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import duckdb
import pyarrow as pa

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})
ALWAYS_SINCE = dt.date(1, 1, 1)
ALWAYS_UNTIL = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name means between two days.

    Attributes
    ----------
    actor
        ISO 3166 alpha-3 code, organisation's id or person's id; None where the name is unknown.
    iso3, org, sector
        State, organisation and PLOVER sector of the actor in that interval.
    confidence
        0 to 1: 1 exact entry, .9 a name in parentheses, .7 a word inside a phrase, 0 unknown.
    detail
        One clause on what was matched.
    since, until
        First and last day for which this holds, inclusive.
    """

    actor: str | None
    iso3: str | None
    org: str | None
    sector: str | None
    confidence: float
    detail: str
    since: dt.date = ALWAYS_SINCE
    until: dt.date = ALWAYS_UNTIL


UNKNOWN = Resolution(None, None, None, None, 0.0, "not in the vocabulary")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the tables: a normalised name and what it means.

    `what` is ``state``, ``demonym``, ``capital``, ``place``, ``organisation``, ``person`` or
    ``group``. An abbreviation in capitals is not meant by the same word in small letters.
    """

    what: str
    resolution: Resolution
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class ActorTables:
    """The tables a resolution looks names up in.

    Attributes
    ----------
    entries
        Normalised name to its entries; several entries are several intervals of one actor, or
        an ambiguity, which is never resolved by order.
    sectors
        Normalised phrase to PLOVER sector.
    longest
        Number of words in the longest key of `entries` and `sectors`.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    sectors: Mapping[str, str]
    longest: int

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a name, compared without case, accents and punctuation."""
        return self.entries.get(normalise(name), ())

    def country(self, name: str) -> str | None:
        """Return the ISO3 of a name that is a state's or territory's own, else None."""
        found = {e.resolution.iso3 for e in self.lookup(name) if e.what == "state"}
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 16)
def normalise(name: str) -> str:
    """Fold case, accents, punctuation and leading articles."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = re.sub(r"[’']s\b", " ", plain)
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    return re.sub(r"^(?:(?:the|a|an) )+(?=\w)", "", plain)


def spans(entries: Iterable[Entry]) -> tuple[Resolution, ...]:
    """Lay the entries of one name out as disjoint intervals that cover all days.

    Between and outside dated roles a person keeps the state and loses the office: sector ELI
    (former or coming elite). Two entries for different actors on the same day make UNKNOWN.
    """
    found = [entry.resolution for entry in entries]
    cuts = sorted(
        {ALWAYS_SINCE}
        | {r.since for r in found}
        | {r.until + dt.timedelta(days=1) for r in found if r.until < ALWAYS_UNTIL}
    )
    out: list[Resolution] = []
    for i, since in enumerate(cuts):
        until = cuts[i + 1] - dt.timedelta(days=1) if i + 1 < len(cuts) else ALWAYS_UNTIL
        held = [r for r in found if r.since <= since and r.until >= until]
        out.append(replace(_one(held, found), since=since, until=until))
    return tuple(out)


def _one(held: list[Resolution], found: list[Resolution]) -> Resolution:
    actors = {(r.actor, r.iso3) for r in held}
    if len(actors) == 1:
        # Of two offices held at once the one begun last names the sector.
        return max(held, key=lambda r: r.since)
    if len(actors) > 1:
        return replace(
            UNKNOWN, detail="the name is shared: " + ", ".join(sorted(str(a) for a, _ in actors))
        )
    if len({r.actor for r in found}) == 1:
        latest = max(found, key=lambda r: r.since)
        return replace(latest, sector="ELI", org=None, detail=latest.detail + ", out of office")
    return UNKNOWN


def register_names(
    connection: duckdb.DuckDBPyConnection,
    names: Mapping[str, tuple[Resolution, ...]],
    table: str = "names",
) -> None:
    """Register resolutions as a table to join on name and ``date BETWEEN since AND until``.

    Every name has exactly one row for every day, so that a left join keeps the number of rows.
    """
    rows = [(name, r) for name, found in names.items() for r in (found or (UNKNOWN,))]
    columns: dict[str, pa.Array] = {
        "name": pa.array([name for name, _ in rows], pa.string()),
        "since": pa.array([r.since for _, r in rows], pa.date32()),
        "until": pa.array([r.until for _, r in rows], pa.date32()),
        "confidence": pa.array([r.confidence for _, r in rows], pa.float64()),
    }
    for field in ("actor", "iso3", "org", "sector"):
        columns[field] = pa.array([getattr(r, field) for _, r in rows], pa.string())
    connection.register(f"_{table}", pa.table(columns))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM _{table}")


def states_of(
    names: Iterable[str | None], tables: ActorTables, fixes: Mapping[str, str | None]
) -> dict[str, tuple[Resolution, ...]]:
    """Resolve names that a structural source prints in a column of states.

    Parameters
    ----------
    fixes
        The source's own look-up: a name to an ISO3 or an organisation's id, or to None for a total
        or a past state.
    """
    organisations = {
        e.resolution.org
        for found in tables.entries.values()
        for e in found
        if not e.resolution.iso3
    }
    out: dict[str, tuple[Resolution, ...]] = {}
    for name in sorted({n for n in names if n is not None}):
        if name in fixes:
            iso3 = fixes[name]
            org = None
            if iso3 in organisations:
                iso3, org = None, iso3
        else:
            iso3 = tables.country(name)
            org = _organisation(name, tables) if iso3 is None else None
        out[name] = (Resolution(iso3 or org, iso3, org, None, 1.0 if iso3 or org else 0.0, "name"),)
    return out


def _organisation(name: str, tables: ActorTables) -> str | None:
    found = {e.resolution.org for e in tables.lookup(name) if e.what == "organisation"}
    return found.pop() if len(found) == 1 else None
