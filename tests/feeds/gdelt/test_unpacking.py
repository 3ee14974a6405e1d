"""Every way a zip can be broken gives one sentence; a full disc is not blamed on the file."""

from __future__ import annotations

import zipfile

import pytest

from counterpoise.errors import FeedError
from counterpoise.feeds.gdelt.unpacking import unpack
from counterpoise.feeds.source import load_source


@pytest.fixture
def source():
    return load_source("gdelt")


@pytest.fixture
def zipped(tmp_path, text_sample):
    (one,) = text_sample("gdelt", tmp_path)
    path = tmp_path / "20220107120000.export.CSV.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(one, one.name)
    return path


def damaged(path, at, *values):
    data = bytearray(path.read_bytes())
    data[at : at + len(values)] = bytes(values)
    path.write_bytes(data)


def encrypted(path):
    data = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flag] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: damaged(path, 90, *[255] * 40), id="rotten in the middle"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:-40]), id="cut before its list"
        ),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_text("<html>502</html>"), id="a page"),
        pytest.param(encrypted, id="under a password"),
    ],
)
def test_a_broken_zip_is_one_sentence_with_a_remedy(tmp_path, zipped, source, damage):
    damage(zipped)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(FeedError, match=r"zip cannot be unpacked .*download the file again"):
        unpack(zipped, folder, source)


def test_a_folder_that_takes_no_more_is_not_the_files_fault(tmp_path, zipped, source):
    missing = tmp_path / "gone"
    with pytest.raises(FeedError, match=r"its text cannot be written to .*gone.*TMPDIR"):
        unpack(zipped, missing, source)
