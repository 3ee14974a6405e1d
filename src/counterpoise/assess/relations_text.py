"""Sentences about relations, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.assess.names import Names
from counterpoise.assess.relations_acts import OVERALL, WORDS
from counterpoise.relations.coded_acts import Score


def relation_sentence(
    names: Names, partner: str, channel: str, standing: str, found: Score | None, undated: int
) -> str:
    """Say the score, or why there is none."""
    focal = names.short(names.view.case.heading.focal)
    subject = f"Relations between {focal} and {names.short(partner)}{_scope(names, channel)}"
    left_out = f"; {_acts(undated)} without a date left out" if undated else ""
    if found is None:
        return f"{subject}: insufficient evidence: no dated act recorded{left_out}."
    if standing == "insufficient":
        worth = f"worth {found.amount:.1f} of today"
        return f"{subject}: insufficient evidence: {_acts(found.acts)}, {worth}{left_out}."
    return (
        f"{subject}: {standing}, {signed(found.value)} [{signed(found.low)}, {signed(found.high)}] "
        f"from {_acts(found.acts)}{left_out}."
    )


def signed(value: float) -> str:
    """Write a score with its sign and two digits: −0.53, +0.37, 0.00."""
    text = f"{value:+.2f}".replace("-", "−")
    return "0.00" if text in {"+0.00", "−0.00"} else text


def _scope(names: Names, channel: str) -> str:
    if channel == OVERALL:
        return ""
    if channel == WORDS:
        return " in words"
    return f" in {names.vocabulary.channels[channel].label_en}"


def _acts(number: int) -> str:
    return "1 act" if number == 1 else f"{number} acts"


def channel_list(names: Names, channels: Sequence[str]) -> str:
    """Channels for running text: “security, rhetoric and aid”."""
    labels = [names.vocabulary.channels[channel].label_en for channel in channels]
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} and {labels[-1]}"
