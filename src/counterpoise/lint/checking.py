"""What a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from counterpoise.lint.draft import Draft
from counterpoise.lint.reports import Report, Severity

Level = Literal["document", "ledger"]


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
