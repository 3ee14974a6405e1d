from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from counterpoise.errors import VocabularyError
from counterpoise.model.dates import Basis, Precision
from counterpoise.model.evidence import Grade
from counterpoise.model.measures import ComponentState
from counterpoise.model.propositions import Bound
from counterpoise.model.propositions import Position as PositionName
from counterpoise.vocabulary import Vocabulary


def test_positions_run_from_the_strongest_support_to_denial(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.positions) == [
        "confirms", "assesses", "asserts", "alleges", "announces", "denies",
    ]  # fmt: skip
    assert [item.rank for item in vocabulary.positions.values()] == [1, 2, 3, 4, 5, 6]
    assert [code for code, item in vocabulary.positions.items() if not item.supports] == ["denies"]
    assert vocabulary.positions["denies"].fr.past_plural == "ont nié"
    assert vocabulary.positions["assesses"].en.present_plural == "assess"


@pytest.mark.parametrize(
    ("name", "literal"),
    [
        ("component_states", ComponentState),
        ("date_bases", Basis),
        ("date_precisions", Precision),
        ("bounds", Bound),
        ("grades", Grade),
    ],
)
def test_lists_name_what_the_model_knows(
    vocabulary: Vocabulary, name: str, literal: object
) -> None:
    assert set(vocabulary.words(name)) == set(get_args(literal)) - {""}


def test_positions_are_those_of_the_model(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.positions) == set(get_args(PositionName))


def test_every_status_can_be_said_in_both_languages(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.statuses) == {
        *(item.status for item in vocabulary.positions.values()),
        "contested",
    }
    assert vocabulary.statuses["contested"].label("fr", "f") == "contestée"
    assert vocabulary.component_states["lifted"].label("fr") == "levé"
    assert vocabulary.component_states["unknown"].in_force is None
    assert vocabulary.words("date_precisions")["month"].days == 31


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rank: 2", "rank: 7", r'positions.yml:\d+: .*"asserts" does not follow 7'),
        ("rank: 2", "rank: high", r'positions.yml:\d+: .*"high" is no whole number'),
        ("status: alleged", "status: rumoured", 'unknown status "rumoured"'),
        ('"confirment", ', "", "3 values"),
        ("    gloss: ", "    glos: ", r'"gloss" is missing'),
        ("bounds:", "limits:", '"bounds" is missing or empty'),
        ('"asserts", "assert"', '"asserts", 1', '"1" is no text'),
    ],
)
def test_faults_say_where(
    alter: Callable[[str, str, str], Vocabulary], old: str, new: str, message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        _ = alter("positions.yml", old, new).positions
