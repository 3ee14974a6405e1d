"""Every check sees its fault, and keeps quiet when the fault is mended."""

from __future__ import annotations

import pytest
from examples import CASES, FakeLedger, document_text, fact, reports

from counterpoise.lint.ledger_view import LedgerFigure
from counterpoise.lint.registry import CHECKS, by_id
from counterpoise.model.dates import parse_date


@pytest.mark.parametrize("check", CASES)
def test_the_fault_is_seen(check: str) -> None:
    body, notes, _, _ = CASES[check]
    found = [report for report in reports(document_text(body, notes)) if report.check == check]
    assert found
    assert found[0].evidence
    assert found[0].mend


@pytest.mark.parametrize("check", CASES)
def test_the_mended_text_is_quiet(check: str) -> None:
    _, _, body, notes = CASES[check]
    found = [report.check for report in reports(document_text(body, notes))]
    assert check not in found


def test_every_check_has_an_example() -> None:
    ledger = {"date-at-odds", "figure-at-odds", "contested-unattributed", "measure-state"}
    tested = {*CASES, *ledger}
    assert {check.id for check in CHECKS} == tested
    assert len(by_id()) == len(CHECKS)


def test_a_date_at_odds_with_the_ledger() -> None:
    ledger = FakeLedger(fact("Norway closed the harbour of Lindhaven", "2024-05-04"))
    body = "Norway closed the harbour of Lindhaven on {} May 2024.[1]"
    wrong = reports(document_text(body.format(14)), ledger=ledger)
    right = reports(document_text(body.format(4)), ledger=ledger)
    assert "date-at-odds" in [report.check for report in wrong]
    assert "date-at-odds" not in [report.check for report in right]


def test_a_figure_at_odds_with_the_ledger() -> None:
    figure = LedgerFigure(1200.0, "crowns", "each ship", parse_date("2024"))
    ledger = FakeLedger(fact("Norway charges harbour fees of {value}", figure=figure))
    body = "Norway charges harbour fees of {} crowns a ship.[1]"
    wrong = reports(document_text(body.format("1,500")), ledger=ledger)
    right = reports(document_text(body.format("1,200")), ledger=ledger)
    assert "figure-at-odds" in [report.check for report in wrong]
    assert "figure-at-odds" not in [report.check for report in right]


def test_a_contested_claim_without_attribution() -> None:
    ledger = FakeLedger(
        fact("Norway armed the smugglers of Lindhaven", status="contested", denied_by=("Norway",))
    )
    flat = reports(document_text("Norway armed the smugglers of Lindhaven.[1]"), ledger=ledger)
    told = reports(
        document_text("The envoy alleged that Norway armed the smugglers of Lindhaven.[1]"),
        ledger=ledger,
    )
    assert "contested-unattributed" in [report.check for report in flat]
    assert "contested-unattributed" not in [report.check for report in told]


def test_contest_is_symmetric_in_the_actors_names() -> None:
    body, notes, _, _ = CASES["title-contradicts"]
    swapped = [
        text.replace("Norway", "X").replace("Denmark", "Norway").replace("X", "Denmark")
        for text in (body, notes)
    ]
    plain = reports(document_text(body, notes))
    other = reports(document_text(*swapped))
    assert [r.check for r in plain] == [r.check for r in other]
