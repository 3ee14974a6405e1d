from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from counterpoise.assess.settings import Settings
from counterpoise.errors import InputError
from counterpoise.model.propositions import Proposition
from counterpoise.vocabulary import Vocabulary


def act(kind: str, mode: str = "", tie: str = "") -> Proposition:
    return Proposition("a", "act", "s", event_type=kind, mode=mode, tie=tie)  # type: ignore[arg-type]


def test_every_event_type_has_a_weight_and_every_weight_a_place_in_the_vocabulary():
    types = Vocabulary.read().event_types
    settings = Settings.read()
    assert set(types) <= set(settings.weights)
    for name in settings.weights:
        kind, _, mode = name.partition("/")
        assert not mode or mode in types[kind].modes, name
    for name in settings.diplomatic_steps.acts.value:
        kind, _, mode = name.partition("/")
        assert mode in types[kind].modes, name


def test_signs_are_those_of_the_quad_classes():
    types = Vocabulary.read().event_types
    for name, entry in Settings.read().weights.items():
        quad = types[name.partition("/")[0]].quad
        assert entry.weight >= 0 if quad.endswith("cooperation") else entry.weight <= 0, name


@pytest.mark.parametrize(
    ("item", "weight_class", "weight"),
    [
        (act("RETREAT", "withdraw"), "RETREAT/withdraw", 0.7),
        (act("RETREAT", "withdraw", "lost"), "tie lost", -0.7),
        (act("RETREAT", "resign"), "RETREAT", 0.5),
        (act("ASSAULT", "massacre", "lost"), "ASSAULT/massacre", -1.0),
        (act("CONSULT", "visit", "formed"), "tie formed", 0.7),
        (act("AID", "", "mended"), "AID", 0.7),
        (act("ACCUSE", "unlisted"), "ACCUSE", -0.2),
    ],
)
def test_a_tie_overrides_the_sign_and_the_stronger_of_two_holds(item, weight_class, weight):
    settings = Settings.read()
    assert settings.weight_class(item) == weight_class
    assert settings.weight_of(weight_class) == weight
    assert settings.reason_of(weight_class)


def test_an_unknown_type_has_no_weight():
    assert Settings.read().weight_class(act("DANCE")) == ""


@pytest.fixture
def text() -> str:
    return (resources.files("counterpoise.assess") / "weights.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weight: 0.4", "weight: 1.4", "weights/AGREE/weight"),
        ("weight: 0.4", "weight: much", "weights/AGREE/weight"),
        ("    value: 365\n", "", "score/half_life_days/value"),
        ("standing:", "stands:", "standing"),
        ("weights:", "weights: [", "is no YAML"),
    ],
)
def test_faulty_settings_are_refused_by_place(tmp_path: Path, text, old, new, message):
    path = tmp_path / "weights.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        Settings.read(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        Settings.read(tmp_path / "none.yml")


def test_a_copy_reads_like_the_bundled_file(tmp_path: Path, text):
    path = tmp_path / "weights.yml"
    path.write_text(text, encoding="utf-8")
    assert Settings.read(path) == Settings.read()
