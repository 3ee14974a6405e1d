"""What may be true, and who says so.

A proposition says nothing about who believes it. A stance is one holder's position on one
proposition. A claim is a proposition with all its stances; its status on a day is computed
(`counterpoise.model.status`), never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoise.model.dates import UNDATED, DateInterval

Kind = Literal["act", "state", "quantity", "judgement", "recommendation", "mechanism"]
Position = Literal["confirms", "assesses", "asserts", "alleges", "announces", "denies"]
Bound = Literal["exactly", "at_least", "more_than", "about", "at_most", "less_than", "claimed"]
Tie = Literal["", "formed", "lost", "strained", "mended"]

POSITIONS: tuple[Position, ...] = (
    "confirms",
    "assesses",
    "asserts",
    "alleges",
    "announces",
    "denies",
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """Something that may be true.

    Attributes
    ----------
    kind
        ``act`` (who did what to whom), ``state`` (a condition that holds for a time),
        ``quantity``, ``judgement`` (a reading of the facts), ``recommendation``, ``mechanism``.
    statement
        A full clause in the case's own words, without its date and without a final stop;
        ``{value}`` stands for the quantity.
    channel
        One of the vocabulary's channels.
    event_type, mode
        PLOVER type and mode; empty unless an act.
    source_actors, target_actors, third_actors
        Who did it, to whom, and who mediated, hosted or was hit by it besides.
    tie
        What the act does to the tie whatever its event type suggests: a withdrawal of invited
        forces is a lost tie although the type is RETREAT. Empty: the event type speaks.
    when
        When it happened or held.
    public
        An act public by nature: known from its own day, content included.
    answers
        The act that this one responds to, where the document says so.
    topics
        Words by which a reader would look for it.
    """

    id: str
    kind: Kind
    statement: str
    channel: str = ""
    event_type: str = ""
    mode: str = ""
    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    third_actors: tuple[str, ...] = ()
    tie: Tie = ""
    when: DateInterval = UNDATED
    place: str = ""
    public: bool = False
    answers: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """One holder's position on one proposition on one date.

    Attributes
    ----------
    when
        When the position was taken; unknown when the document does not say.
    source
        The source in which the position is documented.
    locators
        Where the document that was read says so.
    by_act
        The act by which the position was taken, if it is one of the case: the stance then takes
        the act's date and known day.
    wording
        A quotation of at most eight words, or empty.
    dates_it
        The holder's own dating of the proposition where it is finer than the proposition's.
    self_report
        The holder reports its own success or innocence: flagged wherever it shows.
    reviewed
        Initials of the person who accepted it; empty means unreviewed and is said so.
    """

    id: str
    proposition: str
    holder: str
    position: Position
    when: DateInterval
    source: str
    locators: tuple[str, ...]
    by_act: str = ""
    wording: str = ""
    dates_it: DateInterval = UNDATED
    self_report: bool = False
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The figure of a proposition of kind ``quantity``, with everything that limits it.

    Attributes
    ----------
    value
        The figure, or ``None`` when only a word is given ("hundreds").
    low, high
        Bounds where the source gives a range.
    unit
        "civilians killed", "USD", "soldiers" and so on.
    bound
        How the figure binds: exactly, at least, more than, about, at most, less than, claimed.
    who, where, period
        The scope: perpetrators or bearers, territory, time covered.
    provider, vintage
        Who counted and as of when the count stood; both part of the scope.
    method
        Definition or method edition; figures of different methods are not compared.
    wording
        The figure in the document's own words.
    """

    proposition: str
    value: float | None
    unit: str
    bound: Bound = "exactly"
    low: float | None = None
    high: float | None = None
    who: str = ""
    where: str = ""
    period: DateInterval = UNDATED
    provider: str = ""
    vintage: str = ""
    method: str = ""
    wording: str = ""
