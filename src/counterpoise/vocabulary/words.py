"""Reading `positions.yml`: stances, statuses, states and the other closed lists of words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from counterpoise.vocabulary.entries import Position, VerbForms, Word
from counterpoise.vocabulary.fields import Entry, VocabularyFile

LISTS = (
    "statuses",
    "component_states",
    "actor_kinds",
    "date_bases",
    "date_precisions",
    "bounds",
    "grades",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The positions, strongest first, and the closed lists of words by name."""

    positions: dict[str, Position]
    lists: dict[str, dict[str, Word]]


def read_words(file: VocabularyFile) -> Words:
    """Read the positions and the lists.

    Raises
    ------
    VocabularyError
        If two positions share a rank, a support ranks below a denial, or a status is unknown.
    """
    root = file.root()
    positions = [_position(entry) for entry in root.entries("positions")]
    lists = {name: {word.code: word for word in _words(root, name)} for name in LISTS}
    for above, below in pairwise(positions):
        if above.rank >= below.rank or above.supports < below.supports:
            raise file.fault(
                ("positions", below.code, "rank"),
                f'rank {below.rank} of "{below.code}" does not follow {above.rank}',
                "list positions from the strongest support to the denial, ranks rising",
            )
    for position in positions:
        if position.status not in lists["statuses"]:
            raise file.fault(
                ("positions", position.code, "status"),
                f'unknown status "{position.status}"',
                "name one of " + ", ".join(lists["statuses"]),
            )
    root.close()
    return Words({position.code: position for position in positions}, lists)


def _position(entry: Entry) -> Position:
    rank = entry.number("rank")
    if rank is None:
        raise entry.fault('"rank" is missing', "add it")
    position = Position(
        code=entry.key,
        rank=rank,
        supports=entry.flag("supports"),
        status=entry.text("status"),
        gloss=entry.text("gloss"),
        en=VerbForms(*entry.texts("en", 4)),
        fr=VerbForms(*entry.texts("fr", 4)),
    )
    entry.close()
    return position


def _words(root: Entry, name: str) -> list[Word]:
    found = []
    agrees = name in ("statuses", "component_states")
    for entry in root.entries(name):
        french = entry.texts("fr", 2) if agrees else (entry.text("fr"),)
        word = Word(
            code=entry.key,
            en=entry.text("en"),
            fr=french[0],
            fr_feminine=french[-1],
            genre_fr=entry.text_or("genre_fr", ""),
            gloss=entry.text_or("gloss", ""),
            sign=entry.text_or("sign", ""),
            in_force=entry.maybe_flag("in_force"),
            days=entry.number("days"),
        )
        entry.close()
        found.append(word)
    if not found:
        raise root.fault(f'"{name}" is missing or empty', "add the list")
    return found
