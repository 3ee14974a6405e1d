"""English, as British style guides of the field write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.brief import catalogue
from counterpoise.brief.spans import Span, ranges, span
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Bound
from counterpoise.vocabulary import Vocabulary, english_phrases
from counterpoise.vocabulary.entries import Word

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SMALL = (*("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),)
_NESTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
_ADVICE = re.compile(r"(?P<who>[^,]+? should) (?P<what>.+)")
_DATES: Mapping[str, str] = {
    "day": "{day}",
    "month": "{month}",
    "year": "{year}",
    "early": "early {month}",
    "late": "late {month}",
    "days": "{from_day}–{day}",
    "months": "{from_month}–{month}",
    "years": "{from_year}–{year}",
    "by_day": "by {day}",
    "by_month": "by {month}",
    "from_day": "since {from_day}",
    "from_month": "since {from_month}",
    "from_year": "since {from_year}",
}
_SINCE: Mapping[str, str] = {
    "day": "since {day}",
    "month": "since {month}",
    "year": "since {year}",
    "early": "since early {month}",
    "late": "since late {month}",
    "days": "since {from_month} or {month}",
    "months": "since some time between {from_month} and {month}",
    "years": "since some time between {from_year} and {year}",
    "by_day": "since {day} at the latest",
    "by_month": "since {month} at the latest",
}
_ADVERBIALS: Mapping[str, str] = {
    **_DATES,
    "unknown": "",
    "day": "on {day}",
    "month": "in {month}",
    "year": "in {year}",
    "early": "in early {month}",
    "late": "in late {month}",
    "days": "between {from_day} and {day}",
    "months": "between {from_month} and {month}",
    "years": "between {from_year} and {year}",
    "by_day": "no later than {day}",
}


class EnglishText(str):
    """A noun phrase that can stand in the possessive."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Write the form that a template asks for: own is the possessive."""
        return english_phrases.possessive(self) if form == "own" else super().__format__(form)


@dataclass(frozen=True)
class English:
    """English words and grammar, see `counterpoise.brief.language.Language`."""

    code: str = "en"

    def text(self, key: str, **values: str) -> str:
        """Return a text of the catalogue with its values put in."""
        return catalogue.filled(self.code, key, values, EnglishText)

    def date(self, when: DateInterval) -> str:
        """Write a date as it stands in a note or a table."""
        told = span(when)
        if told.shape == "unknown":
            return self.text("date_not_in_evidence")
        return _DATES[told.shape].format(**_parts(told))

    def when(self, when: DateInterval) -> str:
        """Write a date as an adverbial; what only its context bounds has none."""
        told = span(when)
        return _ADVERBIALS[told.shape].format(**_parts(told)) if told.bounded else ""

    def since(self, when: DateInterval) -> str:
        """Say since when a state holds; empty when not in evidence."""
        told = span(when)
        if told.shape == "days" and told.first.month == told.last.month:
            told = replace(told, shape="month")
        return _SINCE.get(told.shape, _ADVERBIALS[told.shape]).format(**_parts(told))

    def number(self, value: float, bound: Bound = "exactly") -> str:
        """Write a number with its bound."""
        digits = f"{value:,.10g}" if value == int(value) else f"{value:,.4g}"
        word = Vocabulary.read().words("bounds")[bound].en
        if bound == "claimed":
            return f"a claimed {digits}"
        return f"{word} {digits}".strip()

    def count(self, value: int) -> str:
        """Write a whole number up to ten in words."""
        return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"

    def days(self, value: int) -> str:
        """Write a number of days."""
        return f"{self.count(value)} day{'' if value == 1 else 's'}"

    def percent(self, share: float) -> str:
        """Write a share as a percentage."""
        return f"{100 * share:.0f} per cent"

    def score(self, value: float) -> str:
        """Write a score with its sign and two decimals; zero has none."""
        text = f"{value:+.2f}".replace("-", "−")
        return "0.00" if text in {"+0.00", "−0.00"} else text

    def listed(self, items: Sequence[str]) -> str:
        """Join items without a comma before the last one."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} and {items[-1]}"

    def clauses(self, items: Sequence[str]) -> str:
        """Join clauses with a comma before each."""
        return ", and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))

    def quoted(self, text: str) -> str:
        """Put a title or a quotation into double quotation marks."""
        return f"“{text}”" if text else ""

    def capital(self, text: str) -> str:
        """Begin a text with a capital letter."""
        return text[:1].upper() + text[1:]

    def sentence(self, *parts: str) -> str:
        """Join parts into one sentence with a capital and a final stop."""
        text = " ".join(part.strip() for part in parts if part.strip()).replace(" ,", ",")
        text = text.replace(" ;", ";")
        if not text:
            return ""
        text = self.capital(text)
        return text if text.endswith((".", "?", "!", ".”")) else f"{text}."

    def that(self, clause: str) -> str:
        """Subordinate a clause."""
        return f"that {clause}"

    def advice(self, statement: str) -> tuple[str, str]:
        """Part a recommendation after “should”."""
        found = _ADVICE.match(statement)
        return (found["who"], found["what"]) if found is not None else ("", statement)

    def holds(self, holder: str, position: str, *, plural: bool = False, it: bool = False) -> str:
        """Say who takes a position, with the same verb for every holder."""
        forms = Vocabulary.read().positions[position].en
        verb = forms.present_plural if plural else forms.present
        rest = " that this is so" if it and position == "assesses" else " it" if it else ""
        return f"{holder} {verb}{rest}"

    def agreeing(self, word: Word, noun: str) -> str:  # noqa: ARG002 - English does not inflect
        """Return a word of the vocabulary."""
        return word.en

    def place(self, paragraphs: Mapping[str, Sequence[int]], notes: Sequence[int]) -> str:
        """Say where in a document."""
        parts = []
        for section, numbers in paragraphs.items():
            word = "para." if len(numbers) == 1 else "paras."
            head = "front matter, " if section == "front" else f"section {section}, "
            parts.append(f"{head}{word} {ranges(numbers)}")
        if notes:
            parts.append(f"note{'' if len(notes) == 1 else 's'} {ranges(notes)}")
        return "; ".join(parts)

    def protected(self, category: str, place: str, period: DateInterval, *, telephone: bool) -> str:
        """Describe a protected source without naming anybody."""
        mode = "telephone interviews" if telephone else "interviews"
        where = f", {place}" if place else ""
        when = f", {self.date(period)}" if period.is_known else ""
        return f"protected source: {mode}, {category}{where}{when}"

    def typeset(self, text: str) -> str:
        """Set a text as British printers do: curled apostrophes."""
        return _NESTED.sub(r"‘\1’", text).replace("'", "’")


def _parts(told: Span) -> Mapping[str, str]:
    """Words for both ends of a span; what the first shares with the last is left out."""
    first, last = told.first, told.last
    same_year = first.year == last.year
    month = _MONTHS[first.month - 1]
    from_month = month if same_year else f"{month} {first.year}"
    same_month = same_year and first.month == last.month
    return {
        "year": str(last.year),
        "month": f"{_MONTHS[last.month - 1]} {last.year}",
        "day": f"{last.day} {_MONTHS[last.month - 1]} {last.year}",
        "from_year": str(first.year),
        "from_month": from_month,
        "from_day": str(first.day) if same_month else f"{first.day} {from_month}",
    }


LANGUAGE = English()
