"""Reading one vocabulary file: entries whose fields are taken one by one, leftovers refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

import yaml

from counterpoise.errors import VocabularyError

Value = TypeVar("Value")


_TRUTH = {"true": True, "false": False}


def _plain(node: yaml.Node) -> object:
    """Turn a composed node into texts, numbers, truth values, None, lists and mappings.

    Written out because the library's constructor takes twice as long and drops, in silence,
    the first of two equal keys.
    """
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    mapping: dict[object, object] = {}
    for key, value in node.value:
        name = _plain(key)
        if isinstance(name, (list, dict)):
            raise _unreadable(key, "a key is no text")
        if name in mapping:
            raise _unreadable(key, f'duplicate "{name}"')
        mapping[name] = _plain(value)
    return mapping


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    kind = node.tag.rpartition(":")[2]
    text: str = node.value
    if kind == "str":
        return text
    if kind == "null":
        return None
    if kind == "int" and text.isdigit():
        return int(text)
    if kind == "bool" and text in _TRUTH:
        return _TRUTH[text]
    raise _unreadable(node, f'"{text}" without quotes reads as {kind}')


def _unreadable(node: yaml.Node, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


class Readable(Protocol):
    """What a vocabulary folder's file must offer, in a package or on disk."""

    @property
    def name(self) -> str:
        """Return the file's name."""

    def read_text(self, encoding: str | None = None) -> str:
        """Return the file's text."""


