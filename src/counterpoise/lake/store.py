"""Writing the lake: batches become parts, and a manifest makes them count.

A load writes its parts beside the living ones under names that no manifest knows, and ends by
writing one manifest. Before that instant the lake is what it was; after it, what it shall be. A
crash leaves at most parts that nothing refers to; the next load of the feed removes them.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from counterpoise.errors import LakeError
from counterpoise.lake.manifest import (
    LoadedFile,
    Manifest,
    Part,
    RejectedRow,
    folder,
    read_manifests,
    sync_folder,
    vintage_id,
    write_manifest,
)
from counterpoise.model.events import DATE_COLUMN, Kind

ROW_GROUP = 122_880
_ORDER = {
    Kind.EVENTS: "source_iso3, target_iso3, event_date, event_id",
    Kind.STRUCTURE: "subject_iso3, object_iso3, indicator, start_date, record_id",
}
_ALL = "all"


class Loading:
    """A load in progress; `commit` makes it count.

    Parameters
    ----------
    replaces_feed
        The new files stand for the whole feed; else each stands for an older file of its name.
    """

    def __init__(self, lake: Path, feed: str, kind: Kind, *, replaces_feed: bool) -> None:
        self.lake, self.feed, self.kind, self.replaces_feed = lake, feed, kind, replaces_feed
        states = read_manifests(lake, feed)
        self.before = states[-1] if states else None
        self.number = self.before.number + 1 if self.before is not None else 1
        self.parts: list[Part] = []
        self.serial = 0
        kept = {part.path for state in states for part in state.parts}
        self._remove_orphans(kept)

    def add(self, relation: duckdb.DuckDBPyRelation, files: Sequence[str]) -> int:
        """Write the rows of one batch, a part a month; return how many.

        Parameters
        ----------
        relation
            Exactly the columns of the kind.
        files
            Names the rows carry in column `origin`.
        """
        day = DATE_COLUMN[self.kind]
        monthly = self.kind is Kind.EVENTS
        group = f"date_trunc('month', {day})" if monthly else "NULL"
        found = relation.query(
            "batch",
            f"SELECT {group} AS month, count(*) AS rows, min({day}) AS since, max({day}) AS until "
            "FROM batch GROUP BY 1 ORDER BY 1",
        )
        months = found.fetchall() if found is not None else []
        for month, rows, since, until in months:
            # Bounds on the plain column: cheaper for every row than a name of its month.
            bounds = (
                f"WHERE {day} BETWEEN DATE '{since}' AND DATE '{until}' " if len(months) > 1 else ""
            )
            name = f"{month:%Y-%m}" if monthly else _ALL
            path = self._write(relation, bounds, name)
            self.parts.append(
                Part(path=path, month=name, rows=rows, since=since, until=until, files=tuple(files))
            )
        return sum(rows for _, rows, _, _ in months)

    def commit(
        self,
        version: str,
        files: Sequence[LoadedFile],
        rejections: Sequence[RejectedRow] = (),
        notes: Sequence[str] = (),
    ) -> Manifest:
        """Carry the older files over, write the manifest, and return it."""
        new = {file.name for file in files}
        before = None if self.replaces_feed else self.before
        kept_files = tuple(f for f in before.files if f.name not in new) if before else ()
        kept_rejections = tuple(r for r in before.rejections if r.file not in new) if before else ()
        carried = [p for part in (before.parts if before else ()) for p in self._without(part, new)]
        every = (*kept_files, *files)
        manifest = Manifest(
            feed=self.feed,
            kind=self.kind,
            number=self.number,
            vintage=vintage_id(self.feed, version, every),
            parent=self.before.vintage if self.before is not None else None,
            files=every,
            parts=(*carried, *self.parts),
            rejections=(*kept_rejections, *rejections),
            notes=tuple(dict.fromkeys((*(before.notes if before else ()), *notes))),
        )
        if self.before is not None and self.before.vintage == manifest.vintage:
            self.abort()
            return self.before
        write_manifest(self.lake, manifest)
        return manifest

    def abort(self) -> None:
        """Remove what this load has written."""
        for part in self.parts:
            (self.lake / part.path).unlink(missing_ok=True)
        self.parts.clear()

    def _without(self, part: Part, names: set[str]) -> list[Part]:
        """Return a part without the rows of replaced files, rewritten where it must be."""
        gone = names & set(part.files)
        if not gone:
            return [part]
        left = tuple(name for name in part.files if name not in gone)
        if not left:
            return []
        listed = ", ".join("'" + name.replace("'", "''") + "'" for name in sorted(gone))
        with duckdb.connect() as connection:
            relation = connection.read_parquet(str(self.lake / part.path)).filter(
                f"origin NOT IN ({listed})"
            )
            start = len(self.parts)
            self.add(relation, left)
            rewritten, self.parts = self.parts[start:], self.parts[:start]
        return rewritten

    def _write(self, relation: duckdb.DuckDBPyRelation, bounds: str, month: str) -> str:
        self.serial += 1
        name = f"{self.number:06d}-{self.serial:05d}.parquet"
        path = Path("parts") / self.feed / month / name
        target = self.lake / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            quoted = str(target).replace("'", "''")
            relation.query(
                "batch",
                f"COPY (SELECT * FROM batch {bounds}ORDER BY {_ORDER[self.kind]}) TO '{quoted}' "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})",
            )
            with target.open("rb") as file:
                os.fsync(file.fileno())
            sync_folder(target.parent)
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            self.abort()
            raise LakeError(
                f"a part cannot be written ({str(error)[:120]})",
                where=str(target),
                remedy="check memory, and the folder's space and rights; the last state is intact",
            ) from error
        return path.as_posix()

    def _remove_orphans(self, kept: set[str]) -> None:
        base = self.lake / "parts" / self.feed
        for file in base.glob("*/*.parquet"):
            if file.relative_to(self.lake).as_posix() not in kept:
                file.unlink()


@contextmanager
def loading(lake: Path, feed: str, kind: Kind, *, replaces_feed: bool = False) -> Iterator[Loading]:
    """Open a load of a feed; one at a time, kept apart by a lock that ends with the process.

    Raises
    ------
    LakeError
        If another load of the feed is running.
    """
    home = folder(lake, feed)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / ".lock").open("w")
    except OSError as error:
        raise LakeError(
            f"the lake cannot be written ({error.strerror})",
            where=str(home),
            remedy="check the folder given with --lake",
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LakeError(
                f"another load of feed {feed} is running",
                where=str(home),
                remedy="wait until it is done",
            ) from error
        session = Loading(lake, feed, kind, replaces_feed=replaces_feed)
        try:
            yield session
        except BaseException:
            session.abort()
            raise
