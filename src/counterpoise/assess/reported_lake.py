"""The lake as a source of reported relations: which feeds, in which vintage, what they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from counterpoise.assess.reported_findings import FeedKind, FeedState
from counterpoise.errors import InputError, LakeError
from counterpoise.feeds.registry import FEEDS, known
from counterpoise.feeds.source import load_source
from counterpoise.lake import dyad_queries
from counterpoise.lake.lake import Lake
from counterpoise.model.events import DATE_COLUMN, Kind

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from counterpoise.lake.engines import Engine

SUMS: Mapping[str, str] = {"gdelt_dyads": "goldstein_sum"}
"""Structural feeds that give a daily sum of weights for pairs of states, with their indicator."""

LABELS: Mapping[str, str] = {
    "gdelt": "GDELT",
    "gdelt_dyads": "GDELT",
    "ucdp_ged": "UCDP GED",
}
"""Short names where the feed's id in capitals is not one."""

Row = Mapping[str, object]


@dataclass(frozen=True)
class ReportedSource:
    """Feeds of a lake, cut to what was known and to what had happened.

    Attributes
    ----------
    feeds
        Feeds asked for, in the registry's order.
    as_of
        Rows, and vintages, known by that day; ``None``: all.
    until
        Last day of the events told; ``None``: all.
    """

    lake: Lake
    engine: Engine
    feeds: tuple[str, ...]
    as_of: date | None = None
    until: date | None = None

    def kind(self, feed: str) -> FeedKind:
        """Return whether a feed gives acts or daily sums."""
        return "sums" if feed in SUMS else "acts"

    def chosen(self, kind: FeedKind) -> tuple[str, ...]:
        """Return the feeds of a kind."""
        return tuple(feed for feed in self.feeds if self.kind(feed) == kind)

    def table(self, kind: FeedKind, feeds: Sequence[str] | None = None) -> Table:
        """Return the rows of the feeds of a kind, cut to both times."""
        return self.lake.table(
            self.engine,
            Kind.EVENTS if kind == "acts" else Kind.STRUCTURE,
            feeds=tuple(feeds) if feeds is not None else self.chosen(kind),
            until=self.until,
            as_of=self.as_of,
        )

    def rows(self, expression: Table) -> list[dict[str, object]]:
        """Return the rows of an expression."""
        return self.engine.rows(expression)


def tells_of_events(feed: str) -> bool:
    """Return whether a feed tells of acts between states, or of daily sums over them."""
    return feed in FEEDS and _tells_of_pairs(feed)


def reported_source(
    root: Path,
    engine: Engine,
    feeds: Sequence[str] = (),
    *,
    as_of: date | None = None,
    until: date | None = None,
) -> ReportedSource:
    """Open the feeds of a lake that tell of relations between states.

    Parameters
    ----------
    root
        The lake's folder.
    feeds
        Feeds asked for; none: every loaded one that tells of pairs of states.

    Raises
    ------
    LakeError
        There is no lake, or a feed asked for (or any at all) is not loaded.
    InputError
        A feed asked for tells of no acts between states.
    FeedError
        There is no such feed.
    """
    if not root.is_dir():
        raise LakeError(
            "there is no lake",
            where=str(root),
            remedy=f"load a feed (`counterpoise load icews FILE… --lake {root}`)",
        )
    lake = Lake(root)
    loaded = lake.feeds()
    for feed in feeds:
        _check(known(feed), loaded, root)
    asked = feeds or [feed for feed in loaded if tells_of_events(feed)]
    chosen = tuple(feed for feed in FEEDS if feed in asked)
    if not chosen:
        raise LakeError(
            "the lake holds no feed of reported events",
            where=str(root),
            remedy=f"load one (`counterpoise load icews FILE… --lake {root}`)",
        )
    return ReportedSource(lake, engine, chosen, as_of, until)


def _tells_of_pairs(feed: str) -> bool:
    return feed in SUMS or load_source(feed).kind is Kind.EVENTS


def _check(feed: str, loaded: Sequence[str], root: Path) -> None:
    if not _tells_of_pairs(feed):
        able = ", ".join(one for one in FEEDS if _tells_of_pairs(one))
        raise InputError(
            f"feed {feed} tells of no acts between states",
            where="--feed",
            remedy=f"choose one of {able}",
        )
    if feed not in loaded:
        raise LakeError(
            f"feed {feed} is not loaded",
            where=str(root),
            remedy=f"load it with `counterpoise load {feed} FILE… --lake {root}`",
        )


@dataclass(frozen=True)
class Covered:
    """A feed with the days on which it has any row, as day numbers in order."""

    state: FeedState
    days: tuple[int, ...]


def covered_feeds(source: ReportedSource) -> Iterator[Covered]:
    """Yield the feeds that were known by the as-of day and have rows by the last day told."""
    kinds: tuple[FeedKind, ...] = ("acts", "sums")
    for kind in kinds:
        feeds = source.chosen(kind)
        if not feeds:
            continue
        column = DATE_COLUMN[Kind.EVENTS if kind == "acts" else Kind.STRUCTURE]
        table = source.table(kind)
        found: dict[str, list[int]] = {}
        for row in source.rows(dyad_queries.days_covered(table, column)):
            found.setdefault(str(row["feed"]), []).append(cast("date", row["day"]).toordinal())
        for feed in feeds:
            if feed in found:
                yield Covered(_state(source, feed, found[feed]), tuple(found[feed]))


def _state(source: ReportedSource, feed: str, days: Sequence[int]) -> FeedState:
    about = load_source(feed)
    stored = source.lake.state(feed, as_of=source.as_of)
    since, until = date.fromordinal(days[0]), date.fromordinal(days[-1])
    held = {date.fromordinal(day).replace(day=1) for day in days}
    return FeedState(
        feed=feed,
        label=LABELS.get(feed, feed.upper()),
        kind=source.kind(feed),
        vintage=stored.vintage if stored is not None else "",
        title=about.title,
        publisher=about.publisher,
        licence=about.licence,
        citation=about.citation,
        home=about.home,
        since=since,
        until=until,
        missing=tuple(month for month in months(since, until) if month not in held),
        missing_days=days[-1] - days[0] + 1 - len(days),
    )


def months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of every month from that of `first` to that of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
