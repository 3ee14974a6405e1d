"""A case as it could be known on a day: everything that became known later is taken out.

What is left is an ordinary case, so that nothing computed from it can know more. The one addition
is a stand-in stance for an act public by nature whose documentation came later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from counterpoise.model.actors import Role
from counterpoise.model.case import Case
from counterpoise.model.cut import PUBLIC_ACT, Cut, cut_of, ending_by, wordless
from counterpoise.model.dates import DateInterval, parse_date
from counterpoise.model.evidence import Source
from counterpoise.model.known import finest_dates
from counterpoise.model.measures import Component, Measure
from counterpoise.model.orphans import without_orphans
from counterpoise.model.outlines import Entry, Option, Tracker
from counterpoise.model.propositions import Proposition, Quantity, Stance

__all__ = ["PUBLIC_ACT", "truncate"]


def truncate(case: Case, day: date) -> Case:
    """Return the case as it could be known at the end of `day`.

    Propositions known only as public acts keep their content and lose every stance whose source
    was published later; sources, locators, roles, partners, trackers, options, gaps and the period
    are cut likewise.
    """
    cut = cut_of(case, day)
    propositions = tuple(item for item in case.propositions if item.id in cut.propositions)
    dates = finest_dates(replace(case, propositions=propositions), _dating(case, cut))
    shown = replace(
        case,
        roles=tuple(_role(role, cut) for role in case.roles if cut.known.roles[role.id] <= day),
        sources=tuple(_source(item, cut) for item in case.sources if item.id in cut.sources),
        documents=tuple(item for item in case.documents if item.source in cut.sources),
        locators=tuple(item for item in case.locators if item.id in cut.locators),
        propositions=tuple(_proposition(item, dates[item.id], cut) for item in propositions),
        stances=tuple(_stances(case, dates, cut)),
        quantities=tuple(
            _quantity(item, cut) for item in case.quantities if item.proposition in cut.propositions
        ),
        measures=tuple(_measures(case.measures, cut)),
        trackers=tuple(_trackers(case.trackers, cut)),
        options=tuple(_options(case.options, cut)),
        mechanisms=tuple(m for m in case.mechanisms if m.proposition in cut.propositions),
        gaps=tuple(
            gap
            for gap in case.gaps
            if cut.propositions.intersection(gap.about) and cut.sources.issuperset(gap.searched)
        ),
    )
    return without_orphans(shown, cut)


def _proposition(item: Proposition, when: DateInterval, cut: Cut) -> Proposition:
    """Drop wording and links that only a document published later can have given."""
    if item.id not in cut.read:
        return replace(item, when=wordless(when), answers="")
    return replace(
        item, when=when, answers=item.answers if item.answers in cut.propositions else ""
    )


def _dating(case: Case, cut: Cut) -> Iterable[Stance]:
    """Stances whose dating may be used: those published, and wordless all others of public acts."""
    public = {item.id for item in case.propositions if item.public}
    for stance in case.stances:
        if stance.source in cut.sources:
            yield stance
        elif stance.proposition in public or cut.known.stances[stance.id] <= cut.day:
            yield replace(stance, dates_it=wordless(stance.dates_it))


def _stances(case: Case, dates: Mapping[str, DateInterval], cut: Cut) -> Iterable[Stance]:
    supported: set[str] = set()
    for stance in case.stances:
        if cut.known.stances[stance.id] > cut.day or stance.proposition not in cut.propositions:
            continue
        supported.add(stance.proposition)
        by_act = stance.by_act if stance.by_act in cut.propositions else ""
        if stance.source in cut.sources:
            locators = tuple(item for item in stance.locators if item in cut.locators)
            when = stance.when if locators or not stance.locators else wordless(stance.when)
            yield replace(stance, locators=locators, by_act=by_act, when=when)
        else:
            yield replace(
                stance,
                source=PUBLIC_ACT,
                locators=(),
                when=wordless(stance.when),
                dates_it=wordless(stance.dates_it),
            )
    for item in case.propositions:
        if item.id in cut.propositions and item.id not in supported:
            yield from _stand_ins(item, dates[item.id])


def _stand_ins(item: Proposition, when: DateInterval) -> Iterable[Stance]:
    """Announcements by those who did an act public by nature that nothing documents yet."""
    for actor in item.source_actors:
        yield Stance(
            id=f"{item.id}:{PUBLIC_ACT}:{actor}",
            proposition=item.id,
            holder=actor,
            position="announces",
            when=wordless(when),
            source=PUBLIC_ACT,
            locators=(),
        )


def _quantity(item: Quantity, cut: Cut) -> Quantity:
    if item.proposition in cut.read:
        return item
    return replace(item, period=wordless(item.period))


def _source(item: Source, cut: Cut) -> Source:
    """Take out of a record that a later document cites it, and that it was looked up later."""
    record = json.loads(item.csl)
    if _looked_up_after(record.get("accessed"), cut.day):
        del record["accessed"]
    if item.cited_by and item.cited_by not in cut.sources:
        item = replace(item, cited_by="", notes=())
        custom = record.get("custom", {})
        record["custom"] = {k: v for k, v in custom.items() if k not in {"cited_by", "notes"}}
    csl = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(item, csl=csl)


def _looked_up_after(accessed: object, day: date) -> bool:
    """Whether a CSL date may lie after a day; one that cannot be read may."""
    if accessed is None:
        return False
    parts = accessed.get("date-parts") if isinstance(accessed, Mapping) else None
    try:
        written = "-".join(f"{int(number):02d}" for number in parts[-1]) if parts else ""
        last = parse_date(written).last
    except (TypeError, ValueError):
        return True
    return last is None or last > day


def _role(role: Role, cut: Cut) -> Role:
    held = ending_by(role.held, cut.day)
    if role.source in cut.sources:
        locators = tuple(item for item in role.locators if item in cut.locators)
        return replace(role, held=held, locators=locators)
    return replace(role, held=wordless(held), locators=(), source=PUBLIC_ACT)


def _measures(measures: Iterable[Measure], cut: Cut) -> Iterable[Measure]:
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
            components=tuple(
                _component(part, names, relieved or any(c.act in cut.read for c in part.changes))
                for part in measure.components
            ),
        )


def _component(part: Component, names: set[str], looked_for: bool) -> Component:
    """Drop links to components not yet known, and silences on an end nobody yet looks for.

    An end is looked for once a part of the measure was relieved, or something read speaks of it.
    """
    silent = tuple(side for side in part.not_in_evidence if side == "start" or looked_for)
    return replace(
        part,
        same_as=part.same_as if part.same_as in names else "",
        voided_by=part.voided_by if part.voided_by in names else "",
        not_in_evidence=silent,
    )


def _trackers(trackers: Iterable[Tracker], cut: Cut) -> Iterable[Tracker]:
    for tracker in trackers:
        entries = tuple(
            _entry(entry, tracker.kind, cut)
            for entry in tracker.entries
            if cut.propositions.issuperset(entry.rests_on)
        )
        if entries:
            yield replace(tracker, entries=entries)


def _entry(entry: Entry, kind: str, cut: Cut) -> Entry:
    """Drop what came later, and remarks and words unless what was read by then speaks of it.

    A promise may be due later; the time that a shock covered ends with the day.
    """
    due = ending_by(entry.due, cut.day) if kind == "shocks" else entry.due
    met_by = tuple(item for item in entry.met_by if item in cut.propositions)
    if cut.read.issuperset(entry.rests_on):
        return replace(entry, due=due, met_by=met_by)
    return replace(entry, due=wordless(due), met_by=met_by, detail="")


def _options(options: Iterable[Option], cut: Cut) -> Iterable[Option]:
    shown = [option for option in options if option.proposition in cut.propositions]
    names = {option.id for option in shown}
    for option in shown:
        worded = option.proposition in cut.read
        yield replace(
            option,
            condition=option.condition if worded else "",
            feasibility=option.feasibility if worded else "",
            fallback=option.fallback if option.fallback in names else "",
            reciprocal=option.reciprocal if option.reciprocal in names else "",
            fulfilled_by=tuple(p for p in option.fulfilled_by if p in cut.propositions),
            contradicted_by=tuple(p for p in option.contradicted_by if p in cut.propositions),
        )
