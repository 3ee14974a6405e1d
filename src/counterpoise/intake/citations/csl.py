"""Records in CSL-JSON (Citation Style Language, input schema 1.0.2)."""

from __future__ import annotations

import json
import re
from functools import cache

from counterpoise.intake.wordlists import load
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import CitationKind


@cache
def _kinds() -> tuple[tuple[CitationKind, re.Pattern[str]], ...]:
    rules = load("counterpoise.intake", "sources")["kinds"]
    assert isinstance(rules, list)
    return tuple((rule[0], re.compile(rule[1])) for rule in rules)


def kind_of(title: str, publisher: str, genre: str) -> CitationKind:
    """Tell the kind of a work from its title, publisher and genre; a press article by default."""
    for kind, pattern in _kinds():
        if any(pattern.search(text) for text in (title, publisher, genre) if text):
            return kind
    return "press"


def csl_type(kind: CitationKind) -> str:
    """Return the CSL type of a kind."""
    types = load("counterpoise.intake", "sources")["csl"]
    assert isinstance(types, dict)
    return str(types[kind])


def date_parts(interval: DateInterval) -> dict[str, object] | None:
    """Write an interval as a CSL date; None when it is not in evidence."""
    if interval.first is None or interval.last is None:
        return None
    first, last = interval.first, interval.last
    match interval.precision:
        case "day":
            parts = [[first.year, first.month, first.day]]
        case "month":
            parts = [[first.year, first.month]]
        case "year":
            parts = [[first.year]]
        case _:
            parts = [[day.year, day.month, day.day] for day in (first, last)]
    return {"date-parts": parts}


def record(
    kind: CitationKind,
    *,
    title: str,
    publisher: str,
    issued: DateInterval,
    authors: tuple[str, ...] = (),
    number: str = "",
    language: str = "und",
    genre: str = "",
) -> str:
    """Write the record as canonical JSON: sorted keys, no empty fields."""
    container = "container-title" if kind in {"press", "post", "webpage"} else "publisher"
    fields: dict[str, object] = {
        "type": csl_type(kind),
        "title": title,
        container: publisher,
        "number": number,
        "genre": genre,
        "language": language if language != "und" else "",
        "author": [{"literal": author} for author in authors],
        "issued": date_parts(issued),
    }
    kept = {key: value for key, value in fields.items() if value not in ("", [], None)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)
