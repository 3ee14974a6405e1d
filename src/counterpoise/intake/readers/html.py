"""Web pages: text drawn out of the markup, every stretch mapped back to its place in the source.

Scripts, styles and frames are never text. What trafilatura does not count as the article is kept
as furniture, so that nothing is lost and nothing of it is evidence.
"""

from __future__ import annotations

import re

from counterpoise.intake.decoding import decode
from counterpoise.intake.extraction import Block, BlockHint, Extraction, Reader
from counterpoise.intake.readers.html_article import article_text
from counterpoise.intake.readers.html_parser import HtmlText

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div|h1)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_JUDGED: frozenset[BlockHint] = frozenset({"text", "list"})


def _recognises(head: bytes, suffix: str) -> bool:
    if head.lstrip()[:5].lower() == b"<?xml" and b"<html" not in head.lower():
        return False
    return _MARKUP.search(head) is not None and suffix not in {".md", ".markdown", ".eml"}


def read_html(source: str, where: str) -> Extraction:
    """Read a page's source text."""
    parser = HtmlText(source)
    parser.run()
    builder = parser.builder
    text = builder.text()
    article, published = article_text(source)
    blocks = tuple(_judge(text, block, article) for block in builder.blocks)
    remarks = () if blocks else (f"{where}: the page holds no text outside its scripts",)
    meta = parser.meta
    author = meta.get("author", "") or meta.get("article:author", "")
    return Extraction(
        text,
        "html",
        blocks,
        tuple(builder.markers),
        title=meta.get("og:title", "") or parser.title,
        authors=(author,) if author else (),
        publisher=meta.get("og:site_name", ""),
        published=meta.get("article:published_time", "") or meta.get("date", "") or published,
        language=parser.language,
        runs=tuple(builder.runs),
        remarks=remarks,
    )


def _judge(text: str, block: Block, article: str) -> Block:
    """Call a block furniture when the article, as trafilatura draws it, does not hold it."""
    if block.hint not in _JUDGED or not article:
        return block
    key = squeeze(text[block.start : block.end])[:60]
    if key in article:
        return block
    return Block(block.start, block.end, "furniture", place=block.place)


def squeeze(text: str) -> str:
    """Drop white space and note calls, so that two drawings of one page can be compared."""
    return _SPACE.sub("", re.sub(r"\[?\d{1,3}\]?", "", text))


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    declared = _CHARSET.search(data[:4096])
    source = decode(data, where, declared.group(1).decode("ascii") if declared else "")
    return (read_html(source, where),)


READER = Reader("html", _recognises, _read)
