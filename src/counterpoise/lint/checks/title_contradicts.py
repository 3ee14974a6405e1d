"""A source whose title says the opposite of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.markers import has, marker
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts, countries, country_codes
from counterpoise.model.documents import Citation

ID = "title-contradicts"
_QUOTED = re.compile(r"[“«\"‘][^”»\"’]{2,}[”»\"’]")


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        for number, note in draft.called(unit):
            for work in draft.works(note):
                if draft.sides_follow(unit):
                    continue
                reason = _supplanted(unit, work) or _denied(unit, work) or _reversed(unit, work)
                if work.title and reason:
                    yield draft.report(
                        ID,
                        "error",
                        unit,
                        f"the title of a source in note {number} {reason}",
                        evidence=f"“{work.title}”, {work.publisher}, {work.issued.edtf}",
                        mend="correct the sentence, or cite a source that says it",
                        note=number,
                    )


def _shared(unit: Unit, work: Citation) -> frozenset[str]:
    return (unit.concepts & concepts(work.title)) - set(countries().values())


def _supplanted(unit: Unit, work: Citation) -> str:
    """Tell whether the sentence puts first what the title says was overtaken."""
    verb = marker("supplant").search(work.title)
    best = marker("superlative").search(unit.text)
    if verb is None or best is None or has("denial", unit.text) or not _shared(unit, work):
        return ""
    claimed = country_codes(unit.text[: best.start()])[-1:]
    overtaken = country_codes(work.title[verb.end() :])
    if claimed and claimed[0] in overtaken:
        return "says that another has taken the place the sentence gives"
    return ""


def _denied(unit: Unit, work: Citation) -> str:
    """Tell whether the title is a denial of what the sentence states on its own account."""
    title = _QUOTED.sub(" ", work.title)
    if work.secondary or not has("denial", title) or "?" in title:
        return ""
    if has("denial", unit.text) or has("attribution", unit.text):
        return ""
    shared = _shared(unit, work)
    actors = unit.concepts & set(country_codes(work.title))
    enough = len(shared) >= 3 or (len(shared) >= 2 and actors)
    return "denies what the sentence states" if enough else ""


def _reversed(unit: Unit, work: Citation) -> str:
    """One rises where the other falls, about the same things."""
    shared = _shared(unit, work) - {"multiply", "fall"}
    if len(shared) < 2 or work.secondary:
        return ""
    up, down = has("up", unit.text), has("down", unit.text)
    title_up, title_down = has("up", work.title), has("down", work.title)
    if (up and not down and title_down and not title_up) or (
        down and not up and title_up and not title_down
    ):
        return "points the other way than the sentence"
    return ""


CHECK = Check(
    ID,
    "error",
    "document",
    "A title by which another has overtaken, a party denies, or the figure moves the other way.",
    "Contradictions below the title; contradictions in languages other than English and French.",
    _run,
)
