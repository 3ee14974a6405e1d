"""One structural feed of the lake at one vintage: its records, partners and evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ibis.expr.types import Table

from counterpoise.assess.data_exposure_findings import FeedUse, Window
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_splices import MARKS, continued_by
from counterpoise.errors import InputError
from counterpoise.feeds.source import Source
from counterpoise.lake import structural
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import Kind
from counterpoise.vocabulary import Vocabulary

WINDOW_YEARS = 5
"""Deliveries are lumpy: the arms register's publisher compares periods of five years."""


@dataclass(frozen=True)
class Row:
    """One structural record, typed."""

    record_id: str
    indicator: str
    subject: str
    object: str
    object_iso3: str | None
    object_org: str | None
    object_members: tuple[str, ...]
    year: int
    end_year: int | None
    known: date | None
    value: float | None
    unit: str
    text: str
    attributes: dict[str, str]


@dataclass(frozen=True)
class Partner:
    """A partner as the source's names resolve to it."""

    id: str
    kind: str


@dataclass(frozen=True, eq=False)
class Structure:
    """A feed at one vintage, cut to what was known; compared by identity, so that it can be a key.

    Attributes
    ----------
    last_day
        Day on which the newest record known starts.
    """

    lake: Lake
    engine: Engine
    vocabulary: Vocabulary
    source: Source
    vintage: str
    retrieved: date | None
    as_of: date | None
    last_day: date

    @property
    def last_year(self) -> int:
        """Year in which the newest record known starts."""
        return self.last_day.year

    @property
    def feed(self) -> str:
        """The feed's id."""
        return self.source.id

    def table(self, window: Window | None = None) -> Table:
        """Return the records that start in a window, or all."""
        return self.lake.table(
            self.engine,
            Kind.STRUCTURE,
            feeds=(self.feed,),
            since=None if window is None else date(window.since, 1, 1),
            until=date(self.last_year if window is None else window.until, 12, 31),
            as_of=self.as_of,
            vintages={self.feed: self.vintage},
        )

    def rows_of(self, focal: str, window: Window | None = None) -> tuple[Row, ...]:
        """Return the records of one state, also as the state it continues."""
        own = structural.of_subject(self.table(window), focal, self.earlier_names(focal))
        return tuple(_row(found) for found in self.engine.rows(own))

    @cached_property
    def _uncoded_subjects(self) -> tuple[str, ...]:
        rows = self.engine.rows(structural.uncoded_names(self.table(), "subject"))
        return tuple(str(row["name"]) for row in rows)

    def earlier_names(self, iso3: str) -> tuple[str, ...]:
        """Return the printed names of states without a code that this one continues."""
        return tuple(n for n in self._uncoded_subjects if continued_by(n, self.vocabulary) == iso3)

    def partner(self, printed: str, iso3: str | None, org: str | None) -> Partner:
        """Resolve a printed partner: its code, the state that continues it, or its own name."""
        if iso3 is not None:
            return Partner(iso3, "state")
        if org is not None:
            return Partner(org, "organisation")
        bare = MARKS.sub("", printed).strip()
        found = self.vocabulary.normalise(bare)
        if found is not None and found in self.vocabulary.countries:
            return Partner(continued_by(printed, self.vocabulary) or found, "state")
        return Partner(printed, "organisation")

    def partners_of(self, row: Row) -> tuple[str, ...]:
        """Return the partners of a record: the members of a list, or the one."""
        if row.object_members:
            return row.object_members
        return (self.partner(row.object, row.object_iso3, row.object_org).id,)

    def name(self, partner: str) -> str:
        """Return a partner's name in running text; a printed name stays as it is."""
        return self.vocabulary.name(partner) or partner

    def evidence(self, records: Iterable[str]) -> tuple[str, ...]:
        """Return evidence identifiers: feed, vintage, record."""
        return tuple(f"{self.feed}@{self.vintage}#{record}" for record in records)

    def use(self, rows: Iterable[Row]) -> FeedUse:
        """Return what was read, for the account at the head of the output."""
        known = [row.known for row in rows if row.known is not None]
        return FeedUse(
            feed=self.feed,
            title=self.source.title,
            vintage=self.vintage,
            retrieved=self.retrieved,
            known=max(known, default=None),
            citation=self.source.citation,
        )

    def window(self, question: Question, last_year: int | None = None) -> Window:
        """Return the later window: as asked, or the last five years that the feed tells of.

        Parameters
        ----------
        last_year
            Last year that the feed tells of, where its years do not begin in January.

        Raises
        ------
        InputError
            The first year asked for lies after the last, or after the last that has ended.
        """
        newest = self.last_year if last_year is None else last_year
        until = newest if question.until is None else question.until
        if question.since is not None and question.until is None:
            until = max(until, question.since)
        since = until - WINDOW_YEARS + 1 if question.since is None else question.since
        if question.since is not None and question.until is not None and since > until:
            raise InputError(
                f"the window begins in {since} and ends in {until}",
                where="--since, --until",
                remedy="name the earlier year first",
            )
        if question.on is not None:
            ended = question.on.year - (question.on < date(question.on.year, 12, 31))
            if question.since is not None and question.since > ended:
                raise InputError(
                    f"the window begins in {question.since}, and on {question.on} the last year "
                    f"that has ended is {ended}",
                    where="--since, --on",
                    remedy=f"begin in {ended} or before, or name a later day with --on",
                )
            until = min(until, ended)
            since = until - WINDOW_YEARS + 1 if question.since is None else question.since
        return Window(since, until)


def _row(found: dict[str, object]) -> Row:
    start, end, known = found["start_date"], found["end_date"], found["known_date"]
    value = found["value"]
    attributes = json.loads(str(found["attributes"])) if found["attributes"] is not None else {}
    return Row(
        record_id=str(found["record_id"]),
        indicator=str(found["indicator"]),
        subject=str(found["subject_raw"]),
        object=str(found["object_raw"]),
        object_iso3=_text(found["object_iso3"]),
        object_org=_text(found["object_org"]),
        object_members=tuple(m for m in (_text(found["object_members"]) or "").split(",") if m),
        year=start.year if isinstance(start, date) else 0,
        end_year=end.year if isinstance(end, date) else None,
        known=known if isinstance(known, date) else None,
        value=float(value) if isinstance(value, (int, float)) else None,
        unit=_text(found["unit"]) or "",
        text=_text(found["text"]) or "",
        attributes={str(key): str(item) for key, item in attributes.items()},
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
