"""Turning points in what a feed reports, with the acts that made them and the ledger's beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import numpy as np

from counterpoise.assess.relations_acts import Dyad, WeighedAct
from counterpoise.assess.reported_events import Focus, Told
from counterpoise.assess.reported_findings import FeedState, Sign, Verdict
from counterpoise.assess.reported_lake import Covered, Row
from counterpoise.assess.reported_turn_findings import (
    LedgerAct,
    ReportedAct,
    TurnFinding,
    TypeShare,
)
from counterpoise.assess.settings import Settings
from counterpoise.relations.turning_points import (
    DyadCounts,
    DyadFlow,
    Episode,
    Turn,
    count_acts,
    dyad_flow,
    episodes,
    find_turns,
)

METHOD = (
    "Turning points in hindsight: exact optimal partitioning of the days covered, acts by PLOVER "
    "type (mix and volume, overdispersed) or daily sums, each change held against shuffled weeks "
    "of the same pair at a false-alarm rate of 5 %; each type weighs its mean scale value in the "
    "feed; a type that has none there weighs nothing, and a feed without a scale gives turning "
    "points without sign and size. The interval of onset holds 90 % of the probability and spans "
    "gaps in coverage."
)
LOST = ("tie lost", "tie strained")
"""Weight classes of acts by which the ledger counts a tie as lost or strained."""
UNTYPED = ""
SIGNS: Mapping[int, Sign] = {-1: "worse", 0: "neither", 1: "better"}

TypeWeights = Mapping[str, float]
"""Mean scale value of a feed's acts by PLOVER type."""


@dataclass(frozen=True)
class Pair:
    """One partner in one feed, with the ledger's acts beside it.

    Attributes
    ----------
    weights
        Weights of the feed's types; empty for sums; ``None`` for a feed without scale values, of
        which no sign and no size can be told.
    ledger
        Acts of the ledger between the same two; ``None`` without a case.
    """

    covered: Covered
    partner: str
    told: Told
    weights: TypeWeights | None
    ledger: Dyad | None

    @property
    def days(self) -> list[int]:
        """Day numbers on which something is known of the pair: a day of unknown sum is none."""
        return [day for day in self.covered.days if day not in self.told.unknown]

    @property
    def state(self) -> FeedState:
        """The feed."""
        return self.covered.state


def suffices(pair: Pair, settings: Settings) -> bool:
    """Whether enough is reported of a pair to look for turning points."""
    if pair.state.kind == "acts":
        return len(pair.told.acts) >= settings.reported.least_acts.value
    return len(pair.told.sums) >= settings.reported.least_days.value


def type_weights(rows: Sequence[Row]) -> Mapping[str, TypeWeights | None]:
    """Return the mean scale value of each feed's types, ``None`` for a feed that has no scale.

    A type without any scale value in a feed that has some weighs nothing there.
    """
    found: dict[str, dict[str, float]] = {}
    scales: set[str] = set()
    for row in rows:
        feed, scaled = str(row["feed"]), cast("int", row["scaled"])
        weight = cast("float", row["scale_sum"]) / scaled if scaled else 0.0
        found.setdefault(feed, {})[str(row["plover_type"] or UNTYPED)] = weight
        if scaled:
            scales.add(feed)
    return {feed: weights if feed in scales else None for feed, weights in found.items()}


def _dyad(pair: Pair) -> DyadCounts | DyadFlow:
    days = pair.days
    if pair.state.kind == "sums":
        return dyad_flow(days, [pair.told.sums.get(day, 0.0) for day in days])
    weights = pair.weights or {}
    kinds = _kinds(pair)
    place = {kind: at for at, kind in enumerate(kinds)}
    return count_acts(
        [cast("date", row["event_date"]).toordinal() for row in pair.told.acts],
        [place[str(row["plover_type"] or UNTYPED)] for row in pair.told.acts],
        days,
        [weights.get(kind, 0.0) for kind in kinds],
    )


