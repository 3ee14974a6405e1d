"""E-mail messages (RFC 5322): headers, the text part, quoted lines and the signature apart."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from counterpoise.errors import DocumentError
from counterpoise.intake.extraction import Block, Extraction, Reader
from counterpoise.intake.readers.html import read_html
from counterpoise.intake.readers.plain import lines_of, text_blocks

_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_KNOWN = re.compile(rb"^(?:From|Date|Subject|Message-ID):", re.IGNORECASE | re.MULTILINE)
# email reports some broken headers with the bare exceptions of the interpreter
_BARE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def _recognises(head: bytes, suffix: str) -> bool:
    return suffix == ".eml" or (_HEADER.match(head) is not None and len(_KNOWN.findall(head)) >= 3)


def _body(message: EmailMessage, where: str) -> Extraction:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise DocumentError(
            "the message has no text part", where=where, remedy="open its attachments one by one"
        )
    try:
        content = part.get_content()
    except (LookupError, UnicodeError) as error:
        raise DocumentError(
            f"the message's text cannot be decoded ({error})",
            where=where,
            remedy="save the message again as UTF-8",
        ) from None
    text = str(content)
    if part.get_content_subtype() == "html":
        return read_html(text, where)
    return Extraction(text, "email", _blocks(text))


def _blocks(text: str) -> tuple[Block, ...]:
    """Set quoted lines and the signature apart from what the sender wrote."""
    signature = next(
        (start for start, end in lines_of(text) if text[start:end].rstrip() == "--"), len(text)
    )
    blocks = []
    for block in text_blocks(text):
        if block.start >= signature:
            blocks.append(Block(block.start, block.end, "furniture"))
        elif text[block.start] == ">":
            blocks.append(Block(block.start, block.end, "quotation"))
        else:
            blocks.append(block)
    return tuple(blocks)


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's words; empty where it is missing or broken."""
    try:
        return str(message[name] or "")
    except _BARE:
        return ""


def _published(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _parts(data: bytes, where: str) -> tuple[EmailMessage, Extraction, list[str]]:
    """Return the message, its text and the names of its attachments."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = _body(message, where)
        attachments = sorted(
            part.get_filename() or part.get_content_type() for part in message.iter_attachments()
        )
    except _BARE as error:
        raise DocumentError(
            f"the message is broken ({type(error).__name__}: {error})",
            where=where,
            remedy="save the message again",
        ) from None
    return message, body, attachments


def _read(data: bytes, where: str) -> tuple[Extraction, ...]:
    message, body, attachments = _parts(data, where)
    remarks = tuple(f"the attachment “{name}” was not read" for name in attachments)
    sender = _header(message, "From")
    return (
        Extraction(
            body.text,
            "email",
            body.blocks,
            body.markers,
            title=_header(message, "Subject"),
            authors=(sender,) if sender else (),
            published=_published(message),
            runs=body.runs,
            remarks=body.remarks + remarks,
        ),
    )


READER = Reader("email", _recognises, _read)
