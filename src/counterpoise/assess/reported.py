"""The one way from a lake to what its feeds report of a state's relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from counterpoise.assess.names import Names
from counterpoise.assess.relations import RelationFinding, relation_findings
from counterpoise.assess.relations_acts import Dyad, dyads
from counterpoise.assess.reported_alarms import alarm_findings
from counterpoise.assess.reported_comparison import comparison_findings, sign_trap
from counterpoise.assess.reported_events import Focus, read_pairs, reported_findings
from counterpoise.assess.reported_lake import Covered, ReportedSource, covered_feeds
from counterpoise.assess.reported_scores import with_scores
from counterpoise.assess.reported_turn_findings import (
    AlarmFinding,
    Reported,
    SignTrapFinding,
    TurnFinding,
)
from counterpoise.assess.reported_turns import (
    Pair,
    turn_findings,
    type_weights,
)
from counterpoise.assess.settings import Settings
from counterpoise.errors import InputError
from counterpoise.lake import dyad_queries
from counterpoise.model.view import View

Progress = Callable[[int, int, str], None]
"""Called with pairs done, pairs in all, and what is being worked on."""


@dataclass(frozen=True)
class Asked:
    """What is to be computed.

    Attributes
    ----------
    partner
        Keeps one partner, by identifier.
    turns, alarms, scores
        Turning points in hindsight; as they came; the reported-events score.
    """

    partner: str = ""
    turns: bool = True
    alarms: bool = False
    scores: bool = True


@dataclass(frozen=True)
class Question:
    """A focal state with its partners, and the case beside it where there is one."""

    focus: Focus
    view: View | None = None
    names: Names | None = None


def question_of_case(view: View, names: Names) -> Question:
    """Ask for the partners of a case."""
    heading = view.case.heading
    return Question(Focus(heading.focal, tuple(heading.partners), names.short), view, names)


def assess_reported(
    source: ReportedSource,
    question: Question,
    asked: Asked = Asked(),
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Reported:
    """Compute what the feeds report of a state's relations, beside its case where there is one.

    Parameters
    ----------
    progress
        Told of every pair that is worked on.

    Raises
    ------
    InputError
        `asked.partner` is no partner, neither of the case nor in the feeds.
    """
    chosen = settings if settings is not None else Settings.read()
    focus = _focused(question, asked.partner)
    covered = tuple(covered_feeds(source))
    pairs = _pairs(source, covered, question, focus, chosen)
    known = {item.state.feed for item in covered}
    told = {(pair.state.feed, pair.partner): pair.told for pair in pairs}
    found = tuple(reported_findings(covered, told, focus, chosen))
    if asked.scores:
        if progress is not None:
            progress(0, len(pairs), "reported-events score")
        found = tuple(with_scores(source, covered, found, focus, chosen))
    scales = _monthly_scales(source) if asked.alarms else {}
    changes, alarms = _turned(pairs, scales, focus, asked, chosen, progress)
    turns = tuple(turn for turn in changes if turn.doubt is None)
    traps = tuple(_traps(pairs, focus, chosen))
    coded = _coded(question, chosen)
    return Reported(
        focal=focus.focal,
        on=source.until or max((item.state.until for item in covered), default=date.min),
        as_of=source.as_of,
        partners=tuple(dict.fromkeys(pair.partner for pair in pairs)),
        feeds=tuple(item.state for item in covered),
        relations=found,
        turns=turns,
        uncertain=tuple(turn for turn in changes if turn.doubt is not None),
        traps=traps,
        comparisons=tuple(comparison_findings(found, coded, turns, traps)),
        alarms=tuple(alarms),
        nothing_known=tuple(feed for feed in source.feeds if feed not in known),
    )


def _turned(
    pairs: list[Pair],
    scales: Mapping[str, list[dict[str, object]]],
    focus: Focus,
    asked: Asked,
    settings: Settings,
    progress: Progress | None,
) -> tuple[list[TurnFinding], list[AlarmFinding]]:
    """Look for turning points pair by pair, in hindsight and as they came, as asked."""
    turns: list[TurnFinding] = []
    alarms: list[AlarmFinding] = []
    for number, pair in enumerate(pairs):
        if progress is not None:
            progress(number, len(pairs), f"{focus.name(pair.partner)}, {pair.state.label}")
        turns += turn_findings(pair, focus, settings) if asked.turns else ()
        scale = scales.get(pair.state.feed, [])
        alarms += alarm_findings(pair, scale, focus, settings) if asked.alarms else ()
    return turns, alarms


def _monthly_scales(source: ReportedSource) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    if source.chosen("acts"):
        for row in source.rows(dyad_queries.monthly_type_scale(source.table("acts"))):
            found.setdefault(str(row["feed"]), []).append(row)
    return found


def _coded(question: Question, settings: Settings) -> tuple[RelationFinding, ...]:
    if question.view is None or question.names is None:
        return ()
    return relation_findings(question.view, question.names, settings)


def _focused(question: Question, partner: str) -> Focus:
    focus = question.focus
    if not partner:
        return focus
    if focus.partners and partner not in focus.partners:
        raise InputError(
            f"“{partner}” is no partner of the case known by then",
            where="--partner",
            remedy="name one of " + ", ".join(focus.partners),
        )
    return replace(focus, partners=(partner,))


def _pairs(
    source: ReportedSource,
    covered: tuple[Covered, ...],
    question: Question,
    focus: Focus,
    settings: Settings,
) -> list[Pair]:
    rows = (
        source.rows(dyad_queries.type_scale(source.table("acts"))) if source.chosen("acts") else []
    )
    weights = type_weights(rows)
    ledger: dict[str, Dyad] = {}
    if question.view is not None and question.names is not None:
        ledger = dict(dyads(question.view, question.names.vocabulary, settings))
    feeds = {item.state.feed: item for item in covered}
    return [
        Pair(feeds[feed], partner, told, weights.get(feed), ledger.get(partner))
        for (feed, partner), told in read_pairs(source, focus, settings).items()
    ]


def _traps(pairs: list[Pair], focus: Focus, settings: Settings) -> Iterator[SignTrapFinding]:
    for pair in pairs:
        trap = sign_trap(pair, focus.name(pair.partner), settings)
        if trap is not None:
            yield trap
