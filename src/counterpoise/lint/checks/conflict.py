"""Two passages of one document that cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from counterpoise.intake.when.patterns import table
from counterpoise.intake.wordlists import load, words
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts, countries

ID = "conflict"
_LIKENESS = 0.6
_MINIMUM_CONCEPTS = 4
_SUBJECT_WORDS = 4


@cache
def _families() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns: words of a state, words by which it still holds or ends later."""
    rows = load("counterpoise.lint", "states")["states"]
    assert isinstance(rows, list)
    return tuple(
        (re.compile(row["state"], re.IGNORECASE), re.compile(row["later"], re.IGNORECASE))
        for row in rows
    )


def _run(draft: Draft) -> Iterator[Report]:
    seen: set[tuple[int, int]] = set()
    for first, second, message, evidence in (*_outlasted(draft), *_told_twice(draft)):
        key = (first.index, second.index)
        if key not in seen:
            seen.add(key)
            yield draft.report(
                ID,
                "error",
                second,
                message,
                evidence=evidence,
                mend="settle which holds, and correct the other",
            )


def _outlasted(draft: Draft) -> Iterator[tuple[Unit, Unit, str, str]]:
    """Find states said to last until a day that still hold, or end, later."""
    for unit in draft.units:
        for mention in unit.dates:
            end = mention.interval.last
            if mention.relation != "until" or end is None:
                continue
            other = next((o for o in draft.units if _outlasts(draft, unit, o, end)), None)
            if other is not None:
                yield (
                    unit,
                    other,
                    (
                        f"line {unit.line} has it end with {mention.interval.edtf}, here it still "
                        f"holds or ends on {_first_day(other)}"
                    ),
                    f"line {unit.line}: {unit.text.strip()[:160]}",
                )


def _outlasts(draft: Draft, unit: Unit, other: Unit, end: date) -> bool:
    """Whether the other sentence has the unit's state hold or end after its stated end."""
    day = _first_day(other)
    if other is unit or day is None or day <= end:
        return False
    families = [later for state, later in _families() if state.search(unit.text)]
    if not any(later.search(other.text) for later in families):
        return False
    states = set(countries().values())
    shared = _around(draft, unit) & _around(draft, other)
    return len(shared - states) >= 2 and bool(shared & states)


def _around(draft: Draft, unit: Unit) -> frozenset[str]:
    before = draft.before(unit)
    return unit.concepts | (before.concepts if before is not None else frozenset())


def _first_day(unit: Unit) -> date | None:
    days = [m.interval.first for m in unit.dates if m.relation == "on"]
    known = [day for day in days if day is not None]
    return min(known) if known else None


def _told_twice(draft: Draft) -> Iterator[tuple[Unit, Unit, str, str]]:
    """Two sentences about the same thing with different days or figures.

    Where both differ, the sentences are a series and not a conflict.
    """
    told = [unit for unit in draft.units if len(unit.concepts) >= _MINIMUM_CONCEPTS]
    facts = [unit for unit in told if (unit.dates or unit.numbers) and not _cites(unit)]
    for index, first in enumerate(facts):
        for second in facts[index + 1 :]:
            union = len(first.concepts | second.concepts)
            if len(first.concepts & second.concepts) < _LIKENESS * union:
                continue
            if not _proper(first) & _proper(second) and not _one_subject(first, second):
                continue
            days, figures = _dates_differ(first, second), _figures_differ(first, second)
            difference = days or figures
            if difference and not (days and figures):
                yield (
                    first,
                    second,
                    f"line {first.line} tells the same otherwise: {difference}",
                    f"line {first.line}: {first.text.strip()[:160]}",
                )


def _proper(unit: Unit) -> set[str]:
    """Capitalised words of the sentence: a subject that is only "it" may be another one."""
    found = set(re.findall(r"(?<![\w’-])[A-ZÉÈ][\w’-]{2,}", unit.text.strip()))
    openers = words("counterpoise.lint", "markers", "openers")
    return {word for word in found if word.casefold() not in openers | set(table("months"))}


def _one_subject(first: Unit, second: Unit) -> bool:
    """Whether both sentences open with the same words, and these are more than a pronoun."""
    left, right = (unit.text.casefold().split()[:_SUBJECT_WORDS] for unit in (first, second))
    return left == right and len(concepts(" ".join(left))) > 1


def _cites(unit: Unit) -> bool:
    """Whether the sentence is a citation: two works of one title are not one event."""
    if unit.note is None:
        return False
    return any(unit.start <= work.start < unit.end for work in unit.note.citations)


def _dates_differ(first: Unit, second: Unit) -> str:
    if len(first.dates) != 1 or len(second.dates) != 1:
        return ""
    left, right = first.dates[0].interval, second.dates[0].interval
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return ""
    if left.last < right.first or right.last < left.first:
        return f"{left.edtf} against {right.edtf}"
    return ""


def _figures_differ(first: Unit, second: Unit) -> str:
    for left in first.numbers:
        same_unit = [n for n in second.numbers if n.unit == left.unit and n.unit]
        if (
            same_unit
            and all(n.value != left.value for n in same_unit)
            and not any(
                n.unit == left.unit and n.value == same_unit[0].value for n in first.numbers
            )
        ):
            return f"{left.wording} against {same_unit[0].wording} {left.unit}"
    return ""


CHECK = Check(
    ID,
    "error",
    "document",
    "One event told twice with different days or figures; a state that outlasts its stated end.",
    "Conflicts told in different words, or between a figure and a description.",
    _run,
)
