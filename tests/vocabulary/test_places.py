from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterpoise.errors import VocabularyError
from counterpoise.vocabulary import Vocabulary


def test_un_members_are_complete(vocabulary: Vocabulary) -> None:
    statuses = [country.status for country in vocabulary.countries.values()]
    assert statuses.count("member") == 193
    assert statuses.count("observer") == 2


@pytest.mark.parametrize(
    ("iso3", "cow", "abbreviation", "gw"),
    [
        ("MLI", 432, "MLI", 432),
        ("FRA", 220, "FRN", 220),
        ("DEU", 255, "GMY", 260),
        ("RUS", 365, "RUS", 365),
        ("GBR", 200, "UKG", 200),
        ("YEM", 679, "YEM", 678),
        ("SRB", 345, "YUG", 340),
        ("TON", 955, "TON", 972),
        ("KIR", 946, "KIR", 970),
        ("NRU", 970, "NAU", 971),
        ("TUV", 947, "TUV", 973),
        ("CHE", 225, "SWZ", 225),
        ("SWZ", 572, "SWA", 572),
        ("SVK", 317, "SLO", 317),
        ("SVN", 349, "SLV", 349),
        ("SLV", 92, "SAL", 92),
        ("MRT", 435, "MAA", 435),
        ("MUS", 590, "MAS", 590),
        ("NER", 436, "NIR", 436),
        ("NGA", 475, "NIG", 475),
        ("COD", 490, "DRC", 490),
        ("COG", 484, "CON", 484),
        ("KOR", 732, "ROK", 732),
        ("VNM", 816, "DRV", 816),
        ("XKX", 347, "KOS", 347),
        ("PSE", None, "", None),
        ("VAT", None, "", None),
    ],
)
def test_codes_of_the_two_state_lists(
    vocabulary: Vocabulary, iso3: str, cow: int | None, abbreviation: str, gw: int | None
) -> None:
    country = vocabulary.country(iso3)
    assert (country.cow, country.cow_abbreviation, country.gw) == (cow, abbreviation, gw)


def test_the_two_lists_differ_where_they_are_known_to(vocabulary: Vocabulary) -> None:
    differing = {code for code, item in vocabulary.countries.items() if item.cow != item.gw}
    assert differing == {"DEU", "KIR", "NRU", "SRB", "TON", "TUV", "YEM"}


def test_codes_that_look_like_something_else(vocabulary: Vocabulary) -> None:
    assert vocabulary.country("NAM").iso2 == "NA"
    assert vocabulary.country("NOR").iso2 == "NO"


def test_past_states_have_their_days(vocabulary: Vocabulary) -> None:
    former = {code: item for code, item in vocabulary.countries.items() if item.status == "former"}
    assert set(former) == {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}
    assert all(item.valid_from and item.valid_to for item in former.values())
    assert former["DDR"].valid_to == date(1990, 10, 2)
    assert vocabulary.country("MLI").valid_from is None


@pytest.mark.parametrize(
    ("iso3", "english", "subject", "of", "within"),
    [
        ("MLI", "Mali", "le Mali", "du Mali", "au Mali"),
        ("FRA", "France", "la France", "de la France", "en France"),
        ("DZA", "Algeria", "l'Algérie", "de l'Algérie", "en Algérie"),
        ("IRN", "Iran", "l'Iran", "de l'Iran", "en Iran"),
        ("USA", "the United States", "les États-Unis", "des États-Unis", "aux États-Unis"),
        ("NLD", "the Netherlands", "les Pays-Bas", "des Pays-Bas", "aux Pays-Bas"),
        ("CUB", "Cuba", "Cuba", "de Cuba", "à Cuba"),
        ("ISR", "Israel", "Israël", "d'Israël", "en Israël"),
        ("HTI", "Haiti", "Haïti", "d'Haïti", "en Haïti"),
        ("NER", "Niger", "le Niger", "du Niger", "au Niger"),
        ("CIV", "Côte d'Ivoire", "la Côte d'Ivoire", "de la Côte d'Ivoire", "en Côte d'Ivoire"),
        ("GMB", "the Gambia", "la Gambie", "de la Gambie", "en Gambie"),
        ("YEM", "Yemen", "le Yémen", "du Yémen", "au Yémen"),
        ("HUN", "Hungary", "la Hongrie", "de la Hongrie", "en Hongrie"),
        ("MDG", "Madagascar", "Madagascar", "de Madagascar", "à Madagascar"),
        ("BRB", "Barbados", "la Barbade", "de la Barbade", "à la Barbade"),
        ("FJI", "Fiji", "Fidji", "de Fidji", "aux Fidji"),
    ],
)
def test_names_in_running_text(
    vocabulary: Vocabulary, iso3: str, english: str, subject: str, of: str, within: str
) -> None:
    country = vocabulary.country(iso3)
    french = country.french
    assert country.name() == english
    assert country.name("fr") == french.subject == subject
    assert (french.of, french.within) == (of, within)


