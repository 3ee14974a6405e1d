"""One clear sentence for each kind of counts that cannot be scored."""

from __future__ import annotations

import numpy as np
import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events import (
    ScoreOptions,
    event_types,
    feed_counts,
    fit_scores,
    period_of,
    period_starts,
    reported_events,
    words_and_deeds,
)
from counterpoise.relations.reported_events.simulate import true_model, world

TYPES = event_types(["fight", "meet", "aid"], [-10, 1, 7], cooperative=["aid"], hostile=["fight"])


def feed(name="one", dyad=(0, 1), period=(0, 1), kind=(0, 2), acts=(1, 2), types=TYPES):
    return feed_counts(name, types, dyad, period, kind, acts)


@pytest.mark.parametrize("count", [-1, np.nan, np.inf])
def test_a_count_that_is_none(count):
    with pytest.raises(MeasureError, match=r"entry 1: the count .* is not a number from 0 up; "):
        feed(acts=(1, count))


@pytest.mark.parametrize(("days", "message"), [([3, 3], "appears twice"), ([3, 1], "comes after")])
def test_periods_unsorted_or_twice(days, message):
    with pytest.raises(MeasureError, match=message):
        reported_events(2, days, [feed()])


def test_a_type_without_a_weight():
    with pytest.raises(MeasureError, match="event type 3 has no weight"):
        feed(kind=(0, 3))
    with pytest.raises(MeasureError, match="event type 'aid' has no weight"):
        event_types(["fight", "aid"], [-10], cooperative=["aid"], hostile=["fight"])
    with pytest.raises(MeasureError, match="event type 'aid' has no weight"):
        event_types(["fight", "aid"], [-10, np.nan], cooperative=["aid"], hostile=["fight"])


def test_feeds_without_a_dyad_in_common():
    with pytest.raises(MeasureError, match="feed 'two' shares no dyad with the feeds before it"):
        reported_events(4, [0, 1], [feed(), feed("two", dyad=(2, 3))])


def test_a_feed_without_acts():
    with pytest.raises(MeasureError, match="feed 'one' reports no act"):
        reported_events(2, [0, 1], [feed(acts=(0, 0))])


@pytest.mark.parametrize(
    ("cooperative", "hostile", "message"),
    [
        ([], ["fight"], "no cooperative anchor"),
        (["aid"], [], "no hostile anchor"),
        (["aid"], ["aid"], "stands on both sides"),
        (["trade"], ["fight"], "'trade' is not an event type"),
    ],
)
def test_anchors_that_fix_no_sign(cooperative, hostile, message):
    with pytest.raises(MeasureError, match=message):
        event_types(["fight", "aid"], [-10, 7], cooperative=cooperative, hostile=hostile)


def test_places_outside_the_arrays():
    with pytest.raises(MeasureError, match="dyad 1 is not one of the 1 given"):
        reported_events(1, [0, 1], [feed()])
    with pytest.raises(MeasureError, match="period 1 is not one of the 1 given"):
        reported_events(2, [0], [feed()])
    with pytest.raises(MeasureError, match="columns of lengths 2, 2, 1, 2"):
        feed(kind=(0,))


def test_one_dyad_is_no_world():
    with pytest.raises(MeasureError, match="1 dyads have acts"):
        fit_scores(reported_events(1, [0, 1], [feed(dyad=(0, 0))]))


def test_slopes_that_do_not_fit():
    with pytest.raises(MeasureError, match="2 slopes for 3 event types"):
        fit_scores(reported_events(2, [0, 1], [feed()]), ScoreOptions(slopes=(np.zeros(2),)))


def test_deeds_of_a_feed_that_has_none():
    invented = world(true_model(4), dyads=5, periods=3, acts_per_cell=3, spread=0.1, seed=1)
    model = true_model(4)
    words, deeds = words_and_deeds(model)
    assert np.isfinite(words.feeds[0].intercept).sum() == 2
    assert np.isfinite(deeds.feeds[0].intercept).sum() == 2
    assert invented.events.feeds[0].types.names == model.feeds[0].types.names
    with pytest.raises(MeasureError, match="0 event types of feed 'invented' are kept"):
        model.restricted((np.zeros(4, dtype=bool),))


def test_periods_by_the_calendar():
    # 1970-01-01 was a Thursday; day 4 is a Monday.
    assert period_starts(0, 10, "week").tolist() == [-3, 4]
    assert period_starts(0, 10, "fortnight").tolist() == [-3]
    assert period_starts(30, 60, "month").tolist() == [0, 31, 59]
    assert period_of([30, 31, 58, 59], period_starts(0, 60, "month")).tolist() == [0, 1, 1, 2]
    with pytest.raises(MeasureError, match="day -1 comes before the first period"):
        period_of([-1], period_starts(0, 60, "month"))
    with pytest.raises(MeasureError, match="day 1 comes before day 2"):
        period_starts(2, 1, "week")
