"""States of measures in sentences, against the components of two cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from counterpoise.cli.opening import open_view
from counterpoise.intake.parse import parse_bytes
from counterpoise.lint.case_ledger import CaseLedger
from counterpoise.lint.run import lint

THREE = str(Path(__file__).parents[1] / "cases" / "three")


@cache
def ledger(case: str, language: str) -> CaseLedger:
    opened = open_view(case, language=language)
    return CaseLedger(opened.view, opened.names)


def said(sentence: str, case: str = THREE, language: str = "en") -> str:
    """Severity of the report on a sentence, empty without one."""
    text = f"# A Draft\n\nPublished 1 March 2023\n\n## I. Part\n\n{sentence}\n"
    (document,) = parse_bytes(text.encode(), ".md", "d.md")
    found = lint(document, ledger=ledger(case, language)).reports
    return next((r.severity for r in found if r.check == "measure-state"), "")


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("The Coastal Union lifted all its sanctions on 11 June 2022.", "error"),
        ("The Coastal Union lifted its sanctions.", "warning"),
        ("The Coastal Union lifted some of its sanctions.", ""),
        ("The Coastal Union lifted its economic sanctions on 11 June 2022.", ""),
        ("The Coastal Union lifted its economic sanctions on 3 March 2022.", "error"),
        ("The Union’s individual sanctions were lifted.", "error"),
        ("All sanctions of the Union remain in force.", "error"),
        ("No sanctions of the Union are in force.", "error"),
        ("The Union should lift all its sanctions.", ""),
        ("The Union has not lifted its economic sanctions.", "error"),
        ("The Union has not lifted its individual sanctions.", ""),
        ("The Union lifted its economic sanctions and kept the individual ones.", ""),
        ("According to Corland, the Union lifted all its sanctions.", "warning"),
        ("Bersia suspended its development aid on 3 October 2022.", ""),
        ("Bersia suspended its development aid and said that humanitarian aid would go on.", ""),
        ("Bersia suspended its humanitarian aid.", "error"),
        ("Bersia has resumed its development aid.", "error"),
        ("Operation Lantern is still in place.", "error"),
        ("Operation Lantern ended in September 2022.", ""),
        ("Corland lifted all its sanctions.", ""),
    ],
)
def test_english(sentence: str, severity: str) -> None:
    assert said(sentence) == severity


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("La CEDEAO a levé toutes ses sanctions le 3 juillet 2022.", "error"),
        ("Les sanctions économiques de la CEDEAO ont été levées le 3 juillet 2022.", ""),
        ("Les sanctions financières de la CEDEAO ont été levées le 3 juillet 2022.", ""),
        ("La CEDEAO a levé une partie de ses sanctions.", ""),
        ("La levée des sanctions individuelles de la CEDEAO reste à négocier.", ""),
        ("Toutes les sanctions de la CEDEAO restent en vigueur.", "error"),
        ("La France a suspendu son aide au développement en novembre 2022.", ""),
        ("La France a suspendu toute son aide humanitaire.", "error"),
        ("La CEDEAO lèvera toutes ses sanctions.", ""),
    ],
)
def test_french(sentence: str, severity: str) -> None:
    assert said(sentence, "mali", "fr") == severity


def test_sanctions_on_another_state_are_another_matter() -> None:
    assert said("ECOWAS lifted all its sanctions on Guinea.", "mali") == ""
    assert said("ECOWAS lifted all its sanctions on Mali.", "mali") == "error"


def test_a_report_names_the_components_and_the_acts() -> None:
    text = "# A\n\nPublished 1 March 2023\n\n## I. B\n\nThe Union lifted all its sanctions.\n"
    (document,) = parse_bytes(text.encode(), ".md", "d.md")
    found = lint(document, ledger=ledger(THREE, "en")).reports
    (report,) = (r for r in found if r.check == "measure-state")
    assert "individual sanctions" in report.message
    assert "closed border" in report.message
    assert "a-union-eases" in report.evidence
