"""Recommendations as a tracker."""

from datetime import date

from counterpoise.assess.names import Names
from counterpoise.assess.options import OptionFinding, option_findings
from counterpoise.model.case import Case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary


def options(case: Case, as_of: date | None = None) -> dict[str, OptionFinding]:
    view = view_of(case, as_of=as_of)
    found = option_findings(view, Names(view, Vocabulary.read()))
    return {item.option: item for item in found}


def test_progress_follows_the_evidence(three: Case) -> None:
    found = options(three)
    assert found["o-lift-ban"].progress == "evidence against"
    assert found["o-let-mission"].progress == "no evidence"
    assert found["o-court"].progress == "evidence for"
    assert found["o-lift-ban"].fallback == "o-let-mission"


def test_the_inquiry_is_unlikely_and_has_its_fallback(mali: Case) -> None:
    found = options(mali)
    assert found["c05"].feasibility.startswith("unlikely")
    assert found["c05"].fallback == "c04"
    assert (found["c06"].reciprocal, found["c15"].reciprocal) == ("c15", "c06")


def test_forcing_a_break_is_marked_as_advised_against(mali: Case) -> None:
    [warned] = [item for item in options(mali).values() if item.advised_against]
    assert warned.recommended_by == ("icg",)


def test_all_sixteen_recommendations_are_tracked(mali: Case) -> None:
    assert {f"c{number:02d}" for number in range(1, 17)} <= set(options(mali))


def test_before_the_document_nothing_is_recommended_that_it_alone_recommends(mali: Case) -> None:
    assert "c04" not in options(mali, date(2022, 6, 30))
