from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.assess.claims import ClaimFinding, claim_findings
from counterpoise.model.case import Case


def claim(look: Callable, name: str, **days: str) -> ClaimFinding:
    view, names = look(**days)
    return next(item for item in claim_findings(view, names) if item.proposition == name)


@pytest.mark.parametrize(
    ("as_of", "status", "supporters", "deniers"),
    [
        ("2021-09-14", "alleged", ["courier"], []),
        ("2021-10-01", "alleged", ["courier"], []),
        ("2021-10-02", "contested", ["courier"], ["XAA"]),
        ("2022-01-10", "contested", ["xab-intelligence", "courier"], ["XAA"]),
        ("2023-03-01", "contested", ["xab-intelligence", "meridian", "courier"], ["XAA"]),
    ],
)
def test_an_accusation_and_its_denial_over_time(
    as_of: str, status: str, supporters: list[str], deniers: list[str], look: Callable
) -> None:
    found = claim(look, "c-harrow-present", as_of=as_of)
    assert found.status == status
    assert [held.holder for held in found.supported_by] == supporters
    assert [held.holder for held in found.denied_by] == deniers


def test_before_the_report_nobody_knew(look: Callable) -> None:
    view, names = look(as_of="2021-09-13")
    assert "c-harrow-present" not in {f.proposition for f in claim_findings(view, names)}


def test_the_history_of_a_claim(look: Callable) -> None:
    history = claim(look, "c-harrow-present").history
    assert [(str(step.day), step.status) for step in history] == [
        ("2021-09-14", "alleged"),
        ("2021-10-02", "contested"),
    ]


def test_the_grave_is_undenied_and_its_authors_are_contested_on_both_sides(look: Callable) -> None:
    assert claim(look, "c-grave").status == "asserted"
    assert claim(look, "c-grave").denied_by == ()
    one, other = claim(look, "c-grave-harrow"), claim(look, "c-grave-bersia")
    for found, accuser, denier in ((one, "XAB", "XAA"), (other, "XAA", "XAB")):
        assert found.status == "contested"
        assert [(h.holder, h.position) for h in found.supported_by] == [(accuser, "alleges")]
        assert [(h.holder, h.position) for h in found.denied_by] == [(denier, "denies")]


def test_a_position_taken_in_a_speech_is_known_from_the_speech(look: Callable) -> None:
    found = claim(look, "c-arms-rebels", as_of="2022-08-11")
    (held,) = found.supported_by
    assert (str(held.day), str(held.known)) == ("2022-08-10", "2022-08-10")
    assert (held.source, held.locators) == ("public-act", ())
    assert found.status == "alleged"
    assert claim(look, "c-arms-rebels", as_of="2022-08-12").status == "contested"


def test_a_public_act_documented_later_is_announced_by_those_who_did_it(look: Callable) -> None:
    found = claim(look, "a-union-eases", as_of="2022-06-11")
    (held,) = found.supported_by
    assert (found.status, held.holder, held.source) == ("announced", "union", "public-act")
    assert (found.when.wording, found.when.basis, held.locators) == ("", "", ())
    assert claim(look, "a-union-eases").status == "asserted"


def test_words_of_a_document_published_later_do_not_show(look: Callable) -> None:
    early = claim(look, "c-harrow-present", as_of="2022-01-10")
    assert early.when.wording == ""
    assert all(held.locators == () for held in (*early.supported_by, *early.denied_by))
    late = claim(look, "c-harrow-present", as_of="2023-03-01")
    assert late.when.wording == "In September 2021"


def test_the_finest_dating_wins_and_only_once_it_is_known(look: Callable) -> None:
    assert claim(look, "a-lantern-ends").when.edtf == "2022-09-30"
    assert claim(look, "a-lantern-ends").when.wording == "30 September 2022"
    view, names = look(as_of="2022-09-29")
    assert "a-lantern-ends" not in {f.proposition for f in claim_findings(view, names)}


def test_an_undated_act_stays_undated(look: Callable) -> None:
    assert not claim(look, "a-spokesman-expelled").when.is_known


def test_figures_are_put_into_their_statements(look: Callable) -> None:
    assert claim(look, "q-killed-2022").statement.startswith("The Border Commission counted 300 ")
    assert claim(look, "q-fled-word").statement.startswith("Hundreds are said")
    assert "40,000,000" in claim(look, "q-loan").statement


def test_a_data_count_is_known_from_the_document_that_cites_it(look: Callable) -> None:
    view, names = look(as_of="2023-02-28")
    known = {found.proposition for found in claim_findings(view, names)}
    assert not {"q-killed-2021", "q-killed-2022"} & known
    assert "q-poll" in known, "the survey was published on its own, by 30 April 2022"


def test_interviews_alone_can_be_told_from_the_sources(look: Callable, three: Case) -> None:
    protected = {source.id for source in three.sources if source.protected}
    found = claim(look, "c-lantern-guards")
    assert {held.source for held in found.supported_by} & protected
    assert not any(source.title for source in three.sources if source.protected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HARROW contract", {"c-harrow-present"}),
        ("engineers mediated", {"a-mediates"}),
        ("bersia grave", {"a-xab-grave", "c-grave-bersia"}),
        ("nothing of the kind", set()),
    ],
)
def test_search_keeps_claims_that_hold_every_word(
    words: str, expected: set[str], look: Callable
) -> None:
    found = {item.proposition for item in claim_findings(*look(), search=words)}
    assert found == expected


def test_contested_alone_and_without_contested_share_nothing(look: Callable) -> None:
    contested = {f.proposition for f in claim_findings(*look(), contested=True)}
    assert contested == {"c-harrow-present", "c-grave-harrow", "c-grave-bersia", "c-arms-rebels"}
    rest = {f.proposition for f in claim_findings(*look(with_contested=False))}
    assert not contested & rest
    assert contested | rest == {f.proposition for f in claim_findings(*look())}


def test_self_reports_are_flagged(look: Callable) -> None:
    assert claim(look, "c-attacks-rare").supported_by[0].self_report
    assert claim(look, "c-arms-rebels").denied_by[0].self_report


def test_evidence_is_the_claim_and_the_stances_shown(look: Callable) -> None:
    found = claim(look, "c-grave")
    assert found.evidence[0] == "c-grave"
    assert set(found.evidence[1:]) == {held.stance for held in found.supported_by}
