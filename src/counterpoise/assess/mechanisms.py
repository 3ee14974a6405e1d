"""Mechanisms that documents assert: signed edges between variables, and the loops they close.

Nothing here is shown as proven: each edge is somebody's judgement, and a loop is no stronger than
the weakest of its edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterpoise.assess.claims import claim_finding
from counterpoise.assess.names import Names
from counterpoise.model.findings import Finding
from counterpoise.model.outlines import Lag, Mechanism, Sign
from counterpoise.model.status import Status
from counterpoise.model.view import View

Character = Literal["reinforcing", "balancing"]
METHOD = (
    "Edges as the documents assert them. A loop is an elementary cycle of the graph of variables; "
    "it is reinforcing when its number of negative edges is even, else balancing (Sterman 2000, "
    "Business Dynamics, ch. 5)."
)
_LAGS: tuple[Lag, ...] = ("immediate", "months", "years", "unstated")


@dataclass(frozen=True, kw_only=True)
class EdgeFinding(Finding):
    """One asserted edge: `value` is its sign."""

    mechanism: str
    cause: str
    effect: str
    sign: Sign
    lag: Lag
    statement: str
    status: Status
    held_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LoopFinding(Finding):
    """A loop of asserted edges: `value` says whether it reinforces or balances itself.

    Attributes
    ----------
    variables
        In the order of causation, beginning with the first by the alphabet.
    edges
        Identifiers of its mechanisms, in the same order.
    delayed
        Whether one of its edges takes years, or a time that is not stated.
    """

    variables: tuple[str, ...]
    edges: tuple[str, ...]
    character: Character
    delayed: bool


def edge_findings(view: View, names: Names) -> tuple[EdgeFinding, ...]:
    """All mechanisms known in the view, in the order of the case."""
    return tuple(
        _edge(view, names, item)
        for item in view.case.mechanisms
        if item.proposition in view.admitted
    )


def loop_findings(edges: Sequence[EdgeFinding]) -> tuple[LoopFinding, ...]:
    """Find every elementary cycle, the shortest first; parallel edges make loops of their own."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_edges_from((edge.cause, edge.effect) for edge in edges)
    between: dict[tuple[str, str], list[EdgeFinding]] = {}
    for edge in edges:
        between.setdefault((edge.cause, edge.effect), []).append(edge)
    found: list[LoopFinding] = []
    for cycle in networkx.simple_cycles(graph):
        start = cycle.index(min(cycle))
        variables = tuple(cycle[start:] + cycle[:start])
        paths: list[tuple[EdgeFinding, ...]] = [()]
        for cause, effect in zip(variables, (*variables[1:], variables[0]), strict=True):
            paths = [(*path, edge) for path in paths for edge in between[cause, effect]]
        found.extend(_loop(variables, path) for path in paths)
    return tuple(sorted(found, key=lambda loop: (len(loop.variables), loop.variables, loop.edges)))


def _edge(view: View, names: Names, item: Mechanism) -> EdgeFinding:
    claim = claim_finding(view, names, view.propositions[item.proposition])
    holders = ", ".join(held.name for held in claim.supported_by)
    return EdgeFinding(
        id=f"mechanism:{item.id}",
        evidence=claim.evidence,
        method=METHOD,
        sentence=f"{item.cause} → ({item.sign}) {item.effect}, {item.lag}; held by {holders}.",
        value=item.sign,
        mechanism=item.id,
        cause=item.cause,
        effect=item.effect,
        sign=item.sign,
        lag=item.lag,
        statement=claim.statement,
        status=claim.status,
        held_by=tuple(held.holder for held in claim.supported_by),
        denied_by=tuple(held.holder for held in claim.denied_by),
    )


def _loop(variables: tuple[str, ...], edges: Sequence[EdgeFinding]) -> LoopFinding:
    negative = sum(edge.sign == "-" for edge in edges)
    character: Character = "balancing" if negative % 2 else "reinforcing"
    slowest = max(_LAGS.index(edge.lag) for edge in edges)
    told = " → ".join((*variables, variables[0]))
    return LoopFinding(
        id="loop:" + "/".join(edge.mechanism for edge in edges),
        evidence=tuple(dict.fromkeys(name for edge in edges for name in edge.evidence)),
        method=METHOD,
        sentence=f"{character}: {told}.",
        value=character,
        variables=variables,
        edges=tuple(edge.mechanism for edge in edges),
        character=character,
        delayed=slowest >= _LAGS.index("years"),
    )
