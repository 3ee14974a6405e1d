"""How the brief was made."""

from __future__ import annotations

from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Paragraph, Section, Sentence
from counterpoise.model.dates import DateInterval

_RULES = ("method_score", "method_direction", "method_ties", "method_status", "method_known")


def method(context: BriefContext) -> Section | None:
    """Rules of status and known time, and what the options left out."""
    if context.length == "page" and context.view.as_of is None:
        return None
    text, view = context.language.text, context.view
    lines = [] if context.length == "page" else [text(key) for key in _RULES]
    if view.as_of is not None:
        as_of = context.language.date(DateInterval(view.as_of, view.as_of))
        lines.append(text("method_as_of", as_of=as_of))
    if not view.with_contested:
        lines.append(text("method_without_contested"))
    sentences = tuple(Sentence(line, framing=True) for line in lines)
    return Section("method", text("section_method"), (Paragraph(sentences),))
