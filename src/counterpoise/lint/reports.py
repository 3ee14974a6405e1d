"""What a check reports, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from counterpoise.lint.draft import Draft

Severity = Literal["error", "warning", "info"]
Level = Literal["document", "ledger"]


@dataclass(frozen=True, slots=True)
class Report:
    """One fault, or one thing a reader should look at.

    Attributes
    ----------
    start, end
        Span in the draft's text.
    line, note
        First line (1-based) and global number of the note concerned, 0 when none is.
    message
        What is wrong, one sentence.
    evidence
        What it rests on: the source, its title and date, the other passage, the ledger's claim.
    mend
        What could be done.
    silenced
        The reason given for leaving it, empty while it stands.
    """

    check: str
    severity: Severity
    start: int
    end: int
    line: int
    note: int
    sentence: str
    message: str
    evidence: str
    mend: str
    silenced: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the linter.

    Attributes
    ----------
    id
        Name used in reports and for silencing.
    severity
        The gravest severity it reports.
    level
        Whether the document alone decides, or the ledger is needed.
    catches
        What it catches, one sentence for the documentation.
    misses
        What it cannot see, one sentence for the documentation.
    """

    id: str
    severity: Severity
    level: Level
    catches: str
    misses: str
    run: Callable[[Draft], Iterator[Report]]
