"""Silencing one report at one place, with a reason.

In Markdown and HTML a comment does it for the next paragraph::

    <!-- lint: ignore CHECK: reason -->

For any format, a YAML file beside the draft, ``NAME.lint.yml``, holds a list of entries with
``check``, ``reason`` and one of ``line`` or ``note``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from counterpoise.errors import InputError
from counterpoise.lint.registry import by_id
from counterpoise.lint.reports import Report
from counterpoise.model.documents import TextDocument

_COMMENT = re.compile(r"<!--\s*lint:\s*ignore\s+(?P<check>[\w-]+)(?:\s*:\s*(?P<reason>.*?))?\s*-->")


@dataclass(frozen=True, slots=True)
class Silence:
    """One place where one check is to keep quiet; lines are a closed interval, 0 any."""

    check: str
    reason: str
    first_line: int = 0
    last_line: int = 0
    note: int = 0


def _made(check: str, reason: str, where: str, **place: int) -> Silence:
    if check not in by_id():
        raise InputError(
            f"no check is called “{check}”", where=where, remedy=f"use one of: {', '.join(by_id())}"
        )
    if not reason.strip():
        raise InputError(
            f"“{check}” is silenced without a reason", where=where, remedy="say why it may stand"
        )
    return Silence(check, reason.strip(), **place)


def silences_in(document: TextDocument, where: str) -> tuple[Silence, ...]:
    """Read the comments of a Markdown text; each holds for the paragraph after it.

    Raises
    ------
    InputError
        A comment names no check of that name or gives no reason.
    """
    found = []
    paragraphs = list(document.paragraphs())
    for match in _COMMENT.finditer(document.text):
        line = 1 + document.text.count("\n", 0, match.start())
        after = next((p for p in paragraphs if p.start >= match.end()), None)
        if after is None:
            continue
        last = after.line + document.text.count("\n", after.start, after.end)
        found.append(
            _made(
                match.group("check"),
                match.group("reason") or "",
                f"{where}:{line}",
                first_line=after.line,
                last_line=last,
            )
        )
    return tuple(found)


def silences_beside(draft: Path) -> tuple[Silence, ...]:
    """Read ``NAME.lint.yml`` beside the draft, if there is one.

    Raises
    ------
    InputError
        The file is not a list of entries with check, reason and one of line or note.
    """
    path = draft.with_name(f"{draft.name}.lint.yml")
    if not path.is_file():
        return ()
    remedy = "write a list of entries with check, reason and one of line or note"
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"not YAML ({error})", where=str(path), remedy=remedy) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError("not a list of entries", where=str(path), remedy=remedy)
    found = []
    for number, row in enumerate(rows, 1):
        line, note = row.get("line", 0), row.get("note", 0)
        if not isinstance(line, int) or not isinstance(note, int) or bool(line) == bool(note):
            raise InputError(
                "neither line nor note", where=f"{path}, entry {number}", remedy=remedy
            )
        found.append(
            _made(
                str(row.get("check", "")),
                str(row.get("reason", "")),
                f"{path}, entry {number}",
                first_line=line,
                last_line=line,
                note=note,
            )
        )
    return tuple(found)


def apply_silences(
    reports: tuple[Report, ...], silences: tuple[Silence, ...]
) -> tuple[Report, ...]:
    """Give the reports that a silence covers its reason."""
    return tuple(_silenced(report, silences) for report in reports)


def _silenced(report: Report, silences: tuple[Silence, ...]) -> Report:
    for silence in silences:
        in_lines = silence.first_line <= report.line <= silence.last_line and silence.first_line > 0
        if silence.check == report.check and (in_lines or 0 < silence.note == report.note):
            return replace(report, silenced=silence.reason)
    return report
