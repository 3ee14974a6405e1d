"""What the readers of structural sources share: codes, names, and columns kept as attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import UNKNOWN, ActorTables, Resolution, register_names, states_of
from counterpoise.feeds.batches import Batch, Surprise
from counterpoise.feeds.source import Source

# Names such as "Congo, Democratic Republic of the" hold one comma.
_LONGEST = 2
UNKNOWN_NAMES = "names that are no state or organisation of the vocabulary, stored without a code"


@dataclass(frozen=True, slots=True)
class RecordMapping:
    """How the columns of a table `raw` become a structural record's.

    Attributes
    ----------
    subject, object
        Columns of `raw` with the names of the two parties; their resolutions are joined as `s`
        and `o`. A source without an object leaves it None.
    columns
        SQL expression by column of the record.
    rules
        SQL condition of a bad row to SQL expression of the sentence.
    coded
        The parties stand as codes (ISO3 or the source's own) and not as names.
    lists
        A party may be several, parted by commas; their codes go to the columns of members.
    joins
        More joins.
    """

    subject: str
    columns: Mapping[str, str]
    rules: Mapping[str, str]
    object: str | None = None
    coded: bool = False
    lists: bool = False
    joins: str = ""
    unexpected: tuple[Surprise, ...] = field(default=())


def record_batch(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    source: Source,
    rows: int,
    tables: ActorTables,
    mapping: RecordMapping,
) -> Batch:
    """Map the rows of table `raw` to records, every row accounted for.

    Parameters
    ----------
    rows
        Number of rows of `raw`, counted by whoever read the file.
    """
    parties = {"subject": ("s", mapping.subject)}
    if mapping.object is not None:
        parties["object"] = ("o", mapping.object)
    surprises = _register(connection, [c for _, c in parties.values()], source, tables, mapping)
    sides: dict[str, str] = {}
    for side, (alias, column) in parties.items():
        sides |= {f"{side}_{part}": f"{alias}.{part}" for part in ("iso3", "org")}
        sides[f"{side}_raw"] = f'raw."{column}"'
        if mapping.lists:
            sides[f"{side}_members"] = f"{alias}.members"
    given = {"origin": batches.origin(file), **sides, **mapping.columns}
    joined = " ".join(
        f'LEFT JOIN names {alias} ON raw."{column}" = {alias}.name'
        for alias, column in parties.values()
    )
    mapped = (
        f"SELECT {batches.project(source, given)}, raw._row, {batches.reasons(mapping.rules)} "
        f"AS _reason FROM raw {mapping.joins} {joined}"
    )
    unexpected = (*mapping.unexpected, *surprises)
    return batches.batch(connection, source, {file: rows}, mapped, unexpected=unexpected)


def _register(
    connection: duckdb.DuckDBPyConnection,
    columns: list[str],
    source: Source,
    tables: ActorTables,
    mapping: RecordMapping,
) -> tuple[Surprise, ...]:
    """Register table `names` for the parties in columns of `raw`; return the unknown ones."""
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(f"SELECT DISTINCT unnest([{listed}]) FROM raw ORDER BY 1").fetchall()
    names = [str(row[0]) for row in found if row[0] is not None]
    fixes = source.lookups["states"]
    if mapping.coded:
        register_names(connection, _codes(names, tables, fixes))
        return ()
    parts = {name: split(name, tables, fixes) if mapping.lists else [name] for name in names}
    single = states_of({part for found in parts.values() for part in found}, tables, fixes)
    resolved = {
        name: single[found[0]] if len(found) == 1 else (UNKNOWN,) for name, found in parts.items()
    }
    register_names(connection, resolved)
    if mapping.lists:
        _register_members(connection, parts, single)
    marked = "|".join(source.lookups.get("marked", {}))
    return tuple(
        Surprise(UNKNOWN_NAMES, part)
        for part, one in sorted(single.items())
        if one[0].actor is None and part not in fixes and part and not re.fullmatch(marked, part)
    )


def _register_members(
    connection: duckdb.DuckDBPyConnection,
    parts: Mapping[str, list[str]],
    single: Mapping[str, tuple[Resolution, ...]],
) -> None:
    """Add a column to `names`: the codes of a list, each between commas."""
    members = {
        name: ",".join(sorted({a for part in found if (a := single[part][0].actor) is not None}))
        for name, found in parts.items()
        if len(found) > 1
    }
    connection.register(
        "_members",
        pa.table(
            {
                "name": pa.array(list(members), pa.string()),
                "members": pa.array(
                    [f",{m}," if m else None for m in members.values()], pa.string()
                ),
            }
        ),
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE names AS SELECT n.*, m.members FROM names n "
        "LEFT JOIN _members m ON n.name = m.name"
    )


def split(name: str, tables: ActorTables, fixes: Mapping[str, str | None]) -> list[str]:
    """Part a list at its commas, longest known name first: a state's name may hold one."""
    pieces = [piece.strip() for piece in name.split(",")]
    out: list[str] = []
    while pieces:
        for length in range(min(len(pieces), _LONGEST), 0, -1):
            head = ", ".join(pieces[:length])
            if length == 1 or head in fixes or tables.country(head) is not None:
                out.append(head)
                pieces = pieces[length:]
                break
    return [part for part in out if part]


def records(
    file: Path,
    source: Source,
    raw: tuple[Iterable[str], list[tuple[int, list[str]]]],
    tables: ActorTables,
    mapping: RecordMapping,
) -> Iterator[Batch]:
    """Map parsed records to structural ones, as one batch.

    Parameters
    ----------
    raw
        Names of the columns, and the records with their lines.
    """
    names, rows = raw
    with batches.workspace() as connection:
        delimited.raw_table(connection, names, rows)
        yield record_batch(connection, file, source, len(rows), tables, mapping)


def _codes(
    codes: Iterable[str], tables: ActorTables, fixes: Mapping[str, str | None]
) -> dict[str, tuple[Resolution, ...]]:
    """Resolve codes: every ISO3 of the vocabulary, and the source's own."""
    known: dict[str, str | None] = {
        e.resolution.iso3: e.resolution.iso3
        for found in tables.entries.values()
        for e in found
        if e.what == "state" and e.resolution.iso3 is not None
    }
    known.update(fixes)
    return {
        code: (
            UNKNOWN
            if known.get(code) is None
            else Resolution(known[code], known[code], None, None, 1.0, "code"),
        )
        for code in codes
    }


def attributes(columns: Iterable[str]) -> str:
    """Write an expression for a JSON object of the non-empty columns, in the given order."""
    pairs = ", ".join(
        f"CASE WHEN coalesce(\"{c}\", '') <> '' THEN '\"{c}\": ' || to_json(\"{c}\") END"
        for c in columns
    )
    return f"'{{' || concat_ws(', ', {pairs}) || '}}'"
