"""What changed between two days of known time: claims, statuses, measures, partners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from counterpoise.assess.claims import statement_text
from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations import RelationFinding, relation_findings
from counterpoise.assess.relations_text import signed
from counterpoise.assess.settings import Settings
from counterpoise.model.findings import Finding
from counterpoise.model.status import Standing
from counterpoise.model.view import View

ChangeKind = Literal[
    "new claim",
    "flipped status",
    "measure",
    "relation",
    "reported turning point",
    "reported score",
    "data sanctions",
    "data arms",
    "data aid",
    "data votes",
    "data not in evidence",
]
METHOD = (
    "Two views of the case are compared: as it could be known by the first day, and as it can be "
    "known by the last. A relation changed where its standing did: the interval came to leave zero "
    "out or to hold it, or the evidence came to suffice or ceased to."
)


@dataclass(frozen=True)
class Span:
    """The two views that are compared, each with the names to speak of it."""

    before: View
    after: View
    names_before: Names
    names_after: Names


@dataclass(frozen=True, kw_only=True)
class ChangeFinding(Finding):
    """One difference between the two views.

    Attributes
    ----------
    subject
        Identifier of the claim, ``measure/component``, ``partner/channel``, or, of reported events
        (`reported_changes`), ``partner/feed`` with the day of a turning point, or, of structural
        data (`data_changes`), ``partner/flow``.
    before, after
        Status, state, standing, sign or reading on either day; ``before`` is empty where there was
        none.
    rests_on
        Of structural data: identifiers of the two findings that are compared.
    caveat
        Of structural data: feed, vintage, and from when the figures could be known.
    """

    kind: ChangeKind
    subject: str
    before: str
    after: str
    rests_on: tuple[str, ...] = ()
    caveat: str = ""


def change_findings(span: Span, settings: Settings | None = None) -> tuple[ChangeFinding, ...]:
    """All changes: new claims and flipped statuses, measures, then relations.

    Each group is in the order of the case.
    """
    chosen = settings if settings is not None else Settings.read()
    return (*_claims(span), *_measures(span), *_relations(span, chosen))


def _claims(span: Span) -> Iterator[ChangeFinding]:
    for item in span.after.case.propositions:
        status = span.after.standings[item.id].status
        if not span.after.with_contested and status in {"contested", "denied"}:
            continue
        known = span.before.standings.get(item.id)
        if known is not None and (known.status == status or _stood_in(known)):
            continue
        before = known.status if known is not None else ""
        statement = statement_text(span.after, item)
        told = f"{statement}: {status}" + (f", {before} before" if before else ", new")
        yield change_finding(
            "flipped status" if before else "new claim",
            item.id,
            (before, status),
            sentence=f"{told}.",
            evidence=(item.id,),
        )


def _stood_in(known: Standing) -> bool:
    """Whether an act was known as public alone: its documentation is no change of mind."""
    return bool(known.supported_by) and all(held.as_public_act for held in known.supported_by)


def _measures(span: Span) -> Iterator[ChangeFinding]:
    earlier = {_name(item): item for item in component_findings(span.before, span.names_before)}
    for item in component_findings(span.after, span.names_after):
        known = earlier.get(_name(item))
        before = _state(known) if known is not None else ""
        after = _state(item)
        if before == after:
            continue
        yield change_finding(
            "measure",
            _name(item),
            (before, after),
            sentence=f"{item.sentence.removesuffix('.')}; {before or 'not known'} before.",
            evidence=item.evidence,
        )


def _relations(span: Span, settings: Settings) -> Iterator[ChangeFinding]:
    earlier = {
        item.id: item for item in relation_findings(span.before, span.names_before, settings)
    }
    for item in relation_findings(span.after, span.names_after, settings):
        known = earlier.get(item.id)
        before = known.standing if known is not None else "insufficient"
        if before == item.standing:
            continue
        yield change_finding(
            "relation",
            f"{item.partner}/{item.channel}",
            (before, item.standing),
            sentence=f"{item.sentence.removesuffix('.')}; {_told(known)} before.",
            evidence=item.evidence or (known.evidence if known is not None else ()),
        )


def _told(known: RelationFinding | None) -> str:
    if known is None or not isinstance(known.value, float):
        return "insufficient evidence"
    return f"{known.standing}, {signed(known.value)}"


def change_finding(
    kind: ChangeKind,
    subject: str,
    states: tuple[str, str],
    *,
    sentence: str,
    evidence: tuple[str, ...],
    method: str = METHOD,
    rests_on: tuple[str, ...] = (),
    caveat: str = "",
) -> ChangeFinding:
    """Return the finding of one difference; without evidence it has no value.

    Parameters
    ----------
    states
        Before and after.
    """
    before, after = states
    return ChangeFinding(
        id=f"change:{kind.replace(' ', '-')}/{subject}",
        evidence=evidence,
        method=method,
        sentence=sentence,
        value=after if evidence else None,
        kind=kind,
        subject=subject,
        before=before,
        after=after,
        rests_on=rests_on,
        caveat=caveat,
    )


def _name(item: ComponentFinding) -> str:
    return f"{item.measure}/{item.component}"


def _state(item: ComponentFinding) -> str:
    return f"{item.state}, void in practice" if item.voided_by else item.state
