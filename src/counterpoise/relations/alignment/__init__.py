"""Alignment: where states stand by their votes, and how alike two of them vote."""

from __future__ import annotations

from counterpoise.relations.alignment.agreement import (
    PairAgreement,
    common_choices,
    pair_agreement,
)
from counterpoise.relations.alignment.fitting import Fit, fit
from counterpoise.relations.alignment.predict import chances, log_score
from counterpoise.relations.alignment.priors import DEFAULT, PUBLISHED, Priors
from counterpoise.relations.alignment.reading import Pulls, flipped, oriented, pulls
from counterpoise.relations.alignment.spread import Spread, spread
from counterpoise.relations.alignment.update import Standing, extended, updated
from counterpoise.relations.alignment.votes import CHOICES, Votes, vote_table

__all__ = [
    "CHOICES",
    "DEFAULT",
    "PUBLISHED",
    "Fit",
    "PairAgreement",
    "Priors",
    "Pulls",
    "Spread",
    "Standing",
    "Votes",
    "chances",
    "common_choices",
    "extended",
    "fit",
    "flipped",
    "log_score",
    "oriented",
    "pair_agreement",
    "pulls",
    "spread",
    "updated",
    "vote_table",
]
