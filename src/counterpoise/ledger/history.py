"""What a load changes: the new version of a collection against the latest recorded one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args

from counterpoise.errors import LedgerError
from counterpoise.ledger.order import positions
from counterpoise.ledger.records import EMPTY_ROW, Record, Row, identifier, row_of

Outcome: TypeAlias = Literal["added", "revised", "moved", "withdrawn", "unchanged"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Known: TypeAlias = Mapping[str, date]
"""Known days by identifier, within one kind of record."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many records of a case a load found new, changed, gone and as they were.

    Attributes
    ----------
    added
        Records that the ledger did not hold, or held as withdrawn. The heading counts as one.
    revised
        Records whose content or known day changed.
    moved
        Records that changed nothing but their place in the order of the file.
    withdrawn
        Records that the new version leaves out.
    unchanged
        Records for which nothing was written.
    """

    added: int
    revised: int
    moved: int
    withdrawn: int
    unchanged: int

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)

    @property
    def written(self) -> int:
        """Number of rows that the load appended."""
        return self.added + self.revised + self.moved + self.withdrawn


@dataclass(frozen=True, slots=True)
class Revision:
    """One recorded state of one record.

    Attributes
    ----------
    number
        Running number of the record's revisions, from 1.
    record
        The record as loaded; ``None`` for a withdrawal.
    valid_first, valid_last, known
        Days of valid time and known time; ``None`` where open or not in evidence.
    value_wording, date_wording
        Original words of value and date; ``None`` where the kind of record has none.
    recorded_at, load
        When the revision was recorded, and the number of the load in its case.
    """

    number: int
    record: Record | None
    digest: str
    source: str | None
    valid_first: date | None
    valid_last: date | None
    known: date | None
    value_wording: str | None
    date_wording: str | None
    recorded_at: datetime
    load: int


@dataclass(frozen=True, slots=True)
class Latest:
    """What a load has to know of the latest revision of a record."""

    revision: int
    position: int
    digest: str
    withdrawn: bool


def changes(
    kind: str, new: Sequence[Record], latest: Mapping[str, Latest], known: Known
) -> Iterator[tuple[Outcome, Row]]:
    """Compare a collection with its latest recorded state.

    Parameters
    ----------
    kind
        Name of the collection.
    new
        Its records in the order of the file.
    latest
        The latest revision of each record ever held, by identifier.
    known
        Known days by identifier.

    Yields
    ------
    outcome, row
        The row lacks only the columns of its load; it is empty for an unchanged record.

    Raises
    ------
    LedgerError
        Two records of the collection have the same identifier.
    """
    identifiers = [identifier(kind, record) for record in new]
    _refuse_duplicates(kind, identifiers)
    held = {key: entry.position for key, entry in latest.items() if not entry.withdrawn}
    for key, record, position in zip(identifiers, new, positions(identifiers, held), strict=True):
        row = row_of(kind, record, known.get(key))
        before = latest.get(key)
        outcome = _outcome(before, str(row["digest"]), position)
        if outcome == "unchanged":
            yield outcome, {}
            continue
        revision = 1 if before is None else before.revision + 1
        yield outcome, _placed(row, kind, key, revision, position)
    for key in sorted(held.keys() - set(identifiers)):
        before = latest[key]
        yield "withdrawn", _placed({**EMPTY_ROW}, kind, key, before.revision + 1, before.position)


def _outcome(before: Latest | None, digest: str, position: int) -> Outcome:
    if before is None or before.withdrawn:
        return "added"
    if before.digest != digest:
        return "revised"
    return "unchanged" if before.position == position else "moved"


def _placed(row: Row, kind: str, key: str, revision: int, position: int) -> Row:
    row.update(
        kind=kind,
        record_id=key,
        revision=revision,
        position=position,
        withdrawn=row["body"] is None,
    )
    return row


def _refuse_duplicates(kind: str, identifiers: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in identifiers:
        if key in seen:
            raise LedgerError(
                f"the identifier “{key}” stands twice",
                where=kind,
                remedy="give each record of the case its own identifier",
            )
        seen.add(key)
