"""From the match of a rule to the interval it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterpoise.intake.when import spans
from counterpoise.intake.when.patterns import PARTS, table, units
from counterpoise.model.dates import Basis, DateInterval

_ORDER = {
    "first": 1,
    "premier": 1,
    "second": 2,
    "deuxième": 2,
    "third": 3,
    "troisième": 3,
    "fourth": 4,
    "quatrième": 4,
}
_BACKWARD = re.compile(r"previous|preceding|précédent|dernier|dernière", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a relative or incomplete date leans on."""

    published: DateInterval
    previous: DateInterval
    basis: Basis


def resolve(rule: str, match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    """Resolve one match; None when it names no day of the calendar or leans on nothing."""
    interval = _RESOLVERS[rule](match, leaning)
    if interval is None:
        return None
    basis: Basis = interval.basis or leaning.basis
    return replace(interval, wording=match.group().strip(), basis=basis)


def _month(match: re.Match[str], key: str = "m") -> int:
    return table("months")[match.group(key).rstrip(".").lower()]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _iso(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    return spans.day(*(int(match.group(key)) for key in "ymd"))


def _day(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    return spans.day(int(match.group("y")), _month(match), _number(match.group("d")))


def _days_within(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    first = _day(match, leaning)
    last = spans.day(int(match.group("y")), _month(match), _number(match.group("d2")))
    return _between(first, last)


def _days_across(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    year = int(match.group("y"))
    start_year = int(match.group("y0") or year)
    first = spans.day(start_year, _month(match), _number(match.group("d")))
    return _between(first, spans.day(year, _month(match, "m2"), _number(match.group("d2"))))


def _between(first: DateInterval | None, last: DateInterval | None) -> DateInterval | None:
    if first is None or last is None or first.first is None or last.last is None:
        return None
    return DateInterval(first.first, last.last) if first.first <= last.last else None


def _part_month(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    part = _part(match)
    if match.group("y") is not None:
        return spans.month(int(match.group("y")), _month(match), part)
    return _without_year(leaning, lambda year: spans.month(year, _month(match), part))


def _part(match: re.Match[str]) -> spans.Part:
    return PARTS[match.group("p").lower()]  # type: ignore[return-value]


def _months(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    year = int(match.group("y"))
    first_year = int(match.group("y0") or year)
    return spans.months(first_year, _month(match), year, _month(match, "m2"))


def _whole_month(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    return spans.month(int(match.group("y")), _month(match))


def _half(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    start = 6 * (_ORDER[match.group("o").lower()] - 1) + 1
    year = int(match.group("y"))
    return spans.months(year, start, year, start + 5)


def _quarter(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    start = 3 * (_ORDER[match.group("o").lower()] - 1) + 1
    year = int(match.group("y"))
    return spans.months(year, start, year, start + 2)


def _decade(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    start = int(match.group("y"))
    offsets = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9), "end of": (8, 9)}
    first, last = offsets[(match.group("p") or "").lower()]
    return spans.months(start + first, 1, start + last, 12)


def _years(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    first = int(match.group("y0") or match.group("y1"))
    return spans.months(first, 1, int(match.group("y") or match.group("y2")), 12)


def _part_year(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    return spans.year(int(match.group("y")), _part(match))


def _year(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    del leaning
    return spans.year(int(match.group("y")))


def _counted(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    groups = match.groupdict()
    number = groups["n"].lower()
    amount = int(number) if number.isdigit() else table("numbers")[number]
    unit = units()[groups["u"].lower()]
    is_ago = groups.get("ago") is not None or "later" not in groups
    base = leaning.published if is_ago else leaning.previous
    sign = 1 if groups.get("later") is not None else -1
    return _derived(spans.moved(base, sign * amount, unit))


def _derived(interval: DateInterval | None) -> DateInterval | None:
    return None if interval is None else replace(interval, basis="derived", wording="")


def _next(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    word = match.group("w").lower()
    groups = match.groupdict()
    backward = _BACKWARD.match(word) is not None
    base = leaning.published if word.startswith("dernier") else leaning.previous
    if base.first is None or base.last is None:
        return None
    if groups.get("m") is not None:
        return _neighbouring_month(base, _month(match), word, backward=backward)
    unit = units()[groups["u"].lower()]
    if word == "same":
        return _derived(base)
    moved = spans.moved(base, -1 if backward else 1, unit)
    return _derived(_whole(moved, unit))


def _neighbouring_month(
    base: DateInterval, number: int, word: str, *, backward: bool
) -> DateInterval | None:
    assert base.first is not None
    year = base.first.year
    if word != "same":
        if backward and number >= base.first.month:
            year -= 1
        if not backward and number <= base.first.month:
            year += 1
    return _derived(spans.month(year, number))


def _whole(interval: DateInterval | None, unit: str) -> DateInterval | None:
    """Widen to the calendar month or year, where that is the unit."""
    if interval is None or interval.first is None:
        return None
    if unit == "month":
        return spans.month(interval.first.year, interval.first.month)
    if unit == "year":
        return spans.year(interval.first.year)
    return interval


def _neighbour(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    word = match.group("w").lower()
    from_previous = {"la veille": -1, "le lendemain": 1}
    if word in from_previous:
        return _derived(spans.moved(leaning.previous, from_previous[word], "day"))
    step = -1 if word in {"hier", "yesterday"} else 0
    if leaning.published.precision != "day":
        return None
    return _derived(spans.moved(leaning.published, step, "day"))


def _day_only(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    key = "m" if match.group("m") is not None else "m2"
    number = _number(match.group("d" if key == "m" else "d2"))
    return _without_year(leaning, lambda year: spans.day(year, _month(match, key), number))


def _month_only(match: re.Match[str], leaning: Leaning) -> DateInterval | None:
    if match.group("w").lower() == "last" and leaning.published.first is not None:
        return _neighbouring_month(leaning.published, _month(match), "previous", backward=True)
    parts: dict[str, spans.Part] = {"fin": "late", "mid": "mid", "early": "early", "late": "late"}
    part = parts.get(match.group("w").lower(), "")
    return _without_year(leaning, lambda year: spans.month(year, _month(match), part))


def _without_year(
    leaning: Leaning, build: Callable[[int], DateInterval | None]
) -> DateInterval | None:
    """Take the year of the date before; else the latest one not after the publication."""
    published = leaning.published.last
    if leaning.previous.first is not None:
        year = leaning.previous.first.year
    elif published is not None:
        year = published.year
    else:
        return None
    found = build(year)
    if found is not None and _is_future(found, published):
        found = build(year - 1)
    return None if found is None else replace(found, basis="context", wording="")


def _is_future(interval: DateInterval, published: date | None) -> bool:
    if published is None or interval.first is None:
        return False
    return interval.first > published + timedelta(days=31)


_RESOLVERS: dict[str, Callable[[re.Match[str], Leaning], DateInterval | None]] = {
    "iso": _iso,
    "days_across": _days_across,
    "days_within": _days_within,
    "day": _day,
    "day_us": _day,
    "part_month": _part_month,
    "months": _months,
    "month": _whole_month,
    "half": _half,
    "quarter": _quarter,
    "decade": _decade,
    "years": _years,
    "part_year": _part_year,
    "counted": _counted,
    "ago_fr": _counted,
    "next": _next,
    "next_fr": _next,
    "month_fr": _next,
    "neighbour": _neighbour,
    "day_only": _day_only,
    "month_only": _month_only,
    "year": _year,
}
