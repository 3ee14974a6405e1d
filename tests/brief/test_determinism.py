"""The same inputs give the same bytes: whatever the time zone, language, clock and hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.brief.forms import made

from counterpoise.brief.write import Material

SCRIPT = """
import sys, time
shift = float(sys.argv[2])
if shift:
    real = time.time
    time.time = lambda: real() + shift
from pathlib import Path
from counterpoise.cli import main
out = sys.argv[1]
sys.argv = ["counterpoise", "brief", "mali", "--format", "all", "--output", out + "/brief"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
sys.argv = ["counterpoise", "export", "mali", "--output", out + "/export"]
main()
"""
YEAR_AND_A_HALF = 47_000_000.0


def preload() -> str | None:
    """libfaketime of Debian, which shifts the clock of child processes and libraries as well."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return str(found[0]) if found else None


def digests(folder: Path, environment: dict[str, str], *, shift_s: float = 0.0) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "SOURCE_"))}
    library = preload()
    if shift_s and library:
        environment = environment | {"LD_PRELOAD": library, "FAKETIME": f"+{shift_s:.0f}"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(0.0 if library else shift_s)],
        env=clean | environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("plain")
    return digests(folder, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})


def test_another_zone_language_clock_and_seed(plain: dict[str, str], tmp_path: Path) -> None:
    assert {Path(name).suffix for name in plain} >= {".html", ".md", ".json", ".pdf", ".docx"}
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "4711"}
    assert digests(tmp_path, other, shift_s=YEAR_AND_A_HALF) == plain


def test_no_form_depends_on_those_made_before_it(
    early: Material, early_forms: Mapping[str, bytes]
) -> None:
    """What one form leaves in a cache must not reach another."""
    again = made(early, reversed(early_forms))
    assert {form for form in again if again[form] != early_forms[form]} == set()
