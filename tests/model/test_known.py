"""The rules of known time, one by one."""

from __future__ import annotations

from datetime import date

import pytest

from counterpoise.model.actors import Role
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import UNDATED, DateInterval, parse_date
from counterpoise.model.evidence import Source
from counterpoise.model.known import NEVER, finest_dates, known_days, stance_day
from counterpoise.model.propositions import Position, Proposition, Stance

READ = date(2023, 2, 9)


def source(name: str, issued: str = "", cited_by: str = "read", **more: bool) -> Source:
    return Source(name, "{}", "article", name, parse_date(issued), cited_by, **more)


def stance(about: str, source_: str, *, position: Position = "asserts", **more: object) -> Stance:
    name = f"{about}-{source_}-{position}"
    return Stance(name, about, "A", position, more.pop("when", UNDATED), source_, (), **more)


def case_of(
    *sources: Source,
    propositions: tuple[Proposition, ...] = (),
    stances: tuple[Stance, ...] = (),
    roles: tuple[Role, ...] = (),
) -> Case:
    return Case(
        Heading("c", "C", "XAA", (), UNDATED),
        sources=(source("read", str(READ), ""), *sources),
        propositions=propositions,
        stances=stances,
        roles=roles,
    )


@pytest.mark.parametrize(
    ("issued", "flags", "known"),
    [
        ("2021-09-13", {}, date(2021, 9, 13)),
        ("2022-08", {}, date(2022, 8, 31)),
        ("2022", {}, date(2022, 12, 31)),
        ("2022-06/2022-09", {}, date(2022, 9, 30)),
        ("2022-06/2023-12", {}, READ),  # capped by the document that cites it
        ("2023", {}, READ),
        ("2022-06/", {}, READ),
        ("", {}, READ),
        ("2022-05-01", {"protected": True}, READ),
        ("2022-05-01", {"is_data": True}, READ),
    ],
)
def test_known_day_of_a_source(issued: str, flags: dict[str, bool], known: date) -> None:
    assert known_days(case_of(source("s", issued, **flags))).sources["s"] == known


def test_an_undated_source_that_nothing_cites_is_never_known() -> None:
    assert known_days(case_of(source("s", "", ""))).sources["s"] == NEVER


def test_an_undated_source_cited_by_an_undated_one_waits_for_the_document() -> None:
    between = source("between", "")
    known = known_days(case_of(between, source("s", "", "between"))).sources
    assert known == {"read": READ, "between": READ, "s": READ}


def test_sources_that_cite_each_other_end_somewhere() -> None:
    known = known_days(case_of(source("a", "", "b"), source("b", "2022-01-05", "a"))).sources
    assert known["b"] == date(2022, 1, 5)


def act(name: str, when: str, *, public: bool = False) -> Proposition:
    return Proposition(name, "act", name, when=parse_date(when), public=public)


def test_a_claim_is_known_from_the_first_of_its_sources() -> None:
    case = case_of(
        source("press", "2021-09-13"),
        propositions=(act("p", "2021-08-01"),),
        stances=(stance("p", "read"), stance("p", "press")),
    )
    known = known_days(case)
    assert known.propositions["p"] == known.documented["p"] == date(2021, 9, 13)
    assert known.stances == {"p-read-asserts": READ, "p-press-asserts": date(2021, 9, 13)}


def test_what_only_the_author_says_is_known_from_the_publication() -> None:
    case = case_of(propositions=(act("p", "2021-08-01"),), stances=(stance("p", "read"),))
    assert known_days(case).propositions["p"] == READ


def test_an_act_public_by_nature_is_known_from_its_own_last_day() -> None:
    acts = (act("day", "2022-07-03", public=True), act("month", "2022-01", public=True))
    case = case_of(propositions=acts, stances=tuple(stance(a.id, "read") for a in acts))
    known = known_days(case)
    assert known.propositions == {"day": date(2022, 7, 3), "month": date(2022, 1, 31)}
    assert set(known.documented.values()) == {READ}
    assert set(known.stances.values()) == {READ}


def test_an_undated_public_act_waits_for_its_documentation() -> None:
    case = case_of(propositions=(act("p", "", public=True),), stances=(stance("p", "read"),))
    assert known_days(case).propositions["p"] == READ


def test_a_finer_dating_moves_the_known_day_of_a_public_act() -> None:
    dates = DateInterval(date(2022, 7, 10), date(2022, 7, 10))
    case = case_of(
        propositions=(act("p", "2022-07", public=True),),
        stances=(stance("p", "read", dates_it=dates),),
    )
    assert known_days(case).propositions["p"] == date(2022, 7, 10)
    assert finest_dates(case)["p"] == dates


def test_a_position_taken_by_a_public_act_is_known_from_that_act() -> None:
    speech = act("speech", "2022-08-16", public=True)
    case = case_of(
        propositions=(speech, Proposition("p", "state", "p")),
        stances=(stance("speech", "read"), stance("p", "read", by_act="speech")),
    )
    known = known_days(case)
    assert known.stances["p-read-asserts"] == known.propositions["p"] == date(2022, 8, 16)
    assert known.documented["p"] == READ


def test_a_position_taken_by_an_act_that_is_not_public_follows_its_source() -> None:
    case = case_of(
        propositions=(act("call", "2022-08-16"), Proposition("p", "state", "p")),
        stances=(stance("call", "read"), stance("p", "read", by_act="call")),
    )
    assert known_days(case).stances["p-read-asserts"] == READ


def test_a_public_role_is_known_from_its_first_day_and_others_from_their_source() -> None:
    held = parse_date("2020-08-18/2021-05-24")
    roles = tuple(
        Role(name, "A", "president", "XAA", held, public, "read")
        for name, public in (("public", True), ("other", False))
    )
    assert known_days(case_of(roles=roles)).roles == {"public": date(2020, 8, 18), "other": READ}


def test_the_day_of_a_stance_is_its_acts_then_its_own_then_its_known_day() -> None:
    acts = {"speech": act("speech", "2022-08-16")}
    own = parse_date("2022-08-20")
    assert stance_day(stance("p", "read", by_act="speech", when=own), acts, READ) == date(
        2022, 8, 16
    )
    assert stance_day(stance("p", "read", when=own), acts, READ) == date(2022, 8, 20)
    assert stance_day(stance("p", "read"), acts, READ) == READ


def test_a_position_told_by_the_month_was_taken_before_it_was_published() -> None:
    month, published = parse_date("2022-08"), date(2022, 8, 18)
    assert stance_day(stance("p", "read", when=month), {}, published) == published
    assert stance_day(stance("p", "read", when=month), {}, READ) == date(2022, 8, 31)
