"""Every relation of the focal state: its score on a day, where it stands, where it is heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import (
    OVERALL,
    WORDS,
    Dyad,
    WeighedAct,
    belongs,
    dyads,
    with_principals,
)
from counterpoise.assess.relations_contrary import ContraryTie, contrary_acts, contrary_ties
from counterpoise.assess.relations_direction import Direction, direction_of
from counterpoise.assess.relations_explain import ScoreInput, score_inputs
from counterpoise.assess.relations_score import (
    SeriesPoint,
    Standing,
    scored,
    series,
    standing_of,
)
from counterpoise.assess.relations_text import relation_sentence
from counterpoise.assess.settings import Settings
from counterpoise.errors import InputError
from counterpoise.model.findings import Finding
from counterpoise.model.view import View

Side = Literal["deeds", "words"]
METHOD = (
    "Coded-acts score: the mean weight of the acts recorded up to the day, each losing half its "
    "influence a half-life, drawn towards 0 as evidence thins; 90 % interval from the scatter of "
    "the weights, the effective number of acts, and how much they bunch. Weights: the Goldstein "
    "scale by PLOVER type and mode, overridden by what an act does to a tie. Deeds and words apart."
)


@dataclass(frozen=True)
class Reading:
    """A judgement on the relation that somebody holds, shown beside the score."""

    proposition: str
    statement: str
    status: str
    held_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RelationFinding(Finding):
    """One relation, in all channels, in one channel, or in words.

    Attributes
    ----------
    channel
        ``overall`` (deeds of all channels), a channel's code (its deeds), or ``words``.
    standing
        Negative or positive where the interval leaves zero out; mixed where it holds zero and both
        signs are recorded; unclear where it holds zero and only one is; else insufficient.
    amount
        How many independent acts of today the recorded ones are worth.
    acts, negative, positive
        Number of dated acts in the score, by sign.
    contrary
        Acts against the standing and against the direction, the weightiest first; on the overall
        row words and undated acts too.
    contrary_ties
        On the overall row: standing conditions against the standing.
    undated, neutral, contested
        Acts left out for want of a date; acts that say nothing of the direction; acts in the score
        that somebody denies.
    readings
        On the overall row: judgements on the relation, side by side.
    series, inputs
        Points for a chart, and every act's part in the score, where asked for.
    """

    partner: str
    name: str
    channel: str
    side: Side
    standing: Standing
    amount: float
    acts: int
    negative: int
    positive: int
    dispersion: float
    direction: Direction
    series: tuple[SeriesPoint, ...]
    inputs: tuple[ScoreInput, ...]
    contrary: tuple[str, ...]
    contrary_ties: tuple[ContraryTie, ...]
    undated: tuple[str, ...]
    neutral: tuple[str, ...]
    contested: tuple[str, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Extras:
    """What to compute besides: monthly points, and every act's part in the score."""

    series: bool = False
    inputs: bool = False


def relation_findings(
    view: View,
    names: Names,
    settings: Settings | None = None,
    *,
    partner: str = "",
    extras: Extras = Extras(),
) -> tuple[RelationFinding, ...]:
    """All relations in the order of the case: overall, channel by channel, then words.

    Parameters
    ----------
    settings
        The bundled ones by default.
    partner
        Keeps one partner, by identifier.

    Raises
    ------
    InputError
        `partner` is not among the case's partners.
    """
    chosen = settings if settings is not None else Settings.read()
    if partner and partner not in view.case.heading.partners:
        raise InputError(
            f"“{partner}” is no partner of the case known by then",
            where="--partner",
            remedy="name one of " + ", ".join(view.case.heading.partners),
        )
    return tuple(
        _finding(_Question(view, names, chosen, extras), dyad, channel)
        for dyad in dyads(view, names.vocabulary, chosen).values()
        if partner in {"", dyad.partner}
        for channel in channels_of(dyad, names)
    )


