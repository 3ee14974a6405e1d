"""What the linter needs of a ledger, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from counterpoise.model.dates import DateInterval


@dataclass(frozen=True, slots=True)
class LedgerFigure:
    """A figure of the ledger with its scope."""

    value: float
    unit: str
    scope: str
    period: DateInterval


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """A claim as the linter reads it.

    Attributes
    ----------
    statement
        The clause with the names of its actors, without a date.
    actors
        For the source, target and third actors each: identifier and all names.
    status
        contested, denied, confirmed, assessed, asserted, alleged, announced or unknown.
    supported_by, denied_by
        Names of the holders.
    """

    id: str
    kind: str
    statement: str
    actors: tuple[tuple[str, ...], ...]
    when: DateInterval
    status: str
    supported_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    figure: LedgerFigure | None = None


@dataclass(frozen=True, slots=True)
class LedgerComponent:
    """One component of a measure on a day.

    Attributes
    ----------
    measure, label, instrument
        Title of the measure, the component's short name, and what it consists of.
    issuers, target
        Identifier and all names of each issuer and of the target.
    state, states_by
        The state on the day, and every state it may have been in by then.
    acts
        Identifiers of the propositions that the state rests on.
    """

    measure: str
    kind: str
    label: str
    instrument: str
    issuers: tuple[tuple[str, ...], ...]
    target: tuple[str, ...]
    state: str
    states_by: frozenset[str]
    contested: bool = False
    acts: tuple[str, ...] = ()


class LedgerView(Protocol):
    """A case's claims as of a day."""

    @property
    def name(self) -> str:
        """What to call the ledger in a report."""
        ...

    def facts(self) -> Sequence[LedgerFact]:
        """All claims known."""
        ...

    def components(self, on: date | None) -> Sequence[LedgerComponent]:
        """Components known to have begun by a day, the ledger's own last day where None."""
        ...

    def actor_names(self) -> Sequence[str]:
        """Names of all actors of the case."""
        ...
