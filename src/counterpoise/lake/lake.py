"""Reading the lake: which parts answer a question, as a table of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ibis.expr.types import Table

from counterpoise.errors import LakeError
from counterpoise.lake.engines import Engine
from counterpoise.lake.manifest import Manifest, read_manifests
from counterpoise.model.events import Kind


@dataclass(frozen=True, slots=True)
class Lake:
    """A folder of manifests and parts.

    Parameters
    ----------
    root
        The lake's folder; it need not exist.
    """

    root: Path

    def feeds(self) -> tuple[str, ...]:
        """Return the feeds with a loaded state."""
        home = self.root / "manifests"
        return tuple(sorted(d.name for d in home.glob("*") if any(d.glob("[0-9]*.json"))))

    def states(self, feed: str) -> tuple[Manifest, ...]:
        """Return every state of a feed, the oldest first."""
        return read_manifests(self.root, feed)

    def state(
        self, feed: str, *, vintage: str | None = None, as_of: dt.date | None = None
    ) -> Manifest | None:
        """Return one state of a feed.

        Parameters
        ----------
        vintage
            Id, or its beginning.
        as_of
            The newest state whose files were all retrieved by that day. States that do not say
            when count as retrieved from the start: their rows are then cut by `known_date` alone.

        Raises
        ------
        LakeError
            If no state has the vintage.
        """
        states = self.states(feed)
        if vintage is not None:
            found = [s for s in states if s.vintage.startswith(vintage)]
            if not found:
                known = ", ".join(s.vintage for s in states) or "none"
                raise LakeError(
                    f"feed {feed} has no vintage {vintage!r}",
                    where=str(self.root),
                    remedy=f"choose one of {known}",
                )
            return found[-1]
        if as_of is not None:
            states = tuple(s for s in states if s.retrieved is None or s.retrieved <= as_of)
        return states[-1] if states else None

    def paths(
        self,
        kind: Kind,
        *,
        feeds: tuple[str, ...] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
        vintages: Mapping[str, str] | None = None,
    ) -> tuple[Path, ...]:
        """Return the parts that can hold rows of the feeds in the period, both days inclusive."""
        out: list[Path] = []
        for feed in feeds if feeds is not None else self.feeds():
            state = self.state(feed, vintage=(vintages or {}).get(feed), as_of=as_of)
            if state is None or state.kind is not kind:
                continue
            out += [
                self.root / part.path
                for part in state.parts
                if (since is None or part.until >= since) and (until is None or part.since <= until)
            ]
        return tuple(out)

    def table(
        self,
        engine: Engine,
        kind: Kind,
        *,
        feeds: tuple[str, ...] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
        vintages: Mapping[str, str] | None = None,
    ) -> Table:
        """Return rows as a table of the engine.

        Parameters
        ----------
        since, until
            First and last day of the event (for records, of the start of their period).
        as_of
            Rows known by that day; rows without a known date are left out.
        """
        paths = self.paths(
            kind, feeds=feeds, since=since, until=until, as_of=as_of, vintages=vintages
        )
        table = engine.table(kind.value, kind, paths)
        day = table.event_date if kind is Kind.EVENTS else table.start_date
        if since is not None:
            table = table.filter(day >= since)
        if until is not None:
            table = table.filter(day <= until)
        if as_of is not None:
            table = table.filter(table.known_date <= as_of)
        return table
