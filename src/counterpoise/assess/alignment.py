"""Alignment: a state's votes in the General Assembly beside those of others, from the lake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from counterpoise.assess.alignment_findings import Alignment, UnseenFinding, VoteBasis
from counterpoise.assess.alignment_preset import PRESETS, Preset
from counterpoise.assess.alignment_scale import Scale, Selection, scale_of, selection_of
from counterpoise.assess.alignment_states import distance_finding, position_finding
from counterpoise.assess.alignment_update import scale_from_before
from counterpoise.assess.alignment_votes import VoteRecords, default_anchors, read_votes
from counterpoise.assess.names import Names
from counterpoise.assess.settings import AlignmentSettings, Settings
from counterpoise.errors import InputError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary


@dataclass(frozen=True)
class AlignmentQuestion:
    """What is asked of the votes.

    Attributes
    ----------
    focal
        ISO 3166 alpha-3 code.
    partners
        States to compare with; those that are none, or do not vote, are told as unseen. The
        anchors where empty.
    anchors
        One or two states that give the scale its direction; those the feed names where empty.
    on
        Valid time: the session that had begun by this day is told. None for the last one.
    as_of
        Known time: only votes known by this day. None for all.
    issues
        The feed's short names of issues; all roll calls where empty.
    preset
        ``default`` or ``published``.
    series
        Whether earlier sessions are told too.
    update
        Whether the fit of the state of the feed loaded before is taken on by one session, instead
        of fitting all again.
    names
        What a case calls its actors; the vocabulary names the others.
    """

    focal: str
    partners: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    on: date | None = None
    as_of: date | None = None
    issues: tuple[str, ...] = ()
    preset: str = "default"
    series: bool = False
    update: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of_case(view: View, names: Names) -> AlignmentQuestion:
        """Return the question of a case: its focal state, its partners, its two days."""
        heading = view.case.heading
        return AlignmentQuestion(
            focal=heading.focal,
            partners=tuple(heading.partners),
            on=view.on,
            as_of=view.as_of,
            names={actor: names.short(actor) for actor in (heading.focal, *heading.partners)},
        )


def assess_alignment(
    lake: Lake,
    engine: Engine,
    vocabulary: Vocabulary,
    question: AlignmentQuestion,
    *,
    fitted: Scale | None = None,
    progress: Callable[[int], None] = lambda _rounds: None,
) -> Alignment:
    """Fit the positions of all states and tell where the focal state stands.

    Parameters
    ----------
    fitted
        The scale of the same votes, preset and issues, where it has been fitted already.
    progress
        Called with 1 after every round of the fit.

    Raises
    ------
    LakeError
        The lake holds no votes, or not what is asked of them.
    InputError
        A state, an anchor, an issue or the preset cannot be used.
    """
    preset = _preset(question.preset)
    settings = Settings.read().alignment
    if fitted is None:
        records = read_votes(lake, engine, as_of=question.as_of)
    else:
        records = fitted.selection.records
    anchors = question.anchors or default_anchors(records.source)
    _check_states(records, question.focal, anchors)
    if fitted is None:
        chosen = selection_of(records, preset, question.issues, str(lake.root))
        _check_states(chosen.records, question.focal, anchors)
        if question.update:
            cut = question.as_of
            fitted = scale_from_before(lake, engine, chosen, preset, cut, progress)
        else:
            fitted = scale_of(chosen, preset, progress)
    scale = fitted.towards(anchors)
    return _told(scale, vocabulary, question, settings)


def _told(
    scale: Scale, vocabulary: Vocabulary, question: AlignmentQuestion, settings: AlignmentSettings
) -> Alignment:
    records = scale.selection.records
    last = max(one.day for one in records.roll_calls)
    on = question.on if question.on is not None else last
    names = _names(vocabulary, question, records)
    basis = _basis(scale)
    t = scale.session_on(question.focal, on)
    unseen = [] if on <= last else [_after(question.focal, names, on, last, records)]
    if t is None:
        unseen.append(_before(question.focal, names, on, records))
        return Alignment(
            question.focal, names[question.focal], on, question.as_of, basis, None, (), (*unseen,)
        )
    position = position_finding(scale, question.focal, names, t, settings, question.series)
    distances = []
    for partner in question.partners or scale.anchors:
        if partner == question.focal:
            continue
        if not scale.votes_in(partner, t):
            unseen.append(_silent(partner, names, scale, t))
            continue
        pair = (question.focal, partner)
        distances.append(distance_finding(scale, pair, names, t, settings, question.series))
    distances.sort(key=lambda item: (item.value, item.partner))
    return Alignment(
        focal=question.focal,
        name=names[question.focal],
        on=on,
        as_of=question.as_of,
        basis=basis,
        position=position,
        distances=tuple(distances),
        unseen=tuple(unseen),
        parameters=scale.parameters,
    )


def _names(
    vocabulary: Vocabulary, question: AlignmentQuestion, records: VoteRecords
) -> Mapping[str, str]:
    every = {question.focal, *question.partners, *records.states}
    return {state: vocabulary.name(state) or state for state in every} | dict(question.names)


def _basis(scale: Scale) -> VoteBasis:
    selection: Selection = scale.selection
    records = selection.records
    days = [one.day for one in records.roll_calls]
    return VoteBasis(
        feed=records.source.id,
        title=records.source.title,
        vintage=records.vintage,
        citation=records.source.citation,
        since=min(days),
        until=max(days),
        votes=int(scale.fit.votes.state.size),
        states=int(scale.fit.votes.voted.any(axis=0).sum()),
        roll_calls=int(scale.fit.votes.is_contested.sum()),
        unanimous=selection.unanimous,
        left_out=selection.left_out,
        preset=scale.preset.id,
        issues=selection.issues,
        anchors=scale.anchors,
    )


def _preset(name: str) -> Preset:
    if name not in PRESETS:
        raise InputError(
            f"there is no preset “{name}”",
            where="--preset",
            remedy=f"choose {' or '.join(PRESETS)}",
        )
    return PRESETS[name]


def _check_states(records: VoteRecords, focal: str, anchors: tuple[str, ...]) -> None:
    days = [one.day for one in records.roll_calls]
    span = f"{min(days)} and {max(days)}"
    if not 1 <= len(set(anchors)) == len(anchors) <= 2:
        raise InputError(
            f"{', '.join(anchors)} are not one or two different anchors",
            where="--anchors",
            remedy="give one ISO 3166 alpha-3 code, or two with a comma between",
        )
    for where, states in (("STATE", (focal,)), ("--anchors", anchors)):
        for state in states:
            if records.index(state) is None:
                raise InputError(
                    f"{state} never votes in the {len(days)} roll calls between {span}",
                    where=where,
                    remedy="give the ISO 3166 alpha-3 code of a state that does",
                )


def _after(
    focal: str, names: Mapping[str, str], on: date, last: date, records: VoteRecords
) -> UnseenFinding:
    return UnseenFinding(
        id=f"alignment:unseen:{focal}:after",
        evidence=records.evidence(),
        method="The day asked for is compared with that of the last vote loaded.",
        sentence=f"The votes at hand end on {last}, before {on}: any movement of {names[focal]} "
        "after that cannot be seen in them, and nothing is said of it.",
        subject=focal,
        asked=on,
    )


def _before(focal: str, names: Mapping[str, str], on: date, records: VoteRecords) -> UnseenFinding:
    return UnseenFinding(
        id=f"alignment:unseen:{focal}:before",
        evidence=records.evidence(),
        method="The day asked for is compared with those of the votes loaded.",
        sentence=f"{names[focal]} has no vote by {on} among those at hand: where it stood "
        "cannot be seen.",
        subject=focal,
        asked=on,
    )


def _silent(partner: str, names: Mapping[str, str], scale: Scale, t: int) -> UnseenFinding:
    session = int(scale.fit.votes.sessions[t])
    return UnseenFinding(
        id=f"alignment:unseen:{partner}:{session}",
        evidence=scale.selection.records.evidence(),
        method="Only states that vote in the session told are compared.",
        sentence=f"{names[partner]} casts no vote in session {session} of the Assembly: how far "
        "it stands cannot be seen.",
        subject=partner,
        asked=None,
    )
