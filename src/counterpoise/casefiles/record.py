"""One row or outline entry with its file and lines, read field by field.

Every getter takes its field out, so that what is left at the end is what nobody asked for; faults
are collected, so that an editor sees all of them at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar, cast

from counterpoise.errors import CaseError
from counterpoise.model.dates import Basis, DateInterval, parse_date

Word = TypeVar("Word", bound=str)

BASES: tuple[Basis, ...] = ("body", "note", "source_date", "derived", "context", "")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


class Faults:
    """The faults found so far in one case."""

    def __init__(self) -> None:
        self.found: list[CaseError] = []

    def add(self, problem: str, *, where: str, remedy: str) -> None:
        """Note a fault; reading goes on."""
        self.found.append(CaseError(problem, where=where, remedy=remedy))


class Record:
    """The fields of one row or entry.

    Parameters
    ----------
    values
        Field name to text, list or mapping, as the file has it.
    file, line
        Where the record stands.
    lines
        Line of each field where the file has one a line (YAML).
    """

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        file: str,
        line: int,
        faults: Faults,
        lines: Mapping[str, int] | None = None,
    ) -> None:
        self._values = dict(values)
        self.file = file
        self.line = line
        self.faults = faults
        self._lines = dict(lines or {})

    def where(self, field: str) -> str:
        """File, line and field as a message names them."""
        line = self._lines.get(field, self.line)
        return f"{self.file}, line {line}, field {field}" if line else f"{self.file}, field {field}"

    def fault(self, field: str, problem: str, remedy: str) -> None:
        """Note a fault in one field."""
        self.faults.add(problem, where=self.where(field), remedy=remedy)

    def text(self, field: str, *, required: bool = False) -> str:
        """Take a text field; empty when absent."""
        value = self._values.pop(field, None)
        if value is None or value == "":
            if required:
                self.fault(field, "nothing is given", "fill it in")
            return ""
        if not isinstance(value, str):
            self.fault(field, f"{_shown(value)} is not a text", "write one text")
            return ""
        return value.strip()

    def identifier(self, field: str = "id") -> str:
        """Take the identifier of the record."""
        text = self.text(field, required=True)
        if text and not IDENTIFIER.fullmatch(text):
            self.fault(
                field,
                f"“{text}” is not an identifier",
                "use letters, digits, “-”, “_” and “.”, beginning with a letter or digit",
            )
        return text

    def choice(self, field: str, allowed: Collection[Word], *, default: Word | None = None) -> Word:
        """Take a word of a closed list."""
        text = self.text(field, required=default is None)
        if not text:
            return default if default is not None else next(iter(allowed))
        if text not in allowed:
            near = difflib.get_close_matches(text, list(allowed), n=1)
            hint = (
                f"“{near[0]}” is near" if near else "use one of " + ", ".join(filter(None, allowed))
            )
            self.fault(field, f"“{text}” is not known here", hint)
            return next(iter(allowed))
        return cast(Word, text)

    def words(self, field: str) -> tuple[str, ...]:
        """Take a list: separated by “;” in a CSV field, a sequence in YAML."""
        value = self._values.pop(field, None)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(";") if part.strip())
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(part.strip() for part in value)
        self.fault(field, f"{_shown(value)} is not a list of texts", "write [one, two]")
        return ()

    def flag(self, field: str) -> bool:
        """Take a yes/no field; empty means no."""
        text = self.text(field).lower()
        if text not in {"", "yes", "no", "true", "false"}:
            self.fault(field, f"“{text}” is neither yes nor no", "write yes or leave it empty")
        return text in {"yes", "true"}

    def number(self, field: str) -> float | None:
        """Take a number; ``None`` when the field is empty."""
        text = self.text(field)
        if not text:
            return None
        if _NUMBER.fullmatch(text):
            return float(text)
        self.fault(field, f"“{text}” is not a number", "write digits with “.” for decimals")
        return None

    def integer(self, field: str, *, default: int | None = None, least: int = 0) -> int:
        """Take a whole number of at least `least`."""
        text = self.text(field, required=default is None)
        if not text:
            return default if default is not None else least
        if not text.isascii() or not text.isdigit() or int(text) < least:
            self.fault(field, f"“{text}” is not a whole number from {least}", "write digits alone")
            return least
        return int(text)

    def date(self, field: str, *, required: bool = False) -> DateInterval:
        """Take a date with the fields of its words and basis."""
        text = self.text(field, required=required)
        wording = self.text(f"{field}_words")
        basis = self.choice(f"{field}_basis", BASES, default="")
        try:
            return parse_date(text, wording=wording, basis=basis)
        except ValueError as error:
            self.fault(
                field,
                str(error),
                "write YYYY-MM-DD, YYYY-MM, YYYY or an interval FIRST/LAST",
            )
            return DateInterval(wording=wording, basis=basis)

    def entries(self, field: str) -> Iterator[Record]:
        """Take a list of mappings, each as a record of its own."""
        value = self._values.pop(field, None)
        if value is None or value == "":
            return
        if not isinstance(value, list):
            self.fault(field, f"{_shown(value)} is not a list", "begin each entry with “- ”")
            return
        for entry in value:
            if isinstance(entry, Mapping):
                line = getattr(entry, "line", self.line)
                lines = getattr(entry, "lines", None)
                yield Record(entry, file=self.file, line=line, faults=self.faults, lines=lines)
            else:
                self.fault(field, f"{_shown(entry)} is not an entry", "write “- field: value”")

    def finish(self) -> None:
        """Complain about every field that nothing has taken."""
        for field in self._values:
            self.fault(str(field), "this field is not known", "remove it or mend its name")


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
