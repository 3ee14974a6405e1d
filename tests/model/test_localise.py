"""A case told in another language, or refused with what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counterpoise.errors import CaseError
from counterpoise.model.case import Case, Translation
from counterpoise.model.localise import localised
from counterpoise.model.truncate import truncate
from counterpoise.vocabulary import Vocabulary

CUTS = [date(2021, 9, 30), date(2022, 6, 30), date(2023, 2, 9)]


def french(case: Case) -> Case:
    vocabulary = Vocabulary.read()
    return localised(case, "fr", {item.id: vocabulary.name(item.id, "fr") for item in case.actors})


def without(case: Case, *gone: tuple[str, str]) -> Case:
    kept = tuple(t for t in case.translations if (t.record, t.field) not in gone)
    return replace(case, translations=kept)


def shape(case: Case) -> list[object]:
    """Everything of a case that is no text."""
    return [
        [item.id for item in case.propositions],
        [item.id for item in case.stances],
        [(m.id, [(part.id, part.changes) for part in m.components]) for m in case.measures],
        [(t.id, [(e.role, e.rests_on, e.met_by) for e in t.entries]) for t in case.trackers],
        [(o.id, o.proposition, o.fulfilled_by) for o in case.options],
        [gap.id for gap in case.gaps],
        case.heading.partners,
    ]


def test_own_language_changes_nothing(mali: Case) -> None:
    assert localised(mali, "en") == replace(mali, translations=())


def test_every_translation_of_the_bundled_case_arrives(mali: Case) -> None:
    told = french(mali)
    assert told.heading.language == "fr"
    texts = {(t.record, t.field): t.text for t in mali.translations}
    for item in told.propositions:
        assert item.statement == texts[item.id, "statement"]
    for measure in told.measures:
        for part in measure.components:
            assert part.title == texts[f"{measure.id}/{part.id}", "title"]
    for tracker in told.trackers:
        for place, entry in enumerate(tracker.entries):
            assert entry.label == texts.get((f"{tracker.id}/{place}", "label"), "")
    assert told.translations == ()


@pytest.mark.parametrize("day", CUTS)
def test_a_cut_after_telling_keeps_each_line_its_own_words(mali: Case, day: date) -> None:
    """Telling first and cutting then gives the lines that cutting alone gives, none shifted."""
    texts = {(t.record, t.field): t.text for t in mali.translations}
    cut, told = truncate(mali, day), truncate(french(mali), day)
    assert shape(told) == shape(cut)
    whole = {tracker.id: tracker for tracker in mali.trackers}
    for english, spoken in zip(cut.trackers, told.trackers, strict=True):
        labels = [entry.label for entry in whole[english.id].entries]
        for one, other in zip(english.entries, spoken.entries, strict=True):
            if labels.count(one.label) == 1 and one.label:
                key = f"{english.id}/{labels.index(one.label)}"
                assert other.label == texts[key, "label"]


@pytest.mark.parametrize("day", CUTS)
def test_views_carry_no_translations(mali: Case, day: date) -> None:
    assert truncate(mali, day).translations == ()


def test_missing_texts_are_named(mali: Case) -> None:
    gone = ("c05", "feasibility"), ("transition/3", "label")
    with pytest.raises(CaseError) as caught:
        french(without(mali, *gone))
    message = str(caught.value)
    assert "texts.fr.csv" in message
    assert "“transition/3 label”, “c05 feasibility”" in message
    assert "add 2 rows" in message
    assert "more" not in message


def test_many_missing_texts_are_counted(mali: Case) -> None:
    gone = [(item.id, "statement") for item in mali.propositions[:10]]
    with pytest.raises(CaseError, match=r"and 7 more; add 10 rows"):
        french(without(mali, *gone))


def test_a_language_without_any_text_is_refused(mali: Case) -> None:
    with pytest.raises(CaseError, match=r"“mali” has no texts in “de”; .*choose --lang en"):
        localised(mali, "de")


def test_actors_of_the_vocabulary_need_no_translation(mali: Case) -> None:
    told = french(without(mali, ("FRA", "name")))
    names = {item.id: item.label for item in told.actors}
    assert names["FRA"] == "la France"


def test_an_actor_without_a_short_name_goes_by_its_full_one(mali: Case) -> None:
    told = french(without(mali, ("minusma", "short")))
    labels = {item.id: item.label for item in told.actors}
    assert labels["minusma"].startswith("la Mission multidimensionnelle")


def test_words_of_a_due_date_and_functions_are_told(mali: Case) -> None:
    link = replace(mali.supports[0], functions=("a", "b"))
    extra = Translation("fr:x", "fr", link.id, "functions", "l'un; l'autre")
    case = without(mali, (link.id, "functions"))
    case = replace(case, supports=(link,), translations=(*case.translations, extra))
    assert french(case).supports[0].functions == ("l'un", "l'autre")


def test_command_refuses_in_one_sentence(
    run: Callable[..., object], three_folder: Path, tmp_path: Path
) -> None:
    found = run("brief", three_folder, "--lang", "fr", "--output", tmp_path)
    assert found.code == 2  # type: ignore[attr-defined]
    assert found.err.count("\n") == 1  # type: ignore[attr-defined]
    assert "have no translation into “fr”" in found.err  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
    unknown = run("brief", "mali", "--lang", "tlh", "--output", tmp_path)
    assert unknown.code == 2  # type: ignore[attr-defined]
    assert "no brief can be written in “tlh”" in unknown.err  # type: ignore[attr-defined]
