"""Standing ties of the focal state on a day: who provides what, in which channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.model.view import View

TIE_KINDS = ("deployment", "aid", "arms", "agreement", "finance", "training", "trade")
"""Kinds of measure whose active components tie the focal state to a partner."""


@dataclass(frozen=True)
class StandingTie:
    """One tie that is active on the day.

    Attributes
    ----------
    partner
        The one who provides it; the topmost principal of the measure's issuer.
    restricted_by
        ``measure/component`` of active access restrictions that bear on the provider.
    open_sides
        Sides on which the documents are silent, other than the start: whether it still stands,
        whether anything was delivered.
    start_open
        The start of the tie is not in evidence: it may have stood long before.
    announced_end
        Date for which its end had been announced by the day, "date not in evidence" where an end
        was announced without one, empty where none was.
    contested
        Somebody denies an act that the tie rests on.
    """

    partner: str
    channel: str
    component: str
    title: str
    restricted_by: tuple[str, ...]
    open_sides: tuple[str, ...]
    start_open: bool
    announced_end: str
    contested: bool
    evidence: tuple[str, ...]

    @property
    def is_firm(self) -> bool:
        """Neither restricted, contested nor announced to end, and nothing about it left open."""
        return not (self.restricted_by or self.open_sides or self.contested or self.announced_end)


def standing_ties(view: View, names: Names, day: date) -> tuple[StandingTie, ...]:
    """Ties active on `day`, in the order of the case; void ones are left out."""
    findings = component_findings(view.at(day), names)
    found = []
    for finding in findings:
        if finding.kind not in TIE_KINDS or finding.state != "active" or not finding.counted:
            continue
        if finding.voided_by:
            continue
        for issuer in dict.fromkeys(view.principal(actor) for actor in finding.issuers):
            if issuer != view.case.heading.focal:
                found.append(_tie(view, finding, issuer, findings, day))
    return tuple(found)


def _tie(
    view: View,
    finding: ComponentFinding,
    issuer: str,
    findings: Sequence[ComponentFinding],
    day: date,
) -> StandingTie:
    restricting = tuple(
        f"{other.measure}/{other.component}"
        for other in findings
        if other.kind == "access"
        and other.state == "active"
        and view.principal(other.target) == issuer
    )
    return StandingTie(
        partner=issuer,
        channel=finding.channel,
        component=f"{finding.measure}/{finding.component}",
        title=finding.title,
        restricted_by=restricting,
        open_sides=tuple(side for side in finding.not_in_evidence if side != "start"),
        start_open="start" in finding.not_in_evidence,
        announced_end=_announced_end(view, finding, day),
        contested=finding.contested,
        evidence=finding.evidence,
    )


def _announced_end(view: View, finding: ComponentFinding, day: date) -> str:
    """For when the end of a component had been announced by the day."""
    measure = next(item for item in view.case.measures if item.id == finding.measure)
    part = next(item for item in measure.components if item.id == finding.component)
    for change in part.changes:
        act = view.propositions.get(change.act)
        if change.how == "announced" and act is not None and view.happened_by(act, day):
            return change.from_.edtf or "date not in evidence"
    return ""
