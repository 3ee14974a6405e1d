"""A case seen on a day, with what was known by a day: the one thing that every measure reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property

from counterpoise.errors import InputError
from counterpoise.model.actors import Actor
from counterpoise.model.case import Case
from counterpoise.model.evidence import Locator, Source
from counterpoise.model.known import NEVER, KnownDays, finest_dates, known_days, stance_day
from counterpoise.model.propositions import Proposition, Quantity
from counterpoise.model.status import DatedStance, Standing, standing
from counterpoise.model.truncate import PUBLIC_ACT, truncate


@dataclass(frozen=True)
class View:
    """A case cut to what was known, with its look-ups.

    Attributes
    ----------
    case
        The case, cut to what was known by `as_of`; its propositions carry their finest date.
    on
        Day for which states are told (valid time).
    as_of
        Day by which everything must have been known, or ``None`` for everything in the case.
    with_contested
        Whether claims that somebody denies take part in measures.
    """

    case: Case
    on: date
    as_of: date | None = None
    with_contested: bool = True
    horizon: date = field(default=NEVER)

    @cached_property
    def propositions(self) -> Mapping[str, Proposition]:
        """Propositions by identifier."""
        return {item.id: item for item in self.case.propositions}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by identifier."""
        return {item.id: item for item in self.case.sources}

    @cached_property
    def locators(self) -> Mapping[str, Locator]:
        """Locators by identifier."""
        return {item.id: item for item in self.case.locators}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Actors of the case by identifier; states of the vocabulary need not be among them."""
        return {item.id: item for item in self.case.actors}

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        """Quantities by the identifier of their proposition."""
        return {item.proposition: item for item in self.case.quantities}

    @cached_property
    def stances(self) -> Mapping[str, Sequence[DatedStance]]:
        """Dated stances by the identifier of their proposition."""
        known = self.known
        found: dict[str, list[DatedStance]] = defaultdict(list)
        for stance in self.case.stances:
            public = stance.source == PUBLIC_ACT
            since = known.stances[stance.id]
            if public and stance.by_act not in self.propositions:
                since = self._public_day(stance.proposition)
            day = stance_day(stance, self.propositions, since)
            found[stance.proposition].append(DatedStance(stance, day, since, public))
        return found

    @cached_property
    def known(self) -> KnownDays:
        """Known day of every record that is left."""
        return known_days(self.case)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where every claim stands, from the latest stance of each holder that is known."""
        return {
            item.id: standing(self.stances.get(item.id, ()), NEVER)
            for item in self.case.propositions
        }

    @cached_property
    def admitted(self) -> frozenset[str]:
        """Propositions that take part in measures: all that are supported by somebody.

        Without contested claims, those that anybody denies are left out.
        """
        refused = {"denied", "unknown"}
        if not self.with_contested:
            refused.add("contested")
        return frozenset(
            key for key, standing_ in self.standings.items() if standing_.status not in refused
        )

    def at(self, day: date) -> View:
        """Return the same view on another day; look-ups made already are shared."""
        other = replace(self, on=day)
        settled = {item.name for item in fields(self)}
        other.__dict__.update({k: v for k, v in self.__dict__.items() if k not in settled})
        return other

    def principal(self, actor: str) -> str:
        """Follow `actor` up to the one it acts for in the end."""
        seen = {actor}
        while (found := self.actors.get(actor)) and found.principal not in {"", *seen}:
            actor = found.principal
            seen.add(actor)
        return actor

    def happened_by(self, item: Proposition, day: date) -> bool:
        """Whether a dated proposition lies on or before `day` for certain."""
        return item.when.last is not None and item.when.last <= day

    def _public_day(self, proposition: str) -> date:
        last = self.propositions[proposition].when.last
        return last if last is not None else NEVER


def view_of(
    case: Case,
    *,
    as_of: date | None = None,
    on: date | None = None,
    with_contested: bool = True,
) -> View:
    """Cut a case to what was known by `as_of` and look at it on day `on`.

    Without `as_of` everything in the case counts; `on` defaults to the as-of day, or else to the
    case's last known day, never to today.

    Raises
    ------
    InputError
        `as_of` lies before anything in the case was known.
    """
    if as_of is None:
        dates = finest_dates(case)
        shown = replace(
            case,
            propositions=tuple(replace(item, when=dates[item.id]) for item in case.propositions),
        )
        last = last_known_day(case)
        return View(shown, on or last, None, with_contested, last)
    shown = truncate(case, as_of)
    if not shown.propositions and case.propositions:
        first = min(known_days(case).propositions.values())
        raise InputError(
            f"nothing in the case “{case.heading.id}” was known by {as_of}",
            where="--as-of",
            remedy=f"name {first} or a later day" if first != NEVER else "date the case's sources",
        )
    return View(shown, on or as_of, as_of, with_contested, as_of)


def last_known_day(case: Case) -> date:
    """Last day on which anything in the case became known, or the end of its period."""
    known = known_days(case)
    days = [day for day in known.propositions.values() if day != NEVER]
    days += [day for day in known.stances.values() if day != NEVER]
    if days:
        return max(days)
    return case.heading.period.last or case.heading.period.first or date.min
