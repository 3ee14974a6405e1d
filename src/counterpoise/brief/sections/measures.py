"""Measures on the day, component by component."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.measures import ComponentFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Cell, Paragraph, Section, Sentence, Table

_TONES = {"active": "bad", "suspended": "bad", "lifted": "good", "eased": "good", "unknown": "open"}


def measures(context: BriefContext) -> Section | None:
    """Plan a table of all components that are known, grouped by measure."""
    shown = _shown(context)
    if not shown:
        return None
    text = context.language.text
    table = Table(
        id="measures",
        caption=text("caption_measures", on=context.on),
        columns=tuple(
            text(f"table_{name}")
            for name in ("measure", "component", "issuer", "state", "since", "note")
        ),
        rows=tuple(_row(context, finding) for finding in shown),
    )
    lead = Paragraph((Sentence(text("measures_lead", on=context.on), framing=True),))
    return Section("measures", text("section_measures"), (lead, table))


def _shown(context: BriefContext) -> Sequence[ComponentFinding]:
    """All components; in a brief, each standing condition that is in force or suspended."""
    if context.length == "page":
        return ()
    if context.length == "full":
        return context.measures
    return [f for f in context.measures if f.counted and f.state in {"active", "suspended"}]


def _row(context: BriefContext, finding: ComponentFinding) -> tuple[Cell, ...]:
    language, names = context.language, context.names
    state = context.vocabulary.component_states[finding.state].label(language.code)
    if finding.contested:
        state += f" ({context.vocabulary.statuses['contested'].label(language.code)})"
    since = language.date(finding.since) if finding.since.is_known else ""
    return (
        Cell(finding.title),
        Cell(finding.component_title),
        Cell(language.listed([names.short(issuer) for issuer in finding.issuers])),
        Cell(state, finding.evidence, _TONES.get(finding.state, "quiet")),
        Cell(since),
        Cell(_remark(context, finding)),
    )


def _remark(context: BriefContext, finding: ComponentFinding) -> str:
    text = context.language.text
    parts = [finding.note]
    if finding.same_as:
        parts.append(text("counted_once", other=_title(context, finding.same_as)))
    if finding.voided_by:
        parts.append(text("void_in_practice", other=_title(context, finding.voided_by)))
    return "; ".join(filter(None, parts))


def _title(context: BriefContext, name: str) -> str:
    for other in context.measures:
        if f"{other.measure}/{other.component}" == name:
            return other.label
    return name
