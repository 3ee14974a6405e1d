"""Behind a score: every act's weight, influence and part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.relations_acts import WeighedAct, arrays
from counterpoise.assess.settings import Settings
from counterpoise.model.dates import DateInterval
from counterpoise.relations.coded_acts import decay, score

FORMULA = "score = n / (n + s²/τ²) · Σ dᵢ wᵢ / Σ dᵢ, dᵢ = 2^(−age/half-life)"


@dataclass(frozen=True)
class ScoreInput:
    """One act's part in a score.

    Attributes
    ----------
    weight, weight_class, reason
        What the settings give the act, under which entry, and why.
    influence
        dᵢ, what is left of it on the day, in [0, 1].
    part
        Its addend of the score; the parts add up to it.
    """

    proposition: str
    statement: str
    when: DateInterval
    channel: str
    weight: float
    weight_class: str
    reason: str
    influence: float
    part: float


def score_inputs(
    acts: Sequence[WeighedAct], day: date, settings: Settings
) -> tuple[ScoreInput, ...]:
    """Every act's part in the score of a day, in the order of the acts."""
    if not acts:
        return ()
    as_arrays = arrays(acts)
    rule = settings.score.rule
    left = decay(as_arrays, day.toordinal(), rule.half_life_days)
    found = score(as_arrays, day.toordinal(), rule)
    drawn = found.value / found.mean if found.mean != 0 else 0.0
    total = float(left.sum())
    parts = drawn * left * as_arrays.weight / total if total > 0 else left
    return tuple(
        ScoreInput(
            proposition=act.proposition,
            statement=act.statement,
            when=act.when,
            channel=act.channel,
            weight=act.weight,
            weight_class=act.weight_class,
            reason=settings.reason_of(act.weight_class),
            influence=influence,
            part=part,
        )
        for act, influence, part in zip(acts, left.tolist(), parts.tolist(), strict=True)
    )
