"""The brief of the bundled case in every form, made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from tests.brief.forms import made, material

from counterpoise.brief.write import Material
from counterpoise.model.case import Case
from counterpoise.model.localise import localised
from counterpoise.vocabulary import Vocabulary

CUT = date(2022, 6, 30)


@pytest.fixture(scope="session")
def full(mali: Case) -> Material:
    return material(mali)


@pytest.fixture(scope="session")
def full_forms(full: Material) -> Mapping[str, bytes]:
    return made(full)


@pytest.fixture(scope="session")
def early(mali: Case) -> Material:
    return material(mali, as_of=CUT)


@pytest.fixture(scope="session")
def early_forms(early: Material) -> Mapping[str, bytes]:
    return made(early)


@pytest.fixture(scope="session")
def mali_french(mali: Case) -> Case:
    vocabulary = Vocabulary.read()
    return localised(mali, "fr", {item.id: vocabulary.name(item.id, "fr") for item in mali.actors})
