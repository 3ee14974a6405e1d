from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.assess.acts import ActFinding, act_findings
from counterpoise.vocabulary import Vocabulary


def acts(look: Callable, **days: str) -> dict[str, ActFinding]:
    view, names = look(**days)
    return {item.proposition: item for item in act_findings(view, names, Vocabulary.read())}


def test_acts_belong_to_the_partner_on_the_other_side(look: Callable) -> None:
    found = acts(look)
    assert found["a-relief-ban"].partners == ("XAB",)
    assert found["a-relief-ban"].by_focal
    assert found["a-union-eases"].partners == ("union",)
    assert not found["a-union-eases"].by_focal
    assert found["a-speech"].partners == ("XAB",), "the president acts for the state"
    assert found["a-speech"].by_focal
    assert "mission" in found["a-spokesman-expelled"].partners
    assert "a-rebels-leave" not in found, "the rebels are no partner"
    assert "a-takeover" not in found


@pytest.mark.parametrize(
    ("act", "direction"),
    [
        ("a-lantern-ends", "conflictual"),  # RETREAT, yet a tie is lost
        ("a-union-eases", "cooperative"),
        ("a-aircraft", "cooperative"),
        ("a-speech", "conflictual"),
        ("a-xab-announces", "conflictual"),
        ("a-frees", "cooperative"),
    ],
)
def test_direction_is_that_of_the_tie_or_else_of_the_type(
    act: str, direction: str, look: Callable
) -> None:
    assert acts(look)[act].direction == direction


def test_acts_stand_in_order_and_undated_ones_last(look: Callable) -> None:
    found = list(acts(look).values())
    dated = [item.when for item in found if item.when.is_known]
    assert [item.sort_key for item in dated] == sorted(item.sort_key for item in dated)
    assert not any(item.when.is_known for item in found[len(dated) :])


def test_only_acts_certain_to_lie_on_or_before_the_day(look: Callable) -> None:
    assert "a-lantern-ends" not in acts(look, on="2022-09-29")
    assert "a-lantern-ends" in acts(look, on="2022-09-30")
    assert "a-aircraft" not in acts(look, on="2022-11-15")
    assert "a-loan" not in acts(look, on="2022-12-31")
    assert "a-loan" in acts(look, on="2023-03-01")
