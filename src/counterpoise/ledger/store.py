"""The ledger itself: load a case, read it back, read how it came to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from datetime import datetime
from itertools import islice
from operator import itemgetter
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    select,
)

from counterpoise.errors import LedgerError
from counterpoise.ledger.address import Address, read_address
from counterpoise.ledger.engines import connect, writing
from counterpoise.ledger.faults import told
from counterpoise.ledger.history import OUTCOMES, Latest, LoadReport, Outcome, Revision, changes
from counterpoise.ledger.records import (
    HEADING,
    Record,
    Row,
    case_of,
    kinds,
    known_of,
    record_from,
    records_of,
)
from counterpoise.ledger.tables import loads, records
from counterpoise.model.case import Case

_BATCH_ROWS = 2000
_SHARED_COLUMNS = tuple(
    field.name for field in fields(Revision) if field.name not in ("number", "record")
)


def open_ledger(url: str | None = None) -> Ledger:
    """Open a ledger, creating its tables where absent.

    Parameters
    ----------
    url
        A path, ``sqlite:///PATH`` or ``postgresql://USER@HOST:PORT/DATABASE``; ``None`` for a
        ledger in memory that lasts until it is closed.

    Raises
    ------
    LedgerError
        The ledger cannot be reached, opened or created.
    """
    address = read_address(url)
    return Ledger(connect(address), address)


class Ledger:
    """An append-only store of the records of cases; see `open_ledger`."""

    def __init__(self, engine: Engine, address: Address) -> None:
        self._engine = engine
        self._address = address

    def __enter__(self) -> Self:
        """Leave the ledger open until the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger, whether or not the block failed."""
        self.close()

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    def load(self, case: Case, *, recorded_at: datetime) -> LoadReport:
        """Append what a version of a case changes, whole or not at all.

        Parameters
        ----------
        case
            The version; its heading's identifier is the case's name in the ledger.
        recorded_at
            Moment of recording, with a time zone. Recorded time does not run backwards: where a
            load recorded later was stored first, this one counts as recorded at the same moment.

        Raises
        ------
        LedgerError
            The case cannot be stored; the ledger is as it was before.
        """
        _refuse_naive(recorded_at)
        name = case.heading.id
        with told(self._address), writing(self._engine, f"case {name}") as connection:
            number, moment = _next_load(connection, name, recorded_at)
            stamp: Row = {"case_name": name, "load": number, "recorded_at": moment}
            report = _append(connection, case, stamp)
            if report.written:
                written = report.counts()
                del written["unchanged"]
                stamp = {"case_name": name, "number": number, "recorded_at": moment}
                connection.execute(insert(loads).values(stamp | written))
        return report

    def names(self) -> tuple[str, ...]:
        """Return the names of the cases held, sorted."""
        with told(self._address), self._engine.connect() as connection:
            return tuple(sorted(connection.scalars(select(loads.c.case_name).distinct())))

    def case(self, name: str) -> Case:
        """Return the latest version of a case, withdrawn records left out.

        Raises
        ------
        LedgerError
            The ledger holds no case of this name.
        """
        return self._case(name, None)

    def case_at(self, name: str, recorded_until: datetime) -> Case:
        """Return a case as it was recorded at a moment, which has a time zone.

        Raises
        ------
        LedgerError
            The ledger holds no case of this name, or nothing of it was recorded by then.
        """
        _refuse_naive(recorded_until)
        with told(self._address), self._engine.connect() as connection:
            number, first = connection.execute(
                select(
                    func.max(loads.c.number).filter(loads.c.recorded_at <= recorded_until),
                    func.min(loads.c.recorded_at),
                ).where(loads.c.case_name == name)
            ).one()
        if first is not None and number is None:
            raise LedgerError(
                f"nothing of the case “{name}” was recorded by {recorded_until.isoformat()}",
                where=self._address.shown,
                remedy=f"ask for {first.isoformat()} or later",
            )
        return self._case(name, number)

    def history(self, name: str, kind: str, record_id: str) -> tuple[Revision, ...]:
        """Return every recorded state of a record, the oldest first; none if never held.

        Parameters
        ----------
        name
            The case.
        kind
            ``heading`` or the name of a collection of `Case`.
        record_id
            The record's identifier; for documents their source, for quantities their proposition.
        """
        wanted = select(records).where(
            records.c.case_name == name,
            records.c.kind == kind,
            records.c.record_id == record_id,
        )
        with told(self._address), self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(records.c.revision)).mappings().all()
        return tuple(self._revision(kind, row) for row in rows)

    def _revision(self, kind: str, row: RowMapping) -> Revision:
        body = row["body"]
        where = self._address.shown
        return Revision(
            number=row["revision"],
            record=None if body is None else record_from(kind, body, where=where),
            **{name: row[name] for name in _SHARED_COLUMNS},
        )

    def _case(self, name: str, until: int | None) -> Case:
        found: dict[str, list[tuple[int, Record]]] = {kind: [] for kind in kinds()}
        where = self._address.shown
        with told(self._address), self._engine.connect() as connection:
            rows = connection.execution_options(yield_per=_BATCH_ROWS).execute(
                _latest(name, until, records.c.kind, records.c.position, records.c.body).where(
                    ~records.c.withdrawn
                )
            )
            for kind, position, body in rows:
                found[kind].append((position, record_from(kind, body, where=where)))
        if not found[HEADING]:
            raise self._unknown(name)
        ordered = {
            kind: tuple(record for _, record in sorted(of_kind, key=itemgetter(0)))
            for kind, of_kind in found.items()
        }
        return case_of(ordered)

    def _unknown(self, name: str) -> LedgerError:
        names = ", ".join(self.names())
        return LedgerError(
            f"the ledger holds no case “{name}”",
            where=self._address.shown,
            remedy=f"name one of those it holds: {names}" if names else "load a case first",
        )


def _next_load(connection: Connection, name: str, recorded_at: datetime) -> tuple[int, datetime]:
    """Return the number of a case's next load, and the moment at which it counts as recorded."""
    number, moment = connection.execute(
        select(func.max(loads.c.number), func.max(loads.c.recorded_at)).where(
            loads.c.case_name == name
        )
    ).one()
    return (1, recorded_at) if number is None else (number + 1, max(recorded_at, moment))


