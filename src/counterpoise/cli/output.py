"""What commands print: JSON for programs, tables for people."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterpoise.model.findings import as_json


def print_json(value: object) -> None:
    """Write a value as indented JSON, keys in declared order; an iterator item by item."""
    if isinstance(value, Iterator):
        _print_items(value)
        return
    sys.stdout.write(json.dumps(as_json(value), ensure_ascii=False, indent=2) + "\n")


def _print_items(items: Iterator[object]) -> None:
    """Write an array without ever holding more than one of its items as text."""
    opened = False
    for item in items:
        text = json.dumps(as_json(item), ensure_ascii=False, indent=2)
        sys.stdout.write((",\n" if opened else "[\n") + textwrap.indent(text, "  "))
        opened = True
    sys.stdout.write("\n]\n" if opened else "[]\n")


def print_table(
    rows: Sequence[Mapping[str, str]], columns: Mapping[str, str], *, empty: str, title: str = ""
) -> None:
    """Write rows as a table, or say in a sentence why there are none.

    Parameters
    ----------
    columns
        Key of a row to the heading of its column, in order.
    empty
        What to say when there is no row.
    """
    if not rows:
        sys.stdout.write(f"{empty}\n")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row.get(key, "")) for key in columns))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Write lines of text."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
