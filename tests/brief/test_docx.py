"""The brief as a Word document: real notes, running heads, fixed bytes, the extra."""

from __future__ import annotations

import builtins
import io
import sys
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import pypandoc
import pytest
from lxml import etree
from tests.brief.forms import WORD, docx_parts, docx_text, flat, told
from tests.brief.test_pdf import small

from counterpoise.brief.docx import to_docx
from counterpoise.brief.pdf_data import figures
from counterpoise.errors import OutputError


def notes_of(content: bytes) -> list[str]:
    root = etree.fromstring(docx_parts(content)["word/footnotes.xml"])
    return [
        "".join(item.text or "" for item in note.iter(f"{WORD}t")).strip()
        for note in root.iter(f"{WORD}footnote")
        if note.get(f"{WORD}type") is None
    ]


def test_notes_are_footnotes_in_the_order_of_their_numbers(full_forms, full) -> None:
    """Word counts them as it meets them: their order in the body is that of the brief's notes."""
    used = [flat(note.text) for note in full.brief.notes]
    assert [flat(text) for text in notes_of(full_forms["docx"])] == used
    root = etree.fromstring(docx_parts(full_forms["docx"])["word/document.xml"])
    references = [int(item.get(f"{WORD}id", "0")) for item in root.iter(f"{WORD}footnoteReference")]
    assert references == sorted(references)
    assert len(references) == len(full.brief.notes)


def test_notes_are_counted_through_the_document(full_forms) -> None:
    parts = docx_parts(full_forms["docx"])
    for name in ("word/document.xml", "word/settings.xml"):
        for restart in etree.fromstring(parts[name]).iter(f"{WORD}numRestart"):
            assert restart.get(f"{WORD}val") == "continuous"


def test_every_sentence_stands_in_the_body(full_forms, full) -> None:
    text = flat(docx_text(full_forms["docx"]))
    assert [item.text for item in told(full.brief) if flat(item.text) not in text] == []


def test_marking_stands_at_head_and_foot_of_each_page() -> None:
    brief = replace(small(*told(small())), tlp="AMBER+STRICT")
    document = docx.Document(io.BytesIO(to_docx(brief)))
    for section in document.sections:
        assert section.header.paragraphs[0].text.endswith("TLP:AMBER+STRICT")
        assert section.footer.paragraphs[0].text.endswith("TLP:AMBER+STRICT")


def test_properties_are_the_briefs_and_its_day(early_forms, early) -> None:
    properties = docx.Document(io.BytesIO(early_forms["docx"])).core_properties
    assert properties.title == early.brief.title
    assert properties.author == properties.last_modified_by == "Counterpoise"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2022, 6, 30)  # noqa: DTZ001


def test_charts_are_pictures_for_print_with_a_text_alternative(full_forms, full) -> None:
    parts = docx_parts(full_forms["docx"])
    pictures = [content for name, content in parts.items() if name.startswith("word/media/")]
    shown = list(figures(full.brief))
    assert len(pictures) == len(shown)
    for picture in pictures:
        width = int.from_bytes(picture[16:20], "big")
        assert width >= 300 * 6  # 300 dots an inch over six inches of text width
    body = parts["word/document.xml"].decode()
    alternatives = [
        item.get("descr") or "" for item in etree.fromstring(body.encode()).iter("{*}docPr")
    ]
    assert [flat(item) for item in alternatives] == [
        flat(f"{figure.title}. {figure.alternative}") for figure in shown
    ]


def test_the_archive_holds_no_time(full_forms) -> None:
    with zipfile.ZipFile(io.BytesIO(full_forms["docx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_without_pandoc_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> str:
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", absent)
    with pytest.raises(OutputError, match=r"Pandoc is not installed; .*counterpoise\[docx\]"):
        to_docx(small())


@pytest.mark.parametrize("name", ["pypandoc", "docx"])
def test_without_the_extra_it_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(module: str, *rest: object, **more: object) -> object:
        if module.split(".", maxsplit=1)[0] == name:
            raise ImportError(f"No module named {name}", name=name)
        return real(module, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    monkeypatch.delitem(sys.modules, "counterpoise.brief.docx_finish", raising=False)
    with pytest.raises(OutputError, match=rf"{name} is not installed; .*counterpoise\[docx\]"):
        to_docx(small())


def test_a_pandoc_that_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: "/bin/false")
    with pytest.raises(OutputError, match="Pandoc cannot write the brief") as caught:
        to_docx(small())
    assert "\n" not in str(caught.value)
