"""A case without one of its claims: as if the coder had never recorded it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counterpoise.model.case import Case
from counterpoise.model.measures import Measure
from counterpoise.model.outlines import Entry, Tracker


def without_claim(case: Case, name: str) -> Case:
    """Take out a proposition, its stances and figure, and every mention of it."""

    def rest(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(item for item in names if item != name)

    options = tuple(item for item in case.options if item.proposition != name)
    kept = {item.id for item in options}
    dropped = {item.id for item in case.options} - kept
    measures = tuple(_measures(case.measures, name))
    components = {f"{m.id}/{part.id}" for m in measures for part in m.components}
    return replace(
        case,
        propositions=tuple(
            replace(item, answers="" if item.answers == name else item.answers)
            for item in case.propositions
            if item.id != name
        ),
        stances=tuple(
            replace(item, by_act="" if item.by_act == name else item.by_act)
            for item in case.stances
            if item.proposition != name
        ),
        quantities=tuple(item for item in case.quantities if item.proposition != name),
        measures=measures,
        architectures=tuple(
            replace(item, parts=tuple(p for p in item.parts if p in components), rests_on=left)
            for item in case.architectures
            if (left := rest(item.rests_on))
        ),
        supports=tuple(
            replace(item, rests_on=left, effects=rest(item.effects))
            for item in case.supports
            if (left := rest(item.rests_on)) and components.issuperset((item.giver, item.taker))
        ),
        trackers=tuple(_trackers(case.trackers, name)),
        options=tuple(
            replace(
                item,
                fulfilled_by=rest(item.fulfilled_by),
                contradicted_by=rest(item.contradicted_by),
                fallback="" if item.fallback in dropped else item.fallback,
                reciprocal="" if item.reciprocal in dropped else item.reciprocal,
            )
            for item in options
        ),
        mechanisms=tuple(item for item in case.mechanisms if item.proposition != name),
        gaps=tuple(replace(item, about=left) for item in case.gaps if (left := rest(item.about))),
    )


def _measures(measures: Iterable[Measure], name: str) -> Iterable[Measure]:
    shown = []
    for measure in measures:
        parts = [
            replace(part, changes=tuple(c for c in part.changes if c.act != name))
            for part in measure.components
        ]
        parts = [part for part in parts if part.changes]
        if parts:
            shown.append(replace(measure, components=tuple(parts)))
    names = {f"{measure.id}/{part.id}" for measure in shown for part in measure.components}
    for measure in shown:
        yield replace(
            measure,
            components=tuple(
                replace(
                    part,
                    same_as=part.same_as if part.same_as in names else "",
                    voided_by=part.voided_by if part.voided_by in names else "",
                )
                for part in measure.components
            ),
        )


def _trackers(trackers: Iterable[Tracker], name: str) -> Iterable[Tracker]:
    for tracker in trackers:
        entries = tuple(
            _entry(entry, name) for entry in tracker.entries if entry.rests_on != (name,)
        )
        if entries:
            yield replace(tracker, entries=entries)


def _entry(entry: Entry, name: str) -> Entry:
    return replace(
        entry,
        rests_on=tuple(item for item in entry.rests_on if item != name),
        met_by=tuple(item for item in entry.met_by if item != name),
    )
