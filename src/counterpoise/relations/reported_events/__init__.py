"""The reported-events score: a latent cooperation–conflict score of every dyad, with intervals."""

from __future__ import annotations

from counterpoise.relations.reported_events.arrays import (
    EventTypes,
    FeedCounts,
    ReportedEvents,
    event_types,
    feed_counts,
    reported_events,
)
from counterpoise.relations.reported_events.fit import ScoreOptions, fit_scores
from counterpoise.relations.reported_events.forecast import (
    MixForecast,
    MixForecaster,
    fit_forecast,
    forecast_mix,
)
from counterpoise.relations.reported_events.model import (
    Dispersion,
    FeedModel,
    Interval,
    ScoreModel,
    Scores,
)
from counterpoise.relations.reported_events.periods import PeriodLength, period_of, period_starts
from counterpoise.relations.reported_events.scales import (
    cooperative_share,
    expected_goldstein,
    slope_table,
    words_and_deeds,
)
from counterpoise.relations.reported_events.score import filter_scores, smooth_scores

__all__ = [
    "Dispersion",
    "EventTypes",
    "FeedCounts",
    "FeedModel",
    "Interval",
    "MixForecast",
    "MixForecaster",
    "PeriodLength",
    "ReportedEvents",
    "ScoreModel",
    "ScoreOptions",
    "Scores",
    "cooperative_share",
    "event_types",
    "expected_goldstein",
    "feed_counts",
    "filter_scores",
    "fit_forecast",
    "fit_scores",
    "forecast_mix",
    "period_of",
    "period_starts",
    "reported_events",
    "slope_table",
    "smooth_scores",
    "words_and_deeds",
]
