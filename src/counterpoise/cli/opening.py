"""From a command's arguments to a view of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from counterpoise.errors import InputError

if TYPE_CHECKING:
    from counterpoise.assess.names import Names
    from counterpoise.model.case import Case
    from counterpoise.model.view import View
    from counterpoise.vocabulary import Vocabulary

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
"""Days that a case can be about; what lies beyond is a slip of the pen."""


@dataclass(frozen=True)
class Opened:
    """A view of a case with the vocabulary and the names to speak of it."""

    case: Case
    view: View
    vocabulary: Vocabulary
    names: Names


def open_view(
    case: str,
    *,
    ledger: str | None = None,
    as_of: str | None = None,
    on: str | None = None,
    without_contested: bool = False,
    language: str | None = None,
) -> Opened:
    """Read a case through its ledger, tell it in a language and cut it to the days asked for.

    Raises
    ------
    CounterpoiseError
        The case, the ledger, the language or a date cannot be used.
    """
    from counterpoise.assess.names import Names
    from counterpoise.model.view import view_of
    from counterpoise.vocabulary import Vocabulary

    known_by, held_on = day(as_of, "--as-of"), day(on, "--on")
    vocabulary = Vocabulary.read()
    found = told_in(language, read_through_ledger(case, ledger, vocabulary), vocabulary)
    view = view_of(
        found,
        as_of=known_by,
        on=held_on,
        with_contested=not without_contested,
    )
    return Opened(found, view, vocabulary, Names(view, vocabulary, found.heading.language))


def told_in(language: str | None, case: Case, vocabulary: Vocabulary) -> Case:
    """Return a case in a language, or in its own; the vocabulary names states and organisations.

    Raises
    ------
    CaseError
        The case has no texts in that language, or lacks some.
    """
    from counterpoise.model.localise import localised

    if language is None:
        return case
    names = {actor.id: vocabulary.name(actor.id, language) for actor in case.actors}
    return localised(case, language, names)


def read_through_ledger(name: str, url: str | None, vocabulary: Vocabulary) -> Case:
    """Return a case as a ledger holds it: a stored one, or one in memory filled from the folder."""
    from counterpoise.casefiles import case_folder, read_case
    from counterpoise.ledger import open_ledger

    with open_ledger(url) as ledger:
        if url is None:
            found = read_case(case_folder(name), vocabulary)
            ledger.load(found, recorded_at=datetime.now(UTC))
            return ledger.case(found.heading.id)
        return ledger.case(name)


def day(text: str | None, option: str) -> date | None:
    """Read a day given on the command line.

    Raises
    ------
    InputError
        The text is not a day of the calendar.
    """
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise InputError(f"“{text}” is not a day", where=option, remedy="write YYYY-MM-DD")
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise InputError(
            f"{found} is out of range",
            where=option,
            remedy=f"name a day between the years {EARLIEST_YEAR} and {LATEST_YEAR}",
        )
    return found
