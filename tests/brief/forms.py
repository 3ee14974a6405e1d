"""Briefs and their forms, made as the command line makes them, for the tests of this folder."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from lxml import etree
from pypdf import PdfReader

from counterpoise.assess.names import Names
from counterpoise.brief.compose import compose
from counterpoise.brief.document import Brief, Sentence, sentences
from counterpoise.brief.language import language
from counterpoise.brief.write import FORMS, Material
from counterpoise.model.case import Case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def material(case: Case, *, as_of: date | None = None, on: date | None = None) -> Material:
    vocabulary = Vocabulary.read()
    view = view_of(case, as_of=as_of, on=on)
    names = Names(view, vocabulary, "en")
    brief = compose(view, vocabulary, names, language("en"))
    return Material(brief, view, names, language("en"))


def made(found: Material, forms: Iterable[str] = tuple(FORMS)) -> Mapping[str, bytes]:
    return {form: FORMS[form].make(found) for form in forms}


def told(brief: Brief) -> list[Sentence]:
    return [item for section in brief.sections for item in sentences(section.blocks)]


def flat(text: str) -> str:
    """Text without white space, for finding a sentence however its lines are broken."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def html_text(content: bytes) -> str:
    """Text of the page without marks of notes, charts, style, script and the evidence panel."""
    root = etree.HTML(content)
    for element in root.xpath("//sup|//style|//script|//svg|//dialog|//template"):
        _drop(element)
    return " ".join(root.itertext())


def markdown_text(content: bytes) -> str:
    text = re.sub(r"\[\^\d+\](?!:)", "", content.decode())
    return html.unescape(re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", text)).replace("*", "")


@cache
def page_texts(content: bytes) -> tuple[str, ...]:
    """Text of each page in reading order, marks of notes left in."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def pdf_text(content: bytes) -> str:
    return "\n".join(page_texts(content))


def docx_parts(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def docx_text(content: bytes) -> str:
    """Text of the body without marks of notes."""
    root = etree.fromstring(docx_parts(content)["word/document.xml"])
    raised = root.xpath("//*[local-name()='r'][.//*[local-name()='vertAlign']]")
    for element in raised:
        _drop(element)
    return "\n".join(
        "".join(item.text or "" for item in line.iter(f"{WORD}t")) for line in root.iter(f"{WORD}p")
    )


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
