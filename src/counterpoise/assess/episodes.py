"""Ruptures and rapprochements: runs of acts that push one way, across channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from counterpoise.assess.episodes_peak import Peak, peak_of
from counterpoise.assess.episodes_states import StateComparison, compare_states, day_before
from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import Dyad, WeighedAct, dyads
from counterpoise.assess.relations_contrary import ContraryTie, residual_ties
from counterpoise.assess.relations_text import channel_list
from counterpoise.assess.settings import Settings
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.view import View
from counterpoise.relations.coded_acts_runs import runs_of_acts

EpisodeKind = Literal["rupture", "rapprochement"]
_KINDS: tuple[EpisodeKind, ...] = ("rupture", "rapprochement")
METHOD = (
    "A maximal run of acts, deeds and words, that push one way (Ruzzo and Tompa 1999): each act "
    "scores its weight, contrary acts and quiet time count against it; acts stand in the order in "
    "which they had certainly happened. It opens with its first act that loses or forms a tie, "
    "together with the acts of one dispute (cluster_days) before; its peak is the month with the "
    "greatest summed weight, of random weightings as many as agree on it."
)


@dataclass(frozen=True)
class EpisodeAct:
    """An act of an episode, in order."""

    proposition: str
    statement: str
    when: DateInterval
    channel: str
    weight: float
    weight_class: str
    words: bool
    contested: bool
    precursor: bool


@dataclass(frozen=True)
class ChannelEntry:
    """The act by which an episode reached a channel."""

    channel: str
    proposition: str
    when: DateInterval


@dataclass(frozen=True, kw_only=True)
class EpisodeFinding(Finding):
    """A rupture or a rapprochement with one partner.

    Attributes
    ----------
    onset
        The interval in which it opened.
    deepest
        When its last act lies: after it the summed weight stands furthest from the start.
    acts
        Its acts in order; contrary acts within its span are in `contrary`. A precursor pushes the
        same way before the onset.
    channels
        Channels in the order in which it reached them after its precursors.
    residual
        Of a rupture: ties that stand on the view's day, with what voids them.
    states
        Standing conditions on the day before the onset and on the view's day.
    undated
        Acts of the partner that push this way and have no date.
    score
        Summed weight of its acts, less contrary acts and quiet time.
    lesser
        How many more episodes of this kind and partner there are, each with a lower score.
    """

    kind: EpisodeKind
    partner: str
    name: str
    onset: DateInterval
    deepest: DateInterval
    peak: Peak
    acts: tuple[EpisodeAct, ...]
    channels: tuple[ChannelEntry, ...]
    contrary: tuple[EpisodeAct, ...]
    residual: tuple[ContraryTie, ...]
    states: StateComparison | None
    undated: tuple[str, ...]
    score: float
    lesser: int


@dataclass(frozen=True)
class _Span:
    kind: EpisodeKind
    acts: tuple[WeighedAct, ...]
    score: float
    lesser: int


def episode_findings(
    view: View, names: Names, settings: Settings | None = None
) -> tuple[EpisodeFinding, ...]:
    """All ruptures and rapprochements up to the view's day, by partner and then by onset."""
    chosen = settings if settings is not None else Settings.read()
    found = []
    for dyad in dyads(view, names.vocabulary, chosen).values():
        of_partner = [
            _finding(view, names, chosen, dyad, span)
            for kind in _KINDS
            for span in _runs(dyad, kind, chosen)
        ]
        found += sorted(of_partner, key=lambda item: (item.onset.sort_key, item.id))
    return tuple(found)


def _runs(dyad: Dyad, kind: EpisodeKind, settings: Settings) -> tuple[_Span, ...]:
    """Spans of acts that make an episode, contrary acts within them included.

    The highest-scoring ones, in the order of time, each with how many lesser ones there are.
    """
    rules = settings.episode
    sign = _sign(kind)
    ordered = sorted(dyad.acts, key=lambda act: (act.last or date.max, act.proposition))
    days = np.array([(act.last or date.max).toordinal() for act in ordered], dtype=np.int64)
    pushes = np.array([sign * act.weight for act in ordered], dtype=np.float64)
    found: list[tuple[float, int, tuple[WeighedAct, ...]]] = []
    for run in runs_of_acts(days, pushes, rules.quiet_cost_per_year.value / 365):
        span = tuple(ordered[run.start : run.stop])
        own = [act for act in span if act.weight * sign > 0]
        if (
            run.score >= rules.least_score.value
            and len(own) >= rules.least_acts.value
            and len({act.channel for act in own}) >= rules.least_channels.value
        ):
            found.append((-run.score, run.start, span))
    most = int(rules.most_per_partner.value)
    chosen = sorted(sorted(found, key=lambda item: item[:2])[:most], key=lambda item: item[1])
    lesser = max(0, len(found) - most)
    return tuple(_Span(kind, span, -score, lesser) for score, _, span in chosen)


