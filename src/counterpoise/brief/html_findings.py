"""The computed numbers behind sentences and cells, for the evidence panel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterpoise.brief.document import Brief, Cell, Sentence, Table, sentences
from counterpoise.model.findings import Finding, Json, as_json


def findings_of(brief: Brief) -> tuple[Mapping[str, Json], Sequence[str]]:
    """Return the findings that a brief words, by identifier, and their methods, each once."""
    methods: dict[str, int] = {}
    found: dict[str, Json] = {}
    for finding in _findings(brief):
        place = methods.setdefault(finding.method, len(methods))
        found[finding.id] = {
            "value": as_json(finding.value),
            "unit": finding.unit,
            "interval": as_json(finding.interval),
            "parameters": as_json(finding.parameters),
            "method": place,
        }
    return found, tuple(methods)


def key_of(item: Sentence | Cell) -> str:
    """Return the identifier of the finding that an item words; empty where there is none."""
    return item.finding.id if item.finding is not None else ""


def _findings(brief: Brief) -> Iterator[Finding]:
    for section in brief.sections:
        for sentence in sentences(section.blocks):
            if sentence.finding is not None:
                yield sentence.finding
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (
                    cell.finding for row in block.rows for cell in row if cell.finding is not None
                )
