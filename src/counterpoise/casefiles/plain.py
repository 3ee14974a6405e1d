"""The plain files of a case: CSV, YAML and JSON, with the line of everything they hold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from counterpoise.casefiles.record import Faults, Record
from counterpoise.errors import CaseError


def read_text(path: Path) -> str:
    """Read a UTF-8 file.

    Raises
    ------
    CaseError
        The file is missing, cannot be read or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CaseError(
            "the file is missing", where=str(path), remedy="create it or name another case"
        ) from None
    except OSError as error:
        raise CaseError(
            f"the file cannot be read ({error.strerror})", where=str(path), remedy="mend its access"
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(
            f"byte 0x{data[error.start]:02X} is not UTF-8",
            where=f"{path}, line {line}",
            remedy="save the file as UTF-8",
        ) from None


def csv_records(path: Path, faults: Faults, *, columns: tuple[str, ...]) -> Iterator[Record]:
    """Yield the rows of a CSV file; an absent file has none.

    Every column must be one of `columns`, and none may stand twice; columns left out count as
    empty. A row with more or fewer fields than the header is a fault.
    """
    if not path.exists():
        return
    reader = csv.reader(
        io.StringIO(read_text(path).removeprefix("\ufeff"), newline=""), strict=True
    )
    header: list[str] | None = None
    try:
        for cells in reader:
            if not cells or (len(cells) == 1 and not cells[0].strip()):
                continue
            if header is None:
                header = _header(cells, path, faults, columns)
                continue
            if len(cells) != len(header):
                faults.add(
                    f"{len(cells)} fields stand in a table of {len(header)} columns",
                    where=f"{path.name}, line {reader.line_num}",
                    remedy="put fields with commas in quotation marks",
                )
                continue
            yield Record(
                dict(zip(header, cells, strict=True)),
                file=path.name,
                line=reader.line_num,
                faults=faults,
            )
    except csv.Error as error:
        faults.add(
            f"the table breaks off ({error})",
            where=f"{path.name}, line {reader.line_num}",
            remedy="close every quotation mark",
        )


def _header(cells: list[str], path: Path, faults: Faults, columns: tuple[str, ...]) -> list[str]:
    header = [cell.strip() for cell in cells]
    for name in header:
        if name not in columns or header.count(name) > 1:
            problem = "stands twice" if name in columns else "is not a column of this file"
            faults.add(
                f"“{name}” {problem}",
                where=f"{path.name}, line 1",
                remedy="use each of " + ", ".join(columns) + " at most once",
            )
    return header


class _Mapping(dict[str, object]):
    """A YAML mapping that knows its lines."""

    line: int
    lines: dict[str, int]


class _Loader(yaml.CSafeLoader):
    """Every scalar a text, every mapping with its lines; a date or NO stays what was typed."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own class attribute


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> _Mapping:
    mapping = _Mapping()
    mapping.line = node.start_mark.line + 1
    mapping.lines = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping:
            raise yaml.MarkedYAMLError(
                problem=f"“{key}” stands twice", problem_mark=key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
        mapping.lines[key] = key_node.start_mark.line + 1
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


def yaml_record(path: Path, faults: Faults) -> Record:
    """Read a YAML file whose root is a mapping; an absent or empty file is an empty record."""
    text = read_text(path) if path.exists() else ""
    try:
        root = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CaseError(
            f"the outline is malformed ({error.problem or 'unreadable'})",
            where=f"{path.name}, line {mark.line + 1 if mark else 1}",
            remedy="check indentation, colons and quotation marks there",
        ) from None
    except yaml.YAMLError as error:
        raise CaseError(
            f"the outline is malformed ({error})", where=path.name, remedy="save it as plain YAML"
        ) from None
    if root is None or root == "":
        root = _Mapping()
        root.line, root.lines = 1, {}
    if not isinstance(root, _Mapping):
        raise CaseError(
            "the outline is not a mapping",
            where=f"{path.name}, line 1",
            remedy="begin it “field: value”",
        )
    return Record(root, file=path.name, line=root.line, faults=faults, lines=root.lines)


def json_objects(path: Path) -> list[dict[str, object]]:
    """Read a JSON array of objects."""
    text = read_text(path)
    try:
        parsed: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(
            f"the JSON is malformed ({error.msg})",
            where=f"{path.name}, line {error.lineno}",
            remedy="mend it there",
        ) from None
    if not isinstance(parsed, list) or not all(isinstance(item, dict) for item in parsed):
        raise CaseError(
            "the JSON is not an array of objects", where=path.name, remedy="wrap the records in [ ]"
        )
    return parsed