def _append(connection: Connection, case: Case, stamp: Row) -> LoadReport:
    """Append the rows by which a case differs from its latest state."""
    latest = _latest_by_kind(connection, case.heading.id)
    known = known_of(case)
    tally: Counter[Outcome] = Counter()
    for kind in kinds():
        new = records_of(case, kind)
        differences = changes(kind, new, latest.pop(kind, {}), known.get(kind, {}))
        while batch := list(islice(differences, _BATCH_ROWS)):
            tally.update(outcome for outcome, _ in batch)
            if rows := [row | stamp for outcome, row in batch if outcome != "unchanged"]:
                connection.execute(insert(records), rows)
    return LoadReport(**{outcome: tally[outcome] for outcome in OUTCOMES})


def _latest_by_kind(connection: Connection, name: str) -> dict[str, dict[str, Latest]]:
    columns = records.c
    found: dict[str, dict[str, Latest]] = defaultdict(dict)
    for kind, record_id, *entry in connection.execute(
        _latest(
            name,
            None,
            columns.kind,
            columns.record_id,
            columns.revision,
            columns.position,
            columns.digest,
            columns.withdrawn,
        )
    ):
        found[kind][record_id] = Latest(*entry)
    return found


def _latest(name: str, until: int | None, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Select the latest revision of each record of a case, as of a load's number."""
    grouped = select(
        records.c.kind, records.c.record_id, func.max(records.c.revision).label("revision")
    ).where(records.c.case_name == name)
    if until is not None:
        grouped = grouped.where(records.c.load <= until)
    newest = grouped.group_by(records.c.kind, records.c.record_id).subquery()
    return select(*columns).join(
        newest,
        and_(
            records.c.case_name == name,
            records.c.kind == newest.c.kind,
            records.c.record_id == newest.c.record_id,
            records.c.revision == newest.c.revision,
        ),
    )


def _refuse_naive(moment: datetime) -> None:
    if moment.tzinfo is None:
        message = f"{moment} has no time zone"
        raise ValueError(message)
