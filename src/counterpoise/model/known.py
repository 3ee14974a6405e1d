"""From which day a thing can be known: the rules of known time.

The rules are those of the project's glossary (`docs/glossary.md`, "known time"): a stance is known
from the publication of its source; what has no usable date of its own from the publication of the
document that cites it; an act public by nature from its own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterpoise.model.case import Case
from counterpoise.model.dates import DateInterval
from counterpoise.model.evidence import Source
from counterpoise.model.propositions import Proposition, Stance

NEVER = date.max
"""Known day of what no dated document supports."""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """Known day of every dated record of a case, by identifier.

    Attributes
    ----------
    propositions
        The earlier of its own day, where it is public by nature, and its first known stance.
    documented
        Day from which a stance of a published source supports the proposition.
    """

    sources: Mapping[str, date]
    stances: Mapping[str, date]
    propositions: Mapping[str, date]
    documented: Mapping[str, date]
    roles: Mapping[str, date]


def known_days(case: Case) -> KnownDays:
    """Apply the rules of known time to every record of a case."""
    by_id = {source.id: source for source in case.sources}
    sources = {source.id: _source_day(source, by_id) for source in case.sources}
    finest = finest_dates(case)
    own_days = {item.id: _last(finest[item.id]) for item in case.propositions if item.public}
    documented: dict[str, date] = {item.id: NEVER for item in case.propositions}
    stances: dict[str, date] = {}
    for stance in case.stances:
        published = sources.get(stance.source, NEVER)
        documented[stance.proposition] = min(documented.get(stance.proposition, NEVER), published)
        stances[stance.id] = min(published, own_days.get(stance.by_act, NEVER))
    propositions = {
        item.id: min(documented[item.id], own_days.get(item.id, NEVER))
        for item in case.propositions
    }
    for stance in case.stances:
        propositions[stance.proposition] = min(propositions[stance.proposition], stances[stance.id])
    roles = {
        role.id: min(
            sources.get(role.source, NEVER),
            _first(role.held) if role.public else NEVER,
        )
        for role in case.roles
    }
    return KnownDays(sources, stances, propositions, documented, roles)


def finest_dates(case: Case, stances: Iterable[Stance] | None = None) -> Mapping[str, DateInterval]:
    """Date of each proposition: the finest among its own and those its stances give.

    Parameters
    ----------
    stances
        The stances to use; all of the case's by default.
    """
    dates = {item.id: item.when for item in case.propositions}
    for stance in case.stances if stances is None else stances:
        if stance.dates_it.is_known and stance.proposition in dates:
            dates[stance.proposition] = dates[stance.proposition].narrower(stance.dates_it)
    return dates


def stance_day(stance: Stance, acts: Mapping[str, Proposition], known: date) -> date:
    """Day on which a position was taken: its act's, its own, or else the day it became known.

    A date that is told by the month may end after the position was published: it was taken by then.
    """
    when = stance.when
    if stance.by_act in acts:
        when = acts[stance.by_act].when
    return min(when.last, known) if when.last is not None else known


def _source_day(
    source: Source, by_id: Mapping[str, Source], citing_it: frozenset[str] = frozenset()
) -> date:
    """Publication, or for what has no usable date of its own that of what cites it in the end."""
    citing = by_id.get(source.cited_by)
    if citing is None or citing.id in citing_it:
        return _last(source.issued)
    cited_on = _source_day(citing, by_id, citing_it | {source.id})
    if source.protected or source.is_data or not source.issued.is_known:
        return cited_on
    return min(_last(source.issued), cited_on)


def _last(when: DateInterval) -> date:
    return when.last if when.last is not None else NEVER


def _first(when: DateInterval) -> date:
    return when.first if when.first is not None else NEVER
