from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.order import GAP, positions

KEYS = st.sampled_from("abcdefgh")
ORDERS = st.lists(KEYS, unique=True)
HELD = st.dictionaries(KEYS, st.integers(-40, 40)).filter(
    lambda held: len(set(held.values())) == len(held)
)


def increases(places: list[int]) -> bool:
    return all(left < right for left, right in pairwise(places))


@given(ORDERS, HELD, st.integers(1, 8))
def test_positions_always_increase(order: list[str], held: dict[str, int], gap: int) -> None:
    places = positions(order, held, gap)
    assert len(places) == len(order)
    assert increases(places)


@given(ORDERS, HELD)
def test_as_many_as_possible_stay(order: list[str], held: dict[str, int]) -> None:
    spread = {key: place * GAP for key, place in held.items()}
    places = positions(order, spread)
    stay = sum(spread.get(key) == place for key, place in zip(order, places, strict=True))
    known = [spread[key] for key in order if key in spread]
    best = max(
        size
        for size in range(len(known) + 1)
        if any(increases(list(some)) for some in combinations(known, size))
    )
    assert stay == best


def test_a_first_order_is_spread_out() -> None:
    assert positions(["a", "b"], {}) == [GAP, 2 * GAP]


def test_a_new_end_and_a_new_front_leave_the_rest() -> None:
    assert positions(["x", "a", "y"], {"a": 0}, gap=8) == [-8, 0, 8]


def test_a_full_gap_numbers_all_afresh() -> None:
    assert positions(["a", "x", "b"], {"a": 1, "b": 2}, gap=8) == [8, 16, 24]
