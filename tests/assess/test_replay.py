"""As of a day, relations and episodes equal those of the case from which the rest was removed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.model.removal import removed

from counterpoise.assess.episodes import episode_findings
from counterpoise.assess.episodes_answers import answer_findings, step_findings
from counterpoise.assess.episodes_crises import crisis_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations import Extras, relation_findings
from counterpoise.assess.settings import Settings
from counterpoise.casefiles import read_case
from counterpoise.model.findings import as_json
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary

DAYS = ("2021-06-05", "2021-12-26", "2022-01-31", "2022-06-30", "2022-09-24", "2023-01-02")


def computed(view: View) -> str:
    names, settings = Names(view, Vocabulary.read()), Settings.read()
    found = {
        "relations": relation_findings(view, names, settings, extras=Extras(True, True)),
        "episodes": episode_findings(view, names, settings),
        "crises": crisis_findings(view, names),
        "answers": answer_findings(view, names, settings),
        "steps": step_findings(view, settings),
    }
    text = json.dumps(as_json(found), ensure_ascii=False, indent=1)
    return text.replace(":public-act:", ".public-act.")


@pytest.mark.parametrize("day", DAYS)
def test_as_of_a_day_equals_the_case_without_what_came_later(day, mali, mali_folder, tmp_path):
    cut = date.fromisoformat(day)
    into = tmp_path / "removed"
    removed(Path(mali_folder), cut, into)
    without = view_of(read_case(into, Vocabulary.read()), on=cut)
    assert computed(view_of(mali, as_of=cut)) == computed(without)
