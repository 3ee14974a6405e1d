"""Acts between the focal state and its partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoise.assess.claims import statement_text
from counterpoise.assess.names import Names
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.propositions import Proposition
from counterpoise.model.status import Status
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

Direction = Literal["cooperative", "conflictual"]
METHOD = (
    "An act belongs to a partner when one of its sides is the focal state or acts for it and the "
    "other is the partner or acts for it. Its direction is that of its PLOVER quad class, unless "
    "the act itself forms, mends, strains or loses a tie."
)
_OF_TIE: dict[str, Direction] = {
    "formed": "cooperative",
    "mended": "cooperative",
    "strained": "conflictual",
    "lost": "conflictual",
}


@dataclass(frozen=True, kw_only=True)
class ActFinding(Finding):
    """An act as it bears on the relation with one or several partners.

    Attributes
    ----------
    partners
        Partners of the case on the other side, in the order of the case.
    by_focal
        Whether the focal state is the one who acted.
    direction
        Cooperative or conflictual.
    speech
        The act consists of words alone.
    """

    proposition: str
    statement: str
    partners: tuple[str, ...]
    by_focal: bool
    when: DateInterval
    event_type: str
    channel: str
    direction: Direction
    speech: bool
    status: Status


def act_findings(view: View, names: Names, vocabulary: Vocabulary) -> tuple[ActFinding, ...]:
    """All admitted acts between the focal state and a partner that lie on or before the day.

    Acts without a date come last; they count from the day they are known.
    """
    found = []
    for item in view.case.propositions:
        if item.kind != "act" or item.id not in view.admitted or not _is_past(view, item):
            continue
        partners = partners_of(view, item)
        if partners:
            found.append(_finding(view, names, vocabulary, item, partners))
    return tuple(sorted(found, key=lambda act: (act.when.sort_key, act.proposition)))


def partners_of(view: View, item: Proposition) -> tuple[str, ...]:
    """Partners on the other side of an act from the focal state, in the order of the case."""
    focal = view.case.heading.focal
    sources = {view.principal(actor) for actor in item.source_actors} | set(item.source_actors)
    targets = {view.principal(actor) for actor in item.target_actors} | set(item.target_actors)
    others: set[str] = set()
    if focal in sources:
        others |= targets
    if focal in targets:
        others |= sources
    return tuple(partner for partner in view.case.heading.partners if partner in others - {focal})


def direction_of(item: Proposition, vocabulary: Vocabulary) -> Direction:
    """Cooperative or conflictual, by what the act does to the tie or else by its type."""
    if item.tie:
        return _OF_TIE[item.tie]
    quad = vocabulary.event_type(item.event_type).quad
    return "cooperative" if quad.endswith("cooperation") else "conflictual"


def _is_past(view: View, item: Proposition) -> bool:
    if item.when.is_known:
        return view.happened_by(item, view.on)
    return view.known.propositions[item.id] <= view.on


def _finding(
    view: View,
    names: Names,
    vocabulary: Vocabulary,
    item: Proposition,
    partners: tuple[str, ...],
) -> ActFinding:
    statement = statement_text(view, item)
    focal = view.case.heading.focal
    when = item.when.edtf or "date not in evidence"
    return ActFinding(
        id=f"act:{item.id}",
        evidence=(item.id,),
        method=METHOD,
        sentence=f"{when}: {statement} ({names.listed(partners)}).",
        value=direction_of(item, vocabulary),
        proposition=item.id,
        statement=statement,
        partners=partners,
        by_focal=focal in {view.principal(actor) for actor in item.source_actors},
        when=item.when,
        event_type=item.event_type,
        channel=item.channel or vocabulary.event_type(item.event_type).channel,
        direction=direction_of(item, vocabulary),
        speech=vocabulary.event_type(item.event_type).speech,
        status=view.standings[item.id].status,
    )
