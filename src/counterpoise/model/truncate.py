"""A case as it could be known on a day: everything that became known later is taken out.

What is left is an ordinary case, so that nothing computed from it can know more. The one addition
is a stand-in stance for an act public by nature whose documentation came later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoise.model.actors import Actor, Role
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import DateInterval
from counterpoise.model.known import KnownDays, finest_dates, known_days
from counterpoise.model.measures import Component, Measure
from counterpoise.model.outlines import Entry, Option, Tracker
from counterpoise.model.propositions import Proposition, Stance

PUBLIC_ACT = "public-act"
"""Source identifier of a stance that stands in for the later documentation of a public act."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is known by the day, as sets of identifiers."""

    day: date
    known: KnownDays
    propositions: frozenset[str]
    documented: frozenset[str]
    sources: frozenset[str]

    @property
    def read_any(self) -> bool:
        """Whether any document that a person analysed had been published."""
        return bool(self.documented)


def truncate(case: Case, day: date) -> Case:
    """Return the case as it could be known at the end of `day`.

    Propositions known only as public acts keep their content and lose every stance whose source
    was published later; sources, locators, roles, partners, trackers, options, gaps and the period
    are cut likewise.
    """
    known = known_days(case)
    cut = _Cut(
        day,
        known,
        frozenset(key for key, since in known.propositions.items() if since <= day),
        frozenset(key for key, since in known.documented.items() if since <= day),
        frozenset(key for key, since in known.sources.items() if since <= day),
    )
    propositions = tuple(
        _proposition(item, cut) for item in case.propositions if item.id in cut.propositions
    )
    stances = tuple(_stances(case, cut))
    dates = finest_dates(replace(case, propositions=propositions), _dating(case, cut))
    propositions = tuple(replace(item, when=dates[item.id]) for item in propositions)
    documents = tuple(item for item in case.documents if item.source in cut.sources)
    shown = replace(
        case,
        roles=tuple(_role(role, cut) for role in case.roles if known.roles[role.id] <= day),
        sources=tuple(item for item in case.sources if item.id in cut.sources),
        documents=documents,
        locators=tuple(item for item in case.locators if item.document in cut.sources),
        propositions=propositions,
        stances=stances,
        quantities=tuple(q for q in case.quantities if q.proposition in cut.propositions),
        measures=tuple(_measures(case.measures, cut)),
        trackers=tuple(_trackers(case.trackers, cut)),
        options=tuple(_option(o, cut) for o in case.options if o.proposition in cut.propositions),
        mechanisms=tuple(m for m in case.mechanisms if m.proposition in cut.propositions),
        gaps=tuple(
            gap
            for gap in case.gaps
            if cut.propositions.intersection(gap.about) and cut.sources.issuperset(gap.searched)
        ),
    )
    return _without_orphans(shown, cut)


def _proposition(item: Proposition, cut: _Cut) -> Proposition:
    """Drop the link to an earlier act unless a published source draws it."""
    if item.answers in cut.propositions and item.id in cut.documented:
        return item
    return replace(item, answers="")


def _dating(case: Case, cut: _Cut) -> Iterable[Stance]:
    """Stances whose dating may be used: those known, and all of a public act."""
    public = {item.id for item in case.propositions if item.public}
    return (
        stance
        for stance in case.stances
        if stance.proposition in public or cut.known.stances[stance.id] <= cut.day
    )


def _stances(case: Case, cut: _Cut) -> Iterable[Stance]:
    supported: set[str] = set()
    for stance in case.stances:
        if cut.known.stances[stance.id] > cut.day or stance.proposition not in cut.propositions:
            continue
        supported.add(stance.proposition)
        if stance.source in cut.sources:
            yield stance
        else:
            yield replace(stance, source=PUBLIC_ACT, locators=())
    for item in case.propositions:
        if item.id in cut.propositions and item.id not in supported:
            for actor in item.source_actors:
                yield Stance(
                    id=f"{item.id}:{PUBLIC_ACT}:{actor}",
                    proposition=item.id,
                    holder=actor,
                    position="announces",
                    when=item.when,
                    source=PUBLIC_ACT,
                    locators=(),
                )


def _role(role: Role, cut: _Cut) -> Role:
    held = role.held
    if held.last is not None and held.last > cut.day:
        held = DateInterval(held.first, None, held.wording, held.basis)
    locators = role.locators if role.source in cut.sources else ()
    source = role.source if role.source in cut.sources else PUBLIC_ACT
    return replace(role, held=held, locators=locators, source=source)


