"""Tables of exposure from data, apart from the ledger's and labelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from counterpoise.cli.data_exposure_notes import INDEX_NOTE, partner_notes
from counterpoise.cli.data_exposure_votes_tables import print_votes
from counterpoise.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from counterpoise.assess.data_exposure_findings import (
        ConcentrationFinding,
        DataExposure,
        PartnerShare,
    )

MOST_PARTNERS = 10


def print_data_exposure(
    found: DataExposure, ledger_sanctions: Mapping[str, tuple[str, int]], *, explain: bool
) -> None:
    """Print every table, then what is flagged and missing, then what was read.

    Parameters
    ----------
    ledger_sanctions
        Name and number of the ledger's standing sanctions by who imposes them.
    """
    print_lines(["Exposure from data: feeds of the lake, beside the ledger and never blended."])
    latest = {item.flow: item for item in found.concentration}
    for item in latest.values():
        _print_partners(item)
    print_lines(partner_notes(found))
    _print_indices(found)
    _print_changes(found)
    _print_sanctions(found, ledger_sanctions)
    print_votes(found)
    _print_losses(found)
    flags = {
        f"{item.channel} ({item.basis}) {item.window}: {flag}": None
        for item in found.concentration
        for flag in item.flags
    }
    print_lines(f"Flag: {flag}." for flag in flags)
    print_lines(f"Missing: {item.channel}: {item.sentence}." for item in found.missing)
    print_lines(
        f"{use.feed}, vintage {use.vintage}, "
        f"{'known day not given' if use.known is None else f'known from {use.known}'}: "
        f"{use.citation}"
        for use in found.feeds
    )
    if explain:
        print_lines(
            f"{item.id}: {item.method} Parameters: "
            + ", ".join(f"{key} = {value}" for key, value in item.parameters.items())
            + f"; {len(item.evidence)} records, the first {item.evidence[0]}"
            for item in found.findings
            if item.evidence
        )


def _span(pair: tuple[float, float], form: str = ".2f") -> str:
    low, high = f"{pair[0]:{form}}", f"{pair[1]:{form}}"
    return low if low == high else f"{low}–{high}"


def _print_partners(item: ConcentrationFinding) -> None:
    rows = [_partner(one) for one in item.partners[:MOST_PARTNERS]]
    if item.unallocated[1] > 0:
        rows.append(
            {
                "partner": "not told (a bound, no partner)",
                "value": _span(item.unallocated, ",.1f"),
            }
        )
    columns = {
        "partner": "Partner",
        "value": "Amount",
        "share": "Share",
        "bounds": "Share, bounds",
        "weight": "State’s weight for it",
        "asymmetry": "Asymmetry",
        "matched": "Matched by others",
        "growth": "Others must grow",
    }
    print_table(
        rows,
        {key: head for key, head in columns.items() if any(row.get(key) for row in rows)},
        title=f"{item.channel.capitalize()}, {item.basis} {item.window}, {item.amount_unit} "
        f"({item.feed}, {item.instrument})",
        empty="",
    )
    if len(item.partners) > MOST_PARTNERS:
        print_lines([f"… and {len(item.partners) - MOST_PARTNERS} more partners"])
    if item.printed_total is not None:
        print_lines([f"Total as printed by the source: {item.printed_total:,.1f}"])
    if item.kinds:
        print_lines(
            [
                f"What {item.partners[0].name} gave, and others that give it to the state / to "
                "anybody: "
                + "; ".join(f"{kind.kind} {kind.here}/{kind.anywhere}" for kind in item.kinds)
            ]
        )


def _partner(one: PartnerShare) -> dict[str, str]:
    return {
        "partner": one.name,
        "value": f"{one.value:,.1f}",
        "share": f"{one.share:.1%}",
        "bounds": _span(one.share_bounds, ".1%"),
        "weight": "" if one.weight_of_focal is None else f"{one.weight_of_focal:.1%}",
        "asymmetry": "" if one.asymmetry is None else f"{one.asymmetry:+.2f}",
        "matched": "" if one.matched is None else f"{one.matched:.0%}",
        "growth": "–" if one.growth is None else f"{one.growth:.0%}",
    }


def _print_indices(found: DataExposure) -> None:
    if not found.concentration:
        return
    print_table(
        [
            {
                "what": f"{item.channel}, {item.basis}",
                "window": str(item.window),
                "index": f"{float(item.value or 0):.2f}",
                "bounds": _span(item.bounds),
                "normalised": "" if item.normalised is None else f"{item.normalised:.2f}",
                "effective": f"{item.effective:.1f}",
                "top": f"{item.partners[0].name} {item.top_share:.0%}",
                "top_bounds": _span(item.top_bounds, ".0%"),
            }
            for item in found.concentration
        ],
        {
            "what": "Concentration of",
            "window": "Window",
            "index": "Index",
            "bounds": "Bounds",
            "normalised": "Normalised",
            "effective": "Effective partners",
            "top": "Greatest",
            "top_bounds": "Greatest share, bounds",
        },
        title="Concentration (Herfindahl–Hirschman), bounds over everything missing",
        empty="",
    )
    print_lines([INDEX_NOTE])


def _print_changes(found: DataExposure) -> None:
    print_lines(
        f"Change: {item.sentence}"
        + ("" if item.interval is None else f" Interval: {item.interval_from}.")
        for item in found.changes
    )


def _print_sanctions(found: DataExposure, ledger: Mapping[str, tuple[str, int]]) -> None:
    for item in found.sanctions:
        counts = {case.sender: case.name for case in item.cases}
        senders = {**{sender: name for sender, (name, _) in ledger.items()}, **counts}
        print_table(
            [
                {
                    "sender": name,
                    "ledger": str(ledger[sender][1]) if sender in ledger else "",
                    "cases": str(sum(case.sender == sender for case in item.cases) or ""),
                    "components": "; ".join(
                        f"{', '.join(case.components)} since {case.since}"
                        for case in item.cases
                        if case.sender == sender
                    ),
                }
                for sender, name in senders.items()
            ],
            {
                "sender": "Imposed by",
                "ledger": "Ledger: conditions",
                "cases": f"{item.feed}: cases in {item.year}",
                "components": f"{item.feed}: components",
            },
            title="Sanctions in force: two counts of different things, beside each other",
            empty="No sanction is in force in either.",
        )
        print_lines([item.sentence])


def _print_losses(found: DataExposure) -> None:
    if not found.isolation:
        return
    print_table(
        [
            {
                "component": item.title,
                "windows": f"{item.after_window} against {item.before_window}",
                "counted": item.counted,
                "value": f"{float(item.value or 0):.0%}"
                if item.unit.startswith("share")
                else f"{float(item.value or 0):.0f} {item.unit}",
                "bounds": _span(item.bounds, ".0%" if item.unit.startswith("share") else ".0f"),
                "by": ", ".join(
                    f"{part.name} {part.part:.0%}"
                    if item.unit.startswith("share")
                    else f"{part.name} {part.part:.0f}"
                    for part in sorted(item.decomposition, key=lambda part: -part.part)
                    if part.part >= 0.005
                ),
            }
            for item in found.isolation
        ],
        {
            "component": "Component",
            "windows": "Years",
            "counted": "Counted",
            "value": "Lost",
            "bounds": "Bounds",
            "by": "With whom",
        },
        title="Isolation from data: components, never added up",
        empty="",
    )
    print_lines(item.sentence for item in found.isolation if item.component == "suppliers")
