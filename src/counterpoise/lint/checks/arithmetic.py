"""Sums, shares, rises and spans of time that do not recompute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.intake.numbers import NumberMention
from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.reports import Report

ID = "arithmetic"
_RELATIVE_TOLERANCE = 0.015
_PERCENT_TOLERANCE = 1.0
_FROM = re.compile(r"\b(?:from|compared (?:to|with)|against|de|contre)\s*$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|à)\s*$", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total(?:ling)? of|in all|altogether|au total)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:increas|rise|rose|risen|grew|growth|up|surge|fall|fell|drop|decline|declined|decreas|down|"
    r"hausse|baisse|augment|diminu)",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\b(?:fall|fell|drop|declin|decreas|down|baisse|diminu)", re.IGNORECASE)
_FACTOR = re.compile(
    r"\b(?:(?P<word>doubled|tripled|quadrupled)|(?P<n>[\d.]+)-?fold)\b", re.IGNORECASE
)
_FACTORS = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0}


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.units:
        for message, evidence in (*_changes(unit), *_parts(unit), *_outcome(unit), *_later(unit)):
            yield draft.report(
                ID, "error", unit, message, evidence=evidence, mend="recompute from the source"
            )


def _pair(unit: Unit) -> tuple[NumberMention, NumberMention] | None:
    """Return the figures before and after a change: "2,146 …, from 459", "from 459 to 2,146"."""
    plain = [n for n in unit.numbers if n.unit not in {"%"} and n.out_of is None and n.digits]
    for index, mention in enumerate(plain):
        before = unit.text[: mention.start - unit.start]
        if not _FROM.search(before):
            continue
        following = plain[index + 1 : index + 2]
        if following and _TO.search(unit.text[: following[0].start - unit.start]):
            return mention, following[0]
        if index:
            return mention, plain[index - 1]
    return None


def _changes(unit: Unit) -> Iterator[tuple[str, str]]:
    pair = _pair(unit)
    if pair is None or pair[0].value == 0 or not _CHANGE.search(unit.text):
        return
    old, new = pair[0].value, pair[1].value
    true_percent = abs(new - old) / old * 100
    for share in (n for n in unit.numbers if n.unit == "%"):
        slack = max(_PERCENT_TOLERANCE, 0.02 * true_percent)
        if share.bound == "exactly" and abs(share.value - true_percent) > slack:
            yield (
                (
                    f"from {pair[0].wording} to {pair[1].wording} it is {true_percent:.1f} %, "
                    f"not {share.wording}"
                ),
                f"({new:g} − {old:g}) / {old:g}",
            )
    factor = _FACTOR.search(unit.text)
    if factor is not None:
        told = _FACTORS.get((factor.group("word") or "").lower()) or float(factor.group("n") or 0)
        if told and abs(new / old - told) > 0.15 * told:
            yield f"{new:g} is {new / old:.2f} times {old:g}", f"“{factor.group()}”"
    if pair[0].unit != "rank" and pair[1].unit != "rank":
        is_down = _DOWN.search(unit.text) is not None
        if re.search(r"\b(?:increase|rise|rose|grew)\b", unit.text) and not is_down and new < old:
            yield f"{new:g} is no rise from {old:g}", "direction"


def _parts(unit: Unit) -> Iterator[tuple[str, str]]:
    """Add up the parts that stand behind a total."""
    total_word = _TOTAL.search(unit.text)
    counts = [n for n in unit.numbers if n.unit not in {"%", "rank"} and n.out_of is None]
    if total_word is None or len(counts) < 3:
        return
    total = next((n for n in counts if n.start - unit.start >= total_word.start()), None)
    if total is None or not re.match(
        r"[^.;:]{0,60}(?::|–|—|\()", unit.text[total.end - unit.start :]
    ):
        return
    parts = [n.value for n in counts if n.start > total.start]
    if len(parts) >= 2 and abs(sum(parts) - total.value) > _RELATIVE_TOLERANCE * total.value:
        yield (
            f"the parts add up to {sum(parts):g}, not {total.value:g}",
            " + ".join(f"{part:g}" for part in parts),
        )


def _outcome(unit: Unit) -> Iterator[tuple[str, str]]:
    """Released and remaining of a whole: "three of the 49 were freed, leaving 46"."""
    match = re.search(r"\b(?:leaving|remaining|les\s)\s?", unit.text, re.IGNORECASE)
    counts = [n for n in unit.numbers if n.unit not in {"%", "rank"}]
    if match is None or not re.search(r"\bleaving\b", unit.text) or len(counts) < 3:
        return
    part, whole, rest = counts[0], counts[1], counts[-1]
    if not re.search(r"\bof\b", unit.text[part.end - unit.start : whole.start - unit.start]):
        return
    if rest.start - unit.start > match.start() and whole.value - part.value != rest.value:
        yield (
            (
                f"{whole.value:g} less {part.value:g} is {whole.value - part.value:g}, "
                f"not {rest.wording}"
            ),
            f"{whole.value:g} − {part.value:g}",
        )


def _later(unit: Unit) -> Iterator[tuple[str, str]]:
    """Count “Two years later, in 2019” from the year before it."""
    derived = [m for m in unit.dates if m.relative and m.interval.first is not None]
    for mention in derived:
        after = [
            m
            for m in unit.dates
            if m.start > mention.end and m.start - mention.end < 12 and not m.relative
        ]
        if not after:
            continue
        left, right = mention.interval, after[0].interval
        if left.first is None or left.last is None or right.first is None or right.last is None:
            continue
        if right.width_days >= 28 and (left.last < right.first or right.last < left.first):
            yield (
                f"{left.wording} is {left.edtf}, not {right.edtf}",
                "counted from the date before it",
            )


CHECK = Check(
    ID,
    "error",
    "document",
    "Percentages, factors, totals, remainders and spans of years that do not recompute.",
    "Sums spread over several sentences, and conversions at an exchange rate.",
    _run,
)
