"""Standing conditions made of components, and the wholes that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoise.model.dates import UNDATED, DateInterval

ComponentState = Literal["active", "suspended", "eased", "lifted", "ended", "unknown"]
How = Literal["begins", "maintained", "announced"]


@dataclass(frozen=True, slots=True)
class Change:
    """A component's change of state, made by an act whose dates, known day and stances it takes.

    Attributes
    ----------
    act
        Identifier of the proposition that documents the change.
    to
        The state from then on.
    how
        ``begins``: the state starts with the act. ``maintained``: the act shows that the state
        held already, its start is not in evidence. ``announced``: the act announces the state
        for `from_`; until then the previous state holds.
    from_
        The announced date, for ``announced`` changes.
    """

    act: str
    to: ComponentState
    how: How = "begins"
    from_: DateInterval = UNDATED


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a measure.

    Attributes
    ----------
    instrument
        What it consists of: "development aid", "military aid", "asset freeze", "presence".
    persists
        Whether a state is carried forward until the next change. Where it is not, the state after
        the act's day is unknown and said so.
    same_as
        ``measure/component`` that is the same standing condition: linked, and counted once.
    not_in_evidence
        Sides of the component on which the documents are silent: "start", "end", "lifting".
    """

    id: str
    title: str
    channel: str
    changes: tuple[Change, ...]
    instrument: str = ""
    persists: bool = True
    same_as: str = ""
    not_in_evidence: tuple[str, ...] = ()
    voided_by: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A sanctions regime, an aid programme, a deployment, a membership, an access restriction.

    Attributes
    ----------
    kind
        ``sanctions``, ``aid``, ``deployment``, ``membership``, ``access``, ``arms``,
        ``agreement``, ``finance`` or another word of the case.
    issuers
        Who imposes, gives, deploys or admits.
    target
        On whom it bears.
    """

    id: str
    kind: str
    title: str
    issuers: tuple[str, ...]
    target: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Architecture:
    """Several deployments that work as one system, and how its parts support one another.

    Attributes
    ----------
    parts
        ``measure/component`` of each part, in the document's order.
    leader
        The actor that leads it.
    rests_on
        Propositions that say the parts form one system.
    """

    id: str
    title: str
    leader: str
    parts: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportLink:
    """One mission's reliance on another.

    Attributes
    ----------
    giver, taker
        ``measure/component`` of the supporting and of the supported mission.
    functions
        What was given: surveillance, reinforcement, transport.
    rests_on
        Propositions that document the support.
    effects
        Propositions that document what followed when it ended.
    """

    id: str
    giver: str
    taker: str
    functions: tuple[str, ...]
    rests_on: tuple[str, ...]
    effects: tuple[str, ...]