def _finding(
    view: View, names: Names, settings: Settings, dyad: Dyad, span: _Span
) -> EpisodeFinding:
    kind, sign = span.kind, _sign(span.kind)
    own = tuple(act for act in span.acts if act.weight * sign > 0)
    contrary = tuple(act for act in span.acts if act.weight * sign < 0)
    onset, opened = _onset(own, settings)
    acts = tuple(_act(act, precursor=(act.last or date.max) < opened) for act in own)
    peak = peak_of(own, settings)
    channels = _channels(act for act in acts if not act.precursor)
    before = day_before(onset.first)
    return EpisodeFinding(
        id=f"episode:{kind}/{dyad.partner}/{own[0].proposition}",
        evidence=tuple(act.proposition for act in own),
        method=METHOD,
        sentence=_sentence(view, names, (kind, dyad.partner), onset, peak, own[-1].when, channels),
        value=kind,
        parameters={name: number.value for name, number in settings.episode},
        kind=kind,
        partner=dyad.partner,
        name=names.short(dyad.partner),
        onset=onset,
        deepest=own[-1].when,
        peak=peak,
        acts=acts,
        channels=channels,
        contrary=tuple(_act(act, precursor=False) for act in contrary),
        residual=residual_ties(view, names, settings, dyad.partner) if sign < 0 else (),
        states=(
            compare_states(view, names, settings, dyad.partner, before)
            if before is not None
            else None
        ),
        undated=tuple(act.proposition for act in dyad.undated if act.weight * sign > 0),
        score=span.score,
        lesser=span.lesser,
    )


def _onset(own: Sequence[WeighedAct], settings: Settings) -> tuple[DateInterval, date]:
    """Tell in which interval an episode opened, and the day from which acts are no precursors."""
    tie = min(abs(settings.ties[name].weight) for name in ("lost", "formed"))
    anchor = next((act for act in own if abs(act.weight) >= tie and not act.words), own[0])
    began = anchor.when.first or anchor.last or date.max
    opened = began - timedelta(days=int(settings.score.cluster_days.value))
    starts = [
        act.when.first
        for act in own[: own.index(anchor) + 1]
        if act.when.first is not None and act.last is not None and act.last >= opened
    ]
    return DateInterval(min(starts, default=None), anchor.when.last), opened


def _channels(acts: Iterable[EpisodeAct]) -> tuple[ChannelEntry, ...]:
    found: dict[str, ChannelEntry] = {}
    for act in acts:
        if act.channel not in found:
            found[act.channel] = ChannelEntry(act.channel, act.proposition, act.when)
    return tuple(found.values())


def _act(act: WeighedAct, *, precursor: bool) -> EpisodeAct:
    return EpisodeAct(
        proposition=act.proposition,
        statement=act.statement,
        when=act.when,
        channel=act.channel,
        weight=act.weight,
        weight_class=act.weight_class,
        words=act.words,
        contested=act.contested,
        precursor=precursor,
    )


def _sign(kind: EpisodeKind) -> int:
    return -1 if kind == "rupture" else 1


def _sentence(
    view: View,
    names: Names,
    subject: tuple[str, str],
    onset: DateInterval,
    peak: Peak,
    deepest: DateInterval,
    channels: Sequence[ChannelEntry],
) -> str:
    kind, partner = subject
    focal = names.short(view.case.heading.focal)
    through = channel_list(names, [entry.channel for entry in channels])
    return (
        f"{kind.capitalize()} between {focal} and {names.short(partner)}: opened {onset.edtf}, "
        f"peaked {peak.month:%Y-%m} ({100 * peak.agreement:.0f} % of random weightings agree), "
        f"reached furthest {deepest.edtf}, through {through}."
    )
