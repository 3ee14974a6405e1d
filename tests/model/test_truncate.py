"""What an as-of view leaves out, one rule at a time, on the invented case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from counterpoise.model.case import Case
from counterpoise.model.cut import PUBLIC_ACT
from counterpoise.model.dates import UNDATED, parse_date
from counterpoise.model.truncate import truncate

SUMMER = date(2022, 7, 1)
EVE, PUBLISHED = date(2023, 2, 28), date(2023, 3, 1)


def by_id(items: tuple, name: str) -> object:
    return next(item for item in items if item.id == name)


def test_a_cut_case_cut_again_stays_as_it_is(three: Case) -> None:
    for day in (SUMMER, EVE, PUBLISHED):
        once = truncate(three, day)
        assert truncate(once, day).propositions == once.propositions
        assert truncate(three, PUBLISHED).propositions != once.propositions or day == PUBLISHED


def test_after_everything_was_published_nothing_is_missing(three: Case) -> None:
    whole = truncate(three, date(2030, 1, 1))
    for name in three.collections():
        if name not in {"propositions", "sources", "roles", "actors", "translations"}:
            assert getattr(whole, name) == getattr(three, name), name
    assert {s.id for s in whole.sources} == {s.id for s in three.sources}


def test_a_public_act_documented_later_has_a_stand_in_and_no_words(three: Case) -> None:
    cut = truncate(three, SUMMER)
    (stance,) = [s for s in cut.stances if s.proposition == "a-union-eases"]
    assert (stance.holder, stance.position, stance.source) == ("union", "announces", PUBLIC_ACT)
    act = by_id(cut.propositions, "a-union-eases")
    assert (act.when.edtf, act.when.wording, act.when.basis) == ("2022-06-11", "", "")


def test_the_link_to_an_answered_act_waits_for_the_document(three: Case) -> None:
    assert by_id(truncate(three, EVE).propositions, "a-relief-ban").answers == ""
    assert by_id(truncate(three, PUBLISHED).propositions, "a-relief-ban").answers


def test_a_press_report_does_not_tell_which_document_cites_it(three: Case) -> None:
    early = by_id(truncate(three, SUMMER).sources, "n02-courier-2021-09-14")
    assert (early.cited_by, early.notes) == ("", ())
    assert "report" not in early.csl
    late = by_id(truncate(three, PUBLISHED).sources, "n02-courier-2021-09-14")
    assert (late.cited_by, late.notes) == ("report", (2,))


@pytest.mark.parametrize(
    ("accessed", "kept"),
    [
        ({"date-parts": [[2022, 6, 30]]}, True),
        ({"date-parts": [[2022, 7, 2]]}, False),
        ({"date-parts": [[2022]]}, False),
        ({"date-parts": [["2022", "06"]]}, True),
        ({"raw": "last summer"}, False),
    ],
)
def test_when_a_source_was_looked_up_is_no_secret_unless_later(
    accessed: dict, kept: bool, three: Case
) -> None:
    name = "n02-courier-2021-09-14"
    sources = tuple(
        replace(s, csl=json.dumps({**json.loads(s.csl), "accessed": accessed}))
        if s.id == name
        else s
        for s in three.sources
    )
    shown = by_id(truncate(replace(three, sources=sources), SUMMER).sources, name)
    assert ("accessed" in json.loads(shown.csl)) is kept


def test_locators_of_a_document_published_later_are_gone(three: Case) -> None:
    cut = truncate(three, EVE)
    assert (cut.locators, cut.documents) == ((), ())
    assert all(stance.locators == () for stance in cut.stances)
    assert all(role.locators == () for role in cut.roles)


def test_roles_end_openly_and_without_words(three: Case) -> None:
    role = replace(
        by_id(three.roles, "r-oro"), held=parse_date("2020-08-20/2022-12", wording="until December")
    )
    cut = truncate(replace(three, roles=(role,)), SUMMER)
    assert (cut.roles[0].held.edtf, cut.roles[0].held.wording) == ("2020-08-20/", "")
    assert cut.roles[0].source == PUBLIC_ACT


def test_the_end_of_a_mission_and_of_the_period_are_cut(three: Case) -> None:
    cut = truncate(three, SUMMER)
    assert by_id(cut.actors, "lantern").active.edtf == "2014-06/"
    assert by_id(cut.actors, "lantern").active.wording == ""
    assert cut.heading.period.last == SUMMER
    assert truncate(three, date(2013, 7, 1)).heading.period.first == date(2013, 7, 1)


def test_partners_and_actors_that_nothing_names_yet_are_gone(three: Case) -> None:
    cut = truncate(three, date(2020, 8, 20))
    assert cut.heading.partners == ("XAB", "union", "mission")
    assert "harrow" not in {actor.id for actor in cut.actors}


def test_fallbacks_and_exchanges_need_both_options(three: Case) -> None:
    seen = replace(by_id(three.options, "o-lift-ban"), proposition="a-takeover")
    cut = truncate(replace(three, options=(seen, *three.options[1:])), SUMMER)
    assert [(o.id, o.fallback, o.contradicted_by) for o in cut.options] == [("o-lift-ban", "", ())]


def test_entries_stand_with_what_they_rest_on_and_remarks_with_what_was_read(three: Case) -> None:
    trackers = {t.id: t for t in truncate(three, SUMMER).trackers}
    assert set(trackers) == {
        *("accord", "approval", "harrow-before-after", "shocks"),
    }
    (shock,) = trackers["shocks"].entries
    assert shock.due.edtf == "2022-02/"


def test_a_shock_ends_with_the_day_and_a_promise_does_not(three: Case) -> None:
    tracker = by_id(three.trackers, "shocks")
    entry = replace(tracker.entries[2], due=parse_date("2022-02/2022-12", wording="all year"))
    promise = replace(entry, role="milestone")
    kinds = (
        replace(tracker, entries=(entry,)),
        replace(tracker, id="t", kind="transition", entries=(promise,)),
    )
    cut = truncate(replace(three, trackers=kinds), SUMMER)
    assert [t.entries[0].due.edtf for t in cut.trackers] == ["2022-02/", "2022-02/2022-12"]
    assert all(t.entries[0].due.wording == "" for t in cut.trackers)


def test_no_translation_passes(three: Case) -> None:
    """They are keyed by place, and put in before a case is cut."""
    assert three.translations
    assert truncate(three, PUBLISHED).translations == ()


def test_a_finer_date_given_later_moves_a_public_act_without_its_words(three: Case) -> None:
    acts = tuple(
        replace(item, when=parse_date("2022-06", wording="in June", basis="body"))
        if item.id == "a-union-eases"
        else item
        for item in three.propositions
    )
    stances = tuple(
        replace(s, dates_it=parse_date("2022-06-11", wording="the eleventh"))
        if s.proposition == "a-union-eases"
        else s
        for s in three.stances
    )
    cut = truncate(replace(three, propositions=acts, stances=stances), date(2022, 6, 11))
    shown = by_id(cut.propositions, "a-union-eases")
    assert (shown.when.edtf, shown.when.wording) == ("2022-06-11", "")
    assert UNDATED not in [s.when for s in cut.stances if s.proposition == shown.id]
