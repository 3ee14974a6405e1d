from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.vocabulary import Vocabulary
from counterpoise.vocabulary.lookup import fold


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mali", "MLI"),
        ("malienne", "MLI"),
        ("MALIENS", "MLI"),
        ("Bamako", "MLI"),
        ("the Kremlin", "RUS"),
        ("Moscou", "RUS"),
        ("L’Élysée", "FRA"),
        ("Côte d’Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Guinea-Bissau", "GNB"),
        ("Guinea Bissau", "GNB"),
        ("Guinea", "GIN"),
        ("Nigerien", "NER"),
        ("nigérian", "NGA"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("the US", "USA"),
        ("U.K.", "GBR"),
        ("Burma", "MMR"),
        ("Upper Volta", "BFA"),
        ("Haute-Volta", "BFA"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Democratic Republic of Congo", "COD"),
        ("Moscow", "RUS"),
        ("URSS", "SUN"),
        ("Cédéao", "ECOWAS"),
        ("CEDEAO", "ECOWAS"),
        ("Economic Community of West African States", "ECOWAS"),
        ("AU", "AU"),
        ("UA", "AU"),
        ("l'ONU", "UN"),
        ("L’UE", "EU"),
        ("Banque mondiale", "WB"),
        ("NER", "NER"),
    ],
)
def test_a_name_finds_its_actor(vocabulary: Vocabulary, name: str, code: str) -> None:
    assert vocabulary.normalise(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "Congo",
        "Congolese",
        "Korea",
        "Dominican",
        "Brussels",
        "us",
        "un",
        "au",
        "ue",
        "Atlantis",
        "",
    ],
)
def test_nobody_or_several_answer_to_none(vocabulary: Vocabulary, name: str) -> None:
    assert vocabulary.normalise(name) is None


def test_every_name_of_a_state_finds_it(vocabulary: Vocabulary) -> None:
    for code, country in vocabulary.countries.items():
        assert vocabulary.normalise(country.name_en) == code
        assert vocabulary.normalise(country.name_fr) == code
        assert vocabulary.normalise(country.name()) == code
        assert vocabulary.normalise(country.name("fr")) == code


def test_every_name_of_an_organisation_finds_it(vocabulary: Vocabulary) -> None:
    for code, organisation in vocabulary.organisations.items():
        for lang in ("en", "fr"):
            assert vocabulary.normalise(organisation.name(lang)) == code
            assert vocabulary.normalise(organisation.name(lang, short=False)) == code


def test_gazetteers_hold_unambiguous_names_alone(vocabulary: Vocabulary) -> None:
    english, french = vocabulary.names("en"), vocabulary.names("fr")
    assert english["Ouagadougou"] == "BFA"
    assert french["burkinabè"] == "BFA"
    assert french["CEDEAO"] == "ECOWAS"
    assert "CEDEAO" not in english
    assert "Congolese" not in english
    assert "congolais" not in french
    assert len(english) > 900
    assert len(french) > 900


@given(st.sampled_from(sorted(Vocabulary.read().names("fr"))), st.booleans())
def test_accents_and_case_do_not_count(name: str, upper: bool) -> None:
    vocabulary = Vocabulary.read()
    decomposed = unicodedata.normalize("NFD", name)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    found = vocabulary.normalise(plain.upper() if upper and len(name) > 5 else plain)
    assert found == vocabulary.names("fr")[name]


@given(st.text())
def test_folding_twice_changes_no_more_than_an_article(name: str) -> None:
    once = fold(name)
    assert once.endswith(fold(once))
    assert once == once.strip()