def _kinds(pair: Pair) -> list[str]:
    """Return the types of the pair's acts and of the feed's, in order."""
    return sorted(
        {*(pair.weights or {}), *(str(r["plover_type"] or UNTYPED) for r in pair.told.acts)}
    )


def turn_findings(pair: Pair, focus: Focus, settings: Settings) -> Iterator[TurnFinding]:
    """Yield the turning points of a pair in hindsight, in order of time."""
    if not suffices(pair, settings):
        return
    longest = int(settings.reported.burst_days.value)
    for episode in episodes(find_turns(_dyad(pair)), burst_days=longest):
        yield _turn(pair, episode, focus, settings)


def _turn(pair: Pair, episode: Episode, focus: Focus, settings: Settings) -> TurnFinding:
    turn, burst_days = episode.turn, episode.burst_days
    state, name = pair.state, focus.name(pair.partner)
    first, last = date.fromordinal(turn.first_day), date.fromordinal(turn.last_day)
    scale = state.kind == "sums" or pair.weights is not None
    sign = SIGNS[turn.sign] if scale else "unknown"
    acts = tuple(reported_act(state, pair.told.acts[index], settings) for index in turn.acts)
    ledger = _beside(pair.ledger, first, last, settings)
    gap = _gap_days(pair.days, turn)
    doubt = _doubt(episode, gap, settings)
    taken_back = any(act.pull_back for act in _within(pair, first, last, settings))
    lost = any(act.weight_class in LOST for act in ledger)
    verdict = _verdict(sign, ledger)
    whole = f"{state.evidence}:{focus.focal}-{pair.partner}"
    return TurnFinding(
        id=f"turn:{state.feed}/{pair.partner}/{date.fromordinal(turn.likeliest_day)}",
        evidence=(*(act.id for act in acts), *([] if acts else [whole])),
        method=METHOD,
        sentence=_sentence(state, name, sign, (first, last), gap)
        + _burst_or_doubt(burst_days, doubt),
        value=round(turn.size, 6) if scale else None,
        unit="scale points a day",
        parameters={"vintage": state.vintage, "false_alarm_rate": 0.05, "block_days": 7.0},
        partner=pair.partner,
        name=name,
        feed=state.feed,
        label=state.label,
        kind=state.kind,
        first=first,
        last=last,
        likeliest=date.fromordinal(turn.likeliest_day),
        sign=sign,
        mean_change=turn.valence_change if scale else None,
        volume_ratio=turn.volume_ratio,
        ended=date.fromordinal(episode.end.likeliest_day) if episode.end is not None else None,
        burst_days=burst_days,
        hindsight_probability=episode.probability,
        doubt=doubt,
        gap_days=gap,
        types=_types(pair, turn),
        acts=acts,
        ledger=ledger,
        verdict=verdict,
        trap=sign == "better" and verdict == "differ" and lost and taken_back,
    )


def _sentence(
    state: FeedState, name: str, sign: Sign, onset: tuple[date, date], gap_days: int
) -> str:
    words: Mapping[Sign, str] = {
        "worse": "turned to the worse",
        "better": "turned to the better",
        "unknown": "changed; the feed gives no scale, so that no sign and no size can be told,",
    }
    first, last = onset
    when = f"on {first}" if first == last else f"between {first} and {last}"
    told = words.get(sign, "changed without a sign")
    daily = ", daily sums" if state.kind == "sums" else ""
    gap = f"; the feed has no row on {gap_days} of these days" if gap_days else ""
    return (
        f"Reported events, {state.label}{daily}: what is reported with {name} {told} {when}{gap}."
    )


def _burst_or_doubt(burst_days: int | None, doubt: str | None) -> str:
    burst = f" A burst of {burst_days} days that ended." if burst_days is not None else ""
    return burst + (f" Not told as a turning point: {doubt}." if doubt is not None else "")


