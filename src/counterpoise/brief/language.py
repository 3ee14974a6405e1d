"""What a language must be able to do for a brief; one file a language, listed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from counterpoise.errors import InputError
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Bound
from counterpoise.vocabulary.entries import Word

LANGUAGES: Mapping[str, str] = {
    "en": "counterpoise.brief.english",
    "fr": "counterpoise.brief.french",
}
"""Language code → module whose `LANGUAGE` speaks it."""


class Language(Protocol):
    """Words and grammar of one language."""

    code: str

    def text(self, key: str, **values: str) -> str:
        """Return a text of the language's catalogue with its values put in.

        A placeholder may ask for a form of its value: ``{focal:own}`` in English, ``{partner:of}``
        and ``{partner:to}`` in French.
        """

    def date(self, when: DateInterval) -> str:
        """Write a date as it stands in a note or a table: “3 June 2021”, “January 2022”."""

    def when(self, when: DateInterval) -> str:
        """Write a date as an adverbial: “on 3 June 2021”; empty when not in evidence."""

    def since(self, when: DateInterval) -> str:
        """Say since when a state holds: “since 3 June 2021”."""

    def number(self, value: float, bound: Bound = "exactly") -> str:
        """Write a number with its bound: “more than 1,000”."""

    def count(self, value: int) -> str:
        """Write a small whole number in words, a greater one in digits."""

    def days(self, value: int) -> str:
        """Write a number of days: “one day”, “five days”, “180 days”."""

    def percent(self, share: float) -> str:
        """Write a share as a percentage."""

    def score(self, value: float) -> str:
        """Write a score with its sign and two decimals."""

    def listed(self, items: Sequence[str]) -> str:
        """Join items: “A, B and C”."""

    def clauses(self, items: Sequence[str]) -> str:
        """Join clauses, set off by commas."""

    def quoted(self, text: str) -> str:
        """Put a title or a quotation into the language's quotation marks."""

    def capital(self, text: str) -> str:
        """Begin a text with a capital letter."""

    def sentence(self, *parts: str) -> str:
        """Join parts into one sentence with a capital and a final stop."""

    def that(self, clause: str) -> str:
        """Subordinate a clause: “that …”."""

    def advice(self, statement: str) -> tuple[str, str]:
        """Part a recommendation into who should and what: “the state should”, “lift …”.

        The first is empty where the clause has another form.
        """

    def holds(self, holder: str, position: str, *, plural: bool = False, it: bool = False) -> str:
        """Say who takes a position: “the mission denies (it)”; one verb for all."""

    def agreeing(self, word: Word, noun: str) -> str:
        """Return a status or state in the gender and number of what it is said of."""

    def place(self, paragraphs: Mapping[str, Sequence[int]], notes: Sequence[int]) -> str:
        """Say where in a document: “II, paras. 3–4; note 12”."""

    def protected(self, category: str, place: str, period: DateInterval, *, telephone: bool) -> str:
        """Describe a protected source without naming anybody."""

    def typeset(self, text: str) -> str:
        """Set a finished text: apostrophes and the spaces around punctuation."""


def language(code: str) -> Language:
    """Return the language with a code.

    Raises
    ------
    InputError
        No file speaks it.
    """
    if code not in LANGUAGES:
        raise InputError(
            f"no brief can be written in “{code}”",
            where="--lang",
            remedy="choose one of " + ", ".join(LANGUAGES),
        )
    return cast("Language", import_module(LANGUAGES[code]).LANGUAGE)
