"""Sources as others' programs read them: CSL-JSON and BibTeX, protected ones redacted.

CSL-JSON 1.0.2 (Citation Style Language); BibTeX 0.99d with the fields of its standard styles and
`url`, `urldate`, `langid` and `keywords`, which BibLaTeX reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from counterpoise.brief.citation import citation
from counterpoise.brief.document import Brief
from counterpoise.brief.language import Language
from counterpoise.model.cut import PUBLIC_ACT
from counterpoise.model.evidence import Source
from counterpoise.model.findings import Json
from counterpoise.model.view import View

_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
"""CSL type → BibTeX entry type; all others are `misc`."""

_CONTAINERS: Mapping[str, str] = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
_PUBLISHERS: Mapping[str, str] = {
    "techreport": "institution",
    "phdthesis": "school",
    "misc": "howpublished",
}
_ESCAPED = re.compile(r"[\\{}$&%#_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cited_sources(brief: Brief, view: View) -> tuple[Source, ...]:
    """Return the sources that the notes of a brief cite, in the order of the case.

    A source documents a stance; the document that cites it was read and is cited as well.
    """
    by_stance = {stance.id: stance.proposition for stance in view.case.stances}
    cited: set[str] = set()
    for name in dict.fromkeys(item for note in brief.notes for item in note.evidence):
        for dated in view.stances.get(by_stance.get(name, name), ()):
            source = view.sources.get(dated.stance.source)
            if source is not None and dated.stance.source != PUBLIC_ACT:
                cited.update((source.id, source.cited_by))
    return tuple(source for source in view.case.sources if source.id in cited)


def to_csl(sources: Iterable[Source], language: Language, *, tlp: str) -> list[Json]:
    """Return sources as CSL-JSON items; the marking stands in each item's `custom`."""
    return [_csl_item(source, language, tlp) for source in sources]


def csl_text(sources: Iterable[Source], language: Language, *, tlp: str) -> str:
    """Write sources as a CSL-JSON file."""
    return json.dumps(to_csl(sources, language, tlp=tlp), ensure_ascii=False, indent=1) + "\n"


def bibtex_text(sources: Sequence[Source], language: Language, *, tlp: str) -> str:
    """Write sources as a BibTeX file in UTF-8; the marking is its first line."""
    entries = [_entry(source, language) for source in sources]
    return "\n\n".join((f"% TLP:{tlp}", *entries)) + "\n"


def _csl_item(source: Source, language: Language, tlp: str) -> Json:
    if source.protected:
        return {
            "id": source.id,
            "type": "interview",
            "title": citation(source, language),
            "custom": {
                "protected": True,
                "category": source.category,
                "place": source.place,
                "period": source.period.edtf or None,
                "tlp": tlp,
            },
        }
    item: dict[str, Json] = json.loads(source.csl)
    custom = item.pop("custom", {})
    kept = dict(custom) if isinstance(custom, dict) else {}
    return {**item, "custom": {**kept, "tlp": tlp}}


def _entry(source: Source, language: Language) -> str:
    kind, fields = _fields(source, language)
    lines = [f"  {name} = {_value(name, text)}" for name, text in fields.items() if text]
    return "\n".join((f"@{kind}{{{source.id},", ",\n".join(lines) + ",", "}"))


def _fields(source: Source, language: Language) -> tuple[str, Mapping[str, str]]:
    """Entry type and fields of a source; those of a protected one say what may be said of it."""
    if source.protected:
        return "misc", {"title": citation(source, language), "keywords": "protected"}
    item: Mapping[str, Any] = json.loads(source.csl)
    kind = _TYPES.get(source.type, "misc")
    first = source.issued.first
    precise = source.issued.precision in {"day", "month"}
    publisher = str(item.get("publisher") or item.get("authority") or "")
    container = str(item.get("container-title", ""))
    fields = {
        "author": " and ".join(_author(name) for name in item.get("author", ())),
        "title": source.title,
        _CONTAINERS.get(kind, "howpublished"): container,
        _PUBLISHERS.get(kind, "publisher"): ", ".join(filter(None, (container, publisher)))
        if kind == "misc"
        else publisher,
        "type": str(item.get("genre", "")) if kind == "techreport" else "",
        "number": str(item.get("number", "")),
        "address": str(item.get("publisher-place", "")),
        "year": str(first.year) if first is not None else "",
        "month": _MONTHS[first.month - 1] if first is not None and precise else "",
        "day": str(first.day) if first is not None and source.issued.precision == "day" else "",
        "url": str(item.get("URL", "")),
        "langid": str(item.get("language", "")),
    }
    return kind, fields


def _author(name: Mapping[str, str]) -> str:
    """Write a name; braces keep an organisation's name whole."""
    if name.get("literal"):
        return "{" + _escaped(name["literal"]) + "}"
    return ", ".join(filter(None, (_escaped(name.get(k, "")) for k in ("family", "given"))))


def _value(name: str, text: str) -> str:
    if name == "month":
        return text
    if name in {"url", "author"}:
        return "{" + text + "}"
    value = _escaped(text)
    return "{{" + value + "}}" if name == "title" else "{" + value + "}"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda mark: _ESCAPES.get(mark[0], f"\\{mark[0]}"), text)
