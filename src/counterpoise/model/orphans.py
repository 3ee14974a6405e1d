"""Names that nothing visible bears: taken out, so that a list of names tells nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counterpoise.model.actors import Actor
from counterpoise.model.case import Case, Heading
from counterpoise.model.cut import Cut, ending_by
from counterpoise.model.dates import DateInterval
from counterpoise.model.measures import Architecture, SupportLink


def without_orphans(case: Case, cut: Cut) -> Case:
    """Keep wholes, partners and actors that something visible still names.

    The period of the case is cut as well. Translations stay out: a case is told in its language
    before it is cut (`counterpoise.model.localise`), and words kept in store would tell what the
    cut took out.
    """
    components = {f"{m.id}/{part.id}" for m in case.measures for part in m.components}
    case = replace(
        case,
        architectures=tuple(_architectures(case.architectures, components, cut)),
        supports=tuple(_supports(case.supports, components, cut)),
    )
    named = _named_actors(case)
    return replace(
        case,
        heading=_heading(case.heading, cut, named),
        actors=tuple(_actor(actor, cut) for actor in case.actors if actor.id in named),
        trackers=tuple(
            replace(tracker, actors=tuple(actor for actor in tracker.actors if actor in named))
            for tracker in case.trackers
        ),
        translations=(),
    )


def _architectures(
    wholes: Iterable[Architecture], components: set[str], cut: Cut
) -> Iterable[Architecture]:
    for whole in wholes:
        rests_on = tuple(item for item in whole.rests_on if item in cut.propositions)
        if rests_on:
            parts = tuple(part for part in whole.parts if part in components)
            yield replace(whole, parts=parts, rests_on=rests_on)


def _supports(
    links: Iterable[SupportLink], components: set[str], cut: Cut
) -> Iterable[SupportLink]:
    for link in links:
        rests_on = tuple(item for item in link.rests_on if item in cut.propositions)
        if rests_on and components.issuperset((link.giver, link.taker)):
            effects = tuple(item for item in link.effects if item in cut.propositions)
            yield replace(link, effects=effects, rests_on=rests_on)


def _heading(heading: Heading, cut: Cut, actors: set[str]) -> Heading:
    period = heading.period
    if period.last is None or period.last > cut.day:
        first = min(period.first, cut.day) if period.first is not None else None
        period = DateInterval(first, cut.day)
    partners = tuple(partner for partner in heading.partners if partner in actors)
    return replace(heading, period=period, partners=partners)


def _actor(actor: Actor, cut: Cut) -> Actor:
    return replace(actor, active=ending_by(actor.active, cut.day))


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
