"""Weights, half-life and thresholds: `weights.yml`, each number with its reason beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counterpoise.errors import InputError
from counterpoise.model.propositions import Proposition
from counterpoise.relations.coded_acts import ScoreRule


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weight(_Read):
    """What an act does to a relation, in [−1, 1], and why that much."""

    weight: float = Field(ge=-1, le=1)
    reason: str = Field(min_length=1)


class Number(_Read):
    """A number of the settings and why it is that."""

    value: float
    reason: str = Field(min_length=1)


class Listing(_Read):
    """A list of the settings and why it holds these."""

    value: tuple[str, ...]
    reason: str = Field(min_length=1)


class ScoreSettings(_Read):
    """Parameters of the coded-acts score, see `counterpoise.relations.coded_acts`."""

    half_life_days: Number
    prior_tenor_sd: Number
    prior_scatter_sd: Number
    prior_scatter_acts: Number
    cluster_days: Number
    prior_clusters: Number
    coverage: Number

    @property
    def rule(self) -> ScoreRule:
        """The parameters as the numerical core takes them."""
        return ScoreRule(
            half_life_days=self.half_life_days.value,
            prior_tenor_sd=self.prior_tenor_sd.value,
            prior_scatter_sd=self.prior_scatter_sd.value,
            prior_scatter_acts=self.prior_scatter_acts.value,
            cluster_days=int(self.cluster_days.value),
            prior_clusters=self.prior_clusters.value,
            coverage=self.coverage.value,
        )


class StandingSettings(_Read):
    """When the evidence suffices for a score."""

    least_acts: Number
    least_amount: Number


class DirectionSettings(_Read):
    """How the acts of the last months become a direction."""

    window_days: Number
    least_acts: Number
    one_sided_share: Number
    routine_weight: Number
    same_tenor: Number


class TurningActSettings(_Read):
    """Which acts a chart marks."""

    least_weight: Number
    per_month: Number


class EpisodeSettings(_Read):
    """What makes an episode, and how its peak is tried."""

    least_acts: Number
    least_channels: Number
    least_score: Number
    quiet_cost_per_year: Number
    most_per_partner: Number
    runners_up: Number
    weight_draws: Number
    weight_spread: Number
    seed: Number


class RestrictionSettings(_Read):
    """Kinds of measure that restrict; every other kind ties."""

    kinds: Listing


class DiplomaticStepSettings(_Read):
    """Types of act on the ladder of diplomatic steps."""

    acts: Listing


class AlignmentSettings(_Read):
    """How positions by votes are told."""

    movement_sessions: Number
    largest: Number


class DataChangeSettings(_Read):
    """When a change of structural data is told by itself."""

    least_share: Number


class ReportedSettings(_Read):
    """How what feeds report is told beside the coded acts."""

    least_acts: Number
    least_days: Number
    most_partners: Number
    act_window_days: Number
    trap_window_days: Number
    trap_least_acts: Number
    moved_score: Number
    burst_days: Number
    least_probability: Number
    widest_onset_days: Number
    pull_back: Listing
    nonstate_sectors: Listing


class Settings(_Read):
    """All of `weights.yml`."""

    weights: Mapping[str, Weight]
    ties: Mapping[str, Weight]
    score: ScoreSettings
    standing: StandingSettings
    direction: DirectionSettings
    turning_act: TurningActSettings
    episode: EpisodeSettings
    restrictions: RestrictionSettings
    diplomatic_steps: DiplomaticStepSettings
    alignment: AlignmentSettings
    data_changes: DataChangeSettings
    reported: ReportedSettings

    @staticmethod
    def read(path: Path | None = None) -> Settings:
        """Return the bundled settings, or those of another file of the same form.

        Raises
        ------
        InputError
            The file cannot be read, or a number, a reason or a section is missing or wrong.
        """
        return _bundled() if path is None else _parse(_text(path), str(path))

    def weight_class(self, item: Proposition) -> str:
        """Name of the weight that an act takes: its tie, else its type and mode, else its type.

        Empty for a type that the table does not hold.
        """
        full = f"{item.event_type}/{item.mode}" if item.mode else item.event_type
        kind = full if full in self.weights else item.event_type
        own = self.weights.get(kind)
        if not item.tie:
            return kind if own is not None else ""
        tie = self.ties[item.tie]
        if own is not None and own.weight * tie.weight > 0 and abs(own.weight) > abs(tie.weight):
            return kind
        return f"tie {item.tie}"

    def weight_of(self, weight_class: str) -> float:
        """Weight of a class that `weight_class` named."""
        return self._named(weight_class).weight

    def reason_of(self, weight_class: str) -> str:
        """Reason for the weight of a class that `weight_class` named."""
        return self._named(weight_class).reason

    @property
    def weight_classes(self) -> tuple[str, ...]:
        """Names of all weights, in alphabetical order."""
        return tuple(sorted((*self.weights, *(f"tie {name}" for name in self.ties))))

    def _named(self, weight_class: str) -> Weight:
        tie = weight_class.removeprefix("tie ")
        return self.ties[tie] if tie != weight_class else self.weights[weight_class]


@cache
def _bundled() -> Settings:
    place = resources.files(__package__) / "weights.yml"
    return _parse(place.read_text(encoding="utf-8"), "weights.yml")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the settings cannot be read ({error})",
            where=str(path),
            remedy="copy the bundled weights.yml and change it",
        ) from None


def _parse(text: str, where: str) -> Settings:
    try:
        return Settings.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise InputError(f"is no YAML ({problem})", where=where, remedy="mend it") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(str(step) for step in first["loc"])
        raise InputError(
            f"{place or 'the file'}: {first['msg']}",
            where=where,
            remedy="give every number with its reason, as the bundled weights.yml does",
        ) from None
