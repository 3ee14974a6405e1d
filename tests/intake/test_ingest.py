"""The library: idempotent, versioned, resumed, and nothing stored is lost."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from shapes import parsed

from counterpoise.errors import DocumentError
from counterpoise.intake.ingest import ingest
from counterpoise.intake.library import Library
from counterpoise.intake.safe_html import as_html
from counterpoise.model.evidence import Locator

DAY = date(2024, 5, 1)
FIRST = "The Pier\n\nThe pier opened on 4 May 2024. It is long. It closes at night.\n"
SECOND = "The Pier\n\nOn time, the pier opened on 4 May 2024. It closes at night.\n"


def states(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_ingesting_again_changes_nothing(tmp_path: Path) -> None:
    draft, root = tmp_path / "a.txt", tmp_path / "library"
    draft.write_text(FIRST, encoding="utf-8")
    library = Library(root)
    (first,) = ingest(str(draft), library, accessed=DAY, licence="own")
    before = states(root)
    (again,) = ingest(str(draft), library, accessed=date(2025, 1, 1))
    assert first.kept is not None
    assert again.kept is not None
    assert (first.kept.change, again.kept.change) == ("new", "unchanged")
    assert states(root) == before
    version = library.versions(first.kept.document)[0]
    assert (version.accessed, version.licence) == ("2024-05-01", "own")
    assert library.original(first.kept.document, version) == FIRST.encode()


def test_a_changed_file_is_a_version_and_tells_what_its_claims_rest_on(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    library = Library(tmp_path / "library")
    draft.write_text(FIRST, encoding="utf-8")
    list(ingest(str(draft), library, accessed=DAY))
    locators = tuple(locator(text) for text in ("The Pier", "pier opened", "It is long."))
    foreign = Locator("x", "other", "", 1, 0, 0, 3, "0" * 64)
    draft.write_text(SECOND, encoding="utf-8")
    (outcome,) = ingest(str(draft), library, accessed=DAY, locators=(*locators, foreign))
    assert outcome.kept is not None
    assert outcome.diff is not None
    assert outcome.kept.change == "changed"
    assert len(library.versions(outcome.kept.document)) == 2
    assert [item.fate for item in outcome.diff.locators] == ["same", "moved", "gone"]
    assert "It is long." in outcome.diff.removed
    moved = outcome.diff.locators[1]
    assert SECOND[moved.start : moved.end] == "pier opened"


def locator(text: str) -> Locator:
    start = FIRST.index(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Locator(text, "a", "", 1, 0, start, start + len(text), digest)


def test_a_bad_file_stops_itself_alone_and_the_run_resumes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text(f"Title of {name}\n\n{FIRST}", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / ".hidden").write_text("no", encoding="utf-8")
    library = Library(tmp_path / "library")
    stopped = ingest(str(folder), library, accessed=DAY)
    assert next(stopped).kept is not None
    stopped.close()
    outcomes = list(ingest(str(folder), library, accessed=DAY))
    changes = [o.kept.change if o.kept is not None else "problem" for o in outcomes]
    assert changes == ["unchanged", "problem", "new"]
    assert len(library.documents()) == 2


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret text", encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (outcome,) = ingest(str(folder), Library(tmp_path / "library"), accessed=DAY)
    assert "leads out of the folder" in outcome.problem
    assert not (tmp_path / "library").exists()


def test_an_original_that_was_touched_is_told(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text(FIRST, encoding="utf-8")
    library = Library(tmp_path / "library")
    (outcome,) = ingest(str(draft), library, accessed=DAY)
    assert outcome.kept is not None
    name, version = outcome.kept.document, outcome.kept.version
    (tmp_path / "library" / name / version.file).write_text("touched", encoding="utf-8")
    with pytest.raises(DocumentError, match="gone or changed"):
        library.original(name, version)
    (tmp_path / "library" / name / "versions.json").write_text("{", encoding="utf-8")
    with pytest.raises(DocumentError, match="list of versions is broken"):
        library.versions(name)


def test_html_that_is_shown_runs_nothing() -> None:
    (document,) = parsed("page.html")
    shown = as_html(document)
    assert "<script" not in shown
    assert "<a " not in shown
    assert "consulate would reopen" in shown


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counterpoise", "ingest", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_verb(tmp_path: Path) -> None:
    draft, root = tmp_path / "a.txt", str(tmp_path / "library")
    draft.write_text(FIRST, encoding="utf-8")
    common = ["--case", "mali", "--library", root, "--format", "json", "--accessed", "2024-05-01"]
    done = command(str(draft), *common)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    assert (row["change"], row["texts"][0]["title"]) == ("new", "The Pier")
    bad = command(str(tmp_path / "none.txt"), *common)
    assert bad.returncode == 2
    assert "Traceback" not in bad.stderr


def test_a_killed_run_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    """SIGKILL in the middle: what was kept is whole, and the next run reads only the rest."""
    folder, root = tmp_path / "in", tmp_path / "library"
    folder.mkdir()
    for number in range(60):
        text = f"Pier {number}\n\n" + f"The pier {number} opened on 4 May 2024. " * 300
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    arguments = ["ingest", str(folder), "--case", "mali", "--library", str(root)]
    process = subprocess.Popen(
        [sys.executable, "-m", "counterpoise", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while len(list(root.glob("*/versions.json"))) < 3 and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.wait()
    library = Library(root)
    before = library.documents()
    assert 3 <= len(before) < 60
    for name in before:
        library.original(name, library.versions(name)[-1])
    outcomes = list(ingest(str(folder), library, accessed=DAY))
    changes = [o.kept.change for o in outcomes if o.kept is not None]
    assert (changes.count("unchanged"), changes.count("new")) == (len(before), 60 - len(before))
    assert not list(root.rglob("*.txt.part"))
