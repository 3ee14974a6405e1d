"""Verbs that suggest a type, in both languages, and none where nothing is done."""

from __future__ import annotations

import pytest

from counterpoise.vocabulary import Vocabulary
from counterpoise.vocabulary.event_verbs import _patterns, suggest_event_type


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("Norway lifted its sanctions on Denmark.", "CONCEDE"),
        ("Norway suspended its aid to Denmark.", "SANCTION"),
        ("Norway arrested two Danish fishermen.", "COERCE"),
        ("Norway agreed to meet.", "AGREE"),
        ("La Norvège a expulsé l’ambassadeur.", "SANCTION"),
        ("Les ministres se sont réunis à Oslo.", "CONSULT"),
        ("La Norvège a livré deux avions.", "AID"),
        ("The weather was fine.", ""),
    ],
)
def test_the_first_verb_suggests(sentence: str, event_type: str) -> None:
    found = suggest_event_type(sentence)
    assert ("" if found is None else found.event_type) == event_type
    assert found is None or found.words in sentence


def test_only_types_of_the_vocabulary_are_suggested() -> None:
    assert {name for name, _ in _patterns()} == set(Vocabulary.read().event_types)
