"""Aid by donor and instrument; groups of donors are no donors, and broken totals are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from counterpoise.assess.data_exposure_aid_change import aid_change
from counterpoise.assess.data_exposure_aid_years import (
    Year,
    checked_year,
    is_coded,
    is_single,
    official_total,
)
from counterpoise.assess.data_exposure_findings import Found, Missing, Window
from counterpoise.assess.data_exposure_loss import aid_withdrawn
from counterpoise.assess.data_exposure_opening import no_rows
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Row, Structure
from counterpoise.assess.data_exposure_shares import Amount, Counted, concentration_finding
from counterpoise.assess.data_exposure_splices import splices
from counterpoise.lake import structural

FEEDS = ("dac2a", "oecd_sdmx")
METHOD = (
    "Amounts are net disbursements of single official donors; groups of donors and private donors "
    "are left out. A printed total is used only where it agrees with its members; what it holds "
    "beyond the single donors is an amount of donors not told, a bound and no partner. A donor "
    "whose net amount over the window is below 0 (repaid more than it gave) has no share. An empty "
    "cell is missing, not zero."
)
CODED = (
    " This source prints codes. Single donors are those with the code of a state; organisations "
    "(the EU's institutions, development banks, funds) and groups have codes of the source's own, "
    "which overlap, and are left out: the flags tell what they gave, the printed total of all "
    "official donors less the states' amounts."
)
MOST_CODES = 5
"""Codes named in a flag; the source's answer holds all."""


def aid_found(structure: Structure, question: Question) -> Found:
    """Compute everything that a feed of aid tells of a state's donors, instrument by instrument."""
    window = structure.window(question)
    rows = structure.rows_of(question.focal)
    wanted = [row for row in rows if window.before.since <= row.year <= window.until]
    instruments = dict.fromkeys(
        (row.indicator, row.unit) for row in wanted if row.year >= window.since
    )
    if not instruments:
        return Found(missing=(no_rows(structure, "aid", question.focal, window),))
    each = [
        _instrument(
            structure,
            [row for row in wanted if (row.indicator, row.unit) == key],
            question.focal,
            window,
        )
        for key in instruments
    ]
    return Found(
        feeds=(structure.use(rows),),
        concentration=tuple(item for one in each for item in one.concentration),
        changes=tuple(item for one in each for item in one.changes),
        isolation=tuple(item for one in each for item in one.isolation),
        missing=tuple(item for one in each for item in one.missing),
    )


def _instrument(structure: Structure, rows: Sequence[Row], focal: str, window: Window) -> Found:
    years = {
        side: [checked_year(structure, rows, year) for year in side.years if _has(rows, year)]
        for side in (window.before, window)
    }
    refused = [one for one in years[window] if one.refused]
    if refused and len(refused) == len(years[window]):
        return Found(missing=(Missing("aid", refused[0].refused, "load the file again"),))
    if not years[window]:
        return Found(missing=(no_rows(structure, "aid", focal, window),))
    counted = {side: _counted(structure, each, focal, side) for side, each in years.items()}
    made = [concentration_finding(structure, counted[side]) for side in (window.before, window)]
    change = aid_change(structure, counted, years, window)
    lengths = [sum(not one.refused for one in years[side]) for side in (window.before, window)]
    told_of = frozenset(
        structure.partner(row.object, row.object_iso3, row.object_org).id
        for one in years[window]
        for row in one.rows
    )
    loss = aid_withdrawn(structure, counted, window, (lengths[0], lengths[1]), told_of)
    return Found(
        concentration=tuple(item for item in made if item is not None),
        changes=() if change is None else (change,),
        isolation=() if loss is None else (loss,),
    )


def _has(rows: Sequence[Row], year: int) -> bool:
    return any(row.year == year and row.value is not None for row in rows)


