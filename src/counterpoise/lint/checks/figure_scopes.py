"""Figures of one kind that cover different periods, perpetrators or places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoise.intake.numbers import NumberMention
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts

ID = "figure-scopes"
_BY = re.compile(
    r"\b(?:killed|committed|attributed|perpetrated|recorded|arrested|abducted|tués?)\b[^.;]{0,40}?"
    r"\b(?:by|to|par|aux?)\s(?:the\s|les?\s|des\s)?(?P<who>[a-z][\w’-]*\s[\w’-]+)"
)
_COMPARES = re.compile(
    r"\b(?:compared (?:to|with)|against|up from|down from|from|more than the|fewer than the|"
    r"contre|par rapport à|whereas|while)\b",
    re.IGNORECASE,
)

_LIKE = re.compile(
    r"\b(?:the )?same (?:months?|period|quarter|weeks?)\b|\bmême (?:période|mois|trimestre)\b|"
    r"\b(?:a|per) (?:month|year|day)\b|\b(?:annual|monthly)\b|\bpar (?:mois|an)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    unit: Unit
    mention: NumberMention
    kind: frozenset[str]
    days: int
    who: str


def _run(draft: Draft) -> Iterator[Report]:
    figures = [figure for unit in draft.units for figure in _figures(unit)]
    for index, first in enumerate(figures):
        for second in figures[index + 1 :]:
            if first.unit is second.unit or not _is_one_kind(first, second):
                continue
            scope = _difference(first, second)
            if scope and not _is_said(second.unit):
                yield _report(draft, first, second, scope)
                break
    for unit in draft.body:
        yield from _within(draft, unit)


def _figures(unit: Unit) -> Iterator[_Figure]:
    """Find counts of people or acts in a sentence that gives their period."""
    periods = [m.interval for m in unit.dates if m.interval.width_days < 10_000]
    for mention in unit.numbers:
        if not mention.digits or mention.value < 20 or not periods or not mention.unit:
            continue
        kind = concepts(mention.unit)
        if not kind & _COUNTED:
            continue
        by = _BY.search(unit.text)
        who = by.group("who") if by is not None else ""
        days = max(interval.width_days for interval in periods)
        yield _Figure(unit, mention, kind, days, who)


_COUNTED = frozenset({"civilian", "kill", "army", "peacekeep", "attack", "violation", "arrest"})


def _is_one_kind(first: _Figure, second: _Figure) -> bool:
    """One unit says no more than the other: "civilians" and "civilians killed"."""
    return first.kind <= second.kind or second.kind <= first.kind


def _difference(first: _Figure, second: _Figure) -> str:
    found = []
    long, short = max(first.days, second.days), min(first.days, second.days)
    if short >= 28 and long > 1.5 * short:
        found.append(f"periods of {first.days} and {second.days} days")
    if found and first.who != second.who:
        found.append(f"perpetrators “{first.who or 'all'}” and “{second.who or 'all'}”")
    return "; ".join(found)


def _is_said(unit: Unit) -> bool:
    return (
        re.search(r"\bnot comparable|other scope|different (?:scope|period)", unit.text) is not None
    )


def _report(draft: Draft, first: _Figure, second: _Figure, scope: str) -> Report:
    return draft.report(
        ID,
        "warning",
        second.unit,
        f"{second.mention.wording} {second.mention.unit} and the {first.mention.wording} of line "
        f"{first.unit.line} do not cover the same",
        evidence=scope,
        mend="give each figure its scope, and do not set them beside each other",
    )


def _within(draft: Draft, unit: Unit) -> Iterator[Report]:
    """Find a comparison in one sentence of figures over periods of unlike length."""
    if not _COMPARES.search(unit.text) or len(unit.dates) < 2 or len(unit.numbers) < 2:
        return
    if _LIKE.search(unit.text) is not None:
        return
    widths = [(m.interval.width_days, m.interval.edtf) for m in unit.dates if m.relation == "on"]
    wide = [(days, text) for days, text in widths if 28 <= days < 10_000]
    counted = [
        n for n in unit.numbers if n.digits and n.value >= 20 and n.unit not in {"%", "rank"}
    ]
    if not _has_one_kind(counted):
        return
    if (len(wide) == 2 and len(counted) >= 2 and wide[0][0] * 1.5 < wide[1][0]) or (
        len(wide) == 2 and len(counted) >= 2 and wide[1][0] * 1.5 < wide[0][0]
    ):
        yield _within_report(draft, unit, wide)


def _has_one_kind(counted: list[NumberMention]) -> bool:
    """Whether two of the figures count the same kind of thing."""
    kinds = [concepts(mention.unit) for mention in counted]
    return any(left & right for i, left in enumerate(kinds) for right in kinds[i + 1 :])


def _within_report(draft: Draft, unit: Unit, wide: list[tuple[int, str]]) -> Report:
    return draft.report(
        ID,
        "error",
        unit,
        f"figures for {wide[0][1]} and {wide[1][1]} are compared",
        evidence=f"{wide[0][0]} against {wide[1][0]} days",
        mend="compare like periods, or give rates",
    )


CHECK = Check(
    ID,
    "error",
    "document",
    "Counts of one kind whose periods differ by half or more, and with it the perpetrators.",
    "Scopes that the text leaves unsaid; figures of different providers over like periods.",
    _run,
)
