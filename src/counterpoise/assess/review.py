"""Accepted candidates as rows of a case, and what in the case they repeat."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from counterpoise.casefiles.append import sync_rows
from counterpoise.casefiles.tables import (
    LOCATOR_COLUMNS,
    PROPOSITION_COLUMNS,
    QUANTITY_COLUMNS,
    STANCE_COLUMNS,
)
from counterpoise.intake.candidates import Candidate
from counterpoise.intake.places import place_of
from counterpoise.intake.review import Item
from counterpoise.model.case import Case
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import TextDocument
from counterpoise.model.propositions import Proposition

PREFIX = "rv-"
_LIKENESS = 72.0
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for the four tables that an accepted candidate touches.

    Attributes
    ----------
    names
        Identifiers that rows of the document's candidates have, accepted or not: rows so named
        are written anew, and no others are touched.
    """

    propositions: tuple[Row, ...]
    stances: tuple[Row, ...]
    locators: tuple[Row, ...]
    quantities: tuple[Row, ...]
    names: frozenset[str]

    def own(self, key: str) -> bool:
        """Whether a row is one of the document's candidates, or a stance on one."""
        return key in self.names or key.rpartition(".")[0] in self.names


def duplicates(case: Case, candidate: Candidate) -> tuple[Proposition, ...]:
    """Propositions that a candidate may repeat, likest first, at most three.

    Their dates must not exclude each other, an actor must be common to both where both have
    any, and the wordings must be alike (token-set ratio of RapidFuzz of `_LIKENESS` or more).
    """
    scored = []
    for item in case.propositions:
        actors = {*item.source_actors, *item.target_actors}
        if actors and candidate.actors and not actors & set(candidate.actors):
            continue
        if not _may_be_one(item.when, candidate.when):
            continue
        score = fuzz.token_set_ratio(item.statement.casefold(), candidate.statement.casefold())
        if score >= _LIKENESS:
            scored.append((-score, item.id, item))
    return tuple(item for _, _, item in sorted(scored, key=lambda row: row[:2])[:3])


def _may_be_one(left: DateInterval, right: DateInterval) -> bool:
    if left.last is not None and right.first is not None and left.last < right.first:
        return False
    return not (right.last is not None and left.first is not None and right.last < left.first)


def usual_holder(case: Case, source: str) -> str:
    """Return who holds most stances documented by a source: the document's author."""
    held = [stance.holder for stance in case.stances if stance.source == source]
    return max(sorted(set(held)), key=held.count) if held else ""


def rows_of(
    items: Sequence[Item], document: TextDocument, *, source: str, holder: str, case: Case
) -> Rows:
    """Write the accepted candidates as rows; each carries the reviewer's initials.

    A stance on an existing proposition brings the candidate's date as ``dates_it`` where it is
    finer than the proposition's.
    """
    known = {item.id: item for item in case.propositions}
    propositions, stances, locators, quantities = [], [], [], []
    for item in items:
        if item.state != "accepted" or item.decision is None:
            continue
        found, decision = item.candidate, item.decision
        fields = dict(decision.fields)
        name = _name(source, found)
        locators.append(_locator(name, found, document, source))
        target = decision.stance_on or name
        if not decision.stance_on:
            propositions.append(_proposition(name, found, fields))
            if found.figure is not None:
                quantities.append(_quantity(name, found))
        stance = {
            "id": f"{name}.{decision.by.lower()}",
            "proposition": target,
            "holder": fields.get("holder", found.speaker or holder),
            "position": fields.get("position", "asserts"),
            "source": source,
            "locators": name,
            "reviewed": decision.by,
        }
        before = known.get(decision.stance_on)
        if (
            before is not None
            and found.when.is_known
            and before.when.narrower(found.when) is found.when
        ):
            stance |= {"dates_it": found.when.edtf, "dates_it_words": found.when.wording}
        stances.append(stance)
    names = frozenset(_name(source, item.candidate) for item in items)
    return Rows(tuple(propositions), tuple(stances), tuple(locators), tuple(quantities), names)


def _name(source: str, found: Candidate) -> str:
    return f"{PREFIX}{source}." + re.sub(r"[^0-9a-z]", "-", found.id)


def _proposition(name: str, found: Candidate, fields: dict[str, str]) -> Row:
    kind = "quantity" if found.figure is not None else fields.get("kind", "state")
    statement = found.statement
    if found.figure is not None and "{value}" not in statement:
        statement = statement.replace(found.figure.wording, "{value}", 1)
    row = {
        "id": name,
        "kind": "act" if fields.get("event_type") else kind,
        "statement": statement,
        "source_actors": ";".join(found.actors[:1]),
        "target_actors": ";".join(found.actors[1:]),
        "when": found.when.edtf,
        "when_words": found.when.wording,
        "when_basis": found.when.basis,
    }
    wanted = ("channel", "event_type", "mode", "source_actors", "target_actors")
    return row | {key: fields[key] for key in wanted if key in fields}


def _quantity(name: str, found: Candidate) -> Row:
    figure = found.figure
    assert figure is not None
    return {
        "proposition": name,
        "value": f"{figure.value:.15g}",
        "unit": figure.unit,
        "bound": figure.bound,
        "period": found.when.edtf,
        "period_words": found.when.wording,
        "wording": figure.wording,
    }


def _locator(name: str, found: Candidate, document: TextDocument, source: str) -> Row:
    section, paragraph, note = place_of(document, found.start)
    quoted = document.text[found.start : found.end]
    return {
        "id": name,
        "document": source,
        "section": section,
        "paragraph": str(paragraph),
        "note": str(note),
        "start": str(found.start),
        "end": str(found.end),
        "sha256": hashlib.sha256(quoted.encode()).hexdigest(),
    }


def write_accepted(folder: Path, rows: Rows) -> None:
    """Bring the case's tables in line with the accepted candidates; other rows stay as they are.

    What was accepted from another document, or from a passage that a new version of this one no
    longer holds, is another row.

    Raises
    ------
    CaseError
        A table lacks a column that is needed.
    """
    tables = (
        ("locators.csv", LOCATOR_COLUMNS, rows.locators, "id"),
        ("propositions.csv", PROPOSITION_COLUMNS, rows.propositions, "id"),
        ("quantities.csv", QUANTITY_COLUMNS, rows.quantities, "proposition"),
        ("stances.csv", STANCE_COLUMNS, rows.stances, "id"),
    )
    for name, columns, found, key in tables:
        path = folder / name
        if found or path.is_file():
            sync_rows(path, columns, found, key=key, owned=rows.own)
