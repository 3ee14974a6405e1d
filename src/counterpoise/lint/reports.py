"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


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
