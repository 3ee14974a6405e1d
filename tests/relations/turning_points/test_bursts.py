"""A change and the return from it are one burst; what lasts, or goes on, is not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.relations.turning_points import Turn, episodes

DROP = Turn(100, 102, 101, -1, -8.0, None, None, 0.9, 30.0, (), ())
RISE = replace(DROP, likeliest_day=131, sign=1, size=7.0, probability=0.7)


def test_a_return_within_the_days_allowed_ends_a_burst():
    (episode,) = episodes([DROP, RISE], burst_days=60)
    assert (episode.end, episode.burst_days, episode.probability) == (RISE, 30, 0.7)


def test_a_late_a_partial_or_a_further_change_ends_none():
    for after in (
        replace(RISE, likeliest_day=162),
        replace(RISE, size=3.0),
        replace(RISE, size=13.0),
        replace(RISE, sign=-1, size=-7.0),
    ):
        assert [e.end for e in episodes([DROP, after], burst_days=60)] == [None, None]


@given(st.lists(st.floats(-10, 10).filter(bool), max_size=9))
def test_every_turning_point_is_in_one_episode(sizes):
    turns = [
        replace(DROP, likeliest_day=10 * at, sign=1 if size > 0 else -1, size=size)
        for at, size in enumerate(sizes)
    ]
    parts = [turn for e in episodes(turns, burst_days=60) for turn in (e.turn, e.end)]
    assert [turn for turn in parts if turn is not None] == turns


def test_changes_without_a_sign_end_no_burst():
    """Types that weigh nothing leave sizes of zero, which tell of no return."""
    unsigned = [replace(turn, sign=0, size=0.0) for turn in (DROP, RISE)]
    assert [e.end for e in episodes(unsigned, burst_days=60)] == [None, None]
