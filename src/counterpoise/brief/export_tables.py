"""Rows of the export: the records and findings of a view as plain values.

The columns, their types and their meaning stand in ``templates/export.yml``, which is written out
as the data dictionary; `tables` refuses a row that does not fit it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

import yaml

from counterpoise.assess.acts import act_findings
from counterpoise.assess.claims import claim_findings
from counterpoise.assess.gaps import gap_findings
from counterpoise.assess.measures import component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations import relation_findings
from counterpoise.model.dates import DateInterval
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

Value = None | bool | int | float | str | date | tuple[str, ...]
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Column:
    """A column with its type (text, list, number, integer, yesno, date) and its meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class ExportTable:
    """A table of the export with its rows in the order of the case."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(view: View, names: Names, vocabulary: Vocabulary) -> tuple[ExportTable, ...]:
    """Return every table of the export, each row marked with the case's TLP label.

    Raises
    ------
    KeyError
        A row lacks a column of the data dictionary.
    """
    rows: Mapping[str, Iterable[Row]] = {
        "claims": _claims(view, names),
        "stances": _stances(view, names),
        "quantities": _quantities(view),
        "acts": _acts(view, names, vocabulary),
        "measures": _measures(view, names),
        "relations": _relations(view, names),
        "sources": _sources(view),
        "locators": _locators(view),
        "actors": _actors(view),
        "gaps": _gaps(view),
    }
    marking = view.case.heading.tlp
    return tuple(
        ExportTable(
            name,
            title,
            (*columns, Column("tlp", "text", "Traffic Light Protocol 2.0 marking")),
            tuple((*(row[column.name] for column in columns), marking) for row in rows[name]),
        )
        for name, title, columns in dictionary()
    )


def dictionary() -> Iterator[tuple[str, str, tuple[Column, ...]]]:
    """Yield name, title and columns of every table, as the data dictionary has them."""
    file = resources.files("counterpoise.brief") / "templates" / "export.yml"
    for name, table in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        columns = tuple(Column(key, kind, said) for key, (kind, said) in table["columns"].items())
        yield name, table["title"], columns


def _dated(when: DateInterval) -> Row:
    return {"when": when.edtf or None, "when_first": when.first, "when_last": when.last}


def _claims(view: View, names: Names) -> Iterator[Row]:
    for claim in claim_findings(view, names):
        yield {
            "id": claim.proposition,
            "kind": claim.kind,
            "statement": claim.statement,
            "status": claim.status,
            "supported_by": tuple(held.holder for held in claim.supported_by),
            "denied_by": tuple(held.holder for held in claim.denied_by),
            "channel": claim.channel,
            "event_type": claim.event_type,
            "source_actors": claim.source_actors,
            "target_actors": claim.target_actors,
            **_dated(claim.when),
            "when_words": claim.when.wording,
            "when_basis": claim.when.basis,
            "known": _day(view.known.propositions[claim.proposition]),
            "topics": claim.topics,
        }


def _stances(view: View, names: Names) -> Iterator[Row]:
    for claim in claim_findings(view, names):
        for dated in view.stances.get(claim.proposition, ()):
            stance = dated.stance
            yield {
                "id": stance.id,
                "proposition": stance.proposition,
                "holder": stance.holder,
                "holder_name": names.short(stance.holder),
                "position": stance.position,
                "day": _day(dated.day),
                "known": _day(dated.known),
                "source": stance.source,
                "locators": stance.locators,
                "wording": stance.wording,
                "self_report": stance.self_report,
                "reviewed": bool(stance.reviewed),
            }


def _quantities(view: View) -> Iterator[Row]:
    for item in view.case.quantities:
        if item.proposition in view.admitted:
            yield {
                "proposition": item.proposition,
                "value": item.value,
                "low": item.low,
                "high": item.high,
                "unit": item.unit,
                "bound": item.bound,
                "who": item.who,
                "where": item.where,
                "period": item.period.edtf or None,
                "provider": item.provider,
                "vintage": item.vintage,
                "method": item.method,
                "wording": item.wording,
            }


def _acts(view: View, names: Names, vocabulary: Vocabulary) -> Iterator[Row]:
    for act in act_findings(view, names, vocabulary):
        for partner in act.partners:
            yield {
                "proposition": act.proposition,
                "partner": partner,
                "by_focal": act.by_focal,
                "direction": act.direction,
                "speech": act.speech,
                "event_type": act.event_type,
                "channel": act.channel,
                **_dated(act.when),
                "status": act.status,
                "statement": act.statement,
            }


def _measures(view: View, names: Names) -> Iterator[Row]:
    for item in component_findings(view, names):
        yield {
            "measure": item.measure,
            "component": item.component,
            "kind": item.kind,
            "title": item.title,
            "component_title": item.component_title,
            "issuers": item.issuers,
            "target": item.target,
            "channel": item.channel,
            "state": item.state,
            "since": item.since.edtf or None,
            "until": item.until.edtf or None,
            "same_as": item.same_as,
            "voided_by": item.voided_by,
            "contested": item.contested,
            "evidence": item.evidence,
        }


def _relations(view: View, names: Names) -> Iterator[Row]:
    for item in relation_findings(view, names):
        low, high = item.interval if item.interval is not None else (None, None)
        yield {
            "partner": item.partner,
            "name": item.name,
            "channel": item.channel,
            "value": item.value if isinstance(item.value, float) else None,
            "low": low,
            "high": high,
            "standing": item.standing,
            "acts": item.acts,
            "negative": item.negative,
            "positive": item.positive,
            "undated": item.undated,
            "contested": item.contested,
            "method": item.method,
            "evidence": item.evidence,
        }


def _sources(view: View) -> Iterator[Row]:
    for item in view.case.sources:
        yield {
            "id": item.id,
            "type": "interview" if item.protected else item.type,
            "title": "" if item.protected else item.title,
            "issued": None if item.protected else item.issued.edtf or None,
            "cited_by": "" if item.protected else item.cited_by,
            "grade": item.grade,
            "protected": item.protected,
            "category": item.category,
            "place": item.place,
            "period": item.period.edtf or None,
        }


def _locators(view: View) -> Iterator[Row]:
    names = [
        column.name
        for name, _title, columns in dictionary()
        if name == "locators"
        for column in columns
    ]
    return ({name: getattr(item, name) for name in names} for item in view.case.locators)


def _actors(view: View) -> Iterator[Row]:
    for item in view.case.actors:
        yield {
            "id": item.id,
            "kind": item.kind,
            "name": item.name,
            "short": item.short,
            "aliases": item.aliases,
            "principal": item.principal,
        }


def _gaps(view: View) -> Iterator[Row]:
    for item in gap_findings(view):
        yield {
            "id": item.id.removeprefix("gap:"),
            "question": item.question,
            "searched": item.searched,
            "evidence": item.evidence,
        }


def _day(day: date) -> date | None:
    """Return a day that is in evidence: the ends of the calendar stand for unknown ones."""
    return None if day in {date.min, date.max} else day
