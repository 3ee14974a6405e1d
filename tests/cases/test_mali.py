"""What the bundled case must show, from its briefing's own text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from counterpoise.assess.figures import figure_findings
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.dates import DateInterval
from counterpoise.model.known import finest_dates
from counterpoise.model.propositions import Proposition
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

Rows = list[dict]


def day(text: str) -> DateInterval:
    return DateInterval(date.fromisoformat(text), date.fromisoformat(text))


def acts_on(case: Case, text: str) -> list[Proposition]:
    dates = finest_dates(case)
    return [i for i in case.propositions if i.kind == "act" and dates[i.id].edtf == text]


def about(case: Case, *words: str) -> list[Proposition]:
    """Propositions whose identifier, statement or topics hold all words."""
    return [
        item
        for item in case.propositions
        if all(
            word.casefold() in " ".join((item.id, item.statement, *item.topics)).casefold()
            for word in words
        )
    ]


@pytest.fixture
def measures(run: Callable) -> Callable[..., Rows]:
    return lambda *arguments: run("measures", "mali", "--format", "json", *arguments).json


@pytest.fixture
def claims(run: Callable) -> Callable[..., Rows]:
    return lambda *arguments: run("claims", "mali", "--format", "json", *arguments).json


def sanctions(rows: Rows, year: str) -> dict[str, dict]:
    return {
        row["component"]: row
        for row in rows
        if row["kind"] == "sanctions" and "ECOWAS" in row["issuer"] and year in row["measure"]
    }


@pytest.mark.parametrize("known", [[], ["--as-of", "2022-07-04"]])
def test_sanctions_the_day_after_the_summit(known: list[str], measures: Callable) -> None:
    rows = measures("--on", "2022-07-04", *known)
    regime = sanctions(rows, "2022")
    for component in ("economic", "financial"):
        assert (regime[component]["state"], regime[component]["since"]) == ("lifted", "2022-07-03")
    assert (regime["individual"]["state"], regime["individual"]["since"]) == ("active", None)
    assert "start not in evidence" in regime["individual"]["note"]
    assert "lifting not in evidence" in regime["trade"]["note"]
    assert regime["trade"]["state"] == "active"
    diplomatic = regime["diplomatic"]
    assert diplomatic["same_as"] == "ecowas-membership/membership"
    assert diplomatic["counted"] is False
    membership = [r for r in rows if r["measure"] == "ecowas-membership"]
    assert [(r["state"], r["counted"]) for r in membership] == [("suspended", True)]


def test_sanctions_before_the_summit(measures: Callable) -> None:
    for known in ([], ["--as-of", "2022-06-30"]):
        regime = sanctions(measures("--on", "2022-06-30", *known), "2022")
        assert regime["economic"]["state"] == regime["financial"]["state"] == "active"
        assert regime["economic"]["since"] == "2022-01"


def test_the_regime_of_2020_is_another_one_of_unknown_course(measures: Callable) -> None:
    regime = sanctions(measures("--on", "2022-07-04"), "2020")
    assert regime
    for row in regime.values():
        assert row["state"] == "unknown"
        assert row["since"] == "2020-08"


@pytest.mark.parametrize(
    ("as_of", "status", "positions", "denied"),
    [
        ("2021-10-31", "alleged", {"alleges"}, set()),
        ("2021-12-26", "contested", {"alleges"}, {"MLI"}),
        ("2023-02-09", "contested", {"alleges", "assesses"}, {"MLI"}),
    ],
)
def test_the_firm_under_contract_at_three_dates(
    as_of: str, status: str, positions: set[str], denied: set[str], claims: Callable
) -> None:
    rows = {row["id"]: row for row in claims("--search", "wagner", "--as-of", as_of)}
    row = rows["p068-wagner-deployed"]
    assert row["status"] == status
    assert positions <= {held["position"] for held in row["supported_by"]}
    assert as_of > "2022" or positions == {held["position"] for held in row["supported_by"]}
    assert {held["holder"] for held in row["denied_by"]} == denied


def test_the_grave_is_asserted_and_its_authors_are_contested(claims: Callable) -> None:
    rows = {row["id"]: row for row in claims("--search", "gossi")}
    rows |= {row["id"]: row for row in claims("--search", "grave")}
    existence = [r for r in rows.values() if r["status"] != "contested" and "grave" in r["id"]]
    assert existence
    assert all(row["denied_by"] == [] for row in existence)
    authorship = [row for row in rows.values() if row["status"] == "contested"]
    holders = [
        ({h["holder"] for h in row["supported_by"]}, {h["holder"] for h in row["denied_by"]})
        for row in authorship
    ]
    assert any("MLI" in denied for _, denied in holders)
    assert any("FRA" in denied or "fra-army" in denied for _, denied in holders) or any(
        {"FRA", "MLI"} <= supporters | denied for supporters, denied in holders
    )


def test_the_rise_in_killings_is_recomputed_and_laid_to_nobody(mali: Case) -> None:
    view = view_of(mali)
    found = figure_findings(view, Names(view, Vocabulary.read()))
    (rise,) = [f for f in found if not f.refused and f.counted == "civilians killed"]
    assert [figure.value for figure in rise.figures] == [459, 2146]
    assert rise.change_percent == pytest.approx(367.5, abs=0.05)
    assert rise.value == pytest.approx(4.68, abs=0.005)
    assert rise.who == "all perpetrators"
    for number in (459, 2146):
        figure = next(q for q in mali.quantities if q.value == number)
        item = next(p for p in mali.propositions if p.id == figure.proposition)
        assert item.source_actors == (), "nobody did all of it"
    for finding in found:
        values = {figure.value for figure in finding.figures}
        if 535 in values:
            assert finding.refused, "535 is of four years and of one perpetrator"
            assert any("who differs" in reason for reason in finding.refused)


def test_half_a_year_of_figures_is_not_shown_before_its_document(run: Callable) -> None:
    before = run("figures", "mali", "--as-of", "2023-02-08", "--format", "json").out
    assert "2146" not in before


# Actors, dates, quantities, contests: as far as the case decides them.


def test_r05_interviews_are_protected_and_can_be_queried(mali: Case, claims: Callable) -> None:
    protected = {s.id: s for s in mali.sources if s.type == "interview"}
    assert len({note for source in protected.values() for note in source.notes}) >= 20
    for source in protected.values():
        assert source.protected
        assert source.category
        assert source.title == ""
        assert '"author"' not in source.csl


def test_r06_relative_dates_are_derived_and_the_undated_stay_undated(mali: Case) -> None:
    derived = {
        str(item.when.first)
        for item in mali.propositions
        if item.when.basis == "derived" and item.when.precision == "day"
    }
    assert {"2021-06-03", "2022-12-30"} <= derived
    spokesman = [i for i in about(mali, "spokes") if i.kind == "act" and i.mode == "expel"]
    assert spokesman
    assert not any(item.when.is_known for item in spokesman)


def test_r08_one_arrest_told_twice_with_the_finest_date(mali: Case) -> None:
    arrests = [item for item in acts_on(mali, "2022-07-10") if item.mode == "arrest"]
    assert len(arrests) == 1
    tellings = [s for s in mali.stances if s.proposition == arrests[0].id]
    assert sum(len(stance.locators) for stance in tellings) >= 2


def test_r09_what_was_in_force_and_known(measures: Callable, claims: Callable) -> None:
    june = measures("--as-of", "2022-06-30")
    assert sanctions(june, "2022")["economic"]["state"] == "active"
    present = {r["measure"]: r["state"] for r in june if r["component"] == "presence"}
    assert present["barkhane"] == "active"
    held = [row for row in claims("--as-of", "2022-06-30") if "49" in row["statement"]]
    assert held == []
    july = measures("--as-of", "2022-07-31")
    assert sanctions(july, "2022")["economic"]["state"] == "lifted"
    assert any(row["id"] == "p103-arrests-49" for row in claims("--as-of", "2022-07-31"))


def test_r10_offices_are_held_by_dated_persons(mali: Case) -> None:
    actors = {actor.id: actor for actor in mali.actors}
    roles = {(actors[r.actor].name, r.role, r.of) for r in mali.roles if r.actor in actors}
    assert any("Ouattara" in name and of == "CIV" for name, _, of in roles)
    prime = {name for name, role, of in roles if "prime minister" in role and of == "MLI"}
    assert any("Abdoulaye Ma" in name for name in prime)
    assert any("Choguel" in name for name in prime)
    interim = [
        role
        for role in mali.roles
        if role.actor in actors
        and "Abdoulaye" in actors[role.actor].name
        and "prime minister" in role.role
    ]
    assert interim
    assert all(role.held.first is None or role.held.precision != "day" for role in interim)


def test_r11_the_architecture_over_time(measures: Callable, mali: Case) -> None:
    (whole,) = mali.architectures
    assert whole.leader == "FRA"
    assert len(whole.parts) == 4

    def present(day_: str) -> list[str]:
        rows = {f"{r['measure']}/{r['component']}": r["state"] for r in measures("--on", day_)}
        return [part for part in whole.parts if rows.get(part) == "active"]

    assert len(present("2021-08-15")) == 4
    assert present("2023-02-09") == [part for part in whole.parts if "minusma" in part]


def test_r12_missions_support_one_another(mali: Case) -> None:
    links = [s for s in mali.supports if s.giver.startswith("barkhane/")]
    assert any(link.taker.startswith("minusma/") and link.effects for link in links)


def test_r13_contributors_leave_or_announce_it(mali: Case, measures: Callable) -> None:
    announced = {
        (measure.issuers, part.id)
        for measure in mali.measures
        for part in measure.components
        for change in part.changes
        if change.how == "announced" and change.to in {"ended", "suspended", "lifted"}
    }
    issuers = {issuer for names, _ in announced for issuer in names}
    assert {"DEU", "CIV"} <= issuers
    german = [r for r in measures() if r["issuer"] == "DEU" and r["kind"] == "deployment"]
    assert any((row["until"] or "").startswith("2024") for row in german)


def test_r14_suspended_is_not_sanctioned_and_not_exited(measures: Callable) -> None:
    for on in ("2021-07-15", "2021-12-15"):
        rows = measures("--on", on)
        membership = next(r for r in rows if r["measure"] == "ecowas-membership")
        assert membership["state"] == "suspended"
        assert {row["state"] for row in sanctions(rows, "2022").values()} <= {"unknown"}
    g5 = [r for r in measures() if r["kind"] == "membership" and r["issuer"] == "G5S"]
    assert [(row["state"], row["since"]) for row in g5] == [("ended", "2022-05")]


def test_r15_groups_stay_groups_unless_named(mali: Case) -> None:
    words = Vocabulary.read()
    named = {i for p in mali.propositions for i in (*p.source_actors, *p.target_actors)}
    if "BENELUX" in {*named, *mali.heading.partners, *(a.id for a in mali.actors)}:
        members = {state for m in words.organisation("BENELUX").memberships for state in m.states}
        assert members == {"BEL", "NLD", "LUX"}
    western = [
        a for a in mali.actors if a.name.casefold().removeprefix("the ") == "western partners"
    ]
    for actor in western:
        assert actor.kind == "group"


def test_r16_domestic_actors_for_and_against(mali: Case) -> None:
    actors = {actor.id: actor for actor in mali.actors}
    for name in ("cma", "gpm", "yerewolo", "moussa-mara", "mamadou-sinsy-coulibaly"):
        assert name in actors, name
        assert actors[name].principal == ""
    for name in ("gpm", "yerewolo"):
        acting = [p.statement for p in mali.propositions if name in p.source_actors]
        assert any("Russia" in statement for statement in acting), name


def test_r37_the_accusation_of_arming_jihadists_and_its_denial(claims: Callable) -> None:
    rows = [r for r in claims("--contested") if {h["holder"] for h in r["denied_by"]} & {"FRA"}]
    rows = [row for row in rows if "jihadist" in row["id"] or "jihadist" in row["statement"]]
    assert rows
    (row,) = [
        r for r in rows if "MLI" in {h["holder"].split("-")[0].upper() for h in r["supported_by"]}
    ]
    assert any(held["day"] == "2022-08-16" for held in row["supported_by"]), "by the letter"
    assert all(held["day"] <= "2022-08-18" for held in row["denied_by"] if held["holder"] == "FRA")


def test_r38_the_recording_is_not_authenticated(mali: Case, claims: Callable) -> None:
    rows = claims("--search", "recording") or claims("--search", "audio")
    assert rows
    assert any(row["status"] in {"alleged", "contested"} for row in rows)


def test_r39_a_toll_in_words_is_not_made_a_number(mali: Case) -> None:
    toll = next(q for q in mali.quantities if "moura" in q.proposition)
    assert toll.value is None
    assert "hundreds" in toll.wording
    inquiry = [
        p for p in about(mali, "moura") if "inquiry" in p.statement or "invest" in p.statement
    ]
    assert any(finest_dates(mali)[p.id].edtf == "2022-04-06" for p in inquiry)


def test_r40_both_drivers_of_opinion_stand_in_one_narrative(mali: Case) -> None:
    narrative = [tracker for tracker in mali.trackers if tracker.kind == "narrative"]
    assert narrative
    roles = {entry.role for tracker in narrative for entry in tracker.entries}
    assert {"driver", "caution"} <= roles
    assert roles & {"spreader", "sponsor"}


def test_r41_self_reports_are_flagged_and_set_against_measurements(mali: Case) -> None:
    signatures = next(q for q in mali.quantities if q.value == 8_000_000)
    assert signatures.bound == "claimed"
    assert all(
        s.self_report
        for s in mali.stances
        if s.proposition == signatures.proposition and s.holder == "gpm"
    )
    contrasts = [tracker for tracker in mali.trackers if tracker.kind == "contrast"]
    assert any(
        {"claimed", "measured"} <= {entry.role for entry in tracker.entries}
        for tracker in contrasts
    )


FIGURES: dict[float, str] = {
    **dict.fromkeys((3, 5, 24, 49, 99, 111, 459, 535, 2146, 4500, 148_500_000), "exactly"),
    9: "",
    15: "about",
    1000: "more_than",
    8_000_000: "claimed",
    100_000_000: "",
}
"""Every figure of the briefing with its bound, empty where the words leave it open."""


@pytest.mark.parametrize(("value", "bound"), FIGURES.items())
def test_r07_every_figure_is_there_with_its_bound(value: float, bound: str, mali: Case) -> None:
    found = [q for q in mali.quantities if q.value == value]
    assert found
    assert not bound or bound in {q.bound for q in found}


def test_r07_the_four_thousand_five_hundred_are_of_four_countries(mali: Case) -> None:
    figure = next(q for q in mali.quantities if q.value == 4500)
    assert len(re.findall(r"\b[A-Z]{3}\b", figure.where)) == 4


# Part F: what the briefing does not give is declared.


@pytest.mark.parametrize(
    "words",
    [
        ("trade",), ("debt",), ("aid",), ("troop",), ("poll|sample|asked",), ("moura",),
        ("lavrov|foreign minister",), ("sanctions",), ("spokes",), ("abdoulaye|interim",),
        ("probabilit|likelihood",),
    ],
)  # fmt: skip
def test_what_is_not_in_evidence_is_declared(words: tuple[str, ...], run: Callable) -> None:
    gaps = run("gaps", "mali", "--format", "json").json
    told = [gap["question"].casefold() + " " + gap["id"] for gap in gaps]
    for word in words:
        assert any(re.search(word, question) for question in told), word
    assert {gap["answer"] for gap in gaps} == {"not in evidence"}


def test_about_two_hundred_dated_records_and_every_note(mali: Case) -> None:
    dates = finest_dates(mali)
    dated = [i for i in mali.propositions if i.kind != "judgement" and dates[i.id].is_known]
    assert len(dated) >= 180
    notes = {note for source in mali.sources for note in source.notes}
    assert notes >= set(range(1, 90)) - {7}
    assert 7 not in notes, "its definition is missing from the briefing"
