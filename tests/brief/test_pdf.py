"""The brief as PDF: pages, notes, marking, metadata, fonts."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.brief.forms import flat, told
from tests.brief.forms import page_texts as pages

from counterpoise.assess.names import Names
from counterpoise.brief import pdf
from counterpoise.brief.compose import compose
from counterpoise.brief.context import Length
from counterpoise.brief.document import Brief, Cell, Note, Paragraph, Section, Sentence, Table
from counterpoise.brief.language import language
from counterpoise.brief.pdf import to_pdf
from counterpoise.brief.pdf_data import column_weights, pdf_data
from counterpoise.errors import OutputError
from counterpoise.model.case import Case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

LABELS = {
    "section_notes": "Notes",
    "table": "Table",
    "figure": "Figure",
    "sides_for": "For",
    "sides_against": "Against",
}


def small(*sentences: Sentence, tlp: str = "CLEAR", **changes: object) -> Brief:
    notes = tuple(Note(number, f"Source {number}.", ("p1",)) for number in (1, 2, 3))
    brief = Brief(
        case="small",
        title="A small brief",
        subtitle="State of affairs on 9 February 2023",
        language="en",
        tlp=tlp,
        on="2023-02-09",
        as_of="",
        sections=(Section("s", "Part", (Paragraph(sentences),)),),
        notes=notes,
        labels=LABELS,
    )
    return replace(brief, **changes)


def test_every_page_bears_the_marking_twice_and_its_number(full_forms) -> None:
    found = pages(full_forms["pdf"])
    assert len(found) > 3
    for number, text in enumerate(found, start=1):
        assert text.count("TLP:CLEAR") == 2
        assert f"{number} / {len(found)}" in text


@pytest.mark.parametrize("tlp", ["GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_the_marking_is_that_of_the_case(tlp: str) -> None:
    (page,) = pages(to_pdf(small(Sentence("A fact.", ("p1",), note=1), tlp=tlp)))
    assert page.count(f"TLP:{tlp}") == 2


def test_metadata_are_the_briefs_and_its_day(early_forms, early) -> None:
    meta = PdfReader(io.BytesIO(early_forms["pdf"])).metadata
    assert meta is not None
    assert meta.title == early.brief.title
    assert meta.author == "Counterpoise"
    assert str(meta.creation_date_raw) == str(meta.modification_date_raw) == "D:20220630000000Z"


def test_the_file_is_tagged_in_its_language_and_carries_its_fonts(full_forms) -> None:
    reader = PdfReader(io.BytesIO(full_forms["pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"LibertinusSerif", "LiberationSans"}


@pytest.mark.parametrize(("length", "most"), [("page", 1), ("brief", 5)])
@pytest.mark.parametrize("as_of", [None, date(2023, 2, 9)])
def test_lengths_keep_their_promise(mali: Case, length: Length, most: int, as_of) -> None:
    """Notes included."""
    vocabulary = Vocabulary.read()
    view = view_of(mali, as_of=as_of)
    brief = compose(view, vocabulary, Names(view, vocabulary, "en"), language("en"), length=length)
    assert len(pages(to_pdf(brief))) <= most


def test_charts_are_vectors_with_text(full_forms) -> None:
    """No page holds a raster image."""
    assert b"/Subtype/Image" not in full_forms["pdf"].replace(b" ", b"")


def test_a_note_keeps_its_number_wherever_it_stands(full_forms, full) -> None:
    """Every note stands in the file once, after its number."""
    text = flat(" ".join(pages(full_forms["pdf"])))
    notes = [note for note in full.brief.notes if len(note.text) < 120]
    assert len(notes) > 20
    assert [note.number for note in notes if flat(f"{note.number}{note.text}") not in text] == []


def test_a_note_needed_again_is_not_printed_again() -> None:
    brief = small(
        Sentence("First fact.", ("p1",), note=1),
        Sentence("Second fact.", ("p2",), note=2),
        Sentence("Third fact.", ("p1",), note=1),
    )
    (page,) = pages(to_pdf(brief))
    assert page.count("Source 1.") == page.count("Source 2.") == 1
    data = pdf_data(brief)
    assert json.dumps(data).count('"mark": "foot"') == 2


def test_long_notes_and_notes_of_tables_stand_at_the_end() -> None:
    table = Table("t", "Table", ("A",), ((Cell("x", ("p3",), note=3),),))
    long = Note(2, "Many sources. " * 40, ("p2",))
    brief = small(Sentence("A fact.", ("p1",), note=1), Sentence("Another.", ("p2",), note=2))
    part = replace(brief.sections[0], blocks=(*brief.sections[0].blocks, table))
    brief = replace(brief, sections=(part,), notes=(brief.notes[0], long, brief.notes[2]))
    assert pdf_data(brief)["endnotes"] == [2, 3]
    assert re.search(r"Notes\s+2\s+Many sources", "\n".join(pages(to_pdf(brief))))


def test_markup_in_a_text_is_printed_as_it_is() -> None:
    odd = "A fact with #set, *stars*, _lines_, $5, <tags>, @at, \\back and “quotes”."
    (page,) = pages(to_pdf(small(Sentence(odd, ("p1",), note=1))))
    assert flat(odd) in flat(page)


def test_a_letter_that_no_font_has_is_one_sentence() -> None:
    with pytest.raises(OutputError, match=r"small\.pdf: .*漢.*--fonts") as caught:
        to_pdf(small(Sentence("A fact about 漢.", ("p1",), note=1)))
    assert "\n" not in str(caught.value)


def test_a_missing_font_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FONTS", (*pdf.FONTS, "Absent Sans"))
    with pytest.raises(OutputError, match="the font “Absent Sans” is missing; reinstall"):
        to_pdf(small(Sentence("A fact.", ("p1",), note=1)))


def test_a_folder_of_fonts_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the folder of fonts does not exist"):
        to_pdf(small(Sentence("A fact.", ("p1",), note=1)), more_fonts=tmp_path / "none")


def test_every_sentence_stands_on_a_page(full_forms, full) -> None:
    """Word by word in order, as marks of notes and page breaks stand between."""
    text = flat(" ".join(pages(full_forms["pdf"])))
    missing = [
        sentence.text
        for sentence in told(full.brief)
        if not all(flat(word) in text for word in sentence.text.split())
    ]
    assert missing == []


def test_columns_give_no_word_less_than_it_needs() -> None:
    table = Table(
        "t",
        "Table",
        ("Date", "Act", "Status"),
        (
            (Cell("3 June 2021"), Cell("A very long text " * 30), Cell("contested")),
            (Cell("by 30 September 2021"), Cell("Short."), Cell("asserted")),
        ),
    )
    date, act, status = column_weights(table)
    assert date >= len("September")
    assert status >= len("contested")
    assert act > date + status
