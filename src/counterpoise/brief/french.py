"""French, as a quarterly of foreign affairs writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.brief import catalogue
from counterpoise.brief.spans import Span, ranges, span
from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Bound
from counterpoise.vocabulary import Vocabulary, french_phrases
from counterpoise.vocabulary.entries import Word
from counterpoise.vocabulary.numbers import NARROW, digits

WIDE = "\u00a0"
"""No-break space before a colon and inside guillemets; the narrow one goes before ; ! ?."""
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
_SMALL = ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_IT = {
    "confirms": ("le confirme", "le confirment"),
    "assesses": ("estime que c'est le cas", "estiment que c'est le cas"),
    "asserts": ("l'affirme", "l'affirment"),
    "alleges": ("l'allègue", "l'allèguent"),
    "announces": ("l'annonce", "l'annoncent"),
    "denies": ("le nie", "le nient"),
}
"""Verbs of the positions with "cela" as their object, singular and plural."""
_THIN = re.compile(r"(?<=[^\s«:/])[ \u00a0\u202f]*([;!?])(?=$|[\s»)\u00a0\u202f])")
_NESTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
_PER_CENT = re.compile(r"(?<=\d) pour cent\b")
_COLON = re.compile(r"(?<=[^\s:])[ \u00a0\u202f]*:(?=$|[\s\u00a0])")
_ADVICE = re.compile(
    r"(?P<who>[^,]+?) (?P<no>ne )?(?P<verb>devrai(?:en)?t) (?(no)pas )(?P<what>.+)"
)
_DATES: Mapping[str, str] = {
    "day": "{day}",
    "month": "{month}",
    "year": "{year}",
    "early": "début {month}",
    "late": "fin {month}",
    "days": "{from_day}–{day}",
    "months": "{from_month}–{month}",
    "years": "{from_year}–{year}",
    "by_day": "au plus tard le {day}",
    "by_month": "au plus tard en {month}",
    "from_day": "depuis le {from_day}",
    "from_month": "depuis {from_month}",
    "from_year": "depuis {from_year}",
}
_SINCE: Mapping[str, str] = {
    "day": "depuis le {day}",
    "month": "depuis {month}",
    "year": "depuis {year}",
    "early": "depuis début {month}",
    "late": "depuis fin {month}",
    "days": "depuis {from_month} ou {month}",
    "months": "depuis une date située entre {from_month} et {month}",
    "years": "depuis une date située entre {from_year} et {year}",
    "by_day": "depuis le {day} au plus tard",
    "by_month": "depuis {month} au plus tard",
}
_ADVERBIALS: Mapping[str, str] = {
    **_DATES,
    "unknown": "",
    "day": "le {day}",
    "month": "en {month}",
    "year": "en {year}",
    "days": "entre le {from_day} et le {day}",
    "months": "entre {from_month} et {month}",
    "years": "entre {from_year} et {year}",
}


class FrenchText(str):
    """A noun phrase or a list of them that can follow "de", "à" and "que"."""

    __slots__ = ("items",)
    items: tuple[str, ...]

    def __new__(cls, text: str, items: Sequence[str] = ()) -> FrenchText:
        """Make a phrase; a list repeats its preposition before each item."""
        made = super().__new__(cls, text)
        made.items = tuple(items) or (text,)
        return made

    def __format__(self, form: str) -> str:
        """Write the form that a template asks for: of, to, the, that or the phrase itself."""
        match form:
            case "of":
                return _joined([french_phrases.of(item) for item in self.items])
            case "to":
                return _joined([french_phrases.to(item) for item in self.items])
            case "the":
                return _joined([french_phrases.the(item) for item in self.items])
            case "that":
                return french_phrases.that(self)
        return super().__format__(form)


@dataclass(frozen=True)
class French:
    """French words and grammar, see `counterpoise.brief.language.Language`."""

    code: str = "fr"

    def text(self, key: str, **values: str) -> str:
        """Return a text of the catalogue with its values put in."""
        return catalogue.filled(self.code, key, values, FrenchText)

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
        told = digits(value, self.code, significant=10 if value == int(value) else 4)
        if bound == "claimed":
            return f"{told} selon les intéressés"
        word = Vocabulary.read().words("bounds")[bound].fr
        return f"{word} {told}".strip()

    def count(self, value: int) -> str:
        """Write a whole number up to ten in words, masculine."""
        return _SMALL[value] if 0 <= value < len(_SMALL) else digits(value, self.code)

    def days(self, value: int) -> str:
        """Write a number of days."""
        return f"{self.count(value)} jour{'' if value < 2 else 's'}"

    def percent(self, share: float) -> str:
        """Write a share as a percentage."""
        return f"{100 * share:.0f}{WIDE}pour cent"

    def score(self, value: float) -> str:
        """Write a score with its sign and two decimals; zero has none."""
        text = f"{value:+.2f}".replace("-", "−").replace(".", ",")
        return "0,00" if text in {"+0,00", "−0,00"} else text

    def listed(self, items: Sequence[str]) -> str:
        """Join items without a comma before the last one."""
        return FrenchText(_joined(items), items)

    def clauses(self, items: Sequence[str]) -> str:
        """Join clauses with a comma before each."""
        return ", et ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))

    def quoted(self, text: str) -> str:
        """Put a title or a quotation into guillemets."""
        return f"«{WIDE}{text}{WIDE}»" if text else ""

    def capital(self, text: str) -> str:
        """Begin a text with a capital letter."""
        return text[:1].upper() + text[1:]

    def sentence(self, *parts: str) -> str:
        """Join parts into one sentence with a capital and a final stop."""
        text = " ".join(part.strip(" ") for part in parts if part.strip()).replace(" ,", ",")
        if not text:
            return ""
        text = self.capital(text)
        return text if text.endswith((".", "?", "!")) else f"{text}."

    def that(self, clause: str) -> str:
        """Subordinate a clause, with elision."""
        return french_phrases.that(clause)

    def advice(self, statement: str) -> tuple[str, str]:
        """Part a recommendation after “devrait” or “devraient”."""
        found = _ADVICE.match(statement)
        if found is None:
            return "", statement
        return f"{found['who']} {found['verb']}", ("ne pas " if found["no"] else "") + found["what"]

    def holds(self, holder: str, position: str, *, plural: bool = False, it: bool = False) -> str:
        """Say who takes a position, with the same verb for every holder."""
        forms = Vocabulary.read().positions[position].fr
        verbs = _IT[position] if it else (forms.present, forms.present_plural)
        return f"{holder} {verbs[plural]}"

    def agreeing(self, word: Word, noun: str) -> str:
        """Return a word of the vocabulary in the gender and number of a noun."""
        return french_phrases.agreeing(word.fr, word.fr_feminine, noun)

    def place(self, paragraphs: Mapping[str, Sequence[int]], notes: Sequence[int]) -> str:
        """Say where in a document."""
        parts = []
        for section, numbers in paragraphs.items():
            head = "en tête, " if section == "front" else f"section {section}, "
            parts.append(f"{head}par. {ranges(numbers)}")
        if notes:
            parts.append(f"note{'' if len(notes) == 1 else 's'} {ranges(notes)}")
        return "; ".join(parts)

    def protected(self, category: str, place: str, period: DateInterval, *, telephone: bool) -> str:
        """Describe a protected source without naming anybody."""
        mode = "entretiens téléphoniques" if telephone else "entretiens"
        where = f", {place}" if place else ""
        when = f", {self.date(period)}" if period.is_known else ""
        return f"source protégée: {mode}, {category}{where}{when}"

    def typeset(self, text: str) -> str:
        """Set a text as French typography asks: apostrophes, no-break spaces before ; : ! ?."""
        text = _NESTED.sub(r"“\1”", text).replace("'", "’")
        text = _THIN.sub(f"{NARROW}\\1", text)
        text = _PER_CENT.sub(f"{WIDE}pour cent", text)
        text = _COLON.sub(f"{WIDE}:", text)
        return text.replace("« ", f"«{WIDE}").replace(" »", f"{WIDE}»")


def _joined(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def _parts(told: Span) -> Mapping[str, str]:
    """Words for both ends of a span; what the first shares with the last is left out."""
    first, last = told.first, told.last
    same_year = first.year == last.year
    month = _MONTHS[first.month - 1]
    from_month = month if same_year else f"{month} {first.year}"
    same_month = same_year and first.month == last.month
    start = "1er" if first.day == 1 else str(first.day)
    return {
        "year": str(last.year),
        "month": f"{_MONTHS[last.month - 1]} {last.year}",
        "day": f"{'1er' if last.day == 1 else last.day} {_MONTHS[last.month - 1]} {last.year}",
        "from_year": str(first.year),
        "from_month": from_month,
        "from_day": start if same_month else f"{start} {from_month}",
    }


LANGUAGE = French()
