"""English grammar: number, possessive, dates, lists, the split of a recommendation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoise.brief.english import LANGUAGE, EnglishText
from counterpoise.model.case import Case
from counterpoise.model.dates import parse_date
from counterpoise.vocabulary import english_phrases


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("the Malian courts", True),
        ("the courts of Mali", True),
        ("civilians in Mali", True),
        ("Malian officials interviewed", True),
        ("interviewed residents", True),
        ("Western intelligence services", True),
        ("former Malian officials in Abidjan", True),
        ("the head of MINUSMA's Human Rights Division", False),
        ("the Security Council", False),
        ("Takuba's contributors", True),
        ("Malians", True),
        ("the press", False),
        ("the ministry of politics", False),
    ],
)
def test_number_of_a_name(phrase: str, plural: bool) -> None:
    assert english_phrases.is_plural(phrase) is plural


def test_names_of_states_and_organisations_are_singular(mali: Case) -> None:
    from tests.brief.forms import material

    names = material(mali).names
    assert not names.is_plural("USA")
    assert not names.is_plural("reuters")
    assert not names.is_plural("UN")
    assert names.is_plural("mli-courts")
    assert names.is_plural("interviewees-malian-officials")


def test_possessive() -> None:
    assert f"{EnglishText('Mali'):own}" == "Mali's"
    assert f"{EnglishText('the United States'):own}" == "the United States'"


@pytest.mark.parametrize(
    ("written", "date", "when", "since"),
    [
        ("2022-07-01", "1 July 2022", "on 1 July 2022", "since 1 July 2022"),
        ("2022-08", "August 2022", "in August 2022", "since August 2022"),
        ("2022-11-01/2022-11-05", "early November 2022", "in early November 2022", None),
        ("2022-06-12/2022-06-14", "12–14 June 2022", "between 12 and 14 June 2022", None),
        ("2021-08-01/2021-08-23", "August 2021", "in August 2021", "since August 2021"),
        (
            "2021-05-24/2021-06-03",
            "24 May–3 June 2021",
            "between 24 May and 3 June 2021",
            "since May or June 2021",
        ),
        (
            "2020-08/2021-05-24",
            "August 2020–May 2021",
            "between August 2020 and May 2021",
            "since some time between August 2020 and May 2021",
        ),
        (
            "/2021-09-15",
            "by 15 September 2021",
            "no later than 15 September 2021",
            "since 15 September 2021 at the latest",
        ),
        ("2015/2017", "2015–2017", "between 2015 and 2017", None),
        ("", "date not in evidence", "", ""),
    ],
)
def test_dates(written: str, date: str, when: str, since: str | None) -> None:
    day = parse_date(written)
    assert (LANGUAGE.date(day), LANGUAGE.when(day)) == (date, when)
    if since is not None:
        assert LANGUAGE.since(day) == since


def test_a_date_that_only_its_context_bounds_is_told_by_its_month_and_not_in_prose() -> None:
    day = replace(parse_date("/2023-02-09"), basis="context")
    assert (LANGUAGE.date(day), LANGUAGE.when(day)) == ("by February 2023", "")


def test_lists_and_clauses() -> None:
    assert LANGUAGE.listed(["A"]) == "A"
    assert LANGUAGE.listed(["A", "B", "C"]) == "A, B and C"
    assert LANGUAGE.clauses(["that A", "that B"]) == "that A, and that B"
    assert LANGUAGE.clauses(["A assess", "B assert", "C allege"]) == (
        "A assess, B assert, and C allege"
    )


def test_one_verb_for_every_holder() -> None:
    assert LANGUAGE.holds("A", "denies") == "A denies"
    assert LANGUAGE.holds("B", "denies", it=True) == "B denies it"
    assert LANGUAGE.holds("A and B", "alleges", plural=True) == "A and B allege"
    assert LANGUAGE.holds("A", "assesses", it=True) == "A assesses that this is so"


def test_recommendations_are_parted_after_their_verb() -> None:
    assert LANGUAGE.advice("Mali should lift it") == ("Mali should", "lift it")
    assert LANGUAGE.advice("A should not go") == ("A should", "not go")
    assert LANGUAGE.advice("A could go") == ("", "A could go")


def test_typography() -> None:
    assert LANGUAGE.typeset("Mali's 'last' act: it's") == "Mali’s ‘last’ act: it’s"


def test_sentences() -> None:
    assert LANGUAGE.sentence("on Monday", ", it left") == "On Monday, it left."
    assert LANGUAGE.sentence("is it so?") == "Is it so?"
    assert LANGUAGE.sentence("", " ") == ""
