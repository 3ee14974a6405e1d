"""The lake's votes of the General Assembly as arrays, with what names and dates them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import ibis
import numpy as np
import pyarrow.compute as pc

from counterpoise.errors import InputError, LakeError
from counterpoise.feeds.source import Source, load_source
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind
from counterpoise.relations.alignment import CHOICES, Votes, vote_table
from counterpoise.relations.alignment.votes import Flags, Ints

FEED = "unga_votes"
_ISSUES_FILE = "un_roll_call_issues.parquet"


@dataclass(frozen=True)
class RollCall:
    """One roll call as the feed tells of it.

    Attributes
    ----------
    id
        The feed's number.
    part
        Whether it was held on a paragraph or an amendment, not on a whole resolution.
    repeats
        Numbers of earlier roll calls that asked the same.
    """

    id: str
    day: date
    session: int
    title: str
    part: bool
    issues: frozenset[str]
    repeats: tuple[str, ...]


@dataclass(frozen=True)
class VoteRecords:
    """All votes known, states and roll calls in the order of the arrays' indices.

    A state is its ISO 3166 alpha-3 code, or the name the feed prints where it has none.
    """

    source: Source
    vintage: str
    states: tuple[str, ...]
    roll_calls: tuple[RollCall, ...]
    votes: Votes

    def evidence(self, roll_calls: Iterable[str] = ()) -> tuple[str, ...]:
        """Return evidence identifiers: the whole selection, then single roll calls."""
        whole = f"{self.source.id}@{self.vintage}"
        return (whole, *(f"{whole}#{number}" for number in roll_calls))

    def index(self, state: str) -> int | None:
        """Return a state's index, or None where it casts none of the votes."""
        return self._voters.get(state)

    @cached_property
    def _voters(self) -> Mapping[str, int]:
        cast = set(self.votes.state.tolist())
        return {state: i for i, state in enumerate(self.states) if i in cast}


def read_votes(
    lake: Lake, engine: Engine, *, as_of: date | None = None, vintage: str | None = None
) -> VoteRecords:
    """Read the votes that were known by a day.

    Parameters
    ----------
    vintage
        Read this state of the feed; by default the newest retrieved by the day.

    Raises
    ------
    LakeError
        The feed is not loaded, has no such vintage, or holds no vote known by then.
    """
    state = lake.state(FEED, as_of=as_of, vintage=vintage)
    if state is None:
        raise LakeError(
            "the lake holds no votes of the General Assembly"
            + ("" if as_of is None else f" known by {as_of}"),
            where=str(lake.root),
            remedy=f"load them with `counterpoise load {FEED} un_votes.parquet "
            f"un_roll_calls.parquet --lake {lake.root}`",
        )
    vintages = {FEED: state.vintage}
    table = lake.table(engine, Kind.STRUCTURE, feeds=(FEED,), as_of=as_of, vintages=vintages)
    voter = ibis.coalesce(table.subject_iso3, table.subject_raw)
    cast = engine.fetch(table.select(call=table.indicator, voter=voter, choice=table.text))
    if cast.num_rows == 0:
        raise LakeError(
            f"no vote was known by {as_of}",
            where=f"{lake.root}, feed {FEED}",
            remedy="ask for a later day",
        )
    about = table.select("indicator", "start_date", "attributes").distinct()
    calls = sorted((_roll_call(row) for row in engine.rows(about)), key=lambda one: int(one.id))
    numbers, names = [one.id for one in calls], sorted(pc.unique(cast["voter"]).to_pylist())
    votes = vote_table(
        _places(cast["voter"], names),
        _places(cast["call"], numbers),
        _places(cast["choice"], CHOICES),
        [one.session for one in calls],
        state_count=len(names),
    )
    return VoteRecords(
        load_source(FEED), state.vintage, tuple(names), tuple(calls), _ordered(votes)
    )


def default_anchors(source: Source) -> tuple[str, ...]:
    """Return the states that the feed names as the ends of its first axis."""
    named = source.lookups["anchors"]
    return tuple(code for end in ("plus", "minus") if (code := named[end]) is not None)


def _places(column: object, values: Sequence[str]) -> Ints:
    import pyarrow as pa

    found = pc.index_in(column, value_set=pa.array(list(values), pa.string()))
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _ordered(votes: Votes) -> Votes:
    """Return the votes by roll call and state: engines and files give rows in any order."""
    order = np.lexsort((votes.state, votes.roll_call))
    return vote_table(
        votes.state[order],
        votes.roll_call[order],
        votes.choice[order],
        votes.session,
        state_count=votes.state_count,
    )


def _roll_call(row: Mapping[str, object]) -> RollCall:
    told: dict[str, str] = json.loads(str(row["attributes"]))
    day = row["start_date"]
    assert isinstance(day, date), "the column is a date"
    return RollCall(
        id=str(row["indicator"]),
        day=day,
        session=int(float(told["session"])),
        title=" ".join(told.get("short", "").split()),
        part=told.get("amend") == "1" or told.get("para") == "1",
        issues=frozenset(told.get("issues", "").split(";")) - {""},
        repeats=tuple(told.get("repeats", "").split(";")) if told.get("repeats") else (),
    )


def on_issues(records: VoteRecords, issues: Sequence[str], where: str) -> Flags:
    """Return which roll calls are on one of some issues, shape (R,); all where none is named.

    Raises
    ------
    LakeError
        The votes were loaded without their issues.
    InputError
        No roll call is on an issue named.
    """
    count = len(records.roll_calls)
    if not issues:
        return np.ones(count, dtype=np.bool_)
    held = frozenset[str]().union(*(one.issues for one in records.roll_calls))
    if not held:
        raise LakeError(
            "the votes were loaded without the issues of the roll calls",
            where=where,
            remedy=f"load them again with {_ISSUES_FILE} beside them or given too",
        )
    for issue in issues:
        if issue not in held:
            raise InputError(
                f"no roll call is on the issue “{issue}”",
                where="--issue",
                remedy=f"choose from {', '.join(sorted(held))}",
            )
    return np.array([bool(one.issues & set(issues)) for one in records.roll_calls])


def repeated_items(records: VoteRecords) -> Ints:
    """Return one item for all roll calls that ask the same, shape (R,)."""
    place = {one.id: i for i, one in enumerate(records.roll_calls)}
    item = np.arange(len(place))
    for i, one in enumerate(records.roll_calls):
        for other in one.repeats:
            if other in place:
                ends = item[i], item[place[other]]
                item[item == max(ends)] = min(ends)
    return np.unique(item, return_inverse=True)[1].astype(np.int64)
