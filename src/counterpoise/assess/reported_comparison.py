"""Where the coded acts and a feed agree on a partner, where they differ, and what parts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from counterpoise.assess.relations import RelationFinding
from counterpoise.assess.relations_acts import WeighedAct
from counterpoise.assess.relations_text import signed
from counterpoise.assess.reported_findings import ReportedFinding, Verdict
from counterpoise.assess.reported_turn_findings import (
    ComparisonFinding,
    SignTrapFinding,
    TurnFinding,
)
from counterpoise.assess.reported_turns import (
    LOST,
    Pair,
    ledger_act,
    overlaps,
    reported_act,
)
from counterpoise.assess.settings import Settings

METHOD_TRAP = (
    "Sign trap: acts of a feed that take something back (PLOVER RETREAT and its like) with a "
    "positive scale value, within the window around acts by which the ledger counts a tie as lost "
    "or strained. The mean scale value is told with and without them."
)
METHOD = (
    "The signs are compared, not the sizes: where the coded-acts score stands (its interval leaves "
    "zero out) against where the reported-events score does, and each turning point of the feed "
    "against the sum of the ledger's weights beside it. What cannot tell is left open."
)


def sign_trap(pair: Pair, name: str, settings: Settings) -> SignTrapFinding | None:
    """Return the pull-backs told as cooperation beside lost ties, or ``None`` without enough."""
    if pair.ledger is None or pair.state.kind == "sums":
        return None
    lost = [act for act in pair.ledger.acts if act.weight_class in LOST]
    taken = {
        str(row["event_id"]): reported_act(pair.state, row, settings)
        for row in pair.told.acts
        if _near(cast("date", row["event_date"]), lost, settings)
    }
    found = {key: act for key, act in taken.items() if act.pull_back}
    if len(found) < settings.reported.trap_least_acts.value:
        return None
    days = [act.day for act in found.values()]
    beside = [act for act in lost if any(_near(day, [act], settings) for day in days)]
    scaled = [
        (str(row["event_id"]), cast("float", row["scale_value"]))
        for row in pair.told.acts
        if row["scale_value"] is not None
    ]
    rest = [value for key, value in scaled if key not in found]
    mean = sum(value for _, value in scaled) / len(scaled)
    without = sum(rest) / len(rest) if rest else None
    return SignTrapFinding(
        id=f"sign-trap:{pair.state.feed}/{pair.partner}",
        evidence=(*(act.id for act in found.values()), *(act.proposition for act in beside)),
        method=METHOD_TRAP,
        sentence=(
            f"{name}, {pair.state.label}: {len(found)} acts that take something back count as "
            f"cooperation beside {len(beside)} acts by which the ledger counts ties as lost or "
            f"strained; the mean scale value of all acts is {signed(mean)}"
            + (f", without them {signed(without)}." if without is not None else ".")
        ),
        value=len(found) / len(scaled),
        unit="share of acts",
        parameters={"window_days": settings.reported.trap_window_days.value},
        partner=pair.partner,
        name=name,
        feed=pair.state.feed,
        label=pair.state.label,
        pull_backs=tuple(found.values()),
        lost=tuple(map(ledger_act, beside)),
        mean_scale=mean,
        mean_without=without,
    )


def _near(day: date, acts: Sequence[WeighedAct], settings: Settings) -> bool:
    window = int(settings.reported.trap_window_days.value)
    around = timedelta(days=window)
    return any(overlaps(act, day - around, day + around, window) for act in acts)


def comparison_findings(
    relations: Sequence[ReportedFinding],
    coded: Sequence[RelationFinding],
    turns: Sequence[TurnFinding],
    traps: Sequence[SignTrapFinding],
) -> Iterator[ComparisonFinding]:
    """Yield a comparison a partner and feed: the coded acts' overall row against the feed."""
    overall = {item.partner: item for item in coded if item.channel == "overall"}
    for item in relations:
        beside = overall.get(item.partner)
        if beside is None:
            continue
        own = [turn for turn in turns if (turn.feed, turn.partner) == (item.feed, item.partner)]
        trap = next((t for t in traps if (t.feed, t.partner) == (item.feed, item.partner)), None)
        yield _comparison(item, beside, own, trap)


def _comparison(
    item: ReportedFinding,
    coded: RelationFinding,
    turns: Sequence[TurnFinding],
    trap: SignTrapFinding | None,
) -> ComparisonFinding:
    verdict = _verdict(coded.standing, item.reading)
    reasons = tuple(_reasons(item, coded, turns, trap))
    agree, differ, left = (
        sum(turn.verdict == word for turn in turns) for word in ("agree", "differ", "open")
    )
    told = {"agree": "agree", "differ": "differ", "open": "cannot be compared"}[verdict]
    sentence = (
        f"{item.name}: coded from documents {coded.standing}, reported events ({item.label}"
        f"{', daily sums' if item.kind == 'sums' else ''}) {item.reading}: they {told}; of "
        f"{len(turns)} turning points of the feed the ledger's acts agree with {agree}, differ "
        f"from {differ} and leave {left} open."
    )
    evidence = (*item.evidence, *(e for turn in turns for e in turn.evidence), *coded.evidence)
    return ComparisonFinding(
        id=f"comparison:{item.feed}/{item.partner}",
        evidence=tuple(dict.fromkeys(evidence)),
        method=METHOD,
        sentence=sentence,
        value=verdict,
        partner=item.partner,
        name=item.name,
        feed=item.feed,
        label=item.label,
        standing=coded.standing,
        reading=item.reading,
        verdict=verdict,
        turns_agree=agree,
        turns_differ=differ,
        turns_open=left,
        reasons=reasons,
    )


def _verdict(standing: str, reading: str) -> Verdict:
    if standing not in {"negative", "positive"} or reading not in {"negative", "positive"}:
        return "open"
    return "agree" if standing == reading else "differ"


def _reasons(
    item: ReportedFinding,
    coded: RelationFinding,
    turns: Sequence[TurnFinding],
    trap: SignTrapFinding | None,
) -> Iterator[str]:
    """Say what parts the two, as far as a rule can tell."""
    if coded.standing == "insufficient":
        yield "the ledger records too few acts to tell"
    if item.kind == "sums":
        yield "daily sums have no counts and no types: they tell turns, not where a relation stands"
    elif item.reading == "insufficient":
        yield item.reason or "no reported-events score was computed"
    if trap is not None:
        yield (
            f"sign trap: {len(trap.pull_backs)} of {item.acts} acts take something back and count "
            f"as cooperation, while the ledger counts ties as lost"
        )
    for turn in turns:
        if turn.without_types:
            yield (
                f"the sums rise from {turn.first} beside acts of the ledger to the worse; "
                "without types it cannot be told whether acts that take something back raised them"
            )
        louder = turn.mean_change is not None and turn.value is not None
        if louder and cast("float", turn.mean_change) * float(turn.value or 0) < 0:
            yield (
                f"the turn of {turn.first} is one of volume: the mean act moved the other way "
                f"({signed(cast('float', turn.mean_change))})"
            )
    if item.nonstate_acts:
        number = "1 act is" if item.nonstate_acts == 1 else f"{item.nonstate_acts} acts are"
        yield f"{number} by or against armed groups that are no organ of a state"
