"""Matters followed over time, line by line."""

from __future__ import annotations

from counterpoise.assess.trackers import Line, TrackerFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Cell, Section, Table
from counterpoise.brief.wording import told


def trackers(context: BriefContext) -> Section | None:
    """One table a tracker, its lines with their dates, states and evidence."""
    if not context.trackers or context.length != "full":
        return None
    tables = tuple(_table(context, finding) for finding in context.trackers)
    return Section("trackers", context.language.text("section_trackers"), tables)


def _table(context: BriefContext, finding: TrackerFinding) -> Table:
    text = context.language.text
    return Table(
        id=f"tracker-{finding.tracker}",
        caption=finding.title,
        columns=tuple(text(f"table_{name}") for name in ("line", "date", "what", "says", "state")),
        rows=tuple(_row(context, line) for line in finding.lines),
    )


def _row(context: BriefContext, line: Line) -> tuple[Cell, ...]:
    language = context.language
    text = language.text
    actors = language.listed([context.names.short(name) for name in line.actors])
    state = [text(f"state_{line.state}")] if line.state else []
    if line.due.is_known:
        state.append(text("state_due", due=language.date(line.due)))
    if line.self_report:
        state.append(text("self_report"))
    if "contested" in line.statuses:
        state.append(context.vocabulary.statuses["contested"].label(language.code))
    says = [told(context, name) for name in line.evidence[: len(line.statements)]]
    what = "; ".join(filter(None, (line.label, line.detail)))
    what = f"{what} ({actors})" if what and actors else what or actors
    return (
        Cell(language.capital(text(f"role_{line.role}"))),
        Cell(language.date(line.when) if line.when.is_known else ""),
        Cell(language.sentence(what)),
        Cell(language.sentence("; ".join(says)), line.evidence),
        Cell("; ".join(state)),
    )
