"""Files of a brief: which forms, what happens to the folder, what a failure leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from counterpoise.brief.write import FORMS, Form, forms_asked, write_brief
from counterpoise.brief.write_files import place_files
from counterpoise.errors import InputError, OutputError

QUICK = ("md", "json", "bib", "csl")


def test_forms_that_need_an_extra_are_not_written_unasked() -> None:
    assert forms_asked(None) == ("html", "md", "json", "pdf", "bib", "csl")
    assert forms_asked(["all"]) == tuple(FORMS)
    assert forms_asked(["docx", "md", "docx"]) == ("md", "docx")


def test_an_unknown_form_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"“odt”.*html, md, json, docx, pdf, bib, csl, all"):
        forms_asked(["md", "odt"])


def test_the_folder_is_made_and_named_files_stand_in_it(full, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deeper"
    paths = write_brief(full, folder, forms=QUICK)
    assert [path.name for path in paths] == [
        "mali.md",
        "findings.json",
        "sources.bib",
        "sources.json",
    ]
    assert sorted(folder.iterdir()) == sorted(paths)


def test_the_modes_of_files_do_not_hide_them_from_others(full, tmp_path: Path) -> None:
    (path,) = write_brief(full, tmp_path, forms=("md",))
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_form_that_fails_leaves_nothing(full, tmp_path: Path, monkeypatch) -> None:
    def fail(_: object) -> bytes:
        raise OutputError("the font “X” is missing", where="mali.pdf", remedy="install it")

    monkeypatch.setitem(FORMS, "pdf", Form("{case}.pdf", fail))
    folder = tmp_path / "out"
    with pytest.raises(OutputError, match="font"):
        write_brief(full, folder, forms=("md", "pdf"))
    assert not folder.exists()


def test_a_file_that_cannot_be_placed_leaves_the_earlier_run_whole(tmp_path: Path) -> None:
    place_files(tmp_path, {"a.md": b"old", "b.md": b"old"}, what="the brief")
    (tmp_path / "c.md").mkdir()
    with pytest.raises(OutputError, match=r"cannot be written .*c\.md is a folder"):
        place_files(tmp_path, {"a.md": b"new", "b.md": b"new", "c.md": b"new"}, what="the brief")
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md", "c.md"]


def test_a_file_where_the_folder_should_be(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    found = run("brief", "mali", "--format", "md", "--output", tmp_path / "out")
    assert found.code == 2
    assert found.err.count("\n") == 1
    assert "the brief cannot be written (File exists)" in found.err


def _as_nobody(folder: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Write a file as a user without rights; root may write anywhere."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from counterpoise.brief.write_files import place_files\n"
        "from counterpoise.errors import OutputError\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: place_files(Path(sys.argv[1]), {'a.md': b'x'}, what='the brief')\n"
        "except OutputError as error: print(error); sys.exit(2)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, str(target)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sys.path))},
    )


def test_a_read_only_folder(tmp_path: Path) -> None:
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.getuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    found = _as_nobody(folder, folder)
    assert found.returncode == 2, found.stderr
    assert found.stdout == (
        f"{folder}: the brief cannot be written (Permission denied); name a folder that can be "
        "written to with --output, or make room.\n"
    )
    assert list(folder.iterdir()) == []


def test_a_full_disk(tmp_path: Path, monkeypatch) -> None:
    """The disk fills up while the second file is written."""
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        place_files(tmp_path / "new", {"a.md": b"1", "b.md": b"2"}, what="the brief")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device_is_one_sentence(tmp_path: Path, monkeypatch) -> None:
    """Every write goes to a device that is always full."""

    def full(handle: int, mode: str) -> IO[bytes]:
        os.close(handle)
        return Path("/dev/full").open(mode)

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(OutputError, match="No space left on device"):
        place_files(tmp_path / "new", {"a.md": b"1" * 10_000}, what="the brief")
    assert list(tmp_path.iterdir()) == []


def test_the_command_lists_what_it_wrote(run: Callable, tmp_path: Path) -> None:
    found = run("brief", "mali", "--format", "md", "--format", "bib", "--output", tmp_path)
    assert found.code == 0, found.err
    assert found.out.splitlines() == [str(tmp_path / "mali.md"), str(tmp_path / "sources.bib")]


def test_the_command_refuses_an_unknown_form(run: Callable, tmp_path: Path) -> None:
    found = run("brief", "mali", "--format", "odt", "--output", tmp_path)
    assert (found.code, found.err.count("\n")) == (2, 1)
    assert found.err.startswith("counterpoise: --format: no brief can be written as “odt”; choose")
