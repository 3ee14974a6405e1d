"""Forms of a brief → files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoise.assess.names import Names
from counterpoise.brief.document import Brief
from counterpoise.brief.evidence import evidence_of
from counterpoise.brief.language import Language
from counterpoise.brief.write_files import place_files
from counterpoise.errors import InputError
from counterpoise.model.view import View

_PANEL = ("status", "date", "value", "evidence", "wording", "source", "place", "grade", "review")


@dataclass(frozen=True)
class Material:
    """What the forms are made from.

    Attributes
    ----------
    fonts
        Folder of further fonts for the PDF, where the bundled ones lack a script.
    """

    brief: Brief
    view: View
    names: Names
    language: Language
    fonts: Path | None = None


def _html(material: Material) -> bytes:
    from counterpoise.brief.html import to_html

    language = material.language
    words = {name: language.text(f"panel_{name}") for name in _PANEL}
    words["unreviewed"] = language.text("unreviewed")
    evidence = evidence_of(material.brief, material.view, material.names, language)
    return to_html(material.brief, evidence, words).encode()


def _markdown(material: Material) -> bytes:
    from counterpoise.brief.markdown import to_markdown

    return to_markdown(material.brief).encode()


def _findings(material: Material) -> bytes:
    from counterpoise.brief.write_findings import to_json

    evidence = evidence_of(material.brief, material.view, material.names, material.language)
    document = to_json(material.brief, evidence)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _pdf(material: Material) -> bytes:
    from counterpoise.brief.pdf import to_pdf

    return to_pdf(material.brief, more_fonts=material.fonts)


def _docx(material: Material) -> bytes:
    from counterpoise.brief.docx import to_docx

    return to_docx(material.brief)


def _bibtex(material: Material) -> bytes:
    from counterpoise.brief.bibliography import bibtex_text, cited_sources

    sources = cited_sources(material.brief, material.view)
    return bibtex_text(sources, material.language, tlp=material.brief.tlp).encode()


def _csl(material: Material) -> bytes:
    from counterpoise.brief.bibliography import cited_sources, csl_text

    sources = cited_sources(material.brief, material.view)
    return csl_text(sources, material.language, tlp=material.brief.tlp).encode()


@dataclass(frozen=True)
class Form:
    """A form of the brief: the name of its file and the function that makes its bytes."""

    name: str
    make: Callable[[Material], bytes]
    by_default: bool = True


FORMS: Mapping[str, Form] = {
    "html": Form("{case}.html", _html),
    "md": Form("{case}.md", _markdown),
    "json": Form("findings.json", _findings),
    "docx": Form("{case}.docx", _docx, by_default=False),
    "pdf": Form("{case}.pdf", _pdf),
    "bib": Form("sources.bib", _bibtex),
    "csl": Form("sources.json", _csl),
}
"""Forms by the word of --format, in the order in which they are made: the PDF keeps much memory, so
what needs much comes before it. Those that need an extra are not written unasked."""


def forms_asked(words: Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms that --format names, each once: none named means all that need no extra.

    Raises
    ------
    InputError
        A word names no form.
    """
    if not words:
        return tuple(word for word, form in FORMS.items() if form.by_default)
    for word in words:
        if word not in {*FORMS, "all"}:
            raise InputError(
                f"no brief can be written as “{word}”",
                where="--format",
                remedy="choose among " + ", ".join((*FORMS, "all")),
            )
    return tuple(word for word in FORMS if word in words or "all" in words)


def write_brief(material: Material, folder: Path, *, forms: Sequence[str]) -> tuple[Path, ...]:
    """Write the forms asked for and return their paths; all of them are made before any is placed.

    Raises
    ------
    OutputError
        A form cannot be made, or the folder cannot be made or written; no half-written file is
        left behind.
    """
    made = {
        FORMS[form].name.format(case=material.brief.case): FORMS[form].make(material)
        for form in forms
    }
    return place_files(folder, made, what="the brief")
