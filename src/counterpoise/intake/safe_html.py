"""A parsed document as HTML that cannot run anything: text only, everything escaped."""

from __future__ import annotations

from html import escape

from counterpoise.model.documents import Paragraph, TextDocument

_TAGS = {"heading": "h2", "title": "h1", "quotation": "blockquote", "list": "p", "caption": "p"}


def as_html(document: TextDocument) -> str:
    """Write the text with its notes; no markup of the original passes through."""
    parts = [_paragraph(document, p) for p in document.paragraphs() if p.type != "note"]
    notes = "".join(
        f'<li id="note-{note.number}">{escape(document.quote(note))}</li>'
        for note in document.notes
    )
    return "\n".join(parts) + (f"\n<ol>{notes}</ol>" if notes else "") + "\n"


def _paragraph(document: TextDocument, paragraph: Paragraph) -> str:
    tag = _TAGS.get(paragraph.type, "p")
    return f'<{tag} class="{paragraph.type}">{escape(document.quote(paragraph))}</{tag}>'
