"""Nothing is lost, whatever the shape."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapes import BODY, CORE, NAMES, assert_tiles, parsed, word_document

from counterpoise.errors import DocumentError
from counterpoise.intake.parse import parse_bytes, parse_file

ALPHABET = st.sampled_from(
    [
        *"abcABÉé .!?:;,“”«»\"'’[]()0123456789°$%–—-*#>|\n\r\t\u00a0\ufeff^¹²/",
        "\n\n",
        "[1]",
        "[^a]",
        "N° 28",
        "Ibid.",
        "op. cit.",
        " May 2021",
        "3 juillet 2022",
        "“x”, Y, 3 May 2020.",
    ]
)


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_is_tiled(name: str) -> None:
    for document in parsed(name):
        assert_tiles(document)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@settings(max_examples=120, deadline=None)
@given(pieces=st.lists(ALPHABET, max_size=120))
def test_any_text_is_tiled(suffix: str, pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    if suffix == ".html":
        data = b"<html><body><p>" + data + b"</p></body></html>"
    try:
        documents = parse_bytes(data, suffix, "fuzz")
    except DocumentError:
        return
    for document in documents:
        assert_tiles(document)


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".eml", ".pdf", ".xml"])
)
def test_any_bytes_parse_or_are_refused_in_a_sentence(data: bytes, suffix: str) -> None:
    try:
        parse_bytes(data, suffix, "fuzz")
    except DocumentError as error:
        message = str(error)
    else:
        message = "fuzz: read."
    assert message.startswith("fuzz")
    assert message.endswith(".")


def test_text_offsets_are_the_originals() -> None:
    (document,) = parsed("communique.txt")
    original = (Path(__file__).parent / "documents" / "communique.txt").read_text("utf-8")
    assert document.text == original


def test_html_runs_map_every_character_back_to_the_source() -> None:
    (document,) = parsed("page.html")
    source = (Path(__file__).parent / "documents" / "page.html").read_text("utf-8")
    mapped = 0
    for run in document.runs:
        piece = document.text[run.start : run.end]
        if run.source_start >= 0 and source[run.source_start] != "&":
            assert source[run.source_start : run.source_start + len(piece)] == piece
            mapped += len(piece)
    assert mapped > 800


def test_scripts_and_styles_are_never_text() -> None:
    for name in ("page.html", "feed.xml"):
        for document in parsed(name):
            assert "alert" not in document.text
            assert "never text" not in document.text
            assert "color: red" not in document.text


def test_boilerplate_is_furniture_and_the_article_is_not() -> None:
    (document,) = parsed("page.html")
    kinds = {document.quote(p).strip()[:12]: p.type for p in document.paragraphs()}
    assert kinds["Home World S"] == "furniture"
    assert kinds["We use cooki"] == "furniture"
    assert kinds["Ferry timeta"] == "furniture"
    assert kinds["Diplomats in"] == "body"
    assert document.title == "Borduria reopens its consulate"
    assert document.published.edtf == "2024-04-02"


@pytest.mark.parametrize(
    ("name", "labels"), [("pdf", "1234"), ("docx", "23"), ("page.html", "12"), ("notes.md", "a2")]
)
def test_notes_resolve_in_every_style(name: str, labels: str) -> None:
    (document,) = parsed(name)
    assert [anchor.label for anchor in document.anchors] == list(labels)
    assert not document.unresolved
    assert [note.number for note in document.notes] == list(range(1, len(labels) + 1))


def test_ibid_in_a_word_document_leads_to_the_note_before() -> None:
    (document,) = parsed("docx")
    assert document.notes[1].citations[0].refers_to == 1


def test_two_columns_read_in_order_and_quotes_of_an_email_stand_apart() -> None:
    (paper,) = parsed("pdf")
    assert [section.title for section in paper.sections] == ["", "The quarrel", "The talks"]
    (message,) = parsed("message.eml")
    assert [p.type for p in message.paragraphs()].count("quotation") == 1
    assert message.published.edtf == "2024-03-18"


def test_a_french_communique_gives_date_place_and_language() -> None:
    (document,) = parsed("communique.txt")
    assert (document.language, document.places) == ("fr", ("Klow",))
    assert document.published.edtf == "2023-07-14"


def test_the_speeches_parse_whole() -> None:
    folder = os.environ.get("COUNTERPOISE_DATA")
    if not folder:
        pytest.skip("COUNTERPOISE_DATA is unset")
    files = sorted((Path(folder) / "ungdc").glob("*.txt"))
    assert len(files) == 31
    for file in files:
        (document,) = parse_file(file)
        assert_tiles(document)
        assert document.language == "en"
        assert document.text == file.read_bytes().decode()


def test_numbered_items_under_a_heading_of_notes_are_notes() -> None:
    text = (
        "The Pier\n\nI. Part\n\nThe pier shut.[1] It was long.[2]\n\nNotes\n\n"
        "1. “Pier shut”, Post, 5 May 2024.\n2. Ibid.\n"
    )
    (document,) = parse_bytes(text.encode(), ".txt", "t")
    assert_tiles(document)
    assert not document.unresolved
    assert document.notes[1].citations[0].refers_to == 1
    (plain,) = parse_bytes(text.replace("Notes", "Steps").encode(), ".txt", "t")
    assert not plain.notes


def test_a_file_s_own_date_is_told_and_is_no_publication() -> None:
    (paper,) = parsed("pdf")
    assert not paper.published.is_known
    assert paper.authors == ("Ilse Marten",)
    assert any("the file was made on 2024-03-18" in remark for remark in paper.remarks)
    core = CORE.replace(
        "</cp:coreProperties>",
        '<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/">2024-03-09T10:00:00Z'
        "</dcterms:created></cp:coreProperties>",
    )
    (document,) = parse_bytes(word_document(core=core), ".docx", "d")
    assert not document.published.is_known
    assert any("the file was made on 2024-03-09" in remark for remark in document.remarks)
    dated = BODY.replace("Arland regretted the step.", "Published 12 March 2024")
    (told,) = parse_bytes(word_document(dated, core=core), ".docx", "d")
    assert told.published.edtf == "2024-03-12"
    assert not told.remarks


def test_the_head_of_a_text_gives_date_and_authors() -> None:
    text = "The Pier\n\nReport by the Institute, 1 March 2023\n\nBy Ada Holm and Bo Lind\n\n{}\n"
    body = "The pier had been shut for a while, and nobody knew for how long it would stay so."
    (document,) = parse_bytes(text.format(body).encode(), ".txt", "t")
    assert document.published.edtf == "2023-03-01"
    assert document.authors == ("Ada Holm", "Bo Lind")
    event = text.replace("Report by the Institute, 1 March 2023", "The pier shut on 1 March 2023")
    (other,) = parse_bytes(event.format(body).encode(), ".txt", "t")
    assert not other.published.is_known
