"""The reported-events score of each feed, fitted on all pairs of actors in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import numpy as np

from counterpoise.assess.relations_text import signed
from counterpoise.assess.reported_events import Focus, month_end
from counterpoise.assess.reported_findings import Reading, ReportedFinding, ScorePoint
from counterpoise.assess.reported_lake import Covered, ReportedSource, Row, months
from counterpoise.assess.settings import Settings
from counterpoise.errors import MeasureError
from counterpoise.lake import dyad_queries
from counterpoise.relations.reported_events import (
    EventTypes,
    Interval,
    ReportedEvents,
    ScoreModel,
    Scores,
    cooperative_share,
    event_types,
    expected_goldstein,
    feed_counts,
    fit_scores,
    reported_events,
    smooth_scores,
)
from counterpoise.vocabulary import Vocabulary

METHOD = (
    "Reported-events score: a latent score of every pair of actors in the feed, month by month, "
    "fitted to the mix of types of act given their number (a dynamic nominal-response model, "
    "slopes learned, overdispersed; sign by anchors), in standard deviations of the world's pairs, "
    "with a 90 % interval. It reads negative or positive where the interval of the expected scale "
    "value of an act leaves zero out. Acts count once; a month without coverage adds nothing. An "
    "act without a type enters no fit, a type without a scale value weighs 0 in the expected "
    "value, and a feed without any scale has a score but no expected value, share or reading."
)
NO_SCALE = "the feed gives no scale value, so its score has no sign"
UNIT = "standard deviations of the world's dyads"
ROOT_ANCHORS = (("05", "06"), ("17", "18", "19"))
"""CAMEO roots that fix the sign: cooperative, hostile. Yielding (08) is none: see the sign trap."""
TYPE_ANCHORS = (("SUPPORT", "COOPERATE"), ("COERCE", "ASSAULT"))
"""The same by PLOVER type, for feeds without CAMEO codes."""


@dataclass(frozen=True)
class World:
    """All pairs of a feed with their scores.

    Attributes
    ----------
    pairs
        Number of a pair by its two actors in alphabetical order.
    until
        Last day the feed covers.
    uncoded
        Acts of all pairs that have no type and entered no fit.
    unscaled
        Types without any scale value.
    """

    pairs: Mapping[tuple[str, str], int]
    months: tuple[date, ...]
    model: ScoreModel
    scores: Scores
    until: date
    uncoded: int
    unscaled: int

    @property
    def has_scale(self) -> bool:
        """Whether any type that was fitted weighs more or less than 0."""
        own = self.model.feeds[0]
        return bool(own.types.goldstein[np.isfinite(own.intercept)].any())


def with_scores(
    source: ReportedSource,
    covered: Sequence[Covered],
    found: Sequence[ReportedFinding],
    focus: Focus,
    settings: Settings,
) -> Iterator[ReportedFinding]:
    """Yield the findings, those of acts with their score where enough is reported for one."""
    worlds: dict[str, World | str] = {}
    least = settings.reported.least_acts.value
    for item in found:
        if item.kind == "sums":
            yield item
            continue
        if (item.acts or 0) < least:
            yield replace(item, reason=f"the feed reports too little to tell ({item.acts} acts)")
            continue
        if item.feed not in worlds:
            state = next(one for one in covered if one.state.feed == item.feed)
            worlds[item.feed] = _world(source, state)
        world = worlds[item.feed]
        first, second = sorted((focus.focal, item.partner))
        if isinstance(world, str):
            yield replace(item, reason=world)
            continue
        place = world.pairs.get((first, second))
        if place is None:
            yield replace(item, reason="none of the acts has a type that the score knows")
            continue
        yield _scored(item, world, place)


def _world(source: ReportedSource, covered: Covered) -> World | str:
    """Fit a feed; the reason where it holds too little for a score or lacks the anchors."""
    feed = covered.state.feed
    rows = source.rows(dyad_queries.world_monthly(source.table("acts", [feed])))
    by_root = sum(row["root"] is not None for row in rows) * 2 > len(rows)
    column = "root" if by_root else "plover_type"
    uncoded = sum(cast("int", row["acts"]) for row in rows if row[column] is None)
    rows = [row for row in rows if row[column] is not None]
    scaled = {str(row[column]) for row in rows if row["scaled"]}
    kinds = sorted({str(row[column]) for row in rows})
    spans = tuple(months(covered.state.since, covered.state.until))
    pairs = {pair: at for at, pair in enumerate(sorted({_pair(row) for row in rows}))}
    try:
        events = _events(feed, rows, column, kinds, spans, pairs)
        model = fit_scores(events)
        scores = smooth_scores(model, events)
    except MeasureError as error:
        # A feed of one kind of act, or of a single pair, has no scale: its relations go unscored.
        told = str(error).removesuffix(".")
        return f"no score of the feed could be fitted: {told}"
    unscaled = len(set(kinds) - scaled)
    return World(pairs, spans, model, scores, covered.state.until, uncoded, unscaled)


def _pair(row: Row) -> tuple[str, str]:
    return str(row["first"]), str(row["second"])


def _events(
    feed: str,
    rows: Sequence[Row],
    column: str,
    kinds: Sequence[str],
    spans: Sequence[date],
    pairs: Mapping[tuple[str, str], int],
) -> ReportedEvents:
    month_at = {month: at for at, month in enumerate(spans)}
    kind_at = {kind: at for at, kind in enumerate(kinds)}
    counts = feed_counts(
        feed,
        _types(rows, column, kinds),
        np.array([pairs[_pair(row)] for row in rows], dtype=np.int64),
        np.array([month_at[cast("date", row["month"])] for row in rows], dtype=np.int64),
        np.array([kind_at[str(row[column])] for row in rows], dtype=np.int64),
        np.array([cast("int", row["acts"]) for row in rows], dtype=np.float64),
    )
    return reported_events(len(pairs), [month.toordinal() for month in spans], [counts])


def _types(rows: Sequence[Row], column: str, kinds: Sequence[str]) -> EventTypes:
    """Return the types with the mean scale value of their acts, and which of them are deeds."""
    scaled = dict.fromkeys(kinds, 0)
    sums = dict.fromkeys(kinds, 0.0)
    for row in rows:
        scaled[str(row[column])] += cast("int", row["scaled"])
        sums[str(row[column])] += cast("float", row["scale_sum"] or 0.0)
    vocabulary = Vocabulary.read()
    cooperative, hostile = ROOT_ANCHORS if column == "root" else TYPE_ANCHORS
    homes = {
        kind: vocabulary.from_cameo(kind).event_type if column == "root" else kind for kind in kinds
    }
    return event_types(
        kinds,
        [sums[kind] / scaled[kind] if scaled[kind] else 0.0 for kind in kinds],
        cooperative=[kind for kind in cooperative if kind in homes],
        hostile=[kind for kind in hostile if kind in homes],
        material=[
            kind
            for kind, home in homes.items()
            if vocabulary.event_type(home).quad.startswith("material")
        ],
    )


def _scored(item: ReportedFinding, world: World, place: int) -> ReportedFinding:
    value, sd = world.scores.value[:, place], world.scores.sd[:, place]
    low, high = world.scores.low[:, place], world.scores.high[:, place]
    scale = expected_goldstein(world.model, value, sd) if world.has_scale else None
    share = cooperative_share(world.model, value, sd) if world.has_scale else None
    points = tuple(
        ScorePoint(
            day=min(month_end(month), world.until),
            value=float(value[at]),
            low=float(low[at]),
            high=float(high[at]),
            goldstein=_at(scale, at),
            share=_at(share, at),
            acts=int(world.scores.acts[at, place]),
        )
        for at, month in enumerate(world.months)
    )
    last = points[-1]
    return replace(
        item,
        method=f"{METHOD} {item.method}",
        value=last.value,
        unit=UNIT,
        interval=(last.low, last.high),
        parameters={
            **item.parameters,
            "pairs": float(world.model.dyads),
            "acts_of_all_pairs": float(world.model.acts),
            "acts_without_type": float(world.uncoded),
            "types_without_scale": float(world.unscaled),
            "period": "month",
        },
        sentence=f"{item.sentence.removesuffix('.')}; {_sentence(last)}",
        reading=_reading(last),
        scores=points,
        reason=None if world.has_scale else NO_SCALE,
    )


def _at(found: Interval | None, at: int) -> tuple[float, float, float] | None:
    if found is None:
        return None
    return float(found.value[at]), float(found.low[at]), float(found.high[at])


def _reading(last: ScorePoint) -> Reading:
    if last.goldstein is None:
        return "insufficient"
    if last.goldstein[2] < 0:
        return "negative"
    return "positive" if last.goldstein[1] > 0 else "mixed"


def _sentence(last: ScorePoint) -> str:
    value, low, high = map(signed, (last.value, last.low, last.high))
    told = (
        f"reported-events score {value} standard deviations of the world's dyads [{low}, {high}] "
        f"in {last.day:%Y-%m}"
    )
    if not last.acts:
        told += " (no act that month; carried)"
    if last.goldstein is None or last.share is None:
        return f"{told}; {NO_SCALE}."
    expected = [signed(number) for number in last.goldstein]
    return (
        f"{told}, expected scale value of an act {expected[0]} [{expected[1]}, {expected[2]}], "
        f"share of cooperative acts {last.share[0]:.0%}."
    )
