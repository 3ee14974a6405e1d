"""What a sentence says of a measure's state, against the ledger's components."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.lint.checking import Check
from counterpoise.lint.checks.matching import is_named
from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.ledger_view import LedgerComponent
from counterpoise.lint.markers import has
from counterpoise.lint.measure_words import (
    MeasureStatement,
    is_generic,
    nouns,
    says,
    statements,
    stems,
)
from counterpoise.lint.reports import Report, Severity
from counterpoise.lint.words import countries, country_codes, fold

ID = "measure-state"
_MOST = 0.5
_SHOWN = 4
_AUXILIARY = 24
_NOTHING: tuple[str, Severity] = ("", "error")


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Components that bear the statement out, contradict it, and leave it open."""

    right: tuple[LedgerComponent, ...]
    wrong: tuple[LedgerComponent, ...]
    open: tuple[LedgerComponent, ...]


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.body:
        kind = ""
        for statement in statements(unit):
            found = _meant(draft, unit, statement, kind)
            if not found:
                continue
            kind = found[0].kind
            message, severity = _fault(statement, _named(statement, found), found)
            if message:
                yield _report(draft, unit, statement, found, message, severity)
                break


def _meant(
    draft: Draft, unit: Unit, statement: MeasureStatement, kind: str
) -> list[LedgerComponent]:
    """Components of the measures that the statement is about; none when it is about no measure."""
    assert draft.ledger is not None
    day = statement.when.last or draft.document.published.last
    known = [
        item
        for item in draft.ledger.components(day)
        if statement.predicate.name in says(item.kind) and not item.contested
    ]
    regions = (statement.before,) if statement.passive else (statement.behind, statement.before)
    for region in regions:
        found = [item for item in known if _is_spoken_of(item, region, unit, statement, kind)]
        if found:
            return found
    return []


def _is_spoken_of(
    item: LedgerComponent, region: str, unit: Unit, statement: MeasureStatement, kind: str
) -> bool:
    pattern = nouns(item.kind)
    if pattern is None:
        return region is statement.before and _names_title(item, region)
    if len(item.instrument.split()) > 1 and fold(item.instrument) in fold(region):
        return _issued(item, unit.text)
    carried = kind == item.kind and bool(stems(item.instrument) & stems(region))
    if not pattern.search(region) and not carried:
        return False
    subject = statement.before if _issued(item, statement.before) else unit.text
    return _issued(item, subject) and not _is_elsewhere(item, unit)


def _names_title(item: LedgerComponent, region: str) -> bool:
    """Whether the measure's own name is the last one before the verb, in full."""
    if fold(item.measure) in fold(region[-len(item.measure) - _AUXILIARY :]):
        return True
    places = {word for name in item.target for word in name.split()}
    proper = re.findall(r"[A-ZÉ][\w’-]+", item.measure)
    proper = [word for word in proper if word not in places and not is_generic(word)]
    if not proper or not all(word in region for word in proper):
        return False
    return re.search(rf"{re.escape(proper[-1])}\W+(?:\w+\W+){{0,3}}$", region) is not None


def _issued(item: LedgerComponent, text: str) -> bool:
    codes = set(country_codes(text))
    return any(names[0] in codes or is_named(names, text) for names in item.issuers)


def _is_elsewhere(item: LedgerComponent, unit: Unit) -> bool:
    """Whether the sentence names states, and the one on which the measure bears is not among."""
    if not item.target or item.target[0] not in set(countries().values()):
        return False
    issuers = {names[0] for names in item.issuers}
    named = set(country_codes(unit.text)) - issuers
    return bool(named) and item.target[0] not in named


def _named(
    statement: MeasureStatement, found: Sequence[LedgerComponent]
) -> Sequence[LedgerComponent]:
    """Narrow to the components that the statement tells apart from the others."""
    text = stems(statement.before if statement.passive else statement.behind)
    named = [item for item in found if stems(item.instrument) & text]
    return named or [item for item in found if stems(item.label) & text] or found


def _verdict(statement: MeasureStatement, found: Sequence[LedgerComponent]) -> _Verdict:
    right, wrong, left = [], [], []
    for item in found:
        states = item.states_by if statement.predicate.history else frozenset({item.state})
        holds = bool(states & statement.predicate.accepted)
        if not holds and item.state == "unknown":
            left.append(item)
        elif holds != statement.negated:
            right.append(item)
        else:
            wrong.append(item)
    return _Verdict(tuple(right), tuple(wrong), tuple(left))


def _fault(
    statement: MeasureStatement,
    named: Sequence[LedgerComponent],
    found: Sequence[LedgerComponent],
) -> tuple[str, Severity]:
    """Return what is wrong and how gravely; empty when nothing is."""
    verdict = _verdict(statement, named)
    if statement.quantifier in {"none", "some", "most"} or (
        statement.negated and statement.quantifier == "all"
    ):
        return _counted(statement, verdict)
    right, wrong, left = bool(verdict.right), bool(verdict.wrong), bool(verdict.open)
    listed = _listed((*verdict.wrong, *verdict.open))
    if wrong and not right and not left:
        return f"the ledger has {listed}", "error"
    if statement.predicate.name in {"impose", "ease"}:
        return _NOTHING
    if wrong:
        is_plain = statement.quantifier == "all" or len(named) < len(found)
        return f"this holds for a part only; {listed}", "error" if is_plain else "warning"
    if left and (statement.quantifier == "all" or not right):
        return f"not in evidence for {listed}", "warning"
    return _NOTHING


def _counted(statement: MeasureStatement, verdict: _Verdict) -> tuple[str, Severity]:
    """Judge “none”, “not all”, “some” and “most” by how many components bear them out."""
    right, wrong, left = len(verdict.right), len(verdict.wrong), len(verdict.open)
    listed = _listed((*verdict.wrong, *verdict.open))
    if statement.quantifier == "none":
        return ("the ledger knows some for which this holds", "error") if right else _NOTHING
    if statement.quantifier == "all":
        return ("the ledger has it for all", "error") if not (right or left) else _NOTHING
    if statement.quantifier == "some":
        return (f"nothing bears it out: {listed}", "error") if not (right or left) else _NOTHING
    if right > _MOST * (right + wrong + left):
        return _NOTHING
    return f"fewer than most: {listed}", "error" if not left else "warning"


def _listed(items: Sequence[LedgerComponent]) -> str:
    shown = ", ".join(f"{item.label}: {item.state}" for item in items[:_SHOWN])
    return f"{shown} and {len(items) - _SHOWN} more" if len(items) > _SHOWN else shown


def _report(
    draft: Draft,
    unit: Unit,
    statement: MeasureStatement,
    found: Sequence[LedgerComponent],
    message: str,
    severity: Severity,
) -> Report:
    attributed = has("attribution", unit.text)
    acts = dict.fromkeys(act for item in found for act in item.acts)
    day = f" on {statement.when.edtf}" if statement.when.is_known else ""
    return draft.report(
        ID,
        "warning" if attributed else severity,
        unit,
        message,
        evidence=f"state{day} by the acts {', '.join(acts) or 'none'}",
        mend="name the components that are meant, or add the act that changed them to the ledger",
    )


CHECK = Check(
    ID,
    "error",
    "ledger",
    "A measure said to be lifted, suspended, imposed or in force, wholly or in part, against the "
    "ledger's components on that day.",
    "Measures whose issuer the sentence does not name, and verbs outside its word list.",
    _run,
)
