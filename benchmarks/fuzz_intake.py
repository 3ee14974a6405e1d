"""Coverage-guided fuzzing of every reader with atheris, which is not among the dependencies.

    python benchmarks/fuzz_intake.py -max_total_time=600

Whatever the bytes, the parser returns a document that keeps every character, or refuses with a
`DocumentError`. The first byte chooses the format; the rest is the file, or for a Word document the
XML of its body and notes, so that the packing does not stand in the way. A corpus of one valid
document a format is made first, in a temporary folder unless one is named.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris
import typst

with atheris.instrument_imports(include=["counterpoise.intake"]):
    from counterpoise.errors import DocumentError
    from counterpoise.intake.parse import parse_bytes

FORMATS = (".txt", ".md", ".html", ".eml", ".xml", ".pdf", ".docx", "docx in parts")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROSE = (
    "The pier closed on 4 May 2024.[1] Tolls rose by 12%.\n\n[1] “Pier shut”, Post, 5 May 2024.\n"
)
SPLIT = b"\x00\xff"


def once(data: bytes) -> None:
    """Parse one input."""
    if not data:
        return
    chosen = FORMATS[data[0] % len(FORMATS)]
    content = word_document(data[1:]) if chosen == FORMATS[-1] else data[1:]
    suffix = ".docx" if chosen == FORMATS[-1] else chosen
    try:
        documents = parse_bytes(content, suffix, "fuzz")
    except DocumentError:
        return
    for document in documents:
        kept = sum(len(document.quote(s).split()) for s in document.sections)
        assert kept >= len(document.text.split()), suffix


def word_document(parts: bytes) -> bytes:
    """Pack up to three parts, set apart by `SPLIT`: body, footnotes, properties."""
    names = ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in zip(names, parts.split(SPLIT), strict=False):
            archive.writestr(name, part)
    return stream.getvalue()


def seeds() -> dict[str, bytes]:
    """Return one valid file a format."""
    paper = typst.compile(b"= Pier\nThe pier closed #footnote[Post, 5 May 2024.] on 4 May 2024.")
    assert isinstance(paper, bytes)
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>The pier closed.</w:t></w:r><w:r>"
        '<w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>'
    )
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Post, 5 May 2024.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    parts = body.encode() + SPLIT + notes.encode()
    page = f"<html><head><title>Pier</title></head><body><h1>Pier</h1><p>{PROSE}</p></body></html>"
    feed = (
        "<rss version='2.0'><channel><title>Pier</title><item><title>Shut</title>"
        f"<description>{PROSE}</description></item></channel></rss>"
    )
    mail = f"From: a@b.example\nDate: Mon, 6 May 2024 10:00:00 +0000\nSubject: Pier\n\n{PROSE}"
    markdown = PROSE.replace("[1]", "[^1]")
    texts = (PROSE, f"# Pier\n\n{markdown}", page, mail, feed)
    found = {suffix: text.encode() for suffix, text in zip(FORMATS, texts, strict=False)}
    return found | {".pdf": paper, ".docx": word_document(parts), FORMATS[-1]: parts}


def main() -> None:
    """Write the seeds and start."""
    if not any(not argument.startswith("-") for argument in sys.argv[1:]):
        sys.argv.append(tempfile.mkdtemp())
        for number, data in enumerate(seeds().values()):
            (Path(sys.argv[-1]) / f"seed-{number}").write_bytes(bytes([number]) + data)
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
