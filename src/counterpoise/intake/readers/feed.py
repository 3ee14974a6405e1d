"""RSS 2.0 and Atom (RFC 4287): every entry is a document of its own."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

from counterpoise.errors import DocumentError
from counterpoise.intake.extraction import Extraction, Reader
from counterpoise.intake.readers.html import read_html
from counterpoise.intake.xml import local_name, parse_xml

_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "updated")


def _recognises(head: bytes, suffix: str) -> bool:
    lowered = head.lower()
    looks = b"<rss" in lowered or b"<feed" in lowered or b"<rdf:rdf" in lowered
    return looks and suffix not in {".html", ".htm", ".md", ".txt"}


def _field(entry: ET.Element, names: tuple[str, ...]) -> str:
    """Return the first non-empty child of one of the local names, in the names' order."""
    for name in names:
        for child in entry:
            if local_name(child) == name:
                text = "".join(child.itertext()).strip()
                if text:
                    return text
    return ""


def _date(text: str) -> str:
    if text[:4].isdigit():
        return text[:10]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _entries(root: ET.Element) -> list[ET.Element]:
    return [element for element in root.iter() if local_name(element) in {"item", "entry"}]


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    root = parse_xml(data, where)
    entries = _entries(root)
    if not entries:
        raise DocumentError(
            "the feed holds no entry", where=where, remedy="give a feed with items or entries"
        )
    channel = next(iter(root), root)
    publisher = _field(channel, ("title",)) or _field(root, ("title",))
    found = []
    for number, entry in enumerate(entries, 1):
        page = read_html(_field(entry, _CONTENT), f"{where}, entry {number}")
        author = _field(entry, ("creator", "author"))
        found.append(
            Extraction(
                page.text,
                "feed",
                page.blocks,
                page.markers,
                title=_field(entry, ("title",)),
                authors=(author,) if author else (),
                publisher=publisher,
                published=_date(_field(entry, _DATES)),
                runs=(),
                remarks=page.remarks,
            )
        )
    return tuple(found)


READER = Reader("feed", _recognises, _read)
