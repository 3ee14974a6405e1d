"""How much of a stabilisation architecture still works, and what leaned on what has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.assess.claims import statement_text
from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.model.dates import UNDATED, DateInterval
from counterpoise.model.findings import Finding
from counterpoise.model.measures import Architecture, ComponentState
from counterpoise.model.view import View

METHOD = (
    "Share of the parts that the documents name whose presence in the focal state is active on the "
    "day. A part whose state is unknown counts as gone in the lower and as present in the upper "
    "bound. A mission depends on one that has left where a document links the two."
)


@dataclass(frozen=True)
class Part:
    """One mission of an architecture on the day."""

    component: str
    title: str
    state: ComponentState
    since: DateInterval
    restricted_by: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Dependent:
    """A mission that relied on one that has left."""

    giver: str
    taker: str
    functions: tuple[str, ...]
    effects: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ArchitectureFinding(Finding):
    """State of a whole on the day: `value` is the share of its parts that are active."""

    architecture: str
    title: str
    leader: str
    active: int
    total: int
    parts: tuple[Part, ...]
    dependents: tuple[Dependent, ...]


def architecture_findings(view: View, names: Names) -> tuple[ArchitectureFinding, ...]:
    """Compute the state of every architecture of the case on the view's day."""
    findings = {f"{f.measure}/{f.component}": f for f in component_findings(view, names)}
    return tuple(_finding(view, whole, findings) for whole in view.case.architectures)


def _finding(
    view: View, whole: Architecture, findings: Mapping[str, ComponentFinding]
) -> ArchitectureFinding:
    parts = tuple(_part(view, name, findings) for name in whole.parts)
    active = [part for part in parts if part.state == "active"]
    unknown = [part for part in parts if part.state == "unknown"]
    total = len(parts)
    dependents = tuple(_dependents(view, findings))
    names = ", ".join(part.title for part in active) or "none"
    return ArchitectureFinding(
        id=f"architecture:{whole.id}",
        evidence=tuple(
            dict.fromkeys((*whole.rests_on, *(e for part in parts for e in part.evidence)))
        ),
        method=METHOD,
        sentence=f"{whole.title}: {len(active)} of {total} parts active on {view.on} ({names}).",
        value=len(active) / total,
        unit="share of parts",
        interval=(len(active) / total, (len(active) + len(unknown)) / total),
        parameters={"on": view.on.isoformat()},
        architecture=whole.id,
        title=whole.title,
        leader=whole.leader,
        active=len(active),
        total=total,
        parts=parts,
        dependents=dependents,
    )


def _part(view: View, name: str, findings: Mapping[str, ComponentFinding]) -> Part:
    finding = findings.get(name)
    if finding is None:
        title = next(m.title for m in view.case.measures if name.startswith(f"{m.id}/"))
        return Part(name, title, "unknown", UNDATED, (), ())
    providers = {view.principal(actor) for actor in finding.issuers}
    restricted = tuple(
        key
        for key, other in findings.items()
        if other.kind == "access"
        and other.state == "active"
        and view.principal(other.target) in providers
    )
    return Part(
        name,
        finding.title,
        finding.state,
        finding.since,
        restricted if finding.state == "active" else (),
        finding.evidence,
    )


def _dependents(view: View, findings: Mapping[str, ComponentFinding]) -> list[Dependent]:
    gone = []
    for link in view.case.supports:
        giver, taker = findings.get(link.giver), findings.get(link.taker)
        if giver is None or taker is None or giver.state not in {"ended", "lifted", "suspended"}:
            continue
        effects = [view.propositions[name] for name in link.effects if name in view.admitted]
        gone.append(
            Dependent(
                giver=giver.title,
                taker=taker.title,
                functions=link.functions,
                effects=tuple(statement_text(view, item) for item in effects),
                evidence=(*link.rests_on, *(item.id for item in effects)),
            )
        )
    return gone