def _measures(measures: Iterable[Measure], cut: _Cut) -> Iterable[Measure]:
    shown = []
    for measure in measures:
        components = tuple(
            replace(part, changes=tuple(c for c in part.changes if c.act in cut.propositions))
            for part in measure.components
        )
        components = tuple(part for part in components if part.changes)
        if components:
            shown.append(replace(measure, components=components))
    names = {f"{measure.id}/{part.id}" for measure in shown for part in measure.components}
    for measure in shown:
        relieved = any(
            change.to not in {"active", "unknown"}
            for part in measure.components
            for change in part.changes
        )
        yield replace(
            measure,
            components=tuple(_component(part, names, relieved) for part in measure.components),
        )


def _component(part: Component, names: set[str], relieved: bool) -> Component:
    """Drop links to components not yet known, and silences on an end nobody yet looks for."""
    silent = tuple(side for side in part.not_in_evidence if side == "start" or relieved)
    return replace(
        part,
        same_as=part.same_as if part.same_as in names else "",
        voided_by=part.voided_by if part.voided_by in names else "",
        not_in_evidence=silent,
    )


def _trackers(trackers: Iterable[Tracker], cut: _Cut) -> Iterable[Tracker]:
    for tracker in trackers:
        entries = tuple(
            _entry(entry, cut)
            for entry in tracker.entries
            if cut.propositions.issuperset(entry.rests_on)
        )
        if entries:
            yield replace(tracker, entries=entries)


def _entry(entry: Entry, cut: _Cut) -> Entry:
    met_by = tuple(item for item in entry.met_by if item in cut.propositions)
    analysed = cut.documented.issuperset(entry.rests_on)
    return replace(entry, met_by=met_by, detail=entry.detail if analysed else "")


def _option(option: Option, cut: _Cut) -> Option:
    return replace(
        option,
        fulfilled_by=tuple(p for p in option.fulfilled_by if p in cut.propositions),
        contradicted_by=tuple(p for p in option.contradicted_by if p in cut.propositions),
    )


def _without_orphans(case: Case, cut: _Cut) -> Case:
    """Keep wholes, partners and actors that something visible still names; cut the period."""
    components = {f"{m.id}/{part.id}" for m in case.measures for part in m.components}
    case = replace(
        case,
        architectures=tuple(
            replace(whole, parts=tuple(part for part in whole.parts if part in components))
            for whole in case.architectures
            if cut.propositions.intersection(whole.rests_on)
        ),
        supports=tuple(
            replace(link, effects=tuple(e for e in link.effects if e in cut.propositions))
            for link in case.supports
            if cut.propositions.intersection(link.rests_on)
            and components.issuperset((link.giver, link.taker))
        ),
    )
    actors = _named_actors(case)
    kept = tuple(_actor(actor, cut.day) for actor in case.actors if actor.id in actors)
    return replace(case, heading=_heading(case.heading, cut.day, actors), actors=kept)


def _heading(heading: Heading, day: date, actors: set[str]) -> Heading:
    period = heading.period
    if period.last is None or period.last > day:
        first = min(period.first, day) if period.first is not None else None
        period = DateInterval(first, day, "", "")
    partners = tuple(partner for partner in heading.partners if partner in actors)
    return replace(heading, period=period, partners=partners)


def _actor(actor: Actor, day: date) -> Actor:
    active = actor.active
    if active.last is not None and active.last > day:
        return replace(actor, active=DateInterval(active.first, None, "", active.basis))
    return actor


def _named_actors(case: Case) -> set[str]:
    """Actors that a visible record names, with the principals they act for."""
    named = {case.heading.focal}
    for item in case.propositions:
        named.update(item.source_actors, item.target_actors, item.third_actors)
    named.update(stance.holder for stance in case.stances)
    for role in case.roles:
        named.update((role.actor, role.of))
    for measure in case.measures:
        named.update(measure.issuers, (measure.target,))
    for tracker in case.trackers:
        for entry in tracker.entries:
            named.update(entry.actors)
    for option in case.options:
        named.update(option.addressees)
    named.update(whole.leader for whole in case.architectures)
    principals = {actor.id: actor.principal for actor in case.actors}
    for name in tuple(named):
        while (above := principals.get(name, "")) and above not in named:
            named.add(above)
            name = above  # noqa: PLW2901 - climbing to the top
    return named
