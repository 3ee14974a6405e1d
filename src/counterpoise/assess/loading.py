"""Loading files of a feed into the lake: the reader's batches, the lake's parts, one manifest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterpoise.errors import FeedError
from counterpoise.feeds.batches import Batch, Failure, Surprise, origin_of
from counterpoise.feeds.registry import known, reader_of
from counterpoise.feeds.source import load_source
from counterpoise.feeds.vocabulary_tables import actor_tables
from counterpoise.lake.manifest import LoadedFile, Manifest, RejectedRow
from counterpoise.lake.store import Loading, loading

SIDECAR = ".source.json"
EXAMPLES = 6


@dataclass(slots=True)
class LoadReport:
    """What became of the files of one load.

    Attributes
    ----------
    manifest
        The state after the load; None if no file could be read.
    files
        Every file read, with read = stored + rejected.
    rejections
        The rejected rows, at most a thousand a batch.
    failures
        Files that could not be read, with the reason; nothing of them is stored.
    unexpected
        What the reader met and did not expect, each value once.
    """

    manifest: Manifest | None = None
    files: list[LoadedFile] = field(default_factory=list)
    rejections: list[RejectedRow] = field(default_factory=list)
    failures: list[tuple[Path, FeedError]] = field(default_factory=list)
    unexpected: list[Surprise] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows read from the files that could be read."""
        return sum(file.read for file in self.files)

    @property
    def stored(self) -> int:
        """Rows stored."""
        return sum(file.stored for file in self.files)

    @property
    def rejected(self) -> int:
        """Rows not stored, each with a reason."""
        return sum(file.rejected for file in self.files)


def load_files(
    lake: Path,
    feed: str,
    files: Sequence[Path],
    *,
    progress: Callable[[int], None] = lambda _files: None,
) -> LoadReport:
    """Load files of a feed; a file that cannot be read stops itself alone.

    Parameters
    ----------
    progress
        Called with the number of files done since the last call.

    Raises
    ------
    FeedError
        If there is no such feed.
    LakeError
        If the lake cannot be written; its last state is intact.
    """
    source = load_source(known(feed))
    report = LoadReport()
    with loading(lake, feed, source.kind, replaces_feed=source.replaces == "feed") as session:
        for outcome in reader_of(feed)(files, source, actor_tables()):
            if isinstance(outcome, Failure):
                report.failures.append((outcome.file, outcome.error))
                progress(1)
                continue
            _store(session, outcome, report)
            progress(len(outcome.files))
        if report.files:
            report.manifest = session.commit(
                source.version, report.files, report.rejections, told(report.unexpected)
            )
    return report


def _store(session: Loading, batch: Batch, report: LoadReport) -> None:
    names = {file: origin_of(file) for file in batch.files}
    stored = session.add(batch.stored, sorted(names.values()))
    read = sum(batch.files.values())
    if read != stored + sum(batch.rejected.values()):
        raise FeedError(
            f"{read} rows were read, {stored} stored and {sum(batch.rejected.values())} rejected",
            where=f"feed {session.feed}",
            remedy="this is a fault of the reader: please report it",
        )
    for file, rows in batch.files.items():
        rejected = batch.rejected.get(names[file], 0)
        report.files.append(
            LoadedFile(
                name=names[file],
                sha256=checksum(file),
                read=rows,
                stored=rows - rejected,
                rejected=rejected,
                retrieved=retrieved_on(file),
            )
        )
    report.rejections += [
        RejectedRow(file=r.file, row=r.row, reason=r.reason) for r in batch.rejections
    ]
    report.unexpected = list(dict.fromkeys((*report.unexpected, *batch.unexpected)))


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def retrieved_on(file: Path) -> dt.date | None:
    """Return the day a file was fetched, from the sidecar beside it; None without one.

    Raises
    ------
    FeedError
        If the sidecar is damaged.
    """
    sidecar = file.with_name(file.name + SIDECAR)
    if not sidecar.exists():
        return None
    try:
        return dt.date.fromisoformat(json.loads(sidecar.read_text(encoding="utf-8"))["retrieved"])
    except (ValueError, KeyError, TypeError) as error:
        raise FeedError(
            "the sidecar is damaged", where=str(sidecar), remedy="remove it or fetch the file again"
        ) from error


def by_kind(surprises: Sequence[Surprise]) -> dict[str, list[str]]:
    """Group what was not expected: the values of each kind, in the order they were met."""
    out: dict[str, list[str]] = {}
    for one in surprises:
        out.setdefault(one.kind, []).append(one.value)
    return out


def told(surprises: Sequence[Surprise]) -> list[str]:
    """Write one line a kind: how many values, and the first of them."""
    lines = []
    for kind, values in by_kind(surprises).items():
        more = f" and {len(values) - EXAMPLES} more" if len(values) > EXAMPLES else ""
        lines.append(f"{kind} ({len(values)}): {'; '.join(values[:EXAMPLES])}{more}")
    return lines


def reasons_of(report: LoadReport) -> Counter[str]:
    """Count the kept rejections by the column they name."""
    return Counter(r.reason.split(":")[0] for r in report.rejections)
