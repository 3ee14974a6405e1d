from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from counterpoise.assess.figures import FigureFinding, figure_findings
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary


def compared(case: Case) -> dict[tuple[str, str], FigureFinding]:
    view = view_of(case)
    return {f.evidence: f for f in figure_findings(view, Names(view, Vocabulary.read()))}


def altered(case: Case, **changes: object) -> FigureFinding:
    """The comparison of the counts of 2021 and 2022 with the later one altered."""
    quantities = tuple(
        replace(item, **changes) if item.proposition == "q-killed-2022" else item
        for item in case.quantities
    )
    found = compared(replace(case, quantities=quantities))
    return next(f for pair, f in found.items() if set(pair) == {"q-killed-2021", "q-killed-2022"})


def test_figures_of_one_scope_are_compared(three: Case) -> None:
    found = compared(three)["q-killed-2021", "q-killed-2022"]
    assert (found.value, found.change_percent, found.difference) == (2.5, 150.0, 180.0)
    assert (found.who, found.refused) == ("all perpetrators", ())
    assert found.sentence == (
        "civilians killed, all perpetrators, Anvar, by Border Commission: 120 in 2021 and 300 in "
        "2022, 2.50 times as many (+150.0 %)."
    )


def test_other_perpetrators_and_other_spans_are_refused(three: Case) -> None:
    refused = compared(three)["q-killed-forces", "q-killed-2022"]
    assert (refused.value, refused.change_percent, refused.difference) == (None, None, None)
    assert any(reason.startswith("who differs") for reason in refused.refused)
    assert any(reason.startswith("periods differ in length") for reason in refused.refused)
    assert refused.who == "", "a refused pair has no bearer in common"


def test_ranks_of_two_methods_are_refused(three: Case) -> None:
    refused = compared(three)["q-rank-2021", "q-rank-2022"]
    assert refused.refused == ("method differs (2021 edition / 2022 edition)",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"where": "XAB"}, "where differs (XAA / XAB)"),
        ({"provider": ""}, "provider differs (Border Commission / not stated)"),
        ({"vintage": "2023-03-22"}, "vintage differs (unknown / 2023-03-22)"),
        ({"bound": "at_least"}, "“q-killed-2022” is a bound (at least)"),
        ({"bound": "claimed"}, "“q-killed-2022” is a bound (claimed)"),
        (
            {"period": parse_date("2022-01/2022-06")},
            "periods differ in length (2021 / 2022-01/2022-06)",
        ),
        ({"period": parse_date("2021-07/2022-06")}, "periods overlap (2021 / 2021-07/2022-06)"),
        ({"period": parse_date("2022-01/")}, "a period is not in evidence"),
    ],
)
def test_what_does_not_agree_is_named(changes: dict[str, object], reason: str, three: Case) -> None:
    found = altered(three, **changes)
    assert found.refused == (reason,)
    assert found.value is None


def test_figures_of_other_units_are_not_set_beside_each_other(three: Case) -> None:
    units = {f.proposition: f.unit for f in three.quantities}
    assert all(units[one] == units[other] for one, other in compared(three))
    assert altered(three, value=300.0).value == 2.5
    quantities = tuple(replace(item, unit=item.proposition) for item in three.quantities)
    assert compared(replace(three, quantities=quantities)) == {}


def test_a_word_is_no_figure(three: Case) -> None:
    assert not any("q-fled-word" in pair for pair in compared(three))


def test_zero_has_no_ratio(three: Case) -> None:
    quantities = tuple(
        replace(item, value=0.0) if item.proposition == "q-killed-2021" else item
        for item in three.quantities
    )
    found = compared(replace(three, quantities=quantities))["q-killed-2021", "q-killed-2022"]
    assert found.refused == ("“q-killed-2021” is not above zero",)


def test_a_year_that_is_not_over_is_not_compared(look: Callable) -> None:
    view, names = look(on="2022-12-30")
    assert not any("q-killed-2022" in f.evidence for f in figure_findings(view, names))


def test_each_figure_is_compared_with_the_next(three: Case) -> None:
    """Three years of one series give two comparisons, and none across."""
    last = next(item for item in three.quantities if item.proposition == "q-killed-2021")
    third = replace(last, proposition="q-fled-range", value=60.0, period=parse_date("2020"))
    rest = tuple(item for item in three.quantities if item.proposition != "q-fled-range")
    found = compared(replace(three, quantities=(*rest, third)))
    pairs = {pair for pair, finding in found.items() if not finding.refused}
    assert pairs == {("q-fled-range", "q-killed-2021"), ("q-killed-2021", "q-killed-2022")}
