"""Measures on the day, component by component."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.measures import ComponentFinding
from counterpoise.brief.charts import CHARTS
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Block, Cell, Paragraph, Section, Sentence, Table

_TONES = {"active": "bad", "suspended": "bad", "lifted": "good", "eased": "good", "unknown": "open"}
_PRESSING = {"sanctions", "membership", "access", "aid", "finance"}
"""Kinds of measure that a brief of five pages lists."""


def measures(context: BriefContext) -> Section | None:
    """Plan a table of all components that are known; in a brief, the pressing ones together."""
    if context.length == "page" or not context.measures:
        return None
    text = context.language.text
    if context.length == "brief":
        table = _short(context)
        return Section("measures", text("section_measures"), (table,)) if table.rows else None
    columns = ("measure", "component", "issuer", "state", "since", "note")
    table = Table(
        id="measures",
        caption=text("caption_measures", on=context.on),
        columns=tuple(text(f"table_{name}") for name in columns),
        rows=tuple(_row(context, finding) for finding in context.measures),
    )
    lead = Paragraph((Sentence(text("measures_lead", on=context.on), framing=True),))
    blocks: list[Block] = [lead, table]
    if "measures" in CHARTS:
        blocks.extend(CHARTS["measures"](context))
    return Section("measures", text("section_measures"), tuple(blocks))


def _short(context: BriefContext) -> Table:
    """One row for the components of a measure that are in the same state since the same date."""
    text = context.language.text
    groups: dict[tuple[str, str, str], list[ComponentFinding]] = {}
    for finding in context.measures:
        pressing = finding.kind in _PRESSING and finding.state in {"active", "suspended"}
        if pressing and finding.counted:
            key = (finding.measure, finding.state, finding.since.edtf)
            groups.setdefault(key, []).append(finding)
    return Table(
        id="measures",
        caption=text("caption_measures_short", on=context.on),
        columns=tuple(text(f"table_{name}") for name in ("measure", "issuer", "state")),
        rows=tuple(_group(context, group) for group in groups.values()),
    )


def _group(context: BriefContext, group: Sequence[ComponentFinding]) -> tuple[Cell, ...]:
    language = context.language
    first = group[0]
    titles = [item.component_title for item in group]
    what = first.label if len(group) == 1 else f"{language.listed(titles)} ({first.title})"
    state = _state(context, first, what)
    if first.since.is_known:
        state = language.text("state_since", state=state, since=language.since(first.since))
    if "lifting" in first.not_in_evidence:
        state += f"; {language.text('side_lifting')}"
    if first.voided_by:
        state += f"; {language.text('tie_void')}"
    evidence = tuple(dict.fromkeys(name for item in group for name in item.evidence))
    return (
        Cell(language.capital(what)),
        Cell(_issuers(context, first)),
        Cell(state, evidence, _TONES.get(first.state, "quiet")),
    )


def _row(context: BriefContext, finding: ComponentFinding) -> tuple[Cell, ...]:
    language = context.language
    since = language.date(finding.since) if finding.since.is_known else ""
    return (
        Cell(language.capital(finding.title)),
        Cell(finding.component_title),
        Cell(_issuers(context, finding)),
        Cell(
            _state(context, finding, finding.component_title),
            finding.evidence,
            _TONES.get(finding.state, "quiet"),
        ),
        Cell(since),
        Cell(_remark(context, finding)),
    )


def _state(context: BriefContext, finding: ComponentFinding, noun: str) -> str:
    """Word a state so that it agrees with what the row is called."""
    language = context.language
    state = language.agreeing(context.vocabulary.component_states[finding.state], noun)
    if finding.contested:
        state += f" ({language.agreeing(context.vocabulary.statuses['contested'], noun)})"
    return state


def _issuers(context: BriefContext, finding: ComponentFinding) -> str:
    return context.language.listed([context.names.short(name) for name in finding.issuers])


def _remark(context: BriefContext, finding: ComponentFinding) -> str:
    text = context.language.text
    parts = [text(f"side_{side}") for side in finding.not_in_evidence]
    if finding.state == "unknown" and not finding.since.is_known:
        parts.append(text("state_not_in_evidence"))
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
