"""Numbers of official documents that are not in their issuer's form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.reports import Report

ID = "document-number"
# United Nations document symbols (ST/LIB series): the organ comes first, as one of these letters.
_SYMBOL = re.compile(
    r"(?:A|S|E|T|ST|CCPR|CERD|CEDAW|CRC|CAT|DP|TD|UNEP|PBC)/[\w./-]+(?:\s?\(\d{4}\))?"
)
_LOOKS_LIKE_ONE = re.compile(r"[A-Z]{1,5}/(?:RES/|PRST/)?\d{3,4}(?:/\d+)?(?:\s?\(\d{4}\))?")


def _run(draft: Draft) -> Iterator[Report]:
    for unit in draft.units:
        if unit.note is None:
            continue
        for work in unit.note.citations:
            if not unit.start <= work.start < unit.end or not _LOOKS_LIKE_ONE.fullmatch(
                work.number
            ):
                continue
            if not _SYMBOL.fullmatch(work.number):
                tail = work.number.split("/", 1)[1]
                yield draft.report(
                    ID,
                    "warning",
                    unit,
                    f"“{work.number}” is no United Nations symbol",
                    evidence="symbols open with the organ: S/ for the Security Council, A/ for the "
                    "General Assembly",
                    mend=f"look it up; “S/{tail}” would be the Security Council’s form",
                )


CHECK = Check(
    ID,
    "warning",
    "document",
    "A United Nations symbol that does not open with an organ.",
    "Numbers that are well formed and wrong.",
    _run,
)
