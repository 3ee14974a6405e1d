"""Several states side by side on the same definitions, windows and vintages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from counterpoise.assess.data_comparison_findings import (
    Comparison,
    PeerMissing,
    PeerRow,
    PlaceFinding,
)
from counterpoise.assess.data_comparison_rows import peer_rows, places_of
from counterpoise.assess.data_exposure import assess_data_exposure, check
from counterpoise.assess.data_exposure_findings import DataExposure, FeedUse
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

__all__ = ["Comparison", "PeerMissing", "PeerRow", "PlaceFinding", "compare_exposure"]


def compare_exposure(
    lake: Lake,
    engine: Engine,
    vocabulary: Vocabulary,
    question: Question,
    peers: Sequence[str],
    *,
    done: Callable[[str], None] = lambda _state: None,
) -> Comparison:
    """Compute the exposure of a state and of its peers on the same definitions.

    Parameters
    ----------
    question
        Votes are compared only with the partners that it names: the same for every state.
    done
        Called with each state that is done.

    Raises
    ------
    InputError
        A state is unknown, stands twice, or is a group of states.
    LakeError
        The feeds tell nothing of any state.
    """
    states = (question.focal, *peers)
    _check(states, question, vocabulary)
    channels = question.channels or (
        ("arms", "aid", "sanctions", "votes") if question.partners else ("arms", "aid", "sanctions")
    )
    found: dict[str, DataExposure] = {}
    opened: dict[str, Structure | None] = {}
    for state in states:
        asked = replace(question.of(state), channels=channels)
        found[state] = assess_data_exposure(
            lake, engine, vocabulary, asked, must_tell=False, opened=opened
        )
        done(state)
    rows = tuple(
        row
        for state in states
        for row in peer_rows(found[state], vocabulary.name(state), question.partners)
    )
    missing = {state: found[state].missing for state in states}
    if not rows:
        first = next(item for each in missing.values() for item in each)
        raise LakeError(first.sentence, where=str(lake.root), remedy=first.remedy)
    return Comparison(
        focal=question.focal,
        peers=tuple(peers),
        feeds=tuple(dict.fromkeys(_same(use) for each in found.values() for use in each.feeds)),
        rows=rows,
        places=places_of(rows, question.focal, vocabulary.name(question.focal)),
        missing=tuple(
            PeerMissing(state, item.channel, item.sentence)
            for state, each in missing.items()
            for item in each
        ),
    )


def _check(states: Sequence[str], question: Question, vocabulary: Vocabulary) -> None:
    for place, state in enumerate(states):
        check(question.of(state), vocabulary)
        if state in states[:place]:
            raise InputError(f"{state} stands twice", remedy="name each state once")


def _same(use: FeedUse) -> FeedUse:
    """Return what was read without the day of the state's own newest row."""
    return replace(use, known=None)
