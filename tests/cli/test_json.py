"""docs/json.md documents every key of the commands' JSON, and no other."""

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


def flattened(value: object, keys: Keys, at: str = "") -> Iterator[tuple[str, object]]:
    """Every key with its value; `*` for a key that the document leaves to the case."""
    if isinstance(value, dict):
        free = f"{at}.*"
        for key, item in value.items():
            path = free if free in keys else f"{at}.{key}" if at else key
            yield path, item
            if keys.get(path) != "any":
                yield from flattened(item, keys, path)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, (dict, list)):
                yield f"{at}[]", item
            yield from flattened(item, keys, f"{at}[]")


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


ASSESSED = {
    "relations": ["--series", "--explain"],
    "episodes": [],
    "exposure": [],
    "options": [],
    "trackers": [],
    "changes": ["--since", "2022-06-15"],
    "mechanisms": [],
}
DAYS = {"changes": ([],)}


@pytest.fixture
def assessed(
    run: Callable, three_folder: Path, mali_folder: Path, tmp_path: Path
) -> dict[str, dict[str, list[object]]]:
    """JSON of each assessment, brief and export by case: the bundled one and the invented one."""
    found: dict[str, dict[str, list[object]]] = {"mali": {}, "three": {}}
    for case, folder in (("mali", mali_folder), ("three", three_folder)):
        for command, options in ASSESSED.items():
            found[case][command] = [
                run(command, folder, *options, *day, "--format", "json").json
                for day in DAYS.get(command, ([], ["--as-of", "2022-07-01"]))
            ]
        into = tmp_path / case
        assert run("brief", folder, "--format", "json", "--output", into).code == 0
        written = (into / "findings.json").read_text(encoding="utf-8")
        found[case]["brief"] = [json.loads(written)]
        options = ["--tables", "csv", "--output", tmp_path / f"{case}-export", "--format", "json"]
        found[case]["export"] = [run("export", folder, *options).json]
    return found


def mistyped(command: str, values: list[object]) -> list[tuple[str, object]]:
    """Keys whose value is not of a documented type, with that value."""
    keys = documented()[command]
    wrong = []
    for value in values:
        for key, item in flattened(value, keys):
            if keys[key] == "any":
                continue
            allowed = [TYPES[name] for name in keys[key].split(" or ")]
            flat = [t for kind in allowed for t in (kind if isinstance(kind, tuple) else (kind,))]
            if type(item) not in flat:
                wrong.append((key, item))
    return wrong


def seen(command: str, values: list[object]) -> set[str]:
    keys = documented()[command]
    return {key for value in values for key, _ in flattened(value, keys)}


def test_every_key_is_documented_and_every_documented_key_appears(
    outputs: dict[str, list[object]],
) -> None:
    for command, values in outputs.items():
        assert seen(command, values) == set(documented()[command]), command


def test_every_value_has_its_documented_type(outputs: dict[str, list[object]]) -> None:
    for command, values in outputs.items():
        assert mistyped(command, values) == [], command


def test_assessments_have_the_documented_keys_and_types(
    assessed: dict[str, dict[str, list[object]]],
) -> None:
    for command in (*ASSESSED, "brief", "export"):
        both = [value for case in assessed.values() for value in case[command]]
        found, keys = seen(command, both), set(documented()[command])
        assert found - keys == set(), command
        assert keys - found == empty_entries(keys - found, found), command
        assert mistyped(command, both) == [], command


def empty_entries(missing: set[str], found: set[str]) -> set[str]:
    """Of the keys that do not appear, the entries of lists that do, empty in both cases."""
    return {
        key
        for key in missing
        if key.endswith("[]")
        and key[:-2] in found
        and not any(other.startswith(f"{key}.") for other in found)
    }


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
