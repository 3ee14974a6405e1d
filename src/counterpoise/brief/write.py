"""Forms of a brief → files, each written beside its place and then moved there."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterpoise.assess.names import Names
from counterpoise.brief.document import Brief, Section, Table, sentences
from counterpoise.brief.evidence import evidence_of
from counterpoise.brief.language import Language
from counterpoise.brief.markdown import to_markdown
from counterpoise.errors import OutputError
from counterpoise.model.findings import Json, as_json
from counterpoise.model.view import View

_PANEL = ("status", "date", "value", "evidence", "wording", "source", "place", "grade", "review")

Form = Callable[[Brief, View, Names, Language], bytes]


def _html(brief: Brief, view: View, names: Names, language: Language) -> bytes:
    from counterpoise.brief.html import to_html

    words = {name: language.text(f"panel_{name}") for name in _PANEL}
    words["unreviewed"] = language.text("unreviewed")
    return to_html(brief, evidence_of(brief, view, names, language), words).encode()


def _markdown(brief: Brief, _view: View, _names: Names, _language: Language) -> bytes:
    return to_markdown(brief).encode()


def _findings(brief: Brief, view: View, names: Names, language: Language) -> bytes:
    document = to_json(brief, evidence_of(brief, view, names, language))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: Mapping[str, tuple[str, Form]] = {
    "html": ("{case}.html", _html),
    "md": ("{case}.md", _markdown),
    "json": ("findings.json", _findings),
}
"""Form → name of its file and the function that writes it."""


def to_json(brief: Brief, evidence: Mapping[str, Json]) -> Json:
    """Return a brief as JSON values, as documented in docs/json.md."""
    return {
        "schema": 1,
        "case": brief.case,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
        "tlp": brief.tlp,
        "on": brief.on,
        "as_of": brief.as_of or None,
        "sections": [_section(section) for section in brief.sections],
        "notes": as_json(brief.notes),
        "evidence": dict(evidence),
    }


def _section(section: Section) -> Json:
    told = list(sentences(section.blocks))
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return {
        "id": section.id,
        "title": section.title,
        "sentences": [
            {
                "text": sentence.text,
                "note": sentence.note or None,
                "evidence": list(sentence.evidence),
                "framing": sentence.framing,
                "finding": as_json(sentence.finding),
            }
            for sentence in told
        ],
        "tables": [
            {
                "id": table.id,
                "caption": table.caption,
                "columns": list(table.columns),
                "rows": [as_json(row) for row in table.rows],
            }
            for table in tables
        ],
    }


def write_brief(
    brief: Brief,
    view: View,
    names: Names,
    language: Language,
    folder: Path,
    *,
    forms: Sequence[str],
) -> tuple[Path, ...]:
    """Write the forms asked for and return their paths; all of them are made before any is placed.

    Raises
    ------
    OutputError
        The folder cannot be made or written; no half-written file is left behind.
    """
    made = {
        folder / FORMS[form][0].format(case=brief.case): FORMS[form][1](
            brief, view, names, language
        )
        for form in forms
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made.items():
            _place(path, content)
    except OSError as error:
        raise OutputError(
            f"the brief cannot be written ({error.strerror})",
            where=str(folder),
            remedy="name a folder that can be written to with --output, or make room",
        ) from None
    return tuple(made)


def _place(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
