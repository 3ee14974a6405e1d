"""English, as British style guides of the field write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import resources

import yaml

from counterpoise.model.dates import DateInterval
from counterpoise.model.propositions import Bound
from counterpoise.vocabulary import Vocabulary

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SMALL = (*("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),)


@dataclass(frozen=True)
class English:
    """English words and grammar, see `counterpoise.brief.language.Language`."""

    code: str = "en"

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        source = resources.files("counterpoise.brief") / "texts" / "en.yml"
        return dict(yaml.safe_load(source.read_text(encoding="utf-8")))

    def text(self, key: str, **values: str) -> str:
        """Return a text of the catalogue with its values put in."""
        return self._texts[key].format(**values)

    def date(self, when: DateInterval) -> str:
        """Write a date as it stands in a note or a table."""
        first, last = when.first, when.last
        match when.precision:
            case "unknown":
                return self.text("date_not_in_evidence")
            case "day" if first is not None:
                return _day(first)
            case "month" if first is not None:
                return f"{_MONTHS[first.month - 1]} {first.year}"
            case "year" if first is not None:
                return str(first.year)
            case "open":
                if last is not None:
                    return f"by {_day(last)}"
                return f"from {_day(first)}" if first is not None else ""
        return _span(first, last) if first is not None and last is not None else ""

    def when(self, when: DateInterval) -> str:
        """Write a date as an adverbial."""
        match when.precision:
            case "unknown":
                return ""
            case "day":
                return f"on {self.date(when)}"
            case "month" | "year":
                return f"in {self.date(when)}"
            case "open":
                return self.date(when)
        words = self.date(when)
        return f"between {words.replace('–', ' and ')}"

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
        return ", and ".join(items)

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

    def holds(self, holder: str, position: str, *, plural: bool = False) -> str:
        """Say who takes a position, with the same verb for every holder."""
        forms = Vocabulary.read().positions[position].en
        return f"{holder} {forms.present_plural if plural else forms.present}"

    def place(self, paragraphs: Mapping[str, Sequence[int]], notes: Sequence[int]) -> str:
        """Say where in a document."""
        parts = []
        for section, numbers in paragraphs.items():
            word = "para." if len(numbers) == 1 else "paras."
            head = "" if section == "front" else f"section {section}, "
            parts.append(f"{head}{word} {_ranges(numbers)}")
        if notes:
            parts.append(f"note{'' if len(notes) == 1 else 's'} {_ranges(notes)}")
        return "; ".join(parts)

    def protected(self, category: str, place: str, period: DateInterval, *, telephone: bool) -> str:
        """Describe a protected source without naming anybody."""
        mode = "telephone interviews" if telephone else "interviews"
        where = f", {place}" if place else ""
        when = f", {self.date(period)}" if period.is_known else ""
        return f"protected source: {mode}, {category}{where}{when}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _span(first: date, last: date) -> str:
    """Write an interval as briefly as its ends allow."""
    if first.day == 1 and (last.month, last.day) != (first.month, first.day):
        start, end = DateInterval(first, last).edtf.split("/")
        if len(start) == 7 and len(end) == 7:
            year = "" if first.year == last.year else f" {first.year}"
            return f"{_MONTHS[first.month - 1]}{year}–{_MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{_day(first)}–{_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]}–{_day(last)}"
    return f"{first.day}–{_day(last)}"


def _ranges(numbers: Sequence[int]) -> str:
    """Write sorted numbers with runs shortened: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


LANGUAGE = English()
