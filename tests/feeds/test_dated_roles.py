"""Persons with dated roles: the form of every entry, and what a role says outside its days."""

from __future__ import annotations

import datetime as dt
from importlib import resources

import pytest
import yaml

from counterpoise.errors import VocabularyError
from counterpoise.feeds.dated_roles import check_persons, roles_of
from counterpoise.feeds.phrases import resolve
from counterpoise.feeds.vocabulary_tables import actor_tables

SOURCES: dict[str, dict[str, object]] = {"list": {"title": "A list", "day": dt.date(2022, 1, 1)}}
GOOD: dict[str, object] = {
    "state": "AAA",
    "roles": [
        ["LEG", dt.date(2001, 1, 1), dt.date(2010, 1, 1), "deputy"],
        ["GOV", dt.date(2010, 1, 1), None, "minister"],
    ],
    "checked": "list",
}


def _bundled(name: str) -> dict[str, dict[str, object]]:
    text = (resources.files("counterpoise") / "vocabulary" / name).read_text(encoding="utf-8")
    loaded: dict[str, dict[str, object]] = yaml.safe_load(text)
    return loaded


def test_a_well_formed_person_passes_and_gives_its_roles() -> None:
    check_persons({"A B": GOOD}, SOURCES, {"AAA"}, set())
    assert [r.title for r in roles_of("A B", GOOD, "person")] == ["deputy", "minister"]
    (undated,) = roles_of("A B", {"state": "AAA", "sector": "BUS"}, "person")
    assert (undated.sector, undated.since, undated.until) == ("BUS", None, None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stat": "AAA"}, "field 'stat' is unknown"),
        ({"state": "ZZZ"}, "state 'ZZZ' is unknown"),
        ({"state": None}, "neither state nor organisation"),
        ({"org": "NOBODY"}, "org 'NOBODY' is unknown"),
        ({"checked": "memory"}, "source 'memory' is unknown"),
        ({"checked": "list; memory"}, "source 'memory' is unknown"),
        ({"unchecked": True}, "2 statements of the check"),
        ({"roles": []}, "give a list of roles"),
        ({"roles": [["GOV", None, None]]}, "write .sector, first day"),
        ({"roles": [["GOV", "2010", None, "x"]]}, "write it as YYYY-MM-DD"),
        (
            {"roles": [["GOV", dt.date(2010, 1, 2), dt.date(2010, 1, 1), "x"]]},
            "put the first day first",
        ),
        ({"roles": list(reversed(GOOD["roles"]))}, "an open role stands beside another"),  # type: ignore[call-overload]
        (
            {
                "roles": [
                    ["LEG", dt.date(2001, 1, 1), dt.date(2010, 1, 3), "x"],
                    ["GOV", dt.date(2010, 1, 1), None, "y"],
                ]
            },
            "begins before 2010-01-03",
        ),
    ],
)
def test_a_broken_entry_is_named_with_its_remedy(change: dict[str, object], said: str) -> None:
    with pytest.raises(VocabularyError, match=said) as raised:
        check_persons({"A B": {**GOOD, **change}}, SOURCES, {"AAA"}, {"UN"})
    assert "A B" in str(raised.value)


def test_an_entry_without_a_word_on_its_check_is_refused() -> None:
    silent = {key: value for key, value in GOOD.items() if key != "checked"}
    with pytest.raises(VocabularyError, match="0 statements of the check"):
        check_persons({"A B": silent}, SOURCES, {"AAA"}, set())


def test_a_checked_person_has_a_role_within_what_its_source_covers() -> None:
    persons, sources = _bundled("persons.yml"), _bundled("persons_sources.yml")
    for name, record in persons.items():
        for key in str(record.get("checked", record.get("partly", ""))).split("; "):
            if not key:
                continue
            covered = sources[key]["day"]
            assert isinstance(covered, dt.date)
            found = roles_of(name, record, "person")
            assert any(role.since is None or role.since <= covered for role in found), name


def test_every_source_is_used_and_says_its_day_and_licence() -> None:
    persons, sources = _bundled("persons.yml"), _bundled("persons_sources.yml")
    said = "; ".join(str(r.get("checked", r.get("partly", ""))) for r in persons.values())
    assert set(sources) == set(said.split("; ")) - {""}
    assert all(
        isinstance(s["day"], dt.date) and s["licence"] and s["title"] for s in sources.values()
    )


def test_outside_every_role_a_person_has_no_office() -> None:
    tables, persons = actor_tables(), _bundled("persons.yml")
    for name, record in persons.items():
        roles = roles_of(name, record, "person")
        if record.get("roles") is None or roles[0].since is None:
            continue
        before = resolve(name, roles[0].since - dt.timedelta(days=1), tables)
        assert (before.sector, before.org) == ("ELI", None), name


@pytest.mark.parametrize("name", ["Mevlüt Çavuşoğlu", "Kaïs Saïed", "Élisabeth Borne"])
def test_case_and_diacritics_do_not_matter(name: str) -> None:
    tables, day = actor_tables(), dt.date(2022, 6, 1)
    plain = {"ü": "u", "Ç": "C", "ş": "s", "ğ": "g", "ï": "i", "É": "E"}
    bare = "".join(plain.get(letter, letter) for letter in name)
    found = resolve(name, day, tables)
    assert found.iso3 is not None
    for form in (bare, bare.upper(), bare.lower(), name.upper()):
        other = resolve(form, day, tables)
        assert (other.actor, other.iso3, other.sector) == (found.actor, found.iso3, found.sector)
