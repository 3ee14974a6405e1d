"""Who provides what, channel by channel, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoise.assess.names import Names
from counterpoise.assess.ties import StandingTie, standing_ties
from counterpoise.model.findings import Finding
from counterpoise.model.view import View
from counterpoise.relations.concentration import herfindahl, whole

Spread = Literal["none", "not in evidence", "one partner", "several partners"]
METHOD = (
    "Ordinal, from standing ties: a tie is firm when it is active and neither restricted, "
    "contested, announced to end nor open on any side but its start. A channel rests on one "
    "partner when all of its firm ties come from one. Concentration is an index of shares and is "
    "computed only where shares are in evidence."
)
SHARE_UNIT = "share"
"""Unit of quantities that are parts of a whole, as fractions."""


@dataclass(frozen=True, kw_only=True)
class DependenceFinding(Finding):
    """Dependence in one channel: `value` is the spread of firm ties on the day.

    Attributes
    ----------
    before, after
        Standing ties on the baseline day and on the view's day.
    spread_before, spread_after
        Whether firm ties come from none, one or several partners; not in evidence where none is
        known to have stood and the start of a later one is open.
    provider
        The one partner that the channel rests on, empty where there is none or several.
    remaining
        Ties that are still active and not firm, so that nothing is hidden.
    shares
        The concentration of shares, or why there is none.
    """

    channel: str
    baseline: date
    before: tuple[StandingTie, ...]
    after: tuple[StandingTie, ...]
    spread_before: Spread
    spread_after: Spread
    provider: str
    remaining: tuple[StandingTie, ...]
    shares: str


def dependence_findings(view: View, names: Names, baseline: date) -> tuple[DependenceFinding, ...]:
    """Compare the standing ties of each channel on `baseline` with those on the view's day."""
    before, after = standing_ties(view, names, baseline), standing_ties(view, names, view.on)
    channels = dict.fromkeys(tie.channel for tie in before + after)
    return tuple(
        _finding(
            view,
            names,
            channel,
            baseline,
            tuple(tie for tie in before if tie.channel == channel),
            tuple(tie for tie in after if tie.channel == channel),
        )
        for channel in channels
    )


def _finding(
    view: View,
    names: Names,
    channel: str,
    baseline: date,
    before: tuple[StandingTie, ...],
    after: tuple[StandingTie, ...],
) -> DependenceFinding:
    firm_before, firm_after = _firm(before), _firm(after)
    remaining = tuple(tie for tie in after if not tie.is_firm)
    spread_before, spread_after = _spread(firm_before), _spread(firm_after)
    if spread_before == "none" and any(tie.start_open for tie in after):
        spread_before = "not in evidence"
    provider = firm_after[0] if spread_after == "one partner" else ""
    shares, share_evidence = _shares(view, channel)
    evidence = tuple(dict.fromkeys(e for tie in before + after for e in tie.evidence))
    told = f"{channel}: {spread_before} on {baseline}, {spread_after} on {view.on}"
    if provider:
        told += f" ({names.short(provider)})"
    if remaining:
        listed = dict.fromkeys(f"{tie.title} ({_why(tie)})" for tie in remaining)
        told += "; remaining: " + ", ".join(listed)
    return DependenceFinding(
        id=f"dependence:{channel}",
        evidence=evidence + share_evidence,
        method=METHOD,
        sentence=f"{told}; {shares}.",
        value=spread_after,
        parameters={"baseline": baseline.isoformat(), "on": view.on.isoformat()},
        channel=channel,
        baseline=baseline,
        before=before,
        after=after,
        spread_before=spread_before,
        spread_after=spread_after,
        provider=provider,
        remaining=remaining,
        shares=shares,
    )


def _firm(ties: Iterable[StandingTie]) -> Sequence[str]:
    return tuple(dict.fromkeys(tie.partner for tie in ties if tie.is_firm))


def _spread(partners: Sequence[str]) -> Spread:
    if not partners:
        return "none"
    return "one partner" if len(partners) == 1 else "several partners"


def _why(tie: StandingTie) -> str:
    """Say why a tie is not firm."""
    reasons = []
    if tie.restricted_by:
        reasons.append("restricted")
    if tie.contested:
        reasons.append("contested")
    if tie.announced_end:
        reasons.append(f"end announced, {tie.announced_end}")
    reasons.extend(f"{side} not in evidence" for side in tie.open_sides)
    return ", ".join(reasons)


def _shares(view: View, channel: str) -> tuple[str, tuple[str, ...]]:
    """Concentration of a channel's shares where they are in evidence and sum to a whole."""
    quantities = [
        figure
        for figure in view.case.quantities
        if figure.unit == SHARE_UNIT
        and figure.value is not None
        and figure.proposition in view.admitted
        and view.propositions[figure.proposition].channel == channel
    ]
    values = [figure.value for figure in quantities if figure.value is not None]
    if not values:
        return "no shares in evidence", ()
    if abs(sum(values) - 1) > 1e-6:
        return f"shares in evidence sum to {sum(values):.2f}, not to the whole", ()
    index = herfindahl(whole(values))
    evidence = tuple(figure.proposition for figure in quantities)
    return f"concentration of shares {index:.2f} ({1 / index:.1f} effective partners)", evidence
