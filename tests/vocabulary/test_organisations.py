from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterpoise.errors import VocabularyError
from counterpoise.vocabulary import Vocabulary


def test_all_files_agree_with_one_another(vocabulary: Vocabulary) -> None:
    vocabulary.check()


def test_benelux_is_three_states_exactly(vocabulary: Vocabulary) -> None:
    members = vocabulary.organisation("BENELUX").members_on(date(2023, 2, 9))
    assert members == {"BEL", "NLD", "LUX"}


@pytest.mark.parametrize(
    ("code", "day", "count"),
    [
        ("ECOWAS", date(2022, 1, 9), 15),
        ("ECOWAS", date(1999, 1, 1), 16),
        ("ECOWAS", date(2025, 2, 1), 12),
        ("EU", date(1957, 12, 31), 0),
        ("EU", date(2014, 1, 1), 28),
        ("EU", date(2020, 2, 1), 27),
        ("AU", date(2010, 1, 1), 53),
        ("AU", date(2020, 1, 1), 55),
        ("NATO", date(2022, 2, 24), 30),
        ("G5S", date(2021, 1, 1), 5),
        ("G5S", date(2023, 2, 9), 4),
        ("UEMOA", date(2022, 1, 9), 8),
        ("ASEAN", date(2022, 1, 1), 10),
    ],
)
def test_members_are_counted_by_day(
    vocabulary: Vocabulary, code: str, day: date, count: int
) -> None:
    members = vocabulary.organisation(code).members_on(day)
    assert members is not None
    assert len(members) == count


def test_no_list_is_not_an_empty_list(vocabulary: Vocabulary) -> None:
    assert vocabulary.organisation("UN").members_on(date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    ("code", "english", "french", "of"),
    [
        ("ECOWAS", "ECOWAS", "la CEDEAO", "de la CEDEAO"),
        ("EU", "the EU", "l'UE", "de l'UE"),
        ("UN", "the UN", "l'ONU", "de l'ONU"),
        ("NATO", "NATO", "l'OTAN", "de l'OTAN"),
        ("IMF", "the IMF", "le FMI", "du FMI"),
        ("WB", "the World Bank", "la Banque mondiale", "de la Banque mondiale"),
        ("G5S", "the G5 Sahel", "le G5 Sahel", "du G5 Sahel"),
        ("HRW", "HRW", "HRW", "de HRW"),
        ("BENELUX", "Benelux", "le Benelux", "du Benelux"),
    ],
)
def test_short_names_in_running_text(
    vocabulary: Vocabulary, code: str, english: str, french: str, of: str
) -> None:
    organisation = vocabulary.organisation(code)
    assert vocabulary.name(code) == english
    assert vocabulary.name(code, "fr") == french
    assert organisation.short_french.of == of


def test_long_names_in_running_text(vocabulary: Vocabulary) -> None:
    african_union = vocabulary.organisation("AU")
    assert african_union.name(short=False) == "the African Union"
    assert african_union.name("fr", short=False) == "l'Union africaine"


def test_an_unknown_actor_has_no_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.name("XAB") == ""
    with pytest.raises(VocabularyError, match='unknown organisation "XAB"'):
        vocabulary.organisation("XAB")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"BENELUX":', '"BEL":', r'organisations.yml:\d+: "BEL" is also a state'),
        ('states: "BEL NLD LUX"', 'states: "BEL NLD XAB"', 'unknown member "XAB" of BENELUX'),
        ('states: "BEL NLD LUX"', 'states: "BEL NLD NLD"', "NLD belongs twice at once"),
        ('states: "SSD", from: "2011', 'states: "SSD", to: "2001-01-01", from: "2011', "before it"),
        ("parent: UN,", "parent: U,", 'unknown parent "U" of UNSC'),
        ("kind: organisation", "kind: club", 'unknown kind "club" of ECOWAS'),
    ],
)
def test_contradictions_are_refused(
    alter: Callable[[str, str, str], Vocabulary], old: str, new: str, message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        alter("organisations.yml", old, new).check()
