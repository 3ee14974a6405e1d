"""Interviews: protected sources with category, place, period and mode, and no name."""

from __future__ import annotations

import re

from counterpoise.intake.citations.csl import record
from counterpoise.intake.when.find import find_dates
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import Citation

_INTERVIEW = re.compile(
    r"(?:[Pp]rotected source:\s)?(?:(?P<org>(?:[A-Z][\w’'&-]*\s){0,4}?))?"
    r"(?P<mode>telephone|phone|remote|online|email|written)?"
    r"\s?[Ii]nterviews?(?:,|\swith)\s(?P<rest>.+)"
)
_ENTRETIEN = re.compile(
    r"(?:[Ss]ource protégée\s?:\s)?"
    r"[Ee]ntretiens?(?:\s(?P<mode>téléphoniques?|à distance|en ligne))?"
    r"(?:\sde\s(?P<org>[A-Z][\w’' -]*?))?(?:,|\savec)\s(?P<rest>.+)"
)
_PLACE = re.compile(
    r"(?:[A-ZÉÈ][\w’'-]+(?:[\s-][A-ZÉÈ][\w’'-]+){0,2})(?:\s(?:and|et)\s[A-ZÉÈ][\w’' -]+)?"
)


def parse_interview(segment: str, offset: int, published_language: str) -> Citation | None:
    """Read an interview reference; None when the stretch is none."""
    match = _INTERVIEW.fullmatch(segment.rstrip(". ")) or _ENTRETIEN.fullmatch(segment.rstrip(". "))
    if match is None:
        return None
    parts = [part.strip() for part in match.group("rest").split(",")]
    period = _period(parts)
    place = parts.pop() if parts and _PLACE.fullmatch(parts[-1]) and len(parts) > 1 else ""
    category = ", ".join(parts)
    mode = (match.group("mode") or "").lower()
    organisation = (match.group("org") or "").strip()
    csl = record(
        "interview",
        title="",
        publisher=organisation,
        issued=period,
        language=published_language,
        genre="protected source",
    )
    return Citation(
        kind="interview",
        start=offset,
        end=offset + len(segment),
        title="",
        publisher=organisation,
        issued=period,
        csl=csl,
        language=published_language,
        protected=True,
        category=category,
        place=place,
        mode="telephone" if mode.startswith(("tele", "phone", "télé")) else mode or "in person",
    )


def _period(parts: list[str]) -> DateInterval:
    """Take the period off the end of the parts, where there is one."""
    if len(parts) < 2:
        return DateInterval()
    dates = find_dates(parts[-1], basis="note")
    if dates and dates[0].start == 0 and dates[-1].end == len(parts[-1]):
        parts.pop()
        return dates[0].interval
    return DateInterval()