def test_to_contracts(vocabulary: Vocabulary) -> None:
    to = [vocabulary.country(code).french.to for code in ("MLI", "FRA", "DZA", "USA", "CUB")]
    assert to == ["au Mali", "à la France", "à l'Algérie", "aux États-Unis", "à Cuba"]


def test_prepositions_follow_gender_and_sound(vocabulary: Vocabulary) -> None:
    for country in vocabulary.countries.values():
        french = country.french
        if french.plural:
            assert french.locative in {"aux"}, country.code
        elif french.locative == "au":
            assert french.genre == "m", country.code
            assert french.subject.startswith("le "), country.code
        else:
            assert french.locative in {"en", "à", "à la", "aux"}, country.code


def test_french_demonyms_come_in_pairs(vocabulary: Vocabulary) -> None:
    assert vocabulary.country("MLI").demonyms_fr == (("malien", "malienne"),)
    assert vocabulary.country("TUR").demonyms_fr == (("turc", "turque"),)
    assert vocabulary.country("NER").demonyms_en == ("Nigerien",)
    assert vocabulary.country("NGA").demonyms_en == ("Nigerian",)
    missing = [
        code
        for code, item in vocabulary.countries.items()
        if item.status == "member" and not (item.demonyms_en and item.demonyms_fr)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"MLI": {iso2: "ML"', '"MLI": {iso2: "FR"', r'countries.yml:\d+: iso2 "FR" of MLI'),
        ("cow: 432", "cow: 436", 'cow "436" of NER is already that of MLI'),
        ("gw: 432", "gw: 220", 'gw "220" of MLI is already that of FRA'),
        ('abbr: "MLI"', 'abbr: "FRN"', 'abbr "FRN" of MLI'),
        ('"MLI": {iso2: "ML"', '"Mali": {iso2: "ML"', '"Mali" is no alpha-3 code'),
        ('{iso2: "NO"', "{iso2: NO", r'countries.yml:\d+: "NO" without quotes reads as bool'),
        ('"MLI":', '"MLT":', r'countries.yml:\d+: duplicate "MLT"'),
        ('"malien, malienne"', '"malien"', "lacks a feminine"),
        ('from: "2011-07-09"', 'from: "2011-07-32"', '"2011-07-32" is no day'),
        ('to: "1990-10-02"', 'to: "1940-10-02"', "ends on 1940-10-02 before it begins"),
        ("status: former", "status: gone", '"gone" is unknown'),
        ("genre: m", "gender: m", '"genre" is missing'),
        ('iso2: "ML"', 'iso2: "ML", capital: "Bamako"', 'unknown field "capital"'),
        ('"Gambia", the: true', '"Gambia", the: "yes"', '"yes" is no true or false'),
    ],
)
def test_faults_say_where(
    alter: Callable[[str, str, str], Vocabulary], old: str, new: str, message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        _ = alter("countries.yml", old, new).countries


def test_an_unknown_country_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(VocabularyError, match=r'countries.yml: unknown country "XAB"; use'):
        vocabulary.country("XAB")
