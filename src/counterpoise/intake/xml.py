"""XML from strangers: no entities, no network, no document type."""

from __future__ import annotations

from lxml import etree

from counterpoise.errors import DocumentError


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Parse XML without following anything it points to.

    Raises
    ------
    DocumentError
        The bytes are not well-formed XML, or declare a document type.
    """
    if b"<!DOCTYPE" in data[:2048] or b"<!ENTITY" in data:
        raise DocumentError(
            "the XML declares a document type or entities",
            where=where,
            remedy="remove the declaration; entities are not expanded",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"the XML is broken ({error.msg})", where=where, remedy="save the file again"
        ) from None
