"""Who acts: states, organisations, missions, armed groups, companies, offices, persons."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.model.dates import UNDATED, DateInterval


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of a case.

    Attributes
    ----------
    id
        ISO 3166 alpha-3 for a state (XAA–XZZ for invented ones), an own identifier otherwise.
    kind
        One of the vocabulary's kinds of actor.
    name, short
        Full and short name in the case's language, with its article where running text needs one.
    aliases
        Other names, metonyms included (a capital, "the authorities").
    principal
        The actor on whose behalf this one acts (a ministry's state, a mission's organisation);
        empty for an actor of its own.
    active
        When the actor existed or held, as far as it is in evidence.
    """

    id: str
    kind: str
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    principal: str = ""
    active: DateInterval = UNDATED

    @property
    def label(self) -> str:
        """The short name where there is one, else the full name."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Role:
    """A role, office or membership that an actor holds for an interval.

    Attributes
    ----------
    held
        First and last day in the role as far as they are in evidence; open ends stay open.
    public
        The role is public by nature: known from its first day.
    source, locators
        The source it rests on, and where.
    """

    id: str
    actor: str
    role: str
    of: str
    held: DateInterval
    public: bool
    source: str
    locators: tuple[str, ...] = ()
