"""What a new version of a document changes, and which claims rest on what has changed."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from counterpoise.model.documents import TextDocument
from counterpoise.model.evidence import Locator

Fate = Literal["same", "moved", "gone"]


@dataclass(frozen=True, slots=True)
class LocatorFate:
    """What became of the passage that a locator points to.

    Attributes
    ----------
    start, end
        The span in the new version; -1 when the passage is gone.
    """

    locator: str
    fate: Fate
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """The sentences that a new version adds and drops, and the fate of the locators."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    locators: tuple[LocatorFate, ...]


def _sentences(document: TextDocument) -> list[str]:
    spans = [
        (s.start, s.end) for p in document.paragraphs() if p.type != "note" for s in p.sentences
    ]
    spans += [(s.start, s.end) for note in document.notes for s in note.sentences]
    return [re.sub(r"\s+", " ", document.text[start:end]) for start, end in sorted(spans)]


def compare(
    old: TextDocument, new: TextDocument, locators: tuple[Locator, ...] = ()
) -> VersionDiff:
    """Compare two versions sentence by sentence.

    Parameters
    ----------
    locators
        Those of the case; a locator whose digest does not fit the old text points to another
        document and is left out.
    """
    left, right = _sentences(old), _sentences(new)
    added: list[str] = []
    removed: list[str] = []
    matcher = difflib.SequenceMatcher(a=left, b=right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            removed += left[i1:i2]
            added += right[j1:j2]
    own = [item for item in locators if _fits(item, old.text)]
    fates = tuple(_fate(locator, old.text, new.text) for locator in own)
    return VersionDiff(tuple(added), tuple(removed), fates)


def _fits(locator: Locator, text: str) -> bool:
    quoted = text[locator.start : locator.end]
    return hashlib.sha256(quoted.encode()).hexdigest() == locator.sha256


def _fate(locator: Locator, old: str, new: str) -> LocatorFate:
    quoted = old[locator.start : locator.end]
    if new[locator.start : locator.end] == quoted:
        return LocatorFate(locator.id, "same", locator.start, locator.end)
    places = [match.start() for match in re.finditer(re.escape(quoted), new)]
    if not places:
        return LocatorFate(locator.id, "gone", -1, -1)
    nearest = min(places, key=lambda place: abs(place - locator.start))
    return LocatorFate(locator.id, "moved", nearest, nearest + len(quoted))