class Entry:
    """One mapping of a vocabulary file; `close` refuses the fields that nobody took."""

    def __init__(self, file: VocabularyFile, path: tuple[str, ...], values: object) -> None:
        self.file = file
        self.path = path
        if not isinstance(values, dict):
            raise self.fault(f'"{values}" is no mapping', "write fields as name: value")
        self._left: dict[str, object] = dict(values)

    @property
    def key(self) -> str:
        """The entry's own key."""
        return self.path[-1]

    def fault(self, problem: str, remedy: str, field: str | None = None) -> VocabularyError:
        """Return an error placed at this entry, or at one of its fields."""
        path = self.path if field is None else (*self.path, field)
        return self.file.fault(path, f"{'/'.join(path)}: {problem}", remedy)

    def _take(
        self, field: str, kind: type[Value], default: Value | None, what: str
    ) -> Value | None:
        if field not in self._left:
            return default
        value = self._left.pop(field)
        if value is None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f'"{value}" is no {what}', f"write a {what}, quoted if text", field)
        return value

    def _require(self, field: str, value: Value | None) -> Value:
        if value is None:
            raise self.fault(f'"{field}" is missing', "add it")
        return value

    def text(self, field: str) -> str:
        """Take a text that must be there (it may be empty)."""
        return self._require(field, self._take(field, str, None, "text"))

    def text_or(self, field: str, default: str) -> str:
        """Take a text that may be absent."""
        value = self._take(field, str, default, "text")
        return default if value is None else value

    def flag(self, field: str, *, default: bool | None = None) -> bool:
        """Take true or false."""
        return self._require(field, self._take(field, bool, default, "true or false"))

    def maybe_flag(self, field: str) -> bool | None:
        """Take true, false or null."""
        return self._take(field, bool, None, "true or false")

    def number(self, field: str) -> int | None:
        """Take a whole number, or None where it is absent."""
        return self._take(field, int, None, "whole number")

    def day(self, field: str) -> date | None:
        """Take a day, or None where it is absent."""
        value = self._take(field, str, None, "text")
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.fault(f'"{value}" is no day', "write YYYY-MM-DD", field) from None

    def joined(self, field: str, separator: str = "; ") -> tuple[str, ...]:
        """Take a text that holds several, parted by `separator`; absent means none."""
        value = self.text_or(field, "")
        return tuple(value.split(separator)) if value else ()

    def texts(self, field: str, *lengths: int) -> tuple[str, ...]:
        """Take a list of texts of one of the given lengths (any, where none is given)."""
        value = self._require(field, self._take(field, list, None, "list"))
        if lengths and len(value) not in lengths:
            remedy = "give " + " or ".join(map(str, lengths))
            raise self.fault(f"{len(value)} values", remedy, field)
        for item in value:
            if not isinstance(item, str):
                raise self.fault(f'"{item}" is no text', "put it in quotes", field)
        return tuple(value)

    def one_of(self, field: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Take a text out of a closed list."""
        value = self.text(field) if default is None else self.text_or(field, default)
        if value not in allowed:
            raise self.fault(f'"{value}" is unknown', "choose " + " or ".join(allowed), field)
        return value

    def entries(self, field: str) -> Iterator[Entry]:
        """Take a mapping or a list of mappings, entry by entry; absent means none."""
        value = self._left.pop(field, None)
        if value is None:
            return
        if isinstance(value, list):
            value = {str(place): item for place, item in enumerate(value)}
        yield from Entry(self.file, (*self.path, field), value).each()

    def each(self) -> Iterator[Entry]:
        """Take every field as an entry of its own."""
        for key in list(self._left):
            if not isinstance(key, str):
                raise self.fault(f'the code "{key}" is no text', "put it in quotes")
            yield Entry(self.file, (*self.path, key), self._left.pop(key))

    def strings(self, field: str) -> Mapping[str, str]:
        """Take a mapping of text to text; absent means empty."""
        value = self._take(field, dict, {}, "mapping")
        for key, item in (value or {}).items():
            if not isinstance(key, str) or not isinstance(item, str):
                raise self.fault(f'"{key}: {item}" is no text', "put both in quotes", field)
        return value or {}

    def close(self) -> None:
        """Refuse the fields that nobody took."""
        for field in self._left:
            raise self.fault(f'unknown field "{field}"', "remove it or mend its name", field)


class VocabularyFile:
    """A YAML file of the vocabulary, read once; its text is kept to place faults."""

    def __init__(self, place: Readable | Traversable) -> None:
        self.place = place
        try:
            self._text = place.read_text(encoding="utf-8")
        except OSError as error:
            remedy = "restore the file; a vocabulary folder holds all of them"
            raise VocabularyError(
                f"cannot be read ({error.strerror})", where=str(place), remedy=remedy
            ) from error
        except UnicodeDecodeError as error:
            raise VocabularyError(
                f"is not UTF-8 at byte {error.start}", where=str(place), remedy="save it as UTF-8"
            ) from error

    def root(self) -> Entry:
        """Parse the file.

        Raises
        ------
        VocabularyError
            If it is no YAML mapping or holds a key twice.
        """
        try:
            node = yaml.compose(self._text, Loader=yaml.CSafeLoader)
            values = None if node is None else _plain(node)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = "" if mark is None else f":{mark.line + 1}"
            problem = getattr(error, "problem", None) or "is no YAML"
            remedy = "mend the YAML; quote what is meant as text"
            raise VocabularyError(problem, where=f"{self.place}{line}", remedy=remedy) from error
        return Entry(self, (), values)

    def fault(self, path: tuple[str, ...], problem: str, remedy: str) -> VocabularyError:
        """Return an error at the line where the value at `path` is written."""
        where = f"{self.place}:{self._line(path)}"
        return VocabularyError(problem.removeprefix(": "), where=where, remedy=remedy)

    def _line(self, path: tuple[str, ...]) -> int:
        # Parsing keeps no lines, for speed; a fault pays for a second parse.
        node = yaml.compose(self._text, Loader=yaml.CSafeLoader)
        line = 0 if node is None else node.start_mark.line
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == step]
                if not found:
                    break
                line, node = found[0][0].start_mark.line, found[0][1]
            elif isinstance(node, yaml.SequenceNode) and step.isdigit():
                node = node.value[int(step)]
                line = node.start_mark.line
        return line + 1
