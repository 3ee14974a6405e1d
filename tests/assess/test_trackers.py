"""Trackers and their readings."""

from datetime import date

import pytest

from counterpoise.assess.names import Names
from counterpoise.assess.trackers import change, tracker_findings
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.model.propositions import Quantity
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary


def readings(case: Case, on: date, as_of: date | None = None) -> dict[str, str]:
    view = view_of(case, on=on, as_of=as_of)
    names = Names(view, Vocabulary.read())
    return {item.tracker: item.reading for item in tracker_findings(view, names)}


@pytest.mark.parametrize(
    ("tracker", "reading"),
    [
        ("transition", "1 of 3 milestones done; pending: vote, electoral court"),
        ("accord", "meeting on neutral ground open since 2022-12-20, Anvar owes an answer"),
        (
            "civilians",
            "120 (2021) to 300 (2022), +150.0%, ×2.50; 1 figure of another scope left out",
        ),
        (
            "press-freedom",
            "rank 80 to 95 (15 places down); editions are not comparable: new way of counting",
        ),
        ("approval", "not in evidence: number of people asked; 1 caveat"),
        ("attacks", "1 claimed beside 1 measured; no verdict is computed"),
        ("shocks", "3 shocks that overlap: drought, dear grain, closed border"),
        ("engineers", "2022-12-01 to 2023-01-15, 45 days, the Union mediating"),
    ],
)
def test_readings_of_the_invented_case_worked_by_hand(
    three: Case, tracker: str, reading: str
) -> None:
    assert readings(three, date(2023, 3, 1))[tracker] == reading


def test_before_and_after_abstains_and_names_its_confounders(three: Case) -> None:
    reading = readings(three, date(2023, 3, 1))["harrow-before-after"]
    assert "no cause is computed: 2 confounders (economic shocks, " in reading


def test_a_crisis_is_open_until_it_is_settled(three: Case) -> None:
    assert readings(three, date(2022, 12, 31))["engineers"].startswith("open since 2022-12-01")


def test_a_milestone_past_its_date_is_overdue(three: Case) -> None:
    view = view_of(three, on=date(2023, 3, 1))
    [transition] = [
        item
        for item in tracker_findings(view, Names(view, Vocabulary.read()))
        if item.kind == "transition"
    ]
    assert [line.state for line in transition.lines] == ["open", "done", "overdue"]


def test_harm_to_civilians_in_the_bundled_case(mali: Case) -> None:
    found = readings(mali, date(2023, 2, 9))
    [series] = [text for text in found.values() if "2,146" in text and "left out" in text]
    assert "+367.5%" in series
    assert "535" not in series


def test_the_demand_of_the_bundled_case_is_open(mali: Case) -> None:
    found = readings(mali, date(2023, 2, 9))
    [accord] = [text for text in found.values() if "owes an answer" in text]
    assert "2022-12-22" in accord
    assert "Mali owes" in accord


def test_three_confounders_at_least_in_the_bundled_case(mali: Case) -> None:
    view = view_of(mali)
    found = tracker_findings(view, Names(view, Vocabulary.read()), "before_after")
    assert found
    for item in found:
        assert sum(line.role in {"confounder", "earlier_trend"} for line in item.lines) >= 3
        assert "no cause is computed" in item.reading


def test_an_as_of_view_holds_no_line_known_later(mali: Case) -> None:
    day = date(2022, 6, 30)
    view = view_of(mali, as_of=day)
    for item in tracker_findings(view, Names(view, Vocabulary.read())):
        for line in item.lines:
            for name in line.evidence:
                assert view.known.propositions[name] <= day


def figure(value: float | None, year: str, **scope: str) -> Quantity:
    return Quantity("p", value, "dead", period=parse_date(year), where="XAA", **scope)


def test_figures_of_other_scope_are_never_compared() -> None:
    assert "not comparable: who" in change([figure(1, "2021"), figure(2, "2022", who="police")])
    assert "not comparable: provider" in change(
        [figure(1, "2021", provider="A"), figure(2, "2022", provider="B")]
    )
    assert change([figure(1, "2021"), figure(None, "2022")]) == "fewer than two figures in evidence"
    assert change([figure(0, "2021"), figure(2, "2022")]) == "no ratio from zero"


def test_the_order_of_the_figures_plays_no_part() -> None:
    figures = [figure(4, "2022"), figure(2, "2021")]
    assert change(figures) == change(figures[::-1]) == "2 (2021) to 4 (2022), +100.0%, ×2.00"
