"""GDELT 2.0 and 1.0 events: zipped or plain, many small files at a time.

Format: "The GDELT Event Database Data Format Codebook V2.0" (19 February 2015), 61 columns without
header; V1.03 (25 August 2013) for the 58 columns of 1.0. Both read by position.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from counterpoise.errors import FeedError
from counterpoise.feeds import batches
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, Failure, Outcome
from counterpoise.feeds.gdelt.mapping import NUMBERS, mapping, register_codes
from counterpoise.feeds.gdelt.unpacking import Unpacked, explain, unpack
from counterpoise.feeds.source import Layout, Source

BATCH_BYTES = 96 << 20
MEMORY_MB, MEMORY_LARGE_MB = 128, 3000
"""Bound on a batch's tables and sorts: without it the peak grew with the batches, not with need.

A file larger than a batch, or a batch that needs it, gets the second bound."""
CSV_BUFFER_BYTES = 2 << 20
"""The engine's longest line. Its default of 32 MB a buffer costs memory and saves no time."""
_Group = list[Unpacked | Failure]
_UNREADABLE = (duckdb.InvalidInputException, duckdb.ConversionException)


def read(files: Sequence[Path], source: Source, tables: ActorTables) -> Iterator[Outcome]:
    """Read files in batches of at most 96 MB of text; a bad file stops itself alone.

    While one batch is read, the next is unpacked.
    """
    with (
        tempfile.TemporaryDirectory(prefix="gdelt-") as folder,
        batches.workspace(spill=Path(folder) / "spill") as connection,
    ):
        connection.execute("SET write_buffer_row_group_count = 1")
        register_codes(connection, source, tables)
        for group in _one_ahead(_groups(files, Path(folder), source)):
            yield from (one for one in group if isinstance(one, Failure))
            sound = [one for one in group if isinstance(one, Unpacked)]
            if sound:
                yield from _group(connection, source, sound)


def _groups(files: Sequence[Path], folder: Path, source: Source) -> Iterator[_Group]:
    """Unpack files, a batch at a time."""
    group: _Group = []
    held = 0
    for file in files:
        try:
            one: Unpacked | Failure = unpack(file, folder, source)
        except FeedError as error:
            one = Failure(file, error)
        size = one.size if isinstance(one, Unpacked) else 0
        if held and held + size > BATCH_BYTES:
            yield group
            group, held = [], 0
        group.append(one)
        held += size
    if group:
        yield group


def _one_ahead(items: Iterator[_Group]) -> Iterator[_Group]:
    """Make the next item in a thread of its own while the last one is used."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = maker.submit(next, items, None)
            yield item


def _group(
    connection: duckdb.DuckDBPyConnection, source: Source, group: list[Unpacked]
) -> Iterator[Outcome]:
    large = sum(one.size for one in group) > BATCH_BYTES
    for layout in sorted({one.layout for one in group}):
        chosen = [one for one in group if one.layout == layout]
        _bound(connection, MEMORY_LARGE_MB if large else MEMORY_MB)
        try:
            yield from _settle(connection, source, layout, chosen)
        except duckdb.OutOfMemoryException:
            # Raised while reading, before anything of the batch was handed on.
            _bound(connection, MEMORY_LARGE_MB)
            yield from _settle(connection, source, layout, chosen)
    for one in group:
        one.text.unlink()


def _bound(connection: duckdb.DuckDBPyConnection, memory_mb: int) -> None:
    connection.execute(f"SET memory_limit = '{memory_mb}MB'")


def _settle(
    connection: duckdb.DuckDBPyConnection, source: Source, layout: str, group: list[Unpacked]
) -> Iterator[Outcome]:
    """Read one batch: as numbers, else as text, else file by file, to find the one at fault.

    Read as numbers, a batch is done in two thirds of the time, and one bad cell refuses it; read
    as text, the row of that cell is rejected. Sound rows come out the same.
    """
    for typed in (True, False):
        try:
            yield _read(connection, source, layout, group, typed=typed)
        except (*_UNREADABLE, FeedError):
            continue
        return
    for one in group:
        try:
            yield _read(connection, source, layout, [one], typed=False)
        except FeedError as error:
            yield Failure(one.file, error)
        except _UNREADABLE as error:
            yield Failure(one.file, explain(one, source, error))


def _read(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    layout: str,
    group: list[Unpacked],
    *,
    typed: bool,
) -> Batch:
    scan = _scan(source.layouts[layout], [one.text for one in group], typed=typed)
    names = ", ".join("'" + one.text.name.replace("'", "''") + "'" for one in group)
    connection.execute("DROP TABLE IF EXISTS _mapped")
    connection.execute(f"DROP TYPE IF EXISTS origins; CREATE TEMP TYPE origins AS ENUM ({names})")
    mapped = mapping(source, layout, f"SELECT *, 0 AS _row FROM {scan}", typed=typed)
    numbered = mapping(
        source,
        layout,
        f"SELECT *, row_number() OVER (PARTITION BY filename) AS _row FROM {scan}",
        typed=typed,
    )
    return batches.batch(
        connection,
        source,
        {one.file: one.rows for one in group},
        mapped,
        numbered=numbered,
    )


def _scan(layout: Layout, texts: Sequence[Path], *, typed: bool) -> str:
    types = NUMBERS if typed else {}
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in layout.columns)
    paths = ", ".join("'" + str(text).replace("'", "''") + "'" for text in texts)
    return (
        f"read_csv([{paths}], auto_detect = false, header = false, delim = '\t', quote = '', "
        f"escape = '', strict_mode = true, filename = true, buffer_size = {CSV_BUFFER_BYTES}, "
        f"columns = {{{columns}}})"
    )