def _doubt(episode: Episode, gap_days: int, settings: Settings) -> str | None:
    """Say why a change is not told as a turning point, ``None`` where it is."""
    limits = settings.reported
    if episode.probability < limits.least_probability.value:
        return (
            f"its probability in hindsight, {episode.probability:.2f}, is below "
            f"{limits.least_probability.value:g}"
        )
    days = episode.turn.last_day - episode.turn.first_day + 1 - gap_days
    most = limits.widest_onset_days.value
    if days > most:
        return f"its onset may lie on any of {days} covered days, more than {most:g}"
    return None


def _types(pair: Pair, turn: Turn) -> tuple[TypeShare, ...]:
    kinds = _kinds(pair)
    return tuple(TypeShare(kinds[at], round(share, 6)) for at, share in turn.channels)


def _gap_days(days: Sequence[int], turn: Turn) -> int:
    inside = sum(turn.first_day <= day <= turn.last_day for day in days)
    return turn.last_day - turn.first_day + 1 - inside


def _within(pair: Pair, first: date, last: date, settings: Settings) -> Iterator[ReportedAct]:
    until = last + timedelta(days=settings.reported.act_window_days.value)
    for row in pair.told.acts:
        if first <= cast("date", row["event_date"]) <= until:
            yield reported_act(pair.state, row, settings)


def reported_act(state: FeedState, row: Row, settings: Settings) -> ReportedAct:
    """Return an act as a feed prints it."""
    kind, mode = str(row["plover_type"] or UNTYPED), str(row["plover_mode"] or "")
    scale = cast("float | None", row["scale_value"])
    return ReportedAct(
        id=f"{state.evidence}#{row['event_id']}",
        day=cast("date", row["event_date"]),
        direction=str(row["direction"]),
        source=str(row["source_raw"] or ""),
        target=str(row["target_raw"] or ""),
        type=f"{kind}/{mode}" if mode else kind,
        told=str(row["native_type"] or row["cameo"] or kind),
        scale=scale,
        url=cast("str | None", row["url"]),
        pull_back=_pulls_back(row, settings) and scale is not None and scale > 0,
    )


def _pulls_back(row: Row, settings: Settings) -> bool:
    """Whether an act's PLOVER type, or its CAMEO code, is among those that take something back."""
    listed = settings.reported.pull_back.value
    kind, mode = str(row["plover_type"] or UNTYPED), str(row["plover_mode"] or "")
    code = str(row["cameo"] or "")
    return (f"{kind}/{mode}" if mode else kind) in listed or any(
        code.startswith(item) for item in listed if item.isdigit()
    )


def _beside(
    dyad: Dyad | None, first: date, last: date, settings: Settings
) -> tuple[LedgerAct, ...]:
    """Return the ledger's dated acts that may lie in an interval or the window after it."""
    if dyad is None:
        return ()
    until = last + timedelta(days=settings.reported.act_window_days.value)
    vaguest = int(settings.reported.trap_window_days.value)
    found = [act for act in dyad.acts if overlaps(act, first, until, vaguest)]
    return tuple(ledger_act(act) for act in found)


def overlaps(act: WeighedAct, first: date, last: date, vaguest_days: int) -> bool:
    """Whether an act may lie within two days; one dated more vaguely than that lies nowhere."""
    if act.first is None or act.last is None or (act.last - act.first).days > vaguest_days:
        return False
    return act.first <= last and act.last >= first


def ledger_act(act: WeighedAct) -> LedgerAct:
    """Return an act of the ledger as it stands beside a feed."""
    return LedgerAct(act.proposition, act.statement, act.when, act.weight, act.weight_class)


def _verdict(sign: Sign, ledger: Sequence[LedgerAct]) -> Verdict:
    """Hold the feed's sign against the sum of the ledger's weights; level sums tell nothing."""
    total = float(np.sum([act.weight for act in ledger])) if ledger else 0.0
    if sign in {"neither", "unknown"} or abs(total) < 1e-9:
        return "open"
    return "agree" if (total > 0) == (sign == "better") else "differ"
