"""Partners ranked by the ties lost with them, and whether the rank survives other weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpoise.assess.isolation import IsolationFinding
from counterpoise.assess.names import Names
from counterpoise.model.findings import Finding
from counterpoise.model.view import View
from counterpoise.relations.isolation import rank_survival

METHOD = (
    "Partners ranked by the number of conditions lost with each, every component weighted alike; "
    "repeated under random weights drawn uniformly from the simplex with a fixed seed."
)


@dataclass(frozen=True, kw_only=True)
class RankFinding(Finding):
    """Ranking of partners by ties lost: `value` is the share of weightings that keep the first.

    Attributes
    ----------
    order
        Partners from the most ties lost to the fewest.
    stable
        Whether at least nine weightings in ten keep the first.
    pairs
        Partner pair (``A>B``) → share of weightings in which A loses at least as much as B.
    """

    order: tuple[str, ...]
    order_share: float
    stable: bool
    pairs: Mapping[str, float]


def rank_finding(
    view: View,
    names: Names,
    components: Sequence[IsolationFinding],
    *,
    draws: int = 1000,
    seed: int = 0,
) -> RankFinding | None:
    """Rank partners by what is lost with them, or ``None`` where nothing is lost."""
    partners = [
        partner
        for partner in view.case.heading.partners
        if any(c.partner == partner and c.lost for f in components for c in f.decomposition)
    ]
    if len(partners) < 2:
        return None
    table = [
        [
            next((c.lost / f.total for c in f.decomposition if c.partner == partner), 0.0)
            for f in components
        ]
        for partner in partners
    ]
    survival = rank_survival(table, draws=draws, seed=seed)
    order = tuple(partners[row] for row in survival.order)
    evidence = tuple(dict.fromkeys(e for f in components for e in f.evidence))
    stable = survival.first_share >= 0.9
    verdict = "stable" if stable else "unstable"
    return RankFinding(
        id="isolation:ranking",
        evidence=evidence,
        method=METHOD,
        sentence=(
            f"Most ties are lost with {names.short(order[0])}; that rank is {verdict}: it holds in "
            f"{survival.first_share:.0%} of {draws} random weightings."
        ),
        value=survival.first_share,
        unit="share of weightings",
        parameters={"draws": float(draws), "seed": float(seed), "threshold": 0.9},
        order=order,
        order_share=survival.order_share,
        stable=stable,
        pairs={
            f"{partners[i]}>{partners[j]}": float(survival.pair_shares[i, j])
            for i in range(len(partners))
            for j in range(len(partners))
            if i != j
        },
    )
