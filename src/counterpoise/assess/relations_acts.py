"""From a view to the weighted acts of each relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from counterpoise.assess.claims import statement_text
from counterpoise.assess.settings import Settings
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Proposition, Tie
from counterpoise.model.view import View
from counterpoise.relations.coded_acts import ActArrays
from counterpoise.vocabulary import Vocabulary


@dataclass(frozen=True)
class WeighedAct:
    """An act as it bears on relations.

    Attributes
    ----------
    first, last
        First and last possible day; an open end is closed by the case's period and the view's day.
        ``None`` both when the date is not in evidence.
    weight, weight_class
        What it does to a relation, in [−1, 1], and the entry of the settings that says so.
    words
        It consists of words alone, or belongs to a channel of words: kept apart from deeds.
    """

    proposition: str
    statement: str
    channel: str
    event_type: str
    mode: str
    tie: Tie
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    when: DateInterval
    first: date | None
    last: date | None
    weight: float
    weight_class: str
    words: bool
    contested: bool
    public: bool
    answers: str


@dataclass(frozen=True)
class Dyad:
    """The acts between the focal state and one partner.

    Attributes
    ----------
    acts
        Dated acts with a weight, ordered by date and identifier.
    undated
        Acts with a weight whose date is not in evidence: listed, and in no score.
    neutral
        Acts whose type says nothing of the direction: listed, and in no score.
    """

    partner: str
    acts: tuple[WeighedAct, ...]
    undated: tuple[WeighedAct, ...]
    neutral: tuple[WeighedAct, ...]

    def selected(self, channel: str) -> tuple[WeighedAct, ...]:
        """Dated acts of ``overall`` (deeds of all channels), ``words``, or a channel's deeds."""
        return tuple(act for act in self.acts if belongs(act, channel))


@dataclass
class _Sorting:
    acts: list[WeighedAct] = field(default_factory=list)
    undated: list[WeighedAct] = field(default_factory=list)
    neutral: list[WeighedAct] = field(default_factory=list)


OVERALL, WORDS = "overall", "words"


def belongs(act: WeighedAct, channel: str) -> bool:
    """Whether an act takes part in the score of a channel, of all deeds, or of words."""
    if channel == WORDS:
        return act.words
    return not act.words and channel in {OVERALL, act.channel}


def dyads(view: View, vocabulary: Vocabulary, settings: Settings) -> Mapping[str, Dyad]:
    """Sort the admitted acts up to the view's day by partner, in the order of the case.

    An act belongs to a partner when one side is the focal state, or acts for it, and the other is
    the partner, or acts for it; an act done jointly by both, to nobody else, belongs as well. Those
    who mediated, hosted or were hit besides are no side. An act with several partners on a side
    counts for each.
    """
    found = {partner: _Sorting() for partner in view.case.heading.partners}
    lines: dict[str, frozenset[str]] = {}
    for item in view.case.propositions:
        if item.kind != "act" or item.id not in view.admitted:
            continue
        partners = _partners(view, item, lines)
        if not partners:
            continue
        act = weighed(view, vocabulary, settings, item)
        if act is None:
            continue
        for partner in partners:
            _sort(found[partner], act)
    return {partner: _dyad(partner, sorting) for partner, sorting in found.items()}


def arrays(acts: Sequence[WeighedAct]) -> ActArrays:
    """Dated acts as arrays for the numerical core."""
    return ActArrays(
        np.array([act.first.toordinal() for act in acts if act.first is not None], dtype=np.int64),
        np.array([act.last.toordinal() for act in acts if act.last is not None], dtype=np.int64),
        np.array([act.weight for act in acts], dtype=np.float64),
    )


def weighed(
    view: View, vocabulary: Vocabulary, settings: Settings, item: Proposition
) -> WeighedAct | None:
    """Weigh an act; ``None`` when it lies after the view's day or its type has no weight."""
    weight_class = settings.weight_class(item)
    first, last = closed(view, item.when)
    if not weight_class or (first is not None and first > view.on):
        return None
    if first is None and view.known.propositions[item.id] > view.on:
        return None
    kind = vocabulary.event_type(item.event_type)
    channel = item.channel or kind.channel
    spoken = kind.speech and item.tie not in {"formed", "lost", "mended"}
    return WeighedAct(
        proposition=item.id,
        statement=statement_text(view, item),
        channel=channel,
        event_type=item.event_type,
        mode=item.mode,
        tie=item.tie,
        sources=item.source_actors,
        targets=item.target_actors,
        when=item.when,
        first=first,
        last=last,
        weight=settings.weight_of(weight_class),
        weight_class=weight_class,
        words=spoken or not vocabulary.channels[channel].material,
        contested=view.standings[item.id].status == "contested",
        public=item.public,
        answers=item.answers,
    )


def closed(view: View, when: DateInterval) -> tuple[date | None, date | None]:
    """Close a date's open ends by the case's period and the view's day; both ``None``: undated."""
    if not when.is_known:
        return None, None
    period = view.case.heading.period
    first = when.first if when.first is not None else period.first
    last = when.last if when.last is not None else max(view.on, first or view.on)
    if first is None:
        return None, None
    return min(first, last), last


def with_principals(
    view: View, actors: Iterable[str], known: dict[str, frozenset[str]]
) -> set[str]:
    """Actors together with those they act for, up to the top."""
    found: set[str] = set()
    for actor in actors:
        if actor not in known:
            known[actor] = _line(view, actor)
        found |= known[actor]
    return found


def _line(view: View, actor: str) -> frozenset[str]:
    line = [actor]
    while (found := view.actors.get(actor)) and found.principal not in {"", *line}:
        actor = found.principal
        line.append(actor)
    return frozenset(line)


def _partners(view: View, item: Proposition, lines: dict[str, frozenset[str]]) -> tuple[str, ...]:
    focal = view.case.heading.focal
    sources = with_principals(view, item.source_actors, lines)
    targets = with_principals(view, item.target_actors, lines)
    others: set[str] = set()
    if focal in sources:
        others |= targets
        joint = {
            partner
            for partner in sources
            if all(lines[target] & {focal, partner} for target in item.target_actors)
        }
        others |= joint
    if focal in targets:
        others |= sources
    others.discard(focal)
    return tuple(partner for partner in view.case.heading.partners if partner in others)


def _sort(sorting: _Sorting, act: WeighedAct) -> None:
    if act.weight == 0:
        sorting.neutral.append(act)
    elif act.first is None:
        sorting.undated.append(act)
    else:
        sorting.acts.append(act)


def _dyad(partner: str, sorting: _Sorting) -> Dyad:
    return Dyad(
        partner,
        tuple(sorted(sorting.acts, key=_by_date)),
        tuple(sorted(sorting.undated, key=_by_name)),
        tuple(sorted(sorting.neutral, key=_by_date)),
    )


def _by_date(act: WeighedAct) -> tuple[date, date, str]:
    return (act.first or date.max, act.last or date.max, act.proposition)


def _by_name(act: WeighedAct) -> str:
    return act.proposition
