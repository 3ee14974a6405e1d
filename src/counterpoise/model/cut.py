"""What may be used as of a day, as sets of identifiers, and dates without what came later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.model.case import Case
from counterpoise.model.dates import DateInterval
from counterpoise.model.known import KnownDays, known_days

PUBLIC_ACT = "public-act"
"""Source identifier of what rests on an act public by nature whose documentation comes later."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is known at the end of a day.

    Attributes
    ----------
    propositions, sources, locators
        Identifiers of the records that may be used.
    read
        Propositions of which something published by then speaks in words that are in the case:
        only of these may the wording, the remarks and the links be used. A press report that is
        known through a document published later documents a proposition; the words, however, are
        those of the later document.
    """

    day: date
    known: KnownDays
    propositions: frozenset[str]
    sources: frozenset[str]
    locators: frozenset[str]
    read: frozenset[str]


def cut_of(case: Case, day: date) -> Cut:
    """Apply the rules of known time to a case."""
    known = known_days(case)
    sources = frozenset(key for key, since in known.sources.items() if since <= day)
    locators = frozenset(item.id for item in case.locators if item.document in sources)
    return Cut(
        day=day,
        known=known,
        propositions=frozenset(key for key, since in known.propositions.items() if since <= day),
        sources=sources,
        locators=locators,
        read=frozenset(
            stance.proposition
            for stance in case.stances
            if stance.source in sources
            and (not stance.locators or not locators.isdisjoint(stance.locators))
        ),
    )


def wordless(when: DateInterval) -> DateInterval:
    """Return a date without the words in which a later document gives it."""
    return DateInterval(when.first, when.last)


def ending_by(when: DateInterval, day: date) -> DateInterval:
    """Return an interval in which what comes after a day is left open, and unsaid."""
    if when.first is not None and when.first > day:
        return DateInterval()
    if when.last is None or when.last <= day:
        return when
    return DateInterval(when.first, None)
