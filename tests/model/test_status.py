from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.model.dates import UNDATED
from counterpoise.model.propositions import POSITIONS, Position, Stance
from counterpoise.model.status import DatedStance, standing

START = date(2022, 1, 1)


def dated(holder: str, position: Position, day: int = 0, number: int = 0) -> DatedStance:
    when = START + timedelta(days=day)
    stance = Stance(f"s{number}-{holder}-{position}-{day}", "p", holder, position, UNDATED, "n", ())
    return DatedStance(stance, when, when)


STANCES = st.lists(
    st.builds(dated, st.sampled_from("ABC"), st.sampled_from(POSITIONS), st.integers(0, 9)),
    max_size=7,
    unique_by=lambda item: item.stance.id,
)


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ([], "unknown"),
        ([("A", "confirms"), ("B", "assesses")], "confirmed"),
        ([("A", "assesses"), ("B", "asserts")], "assessed"),
        ([("A", "asserts"), ("B", "alleges")], "asserted"),
        ([("A", "alleges"), ("B", "announces")], "alleged"),
        ([("A", "announces")], "announced"),
        ([("A", "denies"), ("B", "denies")], "denied"),
        ([("A", "denies"), ("B", "announces")], "contested"),
        ([("A", "denies"), ("B", "confirms")], "contested"),
    ],
)
def test_status_of_stances_taken_on_one_day(held: list[tuple[str, Position]], status: str) -> None:
    assert standing([dated(holder, position) for holder, position in held], START).status == status


def test_of_each_holder_the_latest_stance_counts() -> None:
    stances = [dated("A", "asserts", 0), dated("B", "denies", 1), dated("B", "confirms", 5)]
    assert standing(stances, START + timedelta(days=3)).status == "contested"
    where = standing(stances, START + timedelta(days=5))
    assert where.status == "confirmed"
    assert [item.stance.holder for item in where.supported_by] == ["B", "A"]
    assert where.denied_by == ()


def test_a_stance_taken_later_does_not_count_yet() -> None:
    assert standing([dated("A", "asserts", 4)], START + timedelta(days=3)).status == "unknown"


def test_a_holder_that_denies_and_supports_on_one_day_denies() -> None:
    where = standing([dated("A", "denies"), dated("A", "confirms")], START)
    assert (where.status, len(where.denied_by), where.supported_by) == ("denied", 1, ())


@given(STANCES, st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_order_of_the_input_plays_no_part(
    stances: list[DatedStance], day: int, draw: random.Random
) -> None:
    shuffled = draw.sample(stances, len(stances))
    on = START + timedelta(days=day)
    assert standing(shuffled, on) == standing(stances, on)


@given(STANCES, st.integers(0, 9), st.permutations("ABC"))
def test_contest_is_symmetric(stances: list[DatedStance], day: int, others: list[str]) -> None:
    """Other names for the holders give the same status with the same names exchanged."""
    rename = dict(zip("ABC", others, strict=True))
    on = START + timedelta(days=day)
    swapped = [
        dated(rename[s.stance.holder], s.stance.position, (s.day - START).days) for s in stances
    ]
    before, after = standing(stances, on), standing(swapped, on)
    assert before.status == after.status
    for side in ("supported_by", "denied_by"):
        assert {rename[s.stance.holder] for s in getattr(before, side)} == {
            s.stance.holder for s in getattr(after, side)
        }


@given(STANCES)
def test_nobody_stands_on_both_sides(stances: list[DatedStance]) -> None:
    where = standing(stances, date.max)
    supporters = {item.stance.holder for item in where.supported_by}
    deniers = {item.stance.holder for item in where.denied_by}
    assert not supporters & deniers
    assert supporters | deniers == {item.stance.holder for item in stances}
