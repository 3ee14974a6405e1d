"""Whether a case's locators still match the document they quote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.model.case import Case
from counterpoise.model.evidence import Locator


@dataclass(frozen=True)
class Mismatch:
    """A locator whose span does not hold what it held when it was coded."""

    locator: str
    document: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """Outcome of checking a case's locators against one document.

    Attributes
    ----------
    document
        The source that the file was recognised as, or the one asked for.
    same_file
        Whether the file is the one that was coded, byte for byte.
    locators, matching
        Number of locators into the document, and of those that match.
    mismatches
        Those that do not.
    paragraphs
        Section and paragraph, or note, of every place that a locator covers, in order.
    """

    document: str
    same_file: bool
    locators: int
    matching: int
    mismatches: tuple[Mismatch, ...]
    paragraphs: tuple[str, ...]


def verify(case: Case, document: str, data: bytes) -> Verification:
    """Check every locator of `document` against the bytes of a file.

    Parameters
    ----------
    document
        Identifier of the document's source.
    data
        The file, UTF-8, untouched.

    Raises
    ------
    UnicodeDecodeError
        The file is not UTF-8.
    """
    text = data.decode("utf-8")
    declared = next(item for item in case.documents if item.source == document)
    locators = [item for item in case.locators if item.document == document]
    mismatches = tuple(_mismatches(locators, text))
    return Verification(
        document=document,
        same_file=hashlib.sha256(data).hexdigest() == declared.sha256,
        locators=len(locators),
        matching=len(locators) - len(mismatches),
        mismatches=mismatches,
        paragraphs=_places(locators),
    )


def recognise(case: Case, data: bytes) -> str | None:
    """Return the document whose digest the file has, else the only document, else ``None``."""
    digest = hashlib.sha256(data).hexdigest()
    for document in case.documents:
        if document.sha256 == digest:
            return document.source
    return case.documents[0].source if len(case.documents) == 1 else None


def _mismatches(locators: Iterable[Locator], text: str) -> Iterable[Mismatch]:
    for item in locators:
        span = text[item.start : item.end]
        if len(span) < item.end - item.start:
            reason = f"the file ends at {len(text)}"
        elif hashlib.sha256(span.encode()).hexdigest() != item.sha256:
            reason = "the span holds other words"
        else:
            continue
        yield Mismatch(item.id, item.document, item.start, item.end, reason)


def _places(locators: Iterable[Locator]) -> tuple[str, ...]:
    ordered = sorted(locators, key=lambda item: item.start)
    return tuple(dict.fromkeys(map(_place, ordered)))


def _place(item: Locator) -> str:
    if item.note:
        return f"note {item.note}"
    return f"{item.section}, paragraph {item.paragraph}"