@dataclass(frozen=True)
class _Question:
    view: View
    names: Names
    settings: Settings
    extras: Extras


def channels_of(dyad: Dyad, names: Names) -> Iterator[str]:
    """Rows of a partner: overall, the channels in which deeds are recorded, words."""
    yield OVERALL
    held = {act.channel for act in (*dyad.acts, *dyad.undated, *dyad.neutral) if not act.words}
    yield from (channel for channel in names.vocabulary.channels if channel in held)
    yield WORDS


def _finding(question: _Question, dyad: Dyad, channel: str) -> RelationFinding:
    view, names, settings = question.view, question.names, question.settings
    acts = dyad.selected(channel)
    found = scored(acts, view.on, settings)
    standing = standing_of(acts, found, settings)
    direction = direction_of(acts, view.on, settings)
    whole = channel == OVERALL
    undated, neutral = _listed(dyad.undated, channel), _listed(dyad.neutral, channel)
    known = found is not None and standing != "insufficient"
    return RelationFinding(
        id=f"relation:{dyad.partner}/{channel}",
        evidence=tuple(act.proposition for act in acts),
        method=METHOD,
        sentence=relation_sentence(names, dyad.partner, channel, standing, found, len(undated)),
        value=found.value if known and found is not None else None,
        unit="score in [−1, 1]",
        interval=(found.low, found.high) if known and found is not None else None,
        parameters=_parameters(view, settings),
        partner=dyad.partner,
        name=names.short(dyad.partner),
        channel=channel,
        side="words" if channel == WORDS else "deeds",
        standing=standing,
        amount=found.amount if found is not None else 0.0,
        acts=len(acts),
        negative=sum(act.weight < 0 for act in acts),
        positive=sum(act.weight > 0 for act in acts),
        dispersion=found.dispersion if found is not None else 1.0,
        direction=direction,
        series=series(acts, view.on, settings) if question.extras.series else (),
        inputs=score_inputs(acts, view.on, settings) if question.extras.inputs else (),
        contrary=contrary_acts((*dyad.acts, *dyad.undated) if whole else acts, standing, direction),
        contrary_ties=contrary_ties(view, names, settings, dyad.partner, standing) if whole else (),
        undated=undated,
        neutral=neutral,
        contested=tuple(act.proposition for act in acts if act.contested),
        readings=_readings(view, names, dyad.partner) if whole else (),
    )


def _listed(acts: Sequence[WeighedAct], channel: str) -> tuple[str, ...]:
    return tuple(act.proposition for act in acts if belongs(act, channel))


def _parameters(view: View, settings: Settings) -> dict[str, float | str]:
    score, standing = settings.score, settings.standing
    return {
        "on": view.on.isoformat(),
        "half_life_days": score.half_life_days.value,
        "prior_tenor_sd": score.prior_tenor_sd.value,
        "prior_scatter_sd": score.prior_scatter_sd.value,
        "prior_scatter_acts": score.prior_scatter_acts.value,
        "cluster_days": score.cluster_days.value,
        "prior_clusters": score.prior_clusters.value,
        "coverage": score.coverage.value,
        "least_acts": standing.least_acts.value,
        "least_amount": standing.least_amount.value,
    }


def _readings(view: View, names: Names, partner: str) -> tuple[Reading, ...]:
    """Judgements whose actors are the focal state's side and the partner's."""
    lines: dict[str, frozenset[str]] = {}
    focal = view.case.heading.focal
    found = []
    for item in view.case.propositions:
        if item.kind != "judgement" or item.id not in view.admitted:
            continue
        sides = with_principals(view, (*item.source_actors, *item.target_actors), lines)
        if not {focal, partner} <= sides:
            continue
        where = view.standings[item.id]
        found.append(
            Reading(
                item.id,
                item.statement,
                where.status,
                tuple(names.short(dated.stance.holder) for dated in where.supported_by),
                tuple(names.short(dated.stance.holder) for dated in where.denied_by),
            )
        )
    return tuple(found)
