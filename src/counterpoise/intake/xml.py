"""XML from strangers: no document type, no entities, hence nothing to expand or to fetch."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from counterpoise.errors import DocumentError

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, where: str) -> ET.Element:
    """Parse XML that declares nothing of its own.

    Raises
    ------
    DocumentError
        The bytes are not well-formed XML, or declare a document type or entities.
    """
    plain = data.replace(b"\x00", b"")
    if _DECLARATION.search(plain) is not None:
        raise DocumentError(
            "the XML declares a document type or entities",
            where=where,
            remedy="remove the declaration; entities are not expanded",
        )
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise DocumentError(
            f"the XML is broken ({error})", where=where, remedy="save the file again"
        ) from None


def local_name(element: ET.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rsplit("}", maxsplit=1)[-1]
