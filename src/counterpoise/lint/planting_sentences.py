"""Faulty sentences in several wordings, with figures and names drawn at random."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from counterpoise.vocabulary import Vocabulary

_NAMES = ("Aldo", "Berta", "Carlo", "Dana", "Emil", "Franka", "Gustav", "Hedda", "Iwan", "Jutta")
_FAMILIES = ("Sorensen", "Okafor", "Quispe", "Tamang", "Villar", "Lindqvist", "Mbeki", "Castellan")
_WORDS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


@cache
def _states() -> tuple[str, ...]:
    """Return the names of the member states that are one word."""
    countries = Vocabulary.read().countries.values()
    names = (item.name_en for item in countries if item.status == "member")
    return tuple(name for name in names if name.isalpha())


def flat_words(text: str) -> list[str]:
    """Words of four letters and more, dates and figures left out."""
    months = "January|February|March|April|June|July|August|September|October|November|December"
    found = re.findall(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’-]{3,}", text)
    return [word for word in found if not re.fullmatch(months, word)]


def _count(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        listed = random.sample(_states(), random.randint(3, 5))
        wrong = len(listed) + random.choice((-1, 1, 2))
        names = ", ".join(listed[:-1]) + f" and {listed[-1]}"
        return form.format(n=_WORDS.get(wrong, str(wrong)), names=names)

    return make


def _arithmetic(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        old = random.randint(20, 900)
        new = old + random.randint(old // 5 + 1, old)
        true = (new - old) / old * 100
        wrong = round(true + random.choice((-1, 1)) * random.randint(8, 15) or 1)
        return form.format(old=old, new=new, wrong=abs(wrong))

    return make


def _total(random: Random) -> str:
    parts = [random.randint(10, 90) for _ in range(3)]
    total = sum(parts) + random.choice((-7, 5, 10))
    a, b, c = parts
    return f"The register lists a total of {total} vessels: {a} trawlers, {b} ferries and {c} tugs."


def _leaving(random: Random) -> str:
    whole, part = random.randint(40, 90), random.randint(3, 30)
    rest = whole - part + 2
    return f"The court freed {part} of the {whole} sailors, leaving {rest} sailors in jail."


def _index(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        first = random.randint(21, 150)
        second = first + random.choice((-1, 1)) * random.randint(3, 19)
        state = random.choice(_states())
        return form.format(state=state, a=_ordinal(first), b=_ordinal(second))

    return make


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else endings.get(number % 10, 'th')}"


def _scopes(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        year = random.randint(2012, 2019)
        last, later = year + random.randint(2, 4), year + 6
        a, b = random.randint(50, 900), random.randint(50, 900)
        return form.format(a=a, b=b, year=year, last=last, later=later)

    return make


def _referent(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        first, second = random.sample(_NAMES, 2)
        return form.format(first=first, second=second, family=random.choice(_FAMILIES))

    return make


def _alleged(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        state = random.choice(_states())
        firm = random.choice(("Halvard", "Torvane", "Belmaris", "Quontar"))
        noun = random.choice(("contract", "deal", "agreement"))
        return form.format(state=state, firm=firm, noun=noun)

    return make


def _date(form: str) -> Callable[[Random], str]:
    def make(random: Random) -> str:
        day, month = random.choice(
            ((31, "April"), (30, "February"), (31, "June"), (31, "September"), (32, "March"))
        )
        return form.format(day=day, month=month, year=random.randint(2015, 2020))

    return make


SENTENCES: dict[str, Sequence[Callable[[Random], str]]] = {
    "count": [
        _count("The appeal was signed by {n} states: {names}."),
        _count("Envoys from {n} countries – {names} – attended."),
        _count("A group of {n} governments ({names}) asked for a vote."),
    ],
    "arithmetic": [
        _arithmetic("Arrivals rose from {old} to {new}, an increase of {wrong} per cent."),
        _arithmetic("The office counted {new} cases, up {wrong}% from {old} cases."),
        _arithmetic("Le nombre de navires est passé de {old} à {new}, une hausse de {wrong} %."),
        _total,
        _leaving,
    ],
    "index": [
        _index("In 2022, {state} fell from {a} to {b} in the World Press Freedom Index."),
        _index(
            "{state} moved from {a} place in 2021 to {b} in 2022 in the ranking of Reporters "
            "Without Borders."
        ),
        _index("In 2012, {state} slipped from {a} to {b} on the Corruption Perceptions Index."),
    ],
    "scopes": [
        _scopes(
            "The office counted {a} civilians killed in {later}, compared with {b} civilians "
            "between {year} and {last}."
        ),
        _scopes(
            "Between {year} and {last}, {b} attacks were recorded, against {a} attacks in {later}."
        ),
        _scopes("In {later}, {a} arrests were made, up from {b} arrests from {year} to {last}."),
    ],
    "referent": [
        _referent(
            "President {first} {family} met his cousin {second} {family}, who opposes him. "
            "The envoys left early.\n\nThe decision was taken by {family} alone."
        ),
        _referent(
            "Minister {first} {family} and Colonel {second} {family} spoke first.\n\nLater "
            "{family} withdrew the offer."
        ),
        _referent(
            "Ambassador {second} {family} succeeded {first} {family} in spring.\n\nAccording "
            "to the port, {family} had refused the fee."
        ),
    ],
    "alleged": [
        _alleged(
            "Rumours spread of a {noun} between {state} and {firm}. Nobody confirmed them. "
            "Traders were nervous about its new {noun} with {firm}."
        ),
        _alleged(
            "{state} reportedly concluded a {noun} with {firm}. Weeks passed. Under the {noun} "
            "with {firm}, ports stay shut."
        ),
        _alleged(
            "Opponents accused {state} of a secret {noun} with {firm}. The streets were calm. "
            "Prices rose after its {noun} with {firm}."
        ),
    ],
    "date": [
        _date("The envoys met on {day} {month} {year}."),
        _date("By {month} {day}, {year} the queue had gone."),
        _date("A second meeting on {day} {month} {year} was short."),
    ],
}
