"""Resolving a name or a phrase against the tables.

Three forms are tried in turn: the whole name; ``Role (Country)`` as ICEWS prints it; and the words
of a phrase, longest match first. A person is found by full name, and by family name where the
tables list it as an alias.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from counterpoise.feeds.actors import (
    UNKNOWN,
    ActorTables,
    Entry,
    Resolution,
    normalise,
    spans,
)

EXACT, BRACKETED, IN_PHRASE = 1.0, 0.9, 0.7
# Where two kinds of entry meet in one phrase the first kind names the actor, the next the state.
_ORDER = ("person", "organisation", "group", "state", "demonym", "capital", "place")
_FORMER = re.compile(r"\b(former|ex|retired|disgraced|late|ousted|deposed)\b")
# Heads of a body that say nothing of its kind: the president of a league is not a government.
_HEADING = frozenset(
    {"president", "chairman", "chairwoman", "chairperson", "chair", "head", "leader", "leaders",
     "director", "chief", "member", "members", "spokesman", "spokeswoman", "spokesperson",
     "secretary", "general"}
)  # fmt: skip
_BRACKET = re.compile(r"^(?P<role>.+?)\s*\((?P<inner>(?:[^()]|\([^()]*\))*)\)$")


def resolve(name: str, on: dt.date | None, tables: ActorTables) -> Resolution:
    """Resolve a name on a day; without a day, as of the last office held.

    Parameters
    ----------
    on
        The day that decides between dated roles.
    """
    found = resolve_spans(name, tables)
    if on is None:
        return next((r for r in reversed(found) if r.sector != "ELI"), found[-1])
    return next(r for r in found if r.since <= on <= r.until)


def resolve_spans(
    name: str, tables: ActorTables, fixes: Mapping[str, str | None] | None = None
) -> tuple[Resolution, ...]:
    """Resolve a name for all days, as disjoint intervals.

    Parameters
    ----------
    fixes
        A feed's own names of states, which go before the tables (None: no state is meant).
    """
    if fixes is not None and name in fixes:
        iso3 = fixes[name]
        return (Resolution(iso3, iso3, None, None, EXACT if iso3 else 0.0, "the feed's look-up"),)
    whole = _preferred(tables.lookup(name))
    if whole:
        return spans(whole)
    bracket = _BRACKET.match(name.strip())
    if bracket is not None:
        return _bracketed(bracket["role"], bracket["inner"], tables, fixes)
    return _phrase(name, tables)


def _preferred(entries: tuple[Entry, ...]) -> list[Entry]:
    """Keep the entries of the first kind present: a state before a city of the same name.

    An institution that the tables also list as a name of its state keeps its sector.
    """
    states = {e.resolution.iso3 for e in entries if e.what == "state"}
    institutions = [
        e
        for e in entries
        if e.what == "group" and e.resolution.iso3 in states and e.resolution.sector
    ]
    if institutions:
        return institutions
    for what in ("state", "person", "organisation", "group", "capital", "place", "demonym"):
        kept = [e for e in entries if e.what == what]
        if kept:
            return kept
    return []


def _bracketed(
    role: str, inner: str, tables: ActorTables, fixes: Mapping[str, str | None] | None
) -> tuple[Resolution, ...]:
    place = resolve_spans(inner, tables, fixes)
    sector = sector_of(role, tables)
    return tuple(
        replace(
            r,
            sector=sector if sector is not None else (None if r.iso3 is not None else r.sector),
            confidence=min(r.confidence, BRACKETED),
            detail=f"{inner} in parentheses",
        )
        for r in place
    )


def sector_of(phrase: str, tables: ActorTables) -> str | None:
    """Find the sector named by the longest known words of a phrase; among equals the last.

    In English the head of a noun phrase stands last ("defence ministry official"), but before
    "of", "in", "from" and "at".
    """
    plain = normalise(phrase)
    words = re.split(r"\b(?:of|in|from|at|for|to|based)\b", plain)[0].split()
    whole = _longest(plain.split(), tables)
    head = _longest(words, tables)
    # A body named by several words tells more than the title of who speaks for it.
    several = whole is not None and whole[0] >= 2
    best = whole if head is None or (several and _HEADING.issuperset(words)) else head
    if best is None:
        return None
    return "ELI" if _FORMER.search(plain) else best[2]


def _longest(words: list[str], tables: ActorTables) -> tuple[int, int, str] | None:
    """Return length, end and sector of the longest words known; among equals the last."""
    best: tuple[int, int, str] | None = None
    for start in range(len(words)):
        for end in range(min(len(words), start + tables.longest), start, -1):
            sector = tables.sectors.get(" ".join(words[start:end]))
            if sector is not None and (best is None or (end - start, end) >= best[:2]):
                best = (end - start, end, sector)
    return best


def _phrase(name: str, tables: ActorTables) -> tuple[Resolution, ...]:
    """Resolve a phrase by the entries found among its words."""
    found, rest = _scan(normalise(name).split(), tables, name)
    sector = sector_of(" ".join(rest), tables) or sector_of(name, tables)
    actors = {what: [e for w, e in found if w == what] for what in _ORDER}
    for what in _ORDER:
        entries = actors[what]
        if not entries:
            continue
        laid = spans(entries)
        if any(r.actor is None for r in laid):
            break
        own = what in ("person", "organisation", "group")
        return tuple(_in_phrase(r, what, own, sector, rest, name) for r in laid)
    if sector is not None:
        return (Resolution(None, None, None, sector, 0.3, "a sector without a state"),)
    return (UNKNOWN,)


def _in_phrase(
    found: Resolution, what: str, own: bool, sector: str | None, rest: list[str], name: str
) -> Resolution:
    chosen = found.sector if own and found.sector is not None else sector
    if own and sector in ("LEG", "COP", "MIL") and what == "organisation":
        chosen = sector
    if chosen is None and what == "capital":
        chosen = "GOV" if not rest else "CVL"
    if _FORMER.search(normalise(name)):
        chosen = "ELI"
    return replace(
        found,
        actor=found.actor,
        sector=chosen,
        confidence=IN_PHRASE,
        detail=f"{what} within {name!r}",
    )


def _scan(
    words: list[str], tables: ActorTables, original: str
) -> tuple[list[tuple[str, Entry]], list[str]]:
    """Take the longest entries from left to right; return them and the words left over."""
    found: list[tuple[str, Entry]] = []
    rest: list[str] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + tables.longest), start, -1):
            key = " ".join(words[start:end])
            small = re.search(rf"\b{re.escape(key)}\b", original) is not None
            entries = _preferred(
                tuple(e for e in tables.entries.get(key, ()) if not (small and e.abbreviation))
            )
            if entries:
                found.extend((entry.what, entry) for entry in entries)
                start = end
                break
        else:
            rest.append(words[start])
            start += 1
    return found, rest
