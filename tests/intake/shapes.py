# ruff: noqa: E501
"""The test documents of every shape as bytes, built where a builder is needed."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import typst

from counterpoise.intake.parse import parse_bytes
from counterpoise.model.documents import TextDocument

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = ("page.html", "communique.txt", "message.eml", "feed.xml", "notes.md", "pdf", "docx")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"""<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>A Consulate Closes</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>I. The closure</w:t></w:r></w:p>
<w:p><w:r><w:t>Borduria closed its consulate in Porthaven on 5 March 2024.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r>
<w:r><w:t xml:space="preserve"> Its staff left </w:t></w:r><w:r><w:t>a week later.</w:t></w:r>
<w:r><w:footnoteReference w:id="3"/></w:r></w:p>
<w:p><w:r><w:t>Arland regretted the step.</w:t></w:r></w:p>
</w:body></w:document>"""
NOTES = f"""<?xml version="1.0" encoding="UTF-8"?><w:footnotes {W}>
<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>“Consulate shuts”, Strait Courier, 6 March 2024.</w:t></w:r></w:p>
</w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>Ibid.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
CORE = """<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ilse Marten</dc:creator>
</cp:coreProperties>"""


def word_document(body: str = BODY, notes: str = NOTES, core: str = CORE) -> bytes:
    """Return the bytes of the document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/footnotes.xml", notes)
        archive.writestr("docProps/core.xml", core)
    return stream.getvalue()


@cache
def parsed(name: str) -> tuple[TextDocument, ...]:
    """Parse one test document."""
    if name == "pdf":
        data = typst.compile(str(DOCUMENTS / "two_columns.typ"))
        assert isinstance(data, bytes)
        return parse_bytes(data, ".pdf", name)
    if name == "docx":
        return parse_bytes(word_document(), ".docx", name)
    path = DOCUMENTS / name
    return parse_bytes(path.read_bytes(), path.suffix, name)


def assert_tiles(document: TextDocument) -> None:
    """Assert that nothing is lost and nothing counted twice."""
    covered = [0] * len(document.text)
    sentences = [s for p in document.paragraphs() if p.type != "note" for s in p.sentences] + [
        s for note in document.notes for s in note.sentences
    ]
    for sentence in sentences:
        for index in range(sentence.start, sentence.end):
            covered[index] += 1
    for index, count in enumerate(covered):
        if not document.text[index].isspace():
            assert count == 1, (index, document.text[max(0, index - 20) : index + 20])
    assert document.sections[0].start == 0
    assert document.sections[-1].end == len(document.text)
    for left, right in zip(document.sections, document.sections[1:], strict=False):
        assert left.end == right.start
