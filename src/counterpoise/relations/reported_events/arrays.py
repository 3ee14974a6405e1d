"""What was reported between many pairs of states, period by period, as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpoise.errors import MeasureError

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class EventTypes:
    """The event types of one feed.

    Attributes
    ----------
    names
        One name a type, length K.
    goldstein
        Weight of an act of each type on the feed's cooperation–conflict scale, shape (K,),
        usually −10 to 10.
    cooperative, hostile
        Anchors: types that fix the sign of the score, shape (K,). Their slopes are learned all
        the same; only the sign of the whole axis is theirs.
    material
        Types that are deeds and not words alone, shape (K,).
    """

    names: tuple[str, ...]
    goldstein: Floats
    cooperative: Flags
    hostile: Flags
    material: Flags

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, eq=False)
class FeedCounts:
    """Acts of one feed, one entry for each dyad, period and type with any.

    Attributes
    ----------
    name
        The feed.
    types
        Its event types.
    dyad, period, type
        Row numbers of each entry, shape (E,): from 0 to D−1, T−1 and K−1.
    acts
        Acts in each entry, from 0 up, shape (E,). Acts are counted once, however often reported.
    """

    name: str
    types: EventTypes
    dyad: NDArray[np.int32]
    period: NDArray[np.int32]
    type: NDArray[np.int16]
    acts: Singles


@dataclass(frozen=True, eq=False)
class ReportedEvents:
    """Everything the score is computed from.

    Attributes
    ----------
    dyads
        How many pairs of states there are, D; directed or not is the caller's choice.
    periods
        First day of each period as a day number, increasing, shape (T,). Every period between the
        first and the last is listed, covered or not: a period without acts carries the state.
    feeds
        One or several feeds on the same dyads and periods.
    """

    dyads: int
    periods: Ints
    feeds: tuple[FeedCounts, ...]

    def until(self, day: int) -> ReportedEvents:
        """Cut off every period that begins on or after a day number."""
        keep = int(np.searchsorted(self.periods, day))
        feeds = []
        for feed in self.feeds:
            at = feed.period < keep
            feeds.append(
                FeedCounts(
                    feed.name,
                    feed.types,
                    feed.dyad[at],
                    feed.period[at],
                    feed.type[at],
                    feed.acts[at],
                )
            )
        return ReportedEvents(self.dyads, self.periods[:keep], tuple(feeds))


def event_types(
    names: Sequence[str],
    goldstein: ArrayLike,
    *,
    cooperative: Sequence[str],
    hostile: Sequence[str],
    material: Sequence[str] = (),
) -> EventTypes:
    """Check the types of a feed.

    Parameters
    ----------
    names, goldstein
        As in `EventTypes`.
    cooperative, hostile
        Names of the anchor types; at least one each.
    material
        Names of the types that are deeds.

    Raises
    ------
    MeasureError
        On a type without a finite weight, a name that appears twice, an anchor that is not a type
        or stands on both sides, or no anchor on a side.
    """
    known = tuple(names)
    weights = np.asarray(goldstein, dtype=np.float64)
    for at, name in enumerate(known):
        if name in known[:at]:
            raise MeasureError(f"event type {name!r} appears twice", remedy="name each type once")
        if weights.ndim != 1 or at >= weights.size or not np.isfinite(weights[at]):
            raise MeasureError(
                f"event type {name!r} has no weight",
                remedy="give it a finite one, 0 where it says nothing of the relation",
            )
    if weights.size > len(known) or len(known) < 2:
        raise MeasureError(
            f"there are {weights.size} weights for {len(known)} event types",
            remedy="pass one weight a type, and at least two types",
        )
    for side, anchors in (("cooperative", cooperative), ("hostile", hostile)):
        if len(anchors) == 0:
            raise MeasureError(
                f"no {side} anchor is named", remedy="name at least one type on each side"
            )
    for name in (*cooperative, *hostile, *material):
        if name not in known:
            raise MeasureError(
                f"{name!r} is not an event type of the feed", remedy="name one of its types"
            )
    both = set(cooperative) & set(hostile)
    if both:
        raise MeasureError(
            f"anchor {min(both)!r} stands on both sides", remedy="put it on one side"
        )
    flags = (np.isin(known, list(side)) for side in (cooperative, hostile, material))
    return EventTypes(known, weights, *flags)


def feed_counts(
    name: str,
    types: EventTypes,
    dyad: ArrayLike,
    period: ArrayLike,
    kind: ArrayLike,
    acts: ArrayLike,
) -> FeedCounts:
    """Check the entries of a feed; entries of the same dyad, period and type add up.

    Parameters
    ----------
    dyad, period, kind, acts
        As `dyad`, `period`, `type` and `acts` in `FeedCounts`, in any order.

    Raises
    ------
    MeasureError
        On a count that is negative or not finite, a type without a weight, unequal lengths.
    """
    columns = [np.asarray(one) for one in (dyad, period, kind)]
    counts = np.asarray(acts, dtype=np.float32)
    if any(one.shape != counts.shape or one.ndim != 1 for one in columns):
        raise MeasureError(
            f"feed {name!r} has columns of lengths "
            f"{', '.join(str(one.size) for one in (*columns, counts))}",
            remedy="give a dyad, a period, a type and a count for each entry",
        )
    bad = np.flatnonzero(~((counts >= 0) & (counts < np.inf)))
    if bad.size > 0:
        raise MeasureError(
            f"the count {counts[bad[0]]} is not a number from 0 up",
            where=f"feed {name!r}, entry {bad[0]}",
            remedy="leave an entry without a count out",
        )
    bad = np.flatnonzero((columns[2] < 0) | (columns[2] >= len(types)))
    if bad.size > 0:
        raise MeasureError(
            f"event type {columns[2][bad[0]]} has no weight",
            where=f"feed {name!r}, entry {bad[0]}",
            remedy=f"give every type a weight; there are {len(types)}",
        )
    return FeedCounts(
        name,
        types,
        columns[0].astype(np.int32),
        columns[1].astype(np.int32),
        columns[2].astype(np.int16),
        counts,
    )


def reported_events(dyads: int, periods: ArrayLike, feeds: Sequence[FeedCounts]) -> ReportedEvents:
    """Put feeds on common dyads and periods.

    Raises
    ------
    MeasureError
        On unsorted or repeated periods, an entry outside the dyads or periods, no feed, a feed
        without acts, or a feed that shares no dyad with the feeds before it: nothing would tie
        its scale to theirs.
    """
    days = np.asarray(periods, dtype=np.int64)
    bad = np.flatnonzero(np.diff(days) <= 0)
    if bad.size > 0:
        at = int(bad[0]) + 1
        fault = "appears twice" if days[at] == days[at - 1] else f"comes after {days[at - 1]}"
        raise MeasureError(
            f"period {days[at]} {fault}",
            where=f"periods, position {at}",
            remedy="sort the periods and give each of them once",
        )
    if len(feeds) == 0:
        raise MeasureError("there is no feed", remedy="pass the counts of at least one")
    seen: Flags | None = None
    for feed in feeds:
        own = _dyads_with_acts(feed, dyads, days.size)
        if seen is not None and not np.any(seen & own):
            raise MeasureError(
                f"feed {feed.name!r} shares no dyad with the feeds before it",
                remedy="score it alone, or give feeds that report on some of the same dyads",
            )
        seen = own if seen is None else seen | own
    return ReportedEvents(dyads, days, tuple(feeds))


def _dyads_with_acts(feed: FeedCounts, dyads: int, periods: int) -> Flags:
    for what, values, limit in (("dyad", feed.dyad, dyads), ("period", feed.period, periods)):
        if values.size > 0 and (values.min() < 0 or values.max() >= limit):
            at = int(np.flatnonzero((values < 0) | (values >= limit))[0])
            raise MeasureError(
                f"{what} {values[at]} is not one of the {limit} given",
                where=f"feed {feed.name!r}, entry {at}",
                remedy=f"number the {what}s from 0",
            )
    own = np.zeros(dyads, dtype=np.bool_)
    own[feed.dyad[feed.acts > 0]] = True
    if not own.any():
        raise MeasureError(
            f"feed {feed.name!r} reports no act", remedy="leave it out, or widen the periods"
        )
    return own
