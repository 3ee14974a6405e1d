"""The version, and what `check` says of a case that holds nothing yet."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path


def counterpoise(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "counterpoise", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    ran = counterpoise("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, f"counterpoise {version('counterpoise')}\n")


def test_a_new_case_is_valid_and_said_to_be_empty(tmp_path: Path) -> None:
    assert counterpoise("new-case", "desk", "--focal", "NER", cwd=tmp_path).returncode == 0
    ran = counterpoise("check", "desk", "--format", "json", cwd=tmp_path)
    told = json.loads(ran.stdout)
    assert told["valid"]
    assert told["empty"]
    assert "holds no claim yet" in counterpoise("check", "desk", cwd=tmp_path).stdout


def test_a_bundled_case_is_not_empty(tmp_path: Path) -> None:
    ran = counterpoise("check", "mali", "--format", "json", cwd=tmp_path)
    assert json.loads(ran.stdout)["empty"] is False


def test_a_lake_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    for words in (("events", "--focal", "NER"), ("doctor",)):
        ran = counterpoise(*words, "--lake", "nowhere", cwd=tmp_path)
        assert ran.returncode == 2
        assert ran.stderr.startswith("counterpoise: nowhere: there is no lake; "), ran.stderr
