"""Claims with their status, who supports and who denies them, and how that came about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.names import Names
from counterpoise.model.cut import PUBLIC_ACT
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.propositions import Kind, Proposition
from counterpoise.model.status import DatedStance, Status, standing
from counterpoise.model.view import View
from counterpoise.vocabulary.numbers import in_prose

METHOD = (
    "Status from the latest stance of each holder: any denial together with any support is "
    "contested; denials alone are denied; otherwise the strongest of confirmed, assessed, "
    "asserted, alleged, announced."
)


@dataclass(frozen=True)
class Holding:
    """One holder's latest position, as a claim shows it.

    Attributes
    ----------
    day
        Day on which the position was taken, as far as known.
    known
        Day from which it is known.
    source
        Source identifier, or ``public-act`` where documentation of a public act comes later.
    """

    stance: str
    holder: str
    name: str
    plural: bool
    position: str
    day: date
    known: date
    source: str
    locators: tuple[str, ...]
    wording: str
    self_report: bool
    reviewed: bool


@dataclass(frozen=True)
class StatusChange:
    """The status that a claim had from a day on."""

    day: date
    status: Status
    stance: str


@dataclass(frozen=True, kw_only=True)
class ClaimFinding(Finding):
    """A proposition with its stances and its status on the day."""

    proposition: str
    kind: Kind
    statement: str
    channel: str
    event_type: str
    source_actors: tuple[str, ...]
    target_actors: tuple[str, ...]
    when: DateInterval
    status: Status
    supported_by: tuple[Holding, ...]
    denied_by: tuple[Holding, ...]
    history: tuple[StatusChange, ...]
    topics: tuple[str, ...]


def claim_findings(
    view: View, names: Names, *, search: str = "", contested: bool = False
) -> tuple[ClaimFinding, ...]:
    """All claims known in the view, in the order of the case.

    Parameters
    ----------
    search
        Keeps claims whose statement, topics, actors or identifier hold every word of it; case
        and accents do not matter.
    contested
        Keeps contested claims alone.
    """
    words = folded(search).split()
    found = []
    for item in view.case.propositions:
        status = view.standings[item.id].status
        if contested and status != "contested":
            continue
        if not view.with_contested and status in {"contested", "denied"}:
            continue
        if words and not _matches(item, names, words):
            continue
        found.append(claim_finding(view, names, item))
    return tuple(found)


def claim_finding(view: View, names: Names, item: Proposition) -> ClaimFinding:
    """One claim with its status, its holders and its history."""
    where = view.standings[item.id]
    supported = tuple(_holding(dated, names) for dated in where.supported_by)
    denied = tuple(_holding(dated, names) for dated in where.denied_by)
    return ClaimFinding(
        id=f"claim:{item.id}",
        evidence=(item.id, *(holding.stance for holding in supported + denied)),
        method=METHOD,
        sentence=_sentence(statement_text(view, item), where.status, supported, denied),
        value=where.status,
        proposition=item.id,
        kind=item.kind,
        statement=statement_text(view, item),
        channel=item.channel,
        event_type=item.event_type,
        source_actors=item.source_actors,
        target_actors=item.target_actors,
        when=item.when,
        status=where.status,
        supported_by=supported,
        denied_by=denied,
        history=_history(view, item),
        topics=item.topics,
    )


def statement_text(view: View, item: Proposition) -> str:
    """Return the statement with its figure put in."""
    figure = view.quantities.get(item.id)
    if figure is None or "{value}" not in item.statement:
        return item.statement
    if figure.value is None:
        return item.statement.replace("{value}", figure.wording)
    shown = in_prose(figure.value, view.case.heading.language)
    return item.statement.replace("{value}", shown)


def _history(view: View, item: Proposition) -> tuple[StatusChange, ...]:
    """Status after each day on which somebody took a position, where it changed."""
    stances = view.stances.get(item.id, ())
    changes: list[StatusChange] = []
    for day in sorted({dated.day for dated in stances}):
        status = standing(stances, day).status
        if not changes or changes[-1].status != status:
            decisive = min(d.stance.id for d in stances if d.day == day)
            changes.append(StatusChange(day, status, decisive))
    return tuple(changes)


def _holding(dated: DatedStance, names: Names) -> Holding:
    stance = dated.stance
    return Holding(
        stance=stance.id,
        holder=stance.holder,
        name=names.short(stance.holder),
        plural=names.is_plural(stance.holder),
        position=stance.position,
        day=dated.day,
        known=dated.known,
        source=stance.source if not dated.as_public_act else PUBLIC_ACT,
        locators=stance.locators,
        wording=stance.wording,
        self_report=stance.self_report,
        reviewed=bool(stance.reviewed),
    )


def _sentence(
    statement: str, status: Status, supported: Iterable[Holding], denied: Iterable[Holding]
) -> str:
    parts = [f"{statement}: {status}"]
    if supported:
        parts.append(", ".join(f"{held.name} {held.position}" for held in supported))
    if denied:
        parts.append(", ".join(f"{held.name} {held.position}" for held in denied))
    return "; ".join(parts) + "."


def _matches(item: Proposition, names: Names, words: Iterable[str]) -> bool:
    actors = (*item.source_actors, *item.target_actors, *item.third_actors)
    text = folded(
        " ".join((item.id, item.statement, *item.topics, *actors, *map(names.short, actors)))
    )
    return all(word in text for word in words)


def folded(text: str) -> str:
    """Lower case without accents, for searching."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))
