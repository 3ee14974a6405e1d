"""French grammar and typography: the pieces, then every sentence of the bundled case's briefs."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from counterpoise.brief.catalogue import glossary, texts
from counterpoise.brief.french import LANGUAGE, FrenchText
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.model.propositions import POSITIONS
from counterpoise.vocabulary import Vocabulary, french_phrases
from counterpoise.vocabulary.numbers import digits, in_prose

NARROW, WIDE = "\u202f", "\u00a0"
PHRASES = [
    # phrase, after de, after à
    ("le Mali", "du Mali", "au Mali"),
    ("la France", "de la France", "à la France"),
    ("l'Allemagne", "de l'Allemagne", "à l'Allemagne"),
    ("les États-Unis", "des États-Unis", "aux États-Unis"),
    ("les Pays-Bas", "des Pays-Bas", "aux Pays-Bas"),
    ("la CEDEAO", "de la CEDEAO", "à la CEDEAO"),
    ("Israël", "d'Israël", "à Israël"),
    ("Cuba", "de Cuba", "à Cuba"),
    ("des élus", "d'élus", "à des élus"),
    ("des habitants", "d'habitants", "à des habitants"),
    ("d'anciens élus", "d'anciens élus", "à d'anciens élus"),
    ("le Haut-Commissariat", "du Haut-Commissariat", "au Haut-Commissariat"),
    ("aide humanitaire", "d'aide humanitaire", "à aide humanitaire"),
    ("hausse", "de hausse", "à hausse"),
    ("onze pays", "de onze pays", "à onze pays"),
]


@pytest.mark.parametrize(("phrase", "after_de", "after_a"), PHRASES)
def test_contraction_and_elision(phrase: str, after_de: str, after_a: str) -> None:
    assert french_phrases.of(phrase) == after_de
    assert french_phrases.to(phrase) == after_a


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("elle part", "qu'elle part"),
        ("un accord existe", "qu'un accord existe"),
        ("le Mali part", "que le Mali part"),
        ("huit soldats partent", "que huit soldats partent"),
        ("onze soldats partent", "que onze soldats partent"),
        ("hier encore", "qu'hier encore"),
        ("Human Rights Watch parle", "que Human Rights Watch parle"),
        ("Haïti part", "qu'Haïti part"),
        ("Évry répond", "qu'Évry répond"),
    ],
)
def test_que(clause: str, told: str) -> None:
    assert LANGUAGE.that(clause) == told


@pytest.mark.parametrize(
    ("noun", "told"),
    [
        ("sécurité", "la sécurité"),
        ("aide", "l'aide"),
        ("commerce", "le commerce"),
        ("discours", "le discours"),
        ("accès", "l'accès"),
        ("processus de paix", "le processus de paix"),
        ("sanctions commerciales", "les sanctions commerciales"),
    ],
)
def test_article(noun: str, told: str) -> None:
    assert french_phrases.the(noun) == told


def test_channels_take_the_right_article() -> None:
    channels = Vocabulary.read().channels.values()
    assert [french_phrases.the(item.label("fr")) for item in channels] == [
        *("la sécurité", "la diplomatie", "l'aide", "le commerce", "la finance"),
        *("l'appartenance", "l'accès", "l'information", "le discours", "le processus de paix"),
        "le droit",
    ]


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("les États-Unis", True),
        ("le Mali", False),
        ("d'anciens responsables", True),
        ("des diplomates interrogés", True),
        ("quinze États européens", True),
        ("plusieurs contributeurs", True),
        ("certains États", True),
        ("la justice malienne", False),
        ("d'Israël", False),
        ("Reuters", False),
    ],
)
def test_number_of_a_name(phrase: str, plural: bool) -> None:
    assert french_phrases.is_plural(phrase) is plural


@pytest.mark.parametrize(
    ("noun", "state", "told"),
    [
        ("sanctions économiques", "lifted", "levées"),
        ("appui budgétaire", "suspended", "suspendu"),
        ("aide militaire", "suspended", "suspendue"),
        ("versements", "suspended", "suspendus"),
        ("opérations conjointes", "ended", "terminées"),
        ("présence", "ended", "terminée"),
        ("accès de l'équipe", "ended", "terminé"),
        ("livraisons", "active", "en vigueur"),
        ("cargaison, annoncée", "eased", "allégée"),
        ("moyens", "eased", "allégés"),
        ("sanctions", "unknown", "état inconnu"),
    ],
)
def test_states_agree_with_their_noun(noun: str, state: str, told: str) -> None:
    assert LANGUAGE.agreeing(Vocabulary.read().component_states[state], noun) == told


def test_every_component_of_the_bundled_case_agrees(mali_french: Case) -> None:
    """The gender that the rules find is that of the noun, listed here by a person."""
    feminine = {
        *("appartenance", "sanctions", "présence", "opérations", "aide", "procédures"),
        *("restrictions", "expulsion", "interdiction", "livraisons", "exportation", "cargaison"),
        *("participation",),
    }
    for measure in mali_french.measures:
        for part in measure.components:
            head = re.split(r"[ ,]", part.title)[0]
            assert french_phrases.noun_is_feminine(part.title) == (head in feminine), part.title


@pytest.mark.parametrize(
    ("written", "date", "when", "since"),
    [
        ("2022-07-01", "1er juillet 2022", "le 1er juillet 2022", "depuis le 1er juillet 2022"),
        ("2022-08", "août 2022", "en août 2022", "depuis août 2022"),
        ("2020", "2020", "en 2020", "depuis 2020"),
        (
            "2022-10-21/2022-10-31",
            "fin octobre 2022",
            "fin octobre 2022",
            "depuis fin octobre 2022",
        ),
        (
            "2021-05-24/2021-06-03",
            "24 mai–3 juin 2021",
            "entre le 24 mai et le 3 juin 2021",
            "depuis mai ou juin 2021",
        ),
        (
            "/2021-09-15",
            "au plus tard le 15 septembre 2021",
            "au plus tard le 15 septembre 2021",
            "depuis le 15 septembre 2021 au plus tard",
        ),
        ("2013/", "depuis 2013", "depuis 2013", "depuis 2013"),
        ("", "date non établie", "", ""),
    ],
)
def test_dates(written: str, date: str, when: str, since: str) -> None:
    day = parse_date(written)
    assert (LANGUAGE.date(day), LANGUAGE.when(day), LANGUAGE.since(day)) == (date, when, since)


def test_a_date_that_only_its_context_bounds_is_told_by_its_month_and_not_in_prose() -> None:
    day = replace(parse_date("/2023-02-09"), basis="context")
    assert LANGUAGE.date(day) == "au plus tard en février 2023"
    assert LANGUAGE.when(day) == ""


def test_numbers() -> None:
    assert LANGUAGE.number(1000, "more_than") == f"plus de 1{NARROW}000"
    assert LANGUAGE.number(148_500_000) == f"148{NARROW}500{NARROW}000"
    assert LANGUAGE.score(-0.532) == "−0,53"
    assert LANGUAGE.score(0.001) == "0,00"
    assert LANGUAGE.percent(0.67) == f"67{WIDE}pour cent"
    assert LANGUAGE.days(1) == "un jour"
    assert LANGUAGE.days(180) == "180 jours"
    assert digits(2146.5, "fr") == f"2{NARROW}146,5"
    assert (in_prose(9, "fr"), in_prose(24, "fr"), in_prose(5)) == ("neuf", "24", "five")


def test_typography() -> None:
    told = LANGUAGE.typeset("L'État dit : « non » ; puis ? Et toi! (voir: ici) à 67 pour cent")
    assert told == (
        f"L’État dit{WIDE}: «{WIDE}non{WIDE}»{NARROW}; puis{NARROW}? Et toi{NARROW}! "
        f"(voir{WIDE}: ici) à 67{WIDE}pour cent"
    )
    assert LANGUAGE.typeset("https://example.org/a?b=c;d TLP:CLEAR") == (
        "https://example.org/a?b=c;d TLP:CLEAR"
    )
    assert LANGUAGE.typeset("le 'nom' d'un lieu") == "le “nom” d’un lieu"
    assert LANGUAGE.typeset(told) == told


@pytest.mark.parametrize("position", POSITIONS)
def test_one_verb_for_every_holder(position: str) -> None:
    for it in (False, True):
        first = LANGUAGE.holds("le Mali", position, it=it).removeprefix("le Mali ")
        assert first == LANGUAGE.holds("la France", position, it=it).removeprefix("la France ")
        several = LANGUAGE.holds("les États-Unis", position, plural=True, it=it)
        assert several.removeprefix("les États-Unis ") != first


def test_lists_repeat_their_preposition() -> None:
    listed = LANGUAGE.listed(["le Mali", "la France", "les États-Unis"])
    assert listed == "le Mali, la France et les États-Unis"
    assert f"{listed:of}" == "du Mali, de la France et des États-Unis"
    assert f"{FrenchText('sécurité'):the}" == "la sécurité"


def test_recommendations_are_parted_after_their_verb() -> None:
    advice = LANGUAGE.advice
    assert advice("le Mali devrait lever les sanctions") == (
        "le Mali devrait",
        "lever les sanctions",
    )
    assert advice("les élus ne devraient pas partir") == ("les élus devraient", "ne pas partir")
    assert advice("l'Union pourrait partir") == ("", "l'Union pourrait partir")


def test_both_catalogues_have_the_same_keys_and_placeholders() -> None:
    english, french = texts("en"), texts("fr")
    assert set(english) == set(french)
    for key, text in english.items():
        assert _placeholders(text) == _placeholders(french[key]), key


def test_french_texts_are_typed_for_the_setter() -> None:
    """Straight apostrophes and ordinary spaces: the setter alone knows the no-break ones."""
    for key, text in texts("fr").items():
        assert not set(text) & {NARROW, WIDE, "’"}, key
        assert not re.search(r"\b(?:de|que|le|la|ne|se|ce) [aeiouéèêâ]", text), key


def test_glossary_terms_are_those_in_use(mali: Case, mali_french: Case) -> None:
    """Every French term stands in the French texts, its English word in the English ones."""
    french = _words(texts("fr").values(), mali_french)
    english = _words(texts("en").values(), mali)
    for term, word in glossary("fr").items():
        assert _stem(term) in french, term
        assert _stem(word) in english, word


def _stem(term: str) -> str:
    """The term without the endings that a text may change."""
    return re.sub(r"(?<=\w{3})(?:s|ed|es|ée|é|e)\b", "", term.casefold())


def _words(catalogue: object, case: Case) -> str:
    parts = [str(text) for text in catalogue]  # type: ignore[attr-defined]
    parts += [item.statement for item in case.propositions]
    parts += [part.title for m in case.measures for part in m.components]
    parts += [m.title for m in case.measures] + [item.question for item in case.gaps]
    parts += [f"{e.label} {e.detail}" for t in case.trackers for e in t.entries]
    parts += [item.role for item in case.roles]
    vocabulary = Vocabulary.read()
    for name in ("statuses", "component_states", "actor_kinds", "grades"):
        parts += [word.label(case.heading.language) for word in vocabulary.words(name).values()]
    return _stem(" ".join(parts))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
