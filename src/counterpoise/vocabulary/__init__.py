"""Words and codes shared by every case: YAML data beside a typed reader."""

from counterpoise.vocabulary.entries import (
    CameoEntry,
    Channel,
    Country,
    EventType,
    Mode,
    OrganisationEntry,
    Position,
    VerbForms,
    Word,
)
from counterpoise.vocabulary.vocabulary import Vocabulary

__all__ = [
    "CameoEntry",
    "Channel",
    "Country",
    "EventType",
    "Mode",
    "OrganisationEntry",
    "Position",
    "VerbForms",
    "Vocabulary",
    "Word",
]
