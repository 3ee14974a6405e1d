"""Files and servers made to hurt: one sentence each, in bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import os
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdf
import pytest
import typst
from shapes import DOCUMENTS, word_document

from counterpoise.errors import DocumentError
from counterpoise.intake.fetch import fetch
from counterpoise.intake.parse import parse_bytes, parse_file


def refused(data: bytes, suffix: str) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_bytes(data, suffix, "f")
    message = str(caught.value)
    assert message.count("\n") == 0
    return message


def paper() -> bytes:
    data = typst.compile(str(DOCUMENTS / "two_columns.typ"))
    assert isinstance(data, bytes)
    return data


def test_a_zip_bomb_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 120_000_000)
    assert "times its packed size" in refused(stream.getvalue(), ".docx")


def test_an_archive_that_is_no_word_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "no word/document.xml" in refused(stream.getvalue(), ".docx")
    assert "broken" in refused(word_document()[:300], ".docx")


def test_entities_in_a_word_document_are_refused() -> None:
    body = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "entities" in refused(word_document(body=body), ".docx")


def test_a_text_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(DocumentError, match="200,000,000 bytes"):
        parse_file(path)


def test_an_encrypted_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(paper()))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert "encrypted" in refused(stream.getvalue(), ".pdf")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_pdf_is_read_or_refused(part: float) -> None:
    data = paper()
    with contextlib.suppress(DocumentError):
        parse_bytes(data[: int(len(data) * part)], ".pdf", "f")


def test_a_pdf_with_an_unknown_filter_is_refused() -> None:
    data = paper().replace(b"/FlateDecode", b"/FlateDecodf")
    assert "broken" in refused(data, ".pdf")


@pytest.mark.parametrize("sender", ["a" * 3 + '"\\', "\x00@<", '( "x" <', "=?utf-8?q?=ff?= <<>"])
def test_broken_headers_of_a_message_do_not_lose_its_text(sender: str) -> None:
    message = f"From: {sender}\nDate: 99 Foo\nSubject: Fees\n\nThe pier is open.\n"
    (document,) = parse_bytes(message.encode(), ".eml", "f")
    assert "The pier is open." in document.text


def test_a_scan_says_so() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    assert "probably a scan" in refused(stream.getvalue(), ".pdf")


def test_a_suffix_that_lies_is_seen_through() -> None:
    assert parse_bytes(word_document(), ".txt", "f")[0].format == "docx"
    assert parse_bytes(paper(), ".html", "f")[0].format == "pdf"
    page = (DOCUMENTS / "page.html").read_bytes()
    assert parse_bytes(page, ".pdf", "f")[0].format == "html"


@pytest.mark.parametrize("data", [b"", b"  \n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "empty" in refused(data, ".txt")


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull), tmp_path / "none.txt"):
        with pytest.raises(DocumentError):
            parse_file(path)


class Server(BaseHTTPRequestHandler):
    """Trickles, sends without end, or answers with an error."""

    def do_GET(self) -> None:
        if self.path == "/error":
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        with contextlib.suppress(OSError):
            if self.path == "/page":
                self.wfile.write(b"<html><body><p>The pier is open.</p></body></html>")
                return
            for _ in range(2000):
                self.wfile.write(b"x" if self.path == "/trickle" else b"x" * 10_000)
                self.wfile.flush()
                time.sleep(0.02 if self.path == "/trickle" else 0)

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    found.daemon_threads = True
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_a_page_is_fetched(server: str) -> None:
    fetched = fetch(f"{server}/page")
    (document,) = parse_bytes(fetched.data, fetched.suffix, fetched.address)
    assert "The pier is open." in document.text


def test_a_server_that_trickles_is_cut_off(server: str) -> None:
    with pytest.raises(DocumentError, match="still sending"):
        fetch(f"{server}/trickle", total_seconds=0.5)


def test_a_server_without_end_is_cut_off(server: str) -> None:
    with pytest.raises(DocumentError, match="more than 100,000 bytes"):
        fetch(f"{server}/flood", maximum_bytes=100_000)


def test_an_error_and_an_unreachable_address_are_told(server: str) -> None:
    with pytest.raises(DocumentError, match="503"):
        fetch(f"{server}/error")
    with pytest.raises(DocumentError, match="cannot be read"):
        fetch("http://127.0.0.1:1/none")
