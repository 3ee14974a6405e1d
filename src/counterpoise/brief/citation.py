"""Bibliographic records as notes print them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from counterpoise.brief.language import Language
from counterpoise.model.evidence import Locator, Source


def citation(source: Source, language: Language, *, short: bool = False) -> str:
    """Cite a source in the manner of a note: author, “title”, publisher, number, date.

    A protected source shows its category, place and period and nothing else. The short form, for a
    source cited before, is its author or publisher and date.
    """
    if source.protected:
        return _protected(source, language)
    item: Mapping[str, Any] = json.loads(source.csl)
    if short and source.issued.is_known:
        name = _authors(item.get("author", ())) or item.get("container-title")
        name = name or item.get("publisher") or source.title
        return f"{name}, {language.date(source.issued)}"
    parts = [_authors(item.get("author", ())), language.quoted(source.title)]
    parts += [str(item.get(key, "")) for key in ("container-title", "publisher")]
    parts.append(_number(item))
    if source.issued.is_known:
        parts.append(language.date(source.issued))
    return ", ".join(dict.fromkeys(filter(None, parts)))


def place(locators: Sequence[Locator], language: Language) -> str:
    """Say where in a document: sections and paragraphs, then notes."""
    paragraphs: dict[str, list[int]] = {}
    for item in locators:
        if not item.note:
            paragraphs.setdefault(item.section, []).append(item.paragraph)
    notes = sorted({item.note for item in locators if item.note})
    return language.place(
        {section: sorted(set(numbers)) for section, numbers in paragraphs.items()}, notes
    )


def _protected(source: Source, language: Language) -> str:
    return language.protected(
        source.category, source.place, source.period, telephone=source.mode == "telephone"
    )


def _authors(authors: Sequence[Mapping[str, str]]) -> str:
    names = []
    for author in authors:
        given, family = author.get("given", ""), author.get("family", "")
        names.append(author.get("literal") or f"{given} {family}".strip())
    return ", ".join(names)


def _number(item: Mapping[str, Any]) -> str:
    number = str(item.get("number", ""))
    return "" if not number or number in str(item.get("title", "")) else number
