"""Tables of the exposure that the ledger gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from counterpoise.assess.exposure import Exposure
    from counterpoise.assess.names import Names
    from counterpoise.assess.ties import StandingTie


def print_exposure(found: Exposure, names: Names, *, sensitivity: bool, explain: bool) -> None:
    """Print every table, or that the case holds nothing to tell."""
    if not (found.architectures or found.dependence or found.isolation):
        print_lines(["Insufficient evidence: the case holds no standing condition known by then."])
        return
    _print_architectures(found, names)
    _print_dependence(found, names)
    _print_isolation(found, names)
    if sensitivity:
        _print_sensitivity(found, names)
    if explain:
        print_lines(
            f"{finding.id}: {finding.method} Parameters: "
            + ", ".join(f"{key} = {value}" for key, value in finding.parameters.items())
            for finding in found.findings
        )


def _print_architectures(found: Exposure, names: Names) -> None:
    for whole in found.architectures:
        print_table(
            [
                {
                    "part": part.title,
                    "state": part.state,
                    "since": part.since.edtf,
                    "restricted": ", ".join(part.restricted_by),
                }
                for part in whole.parts
            ],
            {"part": "Part", "state": "State", "since": "Since", "restricted": "Restricted by"},
            title=f"{whole.title}, led by {names.short(whole.leader)}: {whole.active} of "
            f"{whole.total} active on {found.on}",
            empty="",
        )
        print_lines(
            f"{link.taker} relied on {link.giver} for {', '.join(link.functions)}: "
            + ("; ".join(link.effects) or "effects not in evidence")
            for link in whole.dependents
        )


def _print_dependence(found: Exposure, names: Names) -> None:
    print_table(
        [
            {
                "channel": item.channel,
                "before": f"{item.spread_before}: {_partners(item.before, names)}",
                "after": f"{item.spread_after}: {_partners(item.after, names)}",
                "remaining": item.sentence.partition("; remaining: ")[2].rpartition("; ")[0],
                "shares": item.shares,
            }
            for item in found.dependence
        ],
        {
            "channel": "Channel",
            "before": f"Firm ties on {found.baseline}",
            "after": f"Firm ties on {found.on}",
            "remaining": "Remaining",
            "shares": "Shares",
        },
        title="Dependence",
        empty="Insufficient evidence: no tie is known to have stood on either day.",
    )


def _partners(ties: tuple[StandingTie, ...], names: Names) -> str:
    firm = dict.fromkeys(names.short(tie.partner) for tie in ties if tie.is_firm)
    return ", ".join(firm) or "–"


def _print_isolation(found: Exposure, names: Names) -> None:
    print_table(
        [
            {
                "component": item.title,
                "lost": f"{item.lost} of {item.total}",
                "bounds": f"{item.interval[0]:.0%}–{item.interval[1]:.0%}" if item.interval else "",
                "by": ", ".join(
                    f"{names.short(part.partner)} {part.lost}"
                    for part in item.decomposition
                    if part.lost
                ),
            }
            for item in found.isolation
        ],
        {"component": "Component", "lost": "Lost", "bounds": "Bounds", "by": "With whom"},
        title=f"Isolation on {found.on}: components, never added up",
        empty="Insufficient evidence: no condition that could be lost is known.",
    )
    if found.ranking is not None:
        print_lines([found.ranking.sentence])


def _print_sensitivity(found: Exposure, names: Names) -> None:
    pairs = found.ranking.pairs if found.ranking is not None else {}
    print_table(
        [
            {
                "pair": " before ".join(names.short(name) for name in pair.split(">")),
                "share": f"{share:.0%}",
                "verdict": "survives" if share >= 0.9 else "depends on the weights",
            }
            for pair, share in pairs.items()
            if share >= 0.5
        ],
        {"pair": "Conclusion", "share": "Weightings that agree", "verdict": "Verdict"},
        title="Sensitivity to 1,000 random weightings",
        empty="No ranking to test: ties are lost with fewer than two partners.",
    )
