"""The forecast of the next period's mix."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterpoise.errors import MeasureError
from counterpoise.relations.reported_events import (
    Dispersion,
    MixForecaster,
    ReportedEvents,
    fit_forecast,
    forecast_mix,
)
from counterpoise.relations.reported_events.components import VIEWS, Histories, drawn
from counterpoise.relations.reported_events.forecast import share_interval
from counterpoise.relations.reported_events.simulate import true_model, world

MODEL = true_model(6, persistence=0.7)
PERIODS = 30
WORLD = world(MODEL, dyads=80, periods=PERIODS, acts_per_cell=8, spread=0.4, seed=9)
SIDES = np.stack([np.arange(80) % 9, 9 + np.arange(80) % 7], axis=1)
PAST = WORLD.events.until(int(WORLD.events.periods[-1]))
POOL = fit_forecast(MODEL, PAST, SIDES)


def last_counts():
    feed = WORLD.events.feeds[0]
    at = feed.period == PERIODS - 1
    counts = np.zeros((80, 6))
    np.add.at(counts, (feed.dyad[at], feed.type[at]), feed.acts[at])
    return counts


def test_shares_sum_to_one_inside_their_intervals():
    found = forecast_mix(POOL, PAST, SIDES).share
    assert found.value.sum(axis=1) == pytest.approx(np.ones(80))
    assert (found.low >= 0).all()
    assert (found.high <= 1).all()
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()
    assert (found.low < found.high).all()


def test_the_pool_beats_the_running_mean_on_the_period_it_has_not_seen():
    came = last_counts()
    feed = PAST.feeds[0]
    history = np.zeros((80, 6))
    np.add.at(history, (feed.dyad, feed.type), feed.acts)
    running = drawn(history, history.sum(axis=0) / history.sum(), 10.0)
    ahead = forecast_mix(POOL, PAST, SIDES, acts=np.maximum(came.sum(axis=1), 1)).share.value
    assert np.sum(came * np.log(ahead)) > np.sum(came * np.log(running))


def test_intervals_hold_most_of_the_shares_that_came():
    came = last_counts()
    acts = came.sum(axis=1)
    seen = acts >= 5
    ahead = forecast_mix(POOL, PAST, SIDES, acts=np.maximum(acts, 1)).share
    shares = came[seen] / acts[seen, np.newaxis]
    held = (ahead.low[seen] <= shares) & (shares <= ahead.high[seen])
    assert 0.86 < held.mean() < 0.99  # whole acts: more than 90 % for rare types


def test_a_forecast_uses_nothing_later_and_some_dyads_equal_all():
    later = WORLD.events
    feed = later.feeds[0]
    changed = np.where(feed.period == PERIODS - 1, 50 * feed.acts, feed.acts)
    other = ReportedEvents(80, later.periods, (replace(feed, acts=changed.astype(np.float32)),))
    cut = int(later.periods[-1])
    acts = np.full(80, 7.0)
    plain = forecast_mix(POOL, later.until(cut), SIDES, acts=acts).share.value
    assert np.array_equal(plain, forecast_mix(POOL, other.until(cut), SIDES, acts=acts).share.value)
    some = forecast_mix(POOL, PAST, SIDES, dyads=[3, 8], acts=acts[:2]).share.value
    assert some == pytest.approx(plain[[3, 8]])


def test_more_acts_narrow_the_interval_and_bunching_widens_it():
    share = np.array([0.3])
    widths = [
        np.subtract(*share_interval(share, np.array([acts]), Dispersion(rho, rho, 1.0))[::-1])[0]
        for acts, rho in ((5.0, 0.0), (50.0, 0.0), (50.0, 0.2))
    ]
    assert widths[1] < widths[2]
    assert widths[1] < widths[0]


def test_histories_decay_by_their_half_lives():
    # Weekly periods; four weeks on, the half-life of 4 weeks leaves half and the whole stays.
    histories = Histories(WORLD.events, SIDES, 6)
    first = np.zeros((80, 6))
    first[0, 2] = 240.0
    histories.add(first)
    for _ in range(3):
        histories.add(np.zeros((80, 6)))
    latent = np.full((1, 6), 1 / 6)
    views = np.exp(histories.views(latent, np.array([0])))[:, 0]
    assert len(views) == len(VIEWS)
    assert views[0, 2] == pytest.approx((240 + 80 / 6) / 320)
    assert views[1, 2] == pytest.approx((120 + 60 * views[0, 2]) / 180)
    assert views[3] == pytest.approx(latent[0])
    assert views.sum(axis=1)[:4] == pytest.approx(np.ones(4))


def test_no_dyad_with_enough_acts():
    with pytest.raises(MeasureError, match="no dyad of feed 'invented' has 1e"):
        fit_forecast(MODEL, PAST, SIDES, least_acts=1e6)


def test_sides_that_do_not_fit():
    with pytest.raises(MeasureError, match=r"the sides have shape \(79, 2\) for 80 dyads"):
        fit_forecast(MODEL, PAST, SIDES[:79])


def test_the_total_is_unused_where_told():
    plain = fit_forecast(MODEL, PAST, SIDES, total_known=False)
    assert isinstance(plain, MixForecaster)
    assert np.abs(plain.per_log_acts).max() == 0
    assert np.abs(POOL.per_log_acts).max() > 0
