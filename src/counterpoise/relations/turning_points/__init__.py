"""Turning points: of plain series, and of relations in hindsight or as they come."""

from __future__ import annotations

from counterpoise.relations.turning_points.alarm_rule import (
    Alarm,
    Thresholds,
    alarms,
    null_thresholds,
)
from counterpoise.relations.turning_points.bursts import Episode, episodes
from counterpoise.relations.turning_points.dyads import (
    DyadCounts,
    DyadFlow,
    count_acts,
    dyad_counts,
    dyad_flow,
)
from counterpoise.relations.turning_points.run_length import Watch, watch
from counterpoise.relations.turning_points.running_alarms import (
    CALIBRATED_DAYS,
    running_alarms,
)
from counterpoise.relations.turning_points.series import SeriesTurns, find_changes
from counterpoise.relations.turning_points.turns import Turn, find_turns

__all__ = [
    "CALIBRATED_DAYS",
    "Alarm",
    "DyadCounts",
    "DyadFlow",
    "Episode",
    "SeriesTurns",
    "Thresholds",
    "Turn",
    "Watch",
    "alarms",
    "count_acts",
    "dyad_counts",
    "dyad_flow",
    "episodes",
    "find_changes",
    "find_turns",
    "null_thresholds",
    "running_alarms",
    "watch",
]
