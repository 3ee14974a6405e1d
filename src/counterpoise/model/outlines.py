"""What people write as outlines over propositions: trackers, options, mechanisms, gaps.

Nothing here adds a fact. Every entry points at propositions, so its dates, known day and sources
are theirs, and it disappears from an as-of view together with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from counterpoise.model.dates import UNDATED, DateInterval

Sign = Literal["+", "-"]
Lag = Literal["immediate", "months", "years", "unstated"]

ENTRY_ROLES: Mapping[str, tuple[str, ...]] = {
    "transition": ("milestone",),
    "accord": ("signatory", "mechanism", "demand", "event"),
    "series": ("figure", "excluded"),
    "index": ("edition", "break"),
    "poll": ("figure", "unknown", "caveat"),
    "contrast": ("claimed", "measured"),
    "capability": ("capability", "outcome"),
    "before_after": ("intervention", "before", "after", "confounder", "earlier_trend"),
    "shocks": ("shock",),
    "crisis": ("opening", "escalation", "mediation", "settlement", "residue"),
    "corridor": ("port", "substitute", "judgement"),
    "narrative": ("driver", "spreader", "sponsor", "caution"),
    "policy": ("stance",),
    "precedent": ("past", "peer"),
    "dependence": ("before", "after", "remaining"),
}
"""Kinds of tracker, and the roles that their entries may take."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a tracker.

    Attributes
    ----------
    role
        What the line is within its tracker, see `ENTRY_ROLES`.
    rests_on
        Propositions that the line stands on; it shows only when at least one is known.
    met_by
        Propositions that fulfil the promise, answer the demand or settle the matter.
    actors
        Guarantors, signatories, those who demand and those who owe an answer, hosts.
    due
        When it was promised for, or the time it covers.
    label, detail
        Short name, and a remark in the case's own words.
    """

    role: str
    rests_on: tuple[str, ...]
    label: str = ""
    detail: str = ""
    actors: tuple[str, ...] = ()
    met_by: tuple[str, ...] = ()
    due: DateInterval = UNDATED


@dataclass(frozen=True, slots=True)
class Tracker:
    """A matter followed over time; `kind` says which, see `ENTRY_ROLES`."""

    id: str
    kind: str
    title: str
    actors: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A recommendation followed as a tracker.

    Attributes
    ----------
    proposition
        The proposition of kind ``recommendation`` that carries its words and its stances.
    addressees
        Who is to act.
    condition, feasibility
        What it depends on, and what the document says of its chances, in own words.
    fallback
        The option that takes its place if it fails.
    reciprocal
        The option of another addressee that it is exchanged for.
    advised_against
        The document warns of this course.
    fulfilled_by, contradicted_by
        Propositions that show progress on it or the contrary.
    moves
        ``partner:channel:sign`` triples: relations that the option would move, by its own text.
    """

    id: str
    proposition: str
    addressees: tuple[str, ...]
    condition: str = ""
    feasibility: str = ""
    fallback: str = ""
    reciprocal: str = ""
    advised_against: bool = False
    fulfilled_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A signed edge between two variables that a document asserts; never shown as proven.

    Attributes
    ----------
    proposition
        The proposition of kind ``mechanism`` that carries its words and stances.
    cause, effect
        Variables, named alike wherever they recur, so that loops can be recognised.
    sign
        ``+``: more of the cause, more of the effect; ``-``: less.
    lag
        How long the effect takes, as a class.
    """

    id: str
    proposition: str
    cause: str
    effect: str
    sign: Sign
    lag: Lag


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the case's documents do not answer.

    Attributes
    ----------
    about
        Propositions that raise the question; it shows once one of them is known.
    searched
        Documents in which the answer was looked for.
    """

    id: str
    question: str
    about: tuple[str, ...]
    searched: tuple[str, ...]
