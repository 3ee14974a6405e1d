"""How many files share a batch, and what memory it may use, change no row."""

from __future__ import annotations

import hashlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterpoise.assess.loading import load_files
from counterpoise.feeds.gdelt import reader

ROWS, FILES = 4000, 3


@pytest.fixture
def files(tmp_path, text_sample):
    """Three files of the published layout whose texts do not compress."""
    (one,) = text_sample("gdelt", tmp_path)
    row = one.read_text().splitlines()[0].split("\t")
    made = []
    for day in range(FILES):
        lines = []
        for i in range(ROWS):
            row[0] = str(day * ROWS + i + 1)
            row[60] = "https://example.org/" + hashlib.sha256(row[0].encode()).hexdigest() * 4
            lines.append("\t".join(row))
        made.append(tmp_path / f"2022010{day + 7}120000.export.CSV")
        made[-1].write_text("\n".join(lines) + "\n")
    return made


def rows(lake):
    parts = sorted((lake / "parts").rglob("*.parquet"))
    table = pa.concat_tables(pq.read_table(path) for path in parts)
    return table.sort_by("event_id").to_pylist(), len(parts)


def test_batches_of_one_file_or_of_all_store_the_same_rows(tmp_path, files, monkeypatch):
    load_files(tmp_path / "together", "gdelt", files)
    monkeypatch.setattr(reader, "BATCH_BYTES", 1)
    load_files(tmp_path / "apart", "gdelt", files)
    together, parts_together = rows(tmp_path / "together")
    apart, parts_apart = rows(tmp_path / "apart")
    assert together == apart
    assert len(together) == ROWS * FILES
    assert (parts_together, parts_apart) == (1, FILES)


def test_a_batch_that_needs_more_memory_than_its_bound_gets_it(tmp_path, files, monkeypatch):
    bounds = []
    bound = reader._bound
    monkeypatch.setattr(
        reader, "_bound", lambda connection, mb: (bounds.append(mb), bound(connection, mb))
    )
    monkeypatch.setattr(reader, "MEMORY_MB", 4)
    report = load_files(tmp_path / "lake", "gdelt", files)
    assert (report.stored, report.rejected, report.failures) == (ROWS * FILES, 0, [])
    assert bounds == [4, reader.MEMORY_LARGE_MB]


def test_at_most_two_batches_and_a_file_lie_unpacked_at_a_time(tmp_path, files, monkeypatch):
    more = [path.with_name(f"202202{i + 10}120000.export.CSV") for i, path in enumerate(files)]
    for path, copy in zip(files, more, strict=True):
        copy.write_bytes(path.read_bytes())
    lying = []
    group = reader._group

    def counted(connection, source, sound):
        lying.append(len(list(sound[0].text.parent.glob("*.CSV"))))
        yield from group(connection, source, sound)

    monkeypatch.setattr(reader, "BATCH_BYTES", 1)
    monkeypatch.setattr(reader, "_group", counted)
    load_files(tmp_path / "lake", "gdelt", [*files, *more])
    assert len(lying) == 2 * FILES
    assert max(lying) <= 3


def test_a_bad_file_between_good_ones_stops_itself_alone(tmp_path, files, monkeypatch):
    monkeypatch.setattr(reader, "BATCH_BYTES", 1)
    files[1].write_text("<html>502 Bad Gateway</html>\n")
    report = load_files(tmp_path / "lake", "gdelt", files)
    assert [file for file, _ in report.failures] == [files[1]]
    assert len(rows(tmp_path / "lake")[0]) == ROWS * (FILES - 1)


def test_what_unpacking_meets_beyond_bad_input_is_raised_where_it_is_read(
    tmp_path, files, monkeypatch
):
    unpack = reader.unpack

    def full(file, folder, source):
        if file == files[2]:
            raise OSError(28, "No space left on device")
        return unpack(file, folder, source)

    monkeypatch.setattr(reader, "BATCH_BYTES", 1)
    monkeypatch.setattr(reader, "unpack", full)
    with pytest.raises(OSError, match="No space left"):
        load_files(tmp_path / "lake", "gdelt", files)
    assert not list((tmp_path / "lake").rglob("*.parquet"))
