"""A brief as JSON: what `findings.json` holds, as documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoise.brief.document import Brief, Figure, Section, Sentence, Table, sentences
from counterpoise.model.findings import Json, as_json


def to_json(brief: Brief, evidence: Mapping[str, Json]) -> Json:
    """Return a brief as JSON values: sentences with their findings, tables, chart data, notes."""
    return {
        "schema": 1,
        "case": brief.case,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
        "tlp": brief.tlp,
        "on": brief.on,
        "as_of": brief.as_of or None,
        "sections": [_section(section) for section in brief.sections],
        "notes": as_json(brief.notes),
        "evidence": dict(evidence),
    }


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "title": section.title,
        "sentences": [_sentence(sentence) for sentence in sentences(section.blocks)],
        "tables": [_table(block) for block in section.blocks if isinstance(block, Table)],
        "figures": [_figure(block) for block in section.blocks if isinstance(block, Figure)],
    }


def _sentence(sentence: Sentence) -> Json:
    return {
        "text": sentence.text,
        "note": sentence.note or None,
        "evidence": list(sentence.evidence),
        "framing": sentence.framing,
        "finding": as_json(sentence.finding),
    }


def _table(table: Table) -> Json:
    return {
        "id": table.id,
        "caption": table.caption,
        "columns": list(table.columns),
        "rows": [as_json(row) for row in table.rows],
    }


def _figure(figure: Figure) -> Json:
    return {
        "id": figure.id,
        "title": figure.title,
        "alternative": figure.alternative,
        "evidence": list(figure.evidence),
        "data": list(chart_rows(as_json(figure.spec))),
    }


def chart_rows(spec: Json) -> Iterator[Json]:
    """Yield every row of the data that stand in a Vega-Lite specification, maps left out."""
    if isinstance(spec, list):
        for item in spec:
            yield from chart_rows(item)
    elif isinstance(spec, dict):
        data = spec.get("data")
        if isinstance(data, dict) and isinstance(data.get("values"), list):
            yield from data["values"]  # type: ignore[misc]
        datasets = spec.get("datasets")
        if isinstance(datasets, dict):
            for rows in datasets.values():
                yield from rows if isinstance(rows, list) else []
        for key, item in spec.items():
            if key not in {"data", "datasets"}:
                yield from chart_rows(item)
