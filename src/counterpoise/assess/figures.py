"""Figures set beside each other: ratio and change where their scopes agree, a refusal elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from counterpoise.assess.names import Names
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.propositions import Quantity
from counterpoise.model.view import View

METHOD = (
    "Ratio = later / earlier; change = (later - earlier) / earlier. Figures are compared only "
    "where unit, bearer, place, provider, method and vintage agree, both are figures and no "
    "bounds, and both cover spans of one length, one after the other."
)
_EXACT = frozenset({"exactly", "about"})
_SCOPE = ("who", "where", "provider", "method", "vintage")
_LENGTHS_ALIKE_DAYS = 3
"""Years and months differ in length by up to three days."""


@dataclass(frozen=True)
class Figure:
    """One figure as a comparison shows it, with the whole of its scope but unit and period."""

    proposition: str
    value: float
    bound: str
    period: DateInterval


@dataclass(frozen=True, kw_only=True)
class FigureFinding(Finding):
    """Two figures of one unit, compared or refused.

    Attributes
    ----------
    value
        Later over earlier, ``None`` where they are not compared.
    unit
        ``ratio``.
    figures
        Both, the earlier first.
    counted
        What both count.
    who, where, provider
        The scope that both share; empty where they are not compared.
    change_percent, difference
        From the earlier to the later, the difference in the figures' own unit.
    refused
        Why they are not compared, empty where they are.
    """

    figures: tuple[Figure, Figure]
    counted: str
    who: str
    where: str
    provider: str
    change_percent: float | None
    difference: float | None
    refused: tuple[str, ...]


MOST_PAIRED = 60
"""Figures of one unit up to which every two are paired and every refusal is told."""


def figure_findings(view: View, names: Names) -> tuple[FigureFinding, ...]:
    """Compare every two figures of one unit that are known and whose time lies before the day.

    Comparisons come first, then refusals, each in the order of the case. A comparison that others
    between the same series lie between is left out: each figure is compared with the next.
    """
    pairs = [_finding(view, names, one, other) for one, other in _pairs(view)]
    compared = [pair for pair in pairs if not pair.refused]
    nearest = [pair for pair in compared if not _skips(pair, compared)]
    return (*nearest, *(pair for pair in pairs if pair.refused))


def _pairs(view: View) -> Iterator[tuple[Quantity, Quantity]]:
    shown = [
        item
        for item in view.case.quantities
        if item.value is not None and item.proposition in view.admitted and _is_past(view, item)
    ]
    by_unit: dict[str, list[Quantity]] = {}
    for item in shown:
        by_unit.setdefault(item.unit, []).append(item)
    for alike in by_unit.values():
        if len(alike) > MOST_PAIRED:
            yield from _neighbours(view, alike)
            continue
        for one, other in combinations(alike, 2):
            earlier, later = sorted((one, other), key=lambda item: _when(view, item).sort_key)
            yield earlier, later


def _neighbours(view: View, figures: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pair each figure with the next one of its own scope, where there are too many to pair all."""
    scopes: dict[tuple[str, ...], list[Quantity]] = {}
    for item in sorted(figures, key=lambda item: _when(view, item).sort_key):
        scopes.setdefault(tuple(getattr(item, name) for name in _SCOPE), []).append(item)
    for series in scopes.values():
        yield from pairwise(series)


def _is_past(view: View, item: Quantity) -> bool:
    when = _when(view, item)
    return when.last is None or when.last <= view.on


def _when(view: View, item: Quantity) -> DateInterval:
    return item.period if item.period.is_known else view.propositions[item.proposition].when


def _finding(view: View, names: Names, earlier: Quantity, later: Quantity) -> FigureFinding:
    refused = tuple(_refusals(view, earlier, later))
    figures = (_figure(view, earlier), _figure(view, later))
    ratio = None if refused else figures[1].value / figures[0].value
    change = None if ratio is None else 100 * (ratio - 1)
    scope = {name: "" if refused else getattr(earlier, name) for name in _SCOPE}
    return FigureFinding(
        id=f"figures:{earlier.proposition}:{later.proposition}",
        evidence=(earlier.proposition, later.proposition),
        method=METHOD,
        sentence=_sentence(names, figures, earlier.unit, scope, ratio, refused),
        value=ratio,
        unit="ratio",
        figures=figures,
        counted=earlier.unit,
        who=scope["who"],
        where=scope["where"],
        provider=scope["provider"],
        change_percent=change,
        difference=None if ratio is None else figures[1].value - figures[0].value,
        refused=refused,
    )


def _figure(view: View, item: Quantity) -> Figure:
    value = item.value if item.value is not None else 0.0
    return Figure(item.proposition, value, item.bound, _when(view, item))


def _refusals(view: View, earlier: Quantity, later: Quantity) -> Iterator[str]:
    """Why two figures are not compared; nothing where they are."""
    for field in _SCOPE:
        one, other = getattr(earlier, field), getattr(later, field)
        if one != other:
            yield f"{field} differs ({one or 'not stated'} / {other or 'not stated'})"
    for item in (earlier, later):
        if item.bound not in _EXACT:
            yield f"“{item.proposition}” is a bound ({item.bound.replace('_', ' ')})"
    yield from _refused_periods(_when(view, earlier), _when(view, later))
    if earlier.value is not None and earlier.value <= 0:
        yield f"“{earlier.proposition}” is not above zero"


def _refused_periods(earlier: DateInterval, later: DateInterval) -> Iterator[str]:
    if earlier.last is None or later.first is None or later.last is None or earlier.first is None:
        yield "a period is not in evidence"
    elif abs(earlier.width_days - later.width_days) > _LENGTHS_ALIKE_DAYS:
        yield f"periods differ in length ({earlier.edtf} / {later.edtf})"
    elif earlier.last >= later.first:
        yield f"periods overlap ({earlier.edtf} / {later.edtf})"


def _skips(pair: FigureFinding, compared: list[FigureFinding]) -> bool:
    """Whether another comparison from the same figure ends before this one."""
    first, second = pair.figures
    return any(
        other.figures[0].proposition == first.proposition
        and other.figures[1].period.sort_key < second.period.sort_key
        for other in compared
    )


def _sentence(
    names: Names,
    figures: tuple[Figure, Figure],
    unit: str,
    scope: Mapping[str, str],
    ratio: float | None,
    refused: tuple[str, ...],
) -> str:
    one, other = (f"{figure.value:,.12g}" for figure in figures)
    if ratio is None:
        return f"{one} and {other} ({unit}) are not compared: {'; '.join(refused)}."
    first, second = (figure.period.edtf for figure in figures)
    counted = [unit, *(names.short(scope[name]) for name in ("who", "where") if scope[name])]
    source = f", by {names.short(scope['provider'])}" if scope["provider"] else ""
    times = f"{ratio:.2f} times as many ({100 * (ratio - 1):+.1f} %)"
    return f"{', '.join(counted)}{source}: {one} in {first} and {other} in {second}, {times}."