def _counted(structure: Structure, years: Sequence[Year], focal: str, window: Window) -> Counted:
    good = [one for one in years if not one.refused]
    single = [row for one in good for row in one.rows if is_single(structure, row)]
    amounts = []
    for row in single:
        partner = structure.partner(row.object, row.object_iso3, row.object_org)
        value = row.value or 0.0
        amounts.append(
            Amount(partner.id, row.object, partner.kind, "", value, value, value, row.record_id)
        )
    sums: dict[str, float] = {}
    for amount in amounts:
        sums[amount.partner] = sums.get(amount.partner, 0.0) + amount.value
    left = sum(one.left for one in good)
    totals = [one.total for one in good if one.total is not None]
    first = next((row for one in years for row in one.rows), None)
    return Counted(
        channel="aid",
        basis="disbursements",
        instrument="" if first is None else first.indicator,
        unit="" if first is None else first.unit,
        focal=focal,
        window=window,
        amounts=tuple(amounts),
        unallocated=(round(left, 9), round(left, 9)),
        unallocated_records=(),
        printed_total=round(sum(totals), 9) if good and len(totals) == len(good) else None,
        given_in_all={}
        if first is None or not good
        else _given_in_all(
            structure, first.indicator, first.unit, tuple(one.year for one in good), window
        ),
        anywhere={},
        flags=_flags(structure, years, window, amounts, sums),
        method=METHOD + (CODED if is_coded(structure.source) else ""),
    )


def _flags(
    structure: Structure,
    years: Sequence[Year],
    window: Window,
    amounts: Sequence[Amount],
    sums: dict[str, float],
) -> tuple[str, ...]:
    good = [one for one in years if not one.refused]
    flags = [one.refused for one in years if one.refused]
    absent = [year for year in window.years if not any(one.year == year for one in years)]
    if absent:
        flags.append(f"no figures for {', '.join(map(str, absent))}")
    flags += splices([(amount.partner, amount.printed) for amount in amounts], structure.vocabulary)
    below = [(partner, value) for partner, value in sorted(sums.items()) if value < 0]
    if below:
        told = ", ".join(f"{structure.name(partner)} {value:,.1f}" for partner, value in below)
        flags.append(f"net amount below 0, without a share: {told}")
    over = [one for one in good if one.over > 0]
    if over:
        told = ", ".join(f"{one.year} ({one.over:,.1f})" for one in over)
        flags.append(f"the single donors exceed the printed total: {told}")
    if is_coded(structure.source) and (beside := _not_states(structure, good)):
        flags.append(beside)
    if any(one.total is None for one in good):
        flags.append("no total is printed: what donors not listed gave is not in evidence")
    return tuple(flags)


def _not_states(structure: Structure, good: Sequence[Year]) -> str:
    """Say how much of a coded source's total is from donors that are no states; empty if none is.

    Groups and their members stand among the codes, so that only a printed total tells.
    """
    codes = sorted({row.object for one in good for row in one.rows if row.object_iso3 is None})
    if not codes:
        return ""
    named = f"{', '.join(codes[:MOST_CODES])}{', …' if len(codes) > MOST_CODES else ''}"
    told = [one for one in good if one.total is not None]
    total = sum(one.total or 0.0 for one in told)
    if total <= 0:
        return (
            f"donors without a state's code are left out ({named}): without "
            f"{official_total(structure.source)}, the total of all, their part is not in evidence"
        )
    left = sum(one.left for one in told)
    return (
        f"donors that are no states gave {left:,.1f} of {total:,.1f} ({left / total:.1%}) by the "
        f"totals printed for {', '.join(str(one.year) for one in told)}: a bound and no partner; "
        f"codes left out: {named}"
    )


@lru_cache(maxsize=16)
def _given_in_all(
    structure: Structure, instrument: str, unit: str, years: tuple[int, ...], window: Window
) -> Mapping[str, float]:
    """Sum what each donor state gives to all states, by the same instrument and years."""
    table = structure.table(window)
    table = table.filter(
        (table.indicator == instrument) & (table.unit == unit) & table.start_date.year().isin(years)
    )
    sums: dict[str, float] = {}
    for found in structure.engine.rows(structural.given_in_all(table, to_states_only=True)):
        iso3 = found["object_iso3"]
        if iso3 is not None:
            sums[str(iso3)] = sums.get(str(iso3), 0.0) + float(str(found["given"]))
    return sums
