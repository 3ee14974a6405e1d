"""docs/json.md documents every key of every command's JSON, and no other."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "json.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([a-z ]+) \|", re.MULTILINE)
TYPES = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "list": list,
    "object": dict,
    "null": type(None),
}
Keys = dict[str, str]


def documented() -> dict[str, Keys]:
    """Key and type by command."""
    sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {section.splitlines()[0].strip(): dict(ROW.findall(section)) for section in sections}


def flattened(value: object, at: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            path = f"{at}.{key}" if at else key
            yield path, item
            yield from flattened(item, path)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, (dict, list)):
                yield f"{at}[]", item
            yield from flattened(item, f"{at}[]")


@pytest.fixture
def outputs(run: Callable, three_folder: Path, tmp_path: Path) -> dict[str, list[object]]:
    """JSON of each documented command, of several days where keys come and go."""
    document = tmp_path / "changed.txt"
    text = (three_folder / "document.txt").read_text(encoding="utf-8")
    document.write_text(text.replace("three garrisons", "four! garrisons"), encoding="utf-8")
    days = ([], ["--on", "2022-10-10"], ["--as-of", "2022-07-01"])
    found = {
        command: [run(command, three_folder, *day, "--format", "json").json for day in days]
        for command in ("measures", "claims", "figures", "gaps")
    }
    verified = run("verify", three_folder, "--document", document, "--format", "json")
    assert verified.code == 1
    found["verify"] = [json.loads(verified.out)]
    found["check"] = [run("check", three_folder, "--format", "json").json]
    url = str(tmp_path / "ledger.db")
    found["load"] = [run("load", three_folder, "--ledger", url, "--format", "json").json]
    begun = run("new-case", "x", "--focal", "XAA", "--in", tmp_path, "--format", "json")
    found["new-case"] = [begun.json]
    shutil.rmtree(tmp_path / "x")
    return found


def test_every_key_is_documented_and_every_documented_key_appears(
    outputs: dict[str, list[object]],
) -> None:
    for command, values in outputs.items():
        keys = documented()[command]
        seen = {key for value in values for key, _ in flattened(value)}
        assert seen == set(keys), command


def test_every_value_has_its_documented_type(outputs: dict[str, list[object]]) -> None:
    for command, values in outputs.items():
        keys = documented()[command]
        for value in values:
            for key, item in flattened(value):
                allowed = tuple(TYPES[name] for name in keys[key].split(" or "))
                flat = [
                    t for kind in allowed for t in (kind if isinstance(kind, tuple) else (kind,))
                ]
                assert type(item) in flat, (command, key, item)


@pytest.mark.parametrize("command", ["measures", "claims", "figures", "gaps"])
@pytest.mark.parametrize("day", ["", "2022-07-01"])
def test_golden_output_of_the_invented_case(
    command: str,
    day: str,
    three_folder: Path,
    run: Callable,
    golden: Callable[[str, str], None],
) -> None:
    known = ["--as-of", day] if day else []
    printed = run(command, three_folder, *known, "--format", "json")
    assert printed.code == 0
    golden(f"three-{command}{'-' if day else ''}{day}.json", printed.out)


def test_the_same_inputs_give_the_same_bytes(three_folder: Path, run: Callable) -> None:
    arguments = ("claims", three_folder, "--as-of", "2022-07-01", "--format", "json")
    assert run(*arguments).out == run(*arguments).out


def test_a_ledger_gives_the_same_json_as_the_folder(
    three_folder: Path, run: Callable, tmp_path: Path
) -> None:
    url = str(tmp_path / "ledger.db")
    assert run("load", three_folder, "--ledger", url).code == 0
    again = run("load", three_folder, "--ledger", url, "--format", "json").json
    assert (again["added"], again["revised"], again["withdrawn"]) == (0, 0, 0)
    for command in ("measures", "claims", "gaps", "figures"):
        held = run(command, "three", "--ledger", url, "--format", "json")
        assert held.out == run(command, three_folder, "--format", "json").out
